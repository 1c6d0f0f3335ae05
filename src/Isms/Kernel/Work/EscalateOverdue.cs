using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Notices;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Work;

/// <summary>How many duties were brought to the management representative now.</summary>
public sealed record Escalation(int Count);

/// <summary>
/// Brings duties that are overdue by the days set to the management representative. Run any number of times a day: each duty is brought once.
/// </summary>
internal sealed class EscalateOverdue(IsmsDbContext db, SettingsReader settings, TimeProvider time)
{
    public async Task<Outcome<Escalation>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(WorkPermissions.Escalate) is { } no)
            return no;
        var today = await settings.TodayAsync(ct);
        var latest = today.AddDays(-Math.Max(1, await settings.NumberAsync(KernelSettings.EscalationDays, ct)));
        await using var writing = await db.BeginAsync(ct);
        var slipped = await db.Set<WorkItem>().Where(w => w.State == WorkState.Open && w.EscalatedAt == null && w.DueOn <= latest).ToListAsync(ct);
        if (slipped.Count == 0)
            return new Escalation(0);
        foreach (var item in slipped)
        {
            item.EscalatedAt = time.Instant();
            db.Add(new WorkNotice { WorkId = item.Id, Occasion = Occasion.Escalated, CreatedAt = time.Instant() });
        }
        await db.SaveAsync(actor, "work.escalate", ct);
        await writing.CommitAsync(ct);
        return new Escalation(slipped.Count);
    }
}
