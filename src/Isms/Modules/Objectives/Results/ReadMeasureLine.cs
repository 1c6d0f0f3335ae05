using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Objectives.Domain;
using Isms.Modules.Objectives.Sets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>What was found in a result.</summary>
public sealed record EvaluationView(Effectiveness Verdict, string Words, string By, DateOnly On);

/// <summary>The action after a missed target.</summary>
public sealed record RemedyView(Guid Id, int Version, string Cause, string Action, string Owner, DateOnly DueOn, RemedyState State, DateOnly? EndedOn, string Outcome, bool Overdue, bool MayFinish);

/// <summary>An entry, whether it stands or was corrected.</summary>
/// <param name="DepartmentId">Null for the whole organization.</param>
/// <param name="EnteredBy">Empty when the product counted it.</param>
/// <param name="Corrected">True when a later entry took its place.</param>
/// <param name="MayEvaluate">True when the reader is to judge it now.</param>
/// <param name="MayExplain">True when the reader is to say why the target was missed.</param>
public sealed record ResultView(
    Guid Id, Guid? DepartmentId, string Department, DateOnly PeriodStart, DateOnly PeriodEnd, string Period, decimal Value, decimal Target, bool Met, string Basis, string Link, string EnteredBy,
    DateTime EnteredAt, string Reason, bool Corrected, EvaluationView? Evaluation, RemedyView? Remedy, bool MayEvaluate, bool MayExplain);

/// <summary>A result that is missing.</summary>
public sealed record DueView(DateOnly PeriodStart, string Period, DateOnly DueOn, bool Overdue);

/// <summary>What the product counts at this moment.</summary>
/// <param name="Query">What is counted.</param>
/// <param name="Link">The list of exactly what was counted.</param>
public sealed record LiveCount(decimal Value, string Figures, string Name, string Query, string Link);

/// <summary>A measure through all its versions: what holds now, and every entry.</summary>
/// <param name="Measure">As the version in force says it, or the last one that did.</param>
/// <param name="InForce">False when the version in force no longer has it: nothing more is entered.</param>
/// <param name="Results">Latest period first; within a period the entry that stands first.</param>
/// <param name="MayEnter">True when the reader may enter results for the whole organization.</param>
/// <param name="EnterFor">Departments the reader may enter results for.</param>
public sealed record MeasureLineView(
    Guid LineId, string Number, MeasureView Measure, string SetLabel, Guid SetId, bool InForce, IReadOnlyList<ResultView> Results, IReadOnlyList<DueView> Dues, LiveCount? Live, bool MayEnter,
    IReadOnlyList<ShareView> EnterFor);

