using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Work;
using Isms.Modules.Objectives.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>What was done: results asked of collectors, and results the product counted by itself.</summary>
public sealed record ResultsAsked(int Asked, int Counted);

/// <summary>
/// For every measure in force and every period that is over: asks its collector for the result, or counts it where the product can.
/// Run any number of times a day: each period is asked for once.
/// </summary>
internal sealed class AskForResults(IsmsDbContext db, ResultDesk desk, WorkInbox inbox, SettingsReader settings, IEnumerable<IMeasureSource> sources)
{
    public async Task<Outcome<ResultsAsked>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Schedule) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ObjectiveSet>().FirstOrDefaultAsync(s => s.State == SetState.Approved, ct) is not { } set)
            return new ResultsAsked(0, 0);
        var days = await settings.NumberAsync(ObjectivesModule.EnterDays, ct);
        var measures = await (from m in db.Set<Measure>() join l in db.Set<MeasureLine>() on m.LineId equals l.Id where m.SetId == set.Id orderby l.Serial select new { Measure = m, l.Number }).ToListAsync(ct);
        var lines = measures.ConvertAll(m => m.Measure.LineId);
        var known = (await db.Set<ResultDue>().Where(d => lines.Contains(d.LineId)).Select(d => new { d.LineId, d.PeriodStart, d.PeriodEnd }).ToListAsync(ct)).Select(d => (d.LineId, d.PeriodStart, d.PeriodEnd)).ToHashSet();
        var (asked, counted) = (0, 0);
        foreach (var (measure, number) in measures.Select(m => (m.Measure, m.Number)))
        {
            foreach (var period in MeasurePeriod.Ended(measure.Frequency, set.StartsOn, actor.Today).Where(p => !known.Contains((measure.LineId, p.Start, p.End))))
            {
                var standing = await desk.StandingAsync(measure.LineId, null, period, ct);
                var due = new ResultDue { LineId = measure.LineId, PeriodStart = period.Start, PeriodEnd = period.End, DueOn = Later(period.End, actor.Today).AddDays(days), EnteredOn = standing is null ? null : actor.Today };
                db.Add(due);
                if (standing is not null)
                    continue;
                // What is counted now can stand for the period just over, not for one long ago.
                if (measure.IsAutomatic && period == MeasurePeriod.LastEnded(measure.Frequency, actor.Today) && sources.FirstOrDefault(s => s.Key == measure.SourceKey) is { } source)
                {
                    var count = await source.CountAsync(actor, ct);
                    due.EnteredOn = actor.Today;
                    await desk.EnterAsync(actor, new NewResult(measure, number, period, null, measure.Target, count.Value, count.Figures, count.Link, null, "", null), ct);
                    counted++;
                    continue;
                }
                inbox.Add(new NewWork(ResultDesk.EnterWork, "objectives.work.enter", [number, measure.Title, period.ShortName], ObjectivesPaths.Period(measure.LineId, period.Start), ResultDesk.DueSubject, due.Id, due.DueOn)
                {
                    PersonId = measure.CollectorId,
                });
                asked++;
            }
        }
        if (db.ChangeTracker.HasChanges())
            await db.SaveAsync(actor, "objectives.ask-for-results", ct);
        await writing.CommitAsync(ct);
        return new ResultsAsked(asked, counted);
    }

    // Periods before the approval are asked for from the day it was given.
    private static DateOnly Later(DateOnly end, DateOnly today) => end.AddMonths(1) < today ? today : end;
}

/// <summary>Asks for results as periods end.</summary>
internal sealed class ResultsSchedule(AskForResults ask) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct) => (await ask.RunAsync(actor, ct)).Require();
}
