using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>The ledger itself: records are kept legible, in order, and show when they were touched.</summary>
internal sealed class LedgerEvidence(IsmsDbContext db, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(KernelPermissions.Ledger))
            return [];
        var last = await db.Ledger.OrderByDescending(e => e.Sequence).Select(e => new { e.Sequence, e.At, e.Hash }).FirstOrDefaultAsync(ct);
        return last is null ? [] : [new EvidenceItem("ledger", "", Phrase.In(actor.Culture, "kernel.ledger.title"), EvidenceState.Live, "/ledger")
        {
            Date = last.At.DayIn(await settings.TimeZoneAsync(ct)), Count = (int)Math.Min(last.Sequence, int.MaxValue), Data = last,
        }];
    }
}
