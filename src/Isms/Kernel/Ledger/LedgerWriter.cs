using System.Data.Common;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>The end of the chain, where the caller, as the only writer and within its transaction, goes on.</summary>
internal sealed class LedgerWriter
{
    private long _sequence;
    private string _previous;

    private LedgerWriter(long sequence, string previous) => (_sequence, _previous) = (sequence, previous);

    public static async Task<LedgerWriter> EndAsync(IsmsDbContext db, CancellationToken ct)
    {
        var last = await db.Ledger.OrderByDescending(e => e.Sequence).Select(e => new { e.Sequence, e.Hash }).FirstOrDefaultAsync(ct);
        return new LedgerWriter(last?.Sequence ?? 0, last?.Hash ?? LedgerEntry.Genesis);
    }

    /// <summary>On PostgreSQL: waits to be the only writer, and finds the end in the same round trip. The second statement sees what was written while the first one waited.</summary>
    public static async Task<LedgerWriter> WaitAsync(IsmsDbContext db, DbTransaction transaction, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT pg_advisory_xact_lock(4951); SELECT sequence, hash FROM kernel_ledger ORDER BY sequence DESC LIMIT 1";
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? new LedgerWriter(reader.GetInt64(0), reader.GetString(1)) : new LedgerWriter(0, LedgerEntry.Genesis);
    }

    /// <summary>The drafts with their places in the chain; the caller stores them.</summary>
    public List<LedgerEntry> Entries(Actor actor, string useCase, DateTime at, IEnumerable<LedgerDraft> drafts)
    {
        Guid? personId = actor.IsSystem ? null : actor.PersonId;
        var office = actor.IsSystem ? "" : actor.ActingOffice.ToString();
        var entries = new List<LedgerEntry>(drafts.TryGetNonEnumeratedCount(out var count) ? count : 4);
        foreach (var draft in drafts)
        {
            _sequence++;
            var hash = LedgerEntry.HashOf(_sequence, at, personId, actor.Name, office, useCase, draft.EntityType, draft.EntityId,
                draft.EntityVersion, draft.Change, draft.State, _previous);
            entries.Add(new LedgerEntry
            {
                Sequence = _sequence, At = at, PersonId = personId, ActorName = actor.Name, ActorOffice = office, UseCase = useCase,
                EntityType = draft.EntityType, EntityId = draft.EntityId, EntityVersion = draft.EntityVersion, Change = draft.Change,
                State = draft.State, PreviousHash = _previous, Hash = hash,
            });
            _previous = hash;
        }
        return entries;
    }
}
