using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>One measure as one department has to reach it.</summary>
/// <param name="Last">The department's last result; null while there is none.</param>
public sealed record DepartmentMeasure(Guid LineId, string Number, string Title, string Metric, string Unit, Direction Direction, decimal Target, string Task, Frequency Frequency, ResultPoint? Last, bool MayEnter);

/// <summary>A department with its part of the objectives in force.</summary>
public sealed record DepartmentPart(Guid DepartmentId, string Department, IReadOnlyList<DepartmentMeasure> Measures);

/// <summary>目标分解表: the objectives in force by department; every open department is there, also those without a part.</summary>
public sealed record ObjectivesSplit(Guid? SetId, IReadOnlyList<DepartmentPart> Departments);

/// <inheritdoc cref="ObjectivesSplit"/>
internal sealed class ReadSplit(IsmsDbContext db)
{
    public async Task<Outcome<ObjectivesSplit>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.See) is { } no)
            return no;
        if (await db.Set<ObjectiveSet>().Where(s => s.State == SetState.Approved).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct) is not { } set)
            return new ObjectivesSplit(null, []);
        var departments = await db.Departments.Where(d => d.ClosedOn == null).OrderBy(d => d.NameSort).ThenBy(d => d.Id).Select(d => new { d.Id, d.Name }).ToListAsync(ct);
        var shares = (await (
            from s in db.Set<DepartmentShare>().AsNoTracking()
            join m in db.Set<Measure>() on s.MeasureId equals m.Id
            join l in db.Set<MeasureLine>() on m.LineId equals l.Id
            where m.SetId == set
            orderby l.Serial
            select new { Share = s, Measure = m, l.Number }).ToListAsync(ct)).ToLookup(s => s.Share.DepartmentId);
        var lines = shares.SelectMany(g => g).Select(s => s.Measure.LineId).Distinct().ToList();
        var results = (await ObjectiveViews.Results(db).Where(r => r.DepartmentId != null && lines.Contains(r.LineId)).ToListAsync(ct)).ToLookup(r => (r.LineId, r.DepartmentId!.Value));
        return new ObjectivesSplit(set, [.. departments.Select(d => new DepartmentPart(d.Id, d.Name, [.. shares[d.Id].Select(s =>
        {
            var m = s.Measure;
            var last = results[(m.LineId, d.Id)].MaxBy(r => r.PeriodStart);
            return new DepartmentMeasure(
                m.LineId, s.Number, m.Title, m.Metric, m.Unit, m.Direction, s.Share.Target, s.Share.Task, m.Frequency,
                last is null ? null : new ResultPoint(last.PeriodStart, last.PeriodEnd, ReadOverview.Named(last.PeriodStart, last.PeriodEnd), last.Value, last.Target, last.Met),
                ResultRights.MayEnter(actor, m, d.Id));
        })]))]);
    }
}