/// <inheritdoc cref="MeasureLineView"/>
internal sealed class ReadMeasureLine(IsmsDbContext db, MeasureReader measures, IEnumerable<IMeasureSource> sources)
{
    public async Task<Outcome<MeasureLineView>> RunAsync(Actor actor, Guid lineId, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.See) is { } no)
            return no;
        var versions = await (
            from m in db.Set<Measure>().AsNoTracking()
            join s in db.Set<ObjectiveSet>() on m.SetId equals s.Id
            where m.LineId == lineId && (s.State == SetState.Approved || s.State == SetState.Superseded)
            orderby s.Serial descending
            select new { Measure = m, Set = s }).ToListAsync(ct);
        if (versions.Count == 0)
            return Refusal.NotFound;
        var (measure, set) = (versions[0].Measure, versions[0].Set);
        var inForce = set.State == SetState.Approved;
        var view = (await measures.FindAsync(measure.Id, ct))!;
        var byId = versions.ToDictionary(v => v.Measure.Id, v => v.Measure);
        var results = await ResultsAsync(actor, lineId, byId, ct);
        var dues = await db.Set<ResultDue>().AsNoTracking().Where(d => d.LineId == lineId && d.EnteredOn == null).OrderBy(d => d.PeriodStart).ToListAsync(ct);
        var live = inForce && sources.FirstOrDefault(s => s.Key == measure.SourceKey) is { } source ? await LiveAsync(actor, source, ct) : null;
        return new MeasureLineView(
            lineId, view.Number, view, set.Label, set.Id, inForce, results,
            dues.ConvertAll(d => new DueView(d.PeriodStart, Name(actor, d.PeriodStart, d.PeriodEnd), d.DueOn, d.DueOn < actor.Today)), live,
            inForce && ResultRights.MayEnter(actor, measure, null), inForce ? [.. view.Shares.Where(s => ResultRights.MayEnter(actor, measure, s.DepartmentId))] : []);
    }

    private async Task<IReadOnlyList<ResultView>> ResultsAsync(Actor actor, Guid lineId, Dictionary<Guid, Measure> measures, CancellationToken ct)
    {
        var rows = await (
            from r in db.Set<MeasureResult>().AsNoTracking()
            where r.LineId == lineId
            from d in db.Departments.Where(d => d.Id == r.DepartmentId).DefaultIfEmpty()
            from p in db.People.Where(p => p.Id == r.EnteredById).DefaultIfEmpty()
            from e in db.Set<ResultEvaluation>().Where(e => e.ResultId == r.Id).DefaultIfEmpty()
            from ep in db.People.Where(p => e != null && p.Id == e.EvaluatedById).DefaultIfEmpty()
            from x in db.Set<Remedy>().Where(x => x.ResultId == r.Id).DefaultIfEmpty()
            from o in db.People.Where(p => x != null && p.Id == x.OwnerId).DefaultIfEmpty()
            select new
            {
                Result = r, Department = d == null ? "" : d.Name, EnteredBy = p == null ? "" : p.Name, Evaluation = e, EvaluatedBy = ep == null ? "" : ep.Name, Remedy = x, Owner = o == null ? "" : o.Name,
                Corrected = db.Set<MeasureResult>().Any(c => c.CorrectsId == r.Id),
            }).ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.Result.PeriodStart).ThenBy(r => r.Department, StringComparer.CurrentCulture).ThenByDescending(r => r.Result.EnteredAt).ThenByDescending(r => r.Result.Id).Select(row =>
        {
            var r = row.Result;
            var measure = measures[r.MeasureId];
            var remedy = row.Remedy is not { } x ? null : new RemedyView(
                x.Id, x.Version, x.Cause, x.Action, row.Owner, x.DueOn, x.State, x.EndedOn, x.Outcome, x.State == RemedyState.Open && x.DueOn < actor.Today,
                x.State == RemedyState.Open && (x.OwnerId == actor.PersonId || ResultRights.MayRemedy(actor, measure)));
            return new ResultView(
                r.Id, r.DepartmentId, row.Department, r.PeriodStart, r.PeriodEnd, Name(actor, r.PeriodStart, r.PeriodEnd), r.Value, r.Target, r.Met, r.Basis, r.Link, row.EnteredBy, r.EnteredAt, r.Reason,
                row.Corrected, row.Evaluation is { } e ? new EvaluationView(e.Verdict, e.Words, row.EvaluatedBy, e.EvaluatedOn) : null, remedy,
                !row.Corrected && row.Evaluation is null && ResultRights.MayEvaluate(actor, measure), !row.Corrected && !r.Met && remedy is null && ResultRights.MayRemedy(actor, measure));
        })];
    }

    private static async Task<LiveCount> LiveAsync(Actor actor, IMeasureSource source, CancellationToken ct)
    {
        var count = await source.CountAsync(actor, ct);
        return new LiveCount(count.Value, count.Figures, Phrase.Kin("measure", source.Key), Phrase.Kin("measure-query", source.Key), count.Link);
    }

    private static string Name(Actor actor, DateOnly start, DateOnly end) => MeasurePeriod.Of(ReadOverview.FrequencyOf(start, end), start).Name(actor.IsSystem ? CultureInfo.CurrentUICulture : actor.Culture);
}
