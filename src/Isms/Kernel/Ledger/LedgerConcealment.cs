using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>
/// Which entries tell of things that the reader may not know: of these the ledger shows that something happened, when, by whom and with which hash, and no content. An entry
/// tells of the thing it is about and of those its content names by their ids.
/// </summary>
internal sealed class LedgerConcealment(IsmsDbContext db, Concealment concealment)
{
    private const int Batch = 200;

    /// <summary>Numbers of those of the entries whose content is kept from the reader.</summary>
    public async Task<IReadOnlySet<long>> AmongAsync(Actor actor, IReadOnlyCollection<LedgerEntry> entries, CancellationToken ct)
    {
        if (actor.IsSystem || entries.Count == 0)
            return new HashSet<long>();
        var named = entries.ToDictionary(e => e.Sequence, e => Concealment.NamedIn(e.State).Append(e.EntityId).ToHashSet());
        // A step or a signature names its approval only, which names what is approved.
        var ids = named.Values.SelectMany(n => n).ToHashSet();
        var approved = await db.Set<Approval>().Where(a => EF.Parameter(ids.ToList()).Contains(a.Id)).Select(a => new { a.Id, a.SubjectId }).ToDictionaryAsync(a => a.Id, a => a.SubjectId, ct);
        ids.UnionWith(approved.Values);
        var whole = approved.Count == 0 ? new HashSet<Guid>() : await concealment.WholeAmongAsync(actor, approved.Values, ct);
        var kept = (await concealment.AmongAsync(actor, ids, ct)).ToHashSet();
        // An approval's row holds the whole text that is signed.
        if (approved.Count > 0)
            kept.UnionWith(approved.Where(a => whole.Contains(a.Value)).Select(a => a.Key));
        return kept.Count == 0 ? new HashSet<long>() : named.Where(n => n.Value.Any(id => kept.Contains(id) || (approved.TryGetValue(id, out var subject) && kept.Contains(subject)))).Select(n => n.Key).ToHashSet();
    }

    /// <summary>True when the content of any of them is kept from the reader.</summary>
    public async Task<bool> AnyAsync(Actor actor, IReadOnlyCollection<LedgerEntry> entries, CancellationToken ct) => (await AmongAsync(actor, entries, ct)).Count > 0;

    /// <summary>The entries in their order, each with whether its content is kept from the reader; read in batches.</summary>
    public async IAsyncEnumerable<(LedgerEntry Entry, bool Kept)> WatchAsync(Actor actor, IQueryable<LedgerEntry> ordered, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (long last = 0; ;)
        {
            var after = last;
            var entries = await ordered.Where(e => e.Sequence > after).Take(Batch).ToListAsync(ct);
            var kept = await AmongAsync(actor, entries, ct);
            foreach (var entry in entries)
                yield return (entry, kept.Contains(entry.Sequence));
            if (entries.Count < Batch)
                yield break;
            last = entries[^1].Sequence;
        }
    }
}
