using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Objectives.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>How a measure stands.</summary>
public enum MeasureStanding
{
    /// <summary>The last result missed its target.</summary>
    Missed,

    /// <summary>A result is missing past its day.</summary>
    Missing,

    /// <summary>No result yet, and none asked for past its day.</summary>
    NoResult,

    /// <summary>The last result reaches the target.</summary>
    Met,
}

/// <summary>A result that stands, in a row of them.</summary>
public sealed record ResultPoint(DateOnly PeriodStart, DateOnly PeriodEnd, string Period, decimal Value, decimal Target, bool Met);

/// <summary>A measure in force with how it stands.</summary>
/// <param name="Points">Its results in the year, earliest first.</param>
/// <param name="Missing">Periods whose result is missing.</param>
/// <param name="OpenActions">Actions after missed targets that are not done.</param>
public sealed record MeasureStandingRow(
    Guid LineId, string Number, string Title, MeasureKind Kind, string Unit, Frequency Frequency, Direction Direction, decimal Target, bool Automatic, string Responsible, int Departments,
    MeasureStanding Standing, ResultPoint? Last, IReadOnlyList<ResultPoint> Points, IReadOnlyList<string> Missing, int OpenActions);

/// <summary>目标完成情况: how all measures in force stand in a year; those that missed their target first.</summary>
/// <param name="SetId">The version in force; null while there is none.</param>
/// <param name="OutOfYear">True when the version in force is not for this year.</param>
public sealed record ObjectivesOverview(
    Guid? SetId, string Number, string Label, int SetYear, int Year, bool OutOfYear, bool MayEdit, IReadOnlyList<MeasureStandingRow> Rows);

/// <inheritdoc cref="ObjectivesOverview"/>
internal sealed class ReadOverview(IsmsDbContext db)
{
    /// <param name="year">Null for the present one.</param>
    public async Task<Outcome<ObjectivesOverview>> RunAsync(Actor actor, int? year, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.See) is { } no)
            return no;
        var asked = Math.Clamp(year ?? actor.Today.Year, 2000, 2100);
        var mayEdit = actor.May(ObjectivePermissions.Edit);
        if (await db.Set<ObjectiveSet>().AsNoTracking().FirstOrDefaultAsync(s => s.State == SetState.Approved, ct) is not { } set)
            return new ObjectivesOverview(null, "", "", 0, asked, true, mayEdit, []);
        var measures = await (
            from m in db.Set<Measure>().AsNoTracking()
            join l in db.Set<MeasureLine>() on m.LineId equals l.Id
            join p in db.People on m.ResponsibleId ?? m.CollectorId equals p.Id
            where m.SetId == set.Id
            orderby l.Serial
            select new { Measure = m, l.Number, Responsible = p.Name, Departments = db.Set<DepartmentShare>().Count(s => s.MeasureId == m.Id) }).ToListAsync(ct);
        var lines = measures.ConvertAll(m => m.Measure.LineId);
        var (begin, end) = (new DateOnly(asked, 1, 1), new DateOnly(asked, 12, 31));
        var results = (await ObjectiveViews.Results(db).AsNoTracking().Where(r => lines.Contains(r.LineId) && r.DepartmentId == null && r.PeriodEnd >= begin && r.PeriodEnd <= end)
            .OrderBy(r => r.PeriodStart).ToListAsync(ct)).ToLookup(r => r.LineId);
        var dues = (await db.Set<ResultDue>().AsNoTracking().Where(d => lines.Contains(d.LineId) && d.EnteredOn == null && d.PeriodEnd >= begin && d.PeriodEnd <= end)
            .OrderBy(d => d.PeriodStart).ToListAsync(ct)).ToLookup(d => d.LineId);
        var open = (await (from x in db.Set<Remedy>() join r in db.Set<MeasureResult>() on x.ResultId equals r.Id where x.State == RemedyState.Open && lines.Contains(r.LineId) group x by r.LineId into g select new { g.Key, Count = g.Count() })
            .ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Count);
        var rows = measures.ConvertAll(x =>
        {
            var m = x.Measure;
            List<ResultPoint> points = [.. results[m.LineId].Select(r => new ResultPoint(r.PeriodStart, r.PeriodEnd, Named(r.PeriodStart, r.PeriodEnd), r.Value, r.Target, r.Met))];
            var missing = dues[m.LineId].Select(d => (Name: Named(d.PeriodStart, d.PeriodEnd), d.DueOn)).ToList();
            var last = points.LastOrDefault();
            var standing = last is { Met: false } ? MeasureStanding.Missed : missing.Exists(d => d.DueOn < actor.Today) ? MeasureStanding.Missing : last is null ? MeasureStanding.NoResult : MeasureStanding.Met;
            return new MeasureStandingRow(
                m.LineId, x.Number, m.Title, m.Kind, m.Unit, m.Frequency, m.Direction, m.Target, m.IsAutomatic, x.Responsible, x.Departments, standing, last, points,
                missing.ConvertAll(d => d.Name), open.GetValueOrDefault(m.LineId));
        });
        return new ObjectivesOverview(set.Id, set.Number, set.Label, set.Year, asked, set.Year != actor.Today.Year, mayEdit, [.. rows.OrderBy(r => r.Standing)]);
    }

    /// <summary>The short name of a period by its days.</summary>
    internal static string Named(DateOnly start, DateOnly end) => MeasurePeriod.Of(FrequencyOf(start, end), start).ShortName;

    /// <summary>How long a stored period is.</summary>
    internal static Frequency FrequencyOf(DateOnly start, DateOnly end) => (end.AddDays(1).DayNumber - start.DayNumber) switch { < 40 => Frequency.Month, < 100 => Frequency.Quarter, < 200 => Frequency.HalfYear, _ => Frequency.Year };
}
