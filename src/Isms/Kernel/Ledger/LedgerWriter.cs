using System.Data.Common;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>Puts drafts at the end of the chain. The caller is the only writer, within its transaction.</summary>
internal static class LedgerWriter
{
    public static async Task AppendAsync(IsmsDbContext db, Actor actor, string useCase, DateTime at, List<LedgerDraft> drafts, CancellationToken ct)
    {
        if (drafts.Count == 0)
            return;
        var last = await db.Ledger.OrderByDescending(e => e.Sequence).Select(e => new { e.Sequence, e.Hash }).FirstOrDefaultAsync(ct);
        var sequence = last?.Sequence ?? 0;
        var previous = last?.Hash ?? LedgerEntry.Genesis;
        Guid? personId = actor.IsSystem ? null : actor.PersonId;
        var office = actor.IsSystem ? "" : actor.ActingOffice.ToString();

        var entries = new List<LedgerEntry>(drafts.Count);
        foreach (var draft in drafts)
        {
            sequence++;
            var hash = LedgerEntry.HashOf(sequence, at, personId, actor.Name, office, useCase, draft.EntityType, draft.EntityId,
                draft.EntityVersion, draft.Change, draft.State, previous);
            entries.Add(new LedgerEntry
            {
                Sequence = sequence, At = at, PersonId = personId, ActorName = actor.Name, ActorOffice = office, UseCase = useCase,
                EntityType = draft.EntityType, EntityId = draft.EntityId, EntityVersion = draft.EntityVersion, Change = draft.Change,
                State = draft.State, PreviousHash = previous, Hash = hash,
            });
            previous = hash;
        }
        await BulkInsert.RunAsync(db, entries, ct);
    }
}
