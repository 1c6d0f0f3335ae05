using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>What was done to a control, from the ledger.</summary>
internal sealed class ControlHistory(IsmsDbContext db)
{
    private const int Most = 50;

    /// <summary>The latest entries of these things, newest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(IReadOnlyCollection<Guid> ids, TimeZoneInfo zone, CancellationToken ct)
    {
        var entries = await db.Ledger.AsNoTracking().Where(e => ids.Contains(e.EntityId)).OrderByDescending(e => e.Sequence).Take(Most)
            .Select(e => new { e.At, e.ActorName, e.UseCase }).ToListAsync(ct);
        return entries.ConvertAll(e => new TimelineEntry(e.At.In(zone), e.ActorName.Length == 0 ? null : e.ActorName, Phrase.Kin("done", e.UseCase)));
    }
}
