using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Modules.Objectives.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>
/// Enters the result of a period that is over. A second entry for the same period is a correction and takes a reason; the first stays.
/// </summary>
/// <param name="PeriodStart">A day of the period.</param>
/// <param name="DepartmentId">One the measure is split over; null for the whole organization.</param>
/// <param name="Value">Null when the product counts by itself: it counts now.</param>
/// <param name="Basis">The figures or papers behind the number.</param>
/// <param name="Reason">Why it is corrected.</param>
/// <param name="Cause">For a missed target, as are the action, who carries it out and until when (4.2.4 d).</param>
public sealed record RecordResultRequest(
    Guid LineId, DateOnly PeriodStart, Guid? DepartmentId, decimal? Value, [StringLength(MeasureResult.TextLength)] string? Basis = null,
    [StringLength(MeasureResult.TextLength)] string? Reason = null, [StringLength(MeasureResult.TextLength)] string? Cause = null,
    [StringLength(MeasureResult.TextLength)] string? Action = null, Guid? ActionOwnerId = null, DateOnly? ActionDueOn = null);

/// <summary>A result as entered.</summary>
/// <param name="Met">Whether it reaches the target.</param>
public sealed record ResultRecorded(Guid Id, Guid LineId, DateOnly PeriodStart, decimal Value, bool Met);

/// <inheritdoc cref="RecordResultRequest"/>
internal sealed class RecordResult(IsmsDbContext db, ResultDesk desk, IEnumerable<IMeasureSource> sources)
{
    /// <summary>Only what is approved is measured.</summary>
    public static readonly Refusal NotInForce = new("objectives.not-in-force");

    /// <summary>Results are for the collector, the team, and the department's head for the own department.</summary>
    public static readonly Refusal NotYours = new("objectives.not-yours-to-enter", RefusalKind.Forbidden);

    private const int LongestBackMonths = 36;

    public async Task<Outcome<ResultRecorded>> RunAsync(Actor actor, RecordResultRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Report, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<MeasureLine>().SingleOrDefaultAsync(l => l.Id == request.LineId, ct) is not { } line)
            return Refusal.NotFound;
        if (await desk.InForceAsync(line.Id, ct) is not { } measure)
            return NotInForce.With(line.Number);
        var share = request.DepartmentId is { } department ? await db.Set<DepartmentShare>().FirstOrDefaultAsync(s => s.MeasureId == measure.Id && s.DepartmentId == department, ct) : null;
        if (request.DepartmentId is not null && share is null)
            return Refusal.NotFound;
        if (!ResultRights.MayEnter(actor, measure, request.DepartmentId))
            return NotYours;
        var counted = measure.IsAutomatic && request.DepartmentId is null ? await sources.Single(s => s.Key == measure.SourceKey).CountAsync(actor, ct) : null;
        var period = measure.PeriodOf(request.PeriodStart);
        var value = counted?.Value ?? request.Value;
        var standing = await desk.StandingAsync(line.Id, request.DepartmentId, period, ct);
        var target = share?.Target ?? measure.Target;
        if (await ProblemsAsync(actor, request, measure, period, value, standing, target, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);

        var missed = !measure.Meets(value!.Value, target);
        var result = await desk.EnterAsync(actor, new NewResult(
            measure, line.Number, period, request.DepartmentId, target, decimal.Round(value.Value, 2), counted?.Figures ?? request.Basis!.Trim(), counted?.Link ?? "", standing, request.Reason?.Trim() ?? "",
            missed ? new RemedyWords(request.Cause!.Trim(), request.Action!.Trim(), request.ActionOwnerId!.Value, request.ActionDueOn!.Value) : null), ct);
        await db.SaveAsync(actor, standing is null ? "objectives.record-result" : "objectives.correct-result", ct);
        await writing.CommitAsync(ct);
        return new ResultRecorded(result.Id, line.Id, result.PeriodStart, result.Value, result.Met);
    }

    private async Task<IReadOnlyList<FieldProblem>> ProblemsAsync(
        Actor actor, RecordResultRequest request, Measure measure, MeasurePeriod period, decimal? value, MeasureResult? standing, decimal target, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        if (period.End >= actor.Today)
            problems.Add(new FieldProblem("periodStart", "objectives.period-not-over", period.Name(actor.Culture), period.End.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        else if (period.End < actor.Today.AddMonths(-LongestBackMonths))
            problems.Add(new FieldProblem("periodStart", "objectives.period-too-old", LongestBackMonths));
        if (value is null)
            problems.Add(new FieldProblem("value", "kernel.field-required"));
        if (!(measure.IsAutomatic && request.DepartmentId is null))
            Need("basis", request.Basis, "objectives.basis-needed");
        if (standing is not null)
            Need("reason", request.Reason, "objectives.correction-needs-reason");
        if (value is not { } given || measure.Meets(given, target))
            return problems;
        Need("cause", request.Cause, "objectives.missed-needs-cause");
        Need("action", request.Action, "objectives.missed-needs-action");
        if (request.ActionOwnerId is not { } owner || !await db.People.AnyAsync(p => p.Id == owner && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            problems.Add(new FieldProblem("actionOwnerId", "objectives.missed-needs-owner"));
        if (request.ActionDueOn is not { } due || due < actor.Today)
            problems.Add(new FieldProblem("actionDueOn", "objectives.missed-needs-date"));
        return problems;

        void Need(string field, string? text, string code)
        {
            if (string.IsNullOrWhiteSpace(text))
                problems.Add(new FieldProblem(field, code));
        }
    }
}

/// <summary>Who may do what with a measure's results.</summary>
internal static class ResultRights
{
    public static bool MayEnter(Actor actor, Measure measure, Guid? departmentId) =>
        actor.May(ObjectivePermissions.Edit) || (actor.May(ObjectivePermissions.Report) && (measure.CollectorId == actor.PersonId || (departmentId is not null && actor.Heads(departmentId))));

    public static bool MayEvaluate(Actor actor, Measure measure) => actor.May(ObjectivePermissions.Report) && measure.EvaluatorId == actor.PersonId;

    /// <summary>Says why a target was missed, or that the action is done.</summary>
    public static bool MayRemedy(Actor actor, Measure measure) =>
        actor.May(ObjectivePermissions.Edit) || (actor.May(ObjectivePermissions.Report) && (measure.CollectorId == actor.PersonId || measure.ResponsibleId == actor.PersonId));
}
