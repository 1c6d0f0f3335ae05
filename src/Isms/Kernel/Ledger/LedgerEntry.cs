using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Isms.Kernel.Ledger;

/// <summary>
/// One append-only entry: who did what to which thing, its full state after, and the hash that chains it to the entry before.
/// The database itself refuses to change or delete one.
/// </summary>
internal sealed class LedgerEntry
{
    /// <summary>The hash before the first entry.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>1, 2, 3 … without gaps.</summary>
    public long Sequence { get; init; }
    public DateTime At { get; init; }
    public Guid? PersonId { get; init; }
    public required string ActorName { get; init; }

    /// <summary>The office in which the person acted; empty for the system.</summary>
    public required string ActorOffice { get; init; }
    public required string UseCase { get; init; }

    /// <summary>The kind of thing, <c>module.thing</c>: its table name.</summary>
    public required string EntityType { get; init; }
    public Guid EntityId { get; init; }
    public int EntityVersion { get; init; }
    public LedgerChange Change { get; init; }

    /// <summary>JSON: every stored property after the change (before it, for a deletion; the details, for an event).</summary>
    public required string State { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }

    /// <summary>SHA-256 over every field but the hash itself, each preceded by its length so that no two entries read alike.</summary>
    public static string HashOf(long sequence, DateTime at, Guid? personId, string actorName, string actorOffice, string useCase, string entityType,
        Guid entityId, int entityVersion, LedgerChange change, string state, string previousHash)
    {
        var text = new StringBuilder(state.Length + 400);
        foreach (var part in (ReadOnlySpan<string>)[
            sequence.ToString(CultureInfo.InvariantCulture),
            at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            personId?.ToString() ?? "", actorName, actorOffice, useCase, entityType, entityId.ToString(),
            entityVersion.ToString(CultureInfo.InvariantCulture), change.ToString(), state, previousHash])
        {
            text.Append(part.Length).Append(':').Append(part).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public string Recompute() =>
        HashOf(Sequence, At, PersonId, ActorName, ActorOffice, UseCase, EntityType, EntityId, EntityVersion, Change, State, PreviousHash);
}

/// <summary>What happened to a thing; an event changed nothing.</summary>
public enum LedgerChange { Created, Updated, Deleted, Event }

/// <summary>Something to record that changed no data.</summary>
internal sealed record LedgerNote(string EntityType, Guid EntityId, object Details);
