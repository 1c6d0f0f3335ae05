using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Notices;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Work;

/// <summary>How many reminders were put into the outbox now.</summary>
public sealed record Reminded(int Count);

/// <summary>
/// Reminds of duties some days before, right before, and on the day they are due. Run any number of times a day, on any number of nodes: each
/// duty is reminded of once on each occasion. A duty given later than an occasion is not reminded of it: its being given told.
/// </summary>
internal sealed class RemindOfDue(IsmsDbContext db, SettingsReader settings, TimeProvider time)
{
    public async Task<Outcome<Reminded>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(WorkPermissions.Escalate) is { } no)
            return no;
        var zone = await settings.TimeZoneAsync(ct);
        var (first, second) = (await settings.NumberAsync(NoticeSettings.FirstDays, ct), await settings.NumberAsync(NoticeSettings.SecondDays, ct));
        var onTheDay = await settings.TextAsync(NoticeSettings.OnTheDay, ct) == "yes";
        var today = await settings.TodayAsync(ct);
        var latest = today.AddDays(Math.Max(first, second));

        await using var writing = await db.BeginAsync(ct);
        var items = await db.Set<WorkItem>().AsNoTracking().Where(w => w.State == WorkState.Open && w.DueOn <= latest && w.EscalatedAt == null)
            .Select(w => new { w.Id, w.DueOn, w.CreatedAt }).ToListAsync(ct);
        var ids = items.ConvertAll(i => i.Id);
        var told = (await db.Set<WorkNotice>().Where(n => ids.Contains(n.WorkId)).Select(n => new { n.WorkId, n.Occasion }).ToListAsync(ct))
            .Select(n => (n.WorkId, n.Occasion)).ToHashSet();
        var count = 0;
        foreach (var item in items)
        {
            var given = DateOnly.FromDateTime(item.CreatedAt.In(zone).DateTime);
            if (OccasionOn(today, item.DueOn, given, first, second, onTheDay) is not { } occasion || !told.Add((item.Id, occasion)))
                continue;
            db.Add(new WorkNotice { WorkId = item.Id, Occasion = occasion, CreatedAt = time.Instant() });
            count++;
        }
        if (count == 0)
            return new Reminded(0);
        await db.SaveChangesAsync(ct);
        await writing.CommitAsync(ct);
        return new Reminded(count);
    }

    /// <summary>The latest occasion that has come and that the duty was already there for; null when none has.</summary>
    internal static Occasion? OccasionOn(DateOnly today, DateOnly due, DateOnly given, int first, int second, bool onTheDay)
    {
        if (onTheDay && today >= due)
            return given < due ? Occasion.Due : null;
        if (second > 0 && today >= due.AddDays(-second) && today < due)
            return given < due.AddDays(-second) ? Occasion.VerySoon : null;
        return first > 0 && today >= due.AddDays(-first) && today < due && given < due.AddDays(-first) ? Occasion.Soon : null;
    }
}
