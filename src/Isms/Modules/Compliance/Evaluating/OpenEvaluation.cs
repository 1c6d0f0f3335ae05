using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Work;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Measures;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Evaluating;

/// <summary>Opens an evaluation with every applicable clause as it stands now (XX-B-10).</summary>
/// <param name="DepartmentId">Only laws this department answers for; null for all.</param>
public sealed record OpenEvaluationRequest(Guid? DepartmentId = null);

/// <summary>An evaluation as saved.</summary>
public sealed record EvaluationSaved(Guid Id, int Version, string Number, ReviewState State) : IVersioned;

/// <inheritdoc cref="OpenEvaluationRequest"/>
internal sealed class OpenEvaluation(IsmsDbContext db, Numbers numbers)
{
    /// <summary>No law that applies has an applicable clause.</summary>
    public static readonly Refusal NothingToEvaluate = new("compliance.nothing-to-evaluate");

    /// <summary>One evaluation is finished before the next is opened.</summary>
    public static readonly Refusal OpenAlready = new("compliance.evaluation-open");

    public async Task<Outcome<EvaluationSaved>> RunAsync(Actor actor, OpenEvaluationRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Evaluation>().AsNoTracking().FirstOrDefaultAsync(e => e.State != ReviewState.Approved, ct) is { } open)
            return OpenAlready with { Obstacles = [new Obstacle(open.Number, CompliancePaths.Evaluation(open.Id))] };
        var rows = await (
            from l in db.Set<Law>().AsNoTracking()
            join c in db.Set<LawClause>().AsNoTracking() on l.Id equals c.LawId
            where l.Standing == LawStanding.Applies && l.Status != LawStatus.Repealed && l.Status != LawStatus.Upcoming && (request.DepartmentId == null || l.DepartmentId == request.DepartmentId)
            orderby l.Number, c.Place, c.Id
            select new { Law = l, Clause = c }).ToListAsync(ct);
        if (rows.Count == 0)
            return NothingToEvaluate;
        var evaluation = new Evaluation { Number = await numbers.TakeAsync(ComplianceModule.EvaluationNumber, ct), OpenedOn = actor.Today, ById = actor.PersonId };
        db.Add(evaluation);
        db.AddRange(rows.Select((r, i) => new EvaluationLine
        {
            EvaluationId = evaluation.Id, LawId = r.Law.Id, Place = i + 1, LawNumber = r.Law.Number, LawTitle = r.Law.TitleZh, Clause = r.Clause.Clause, Demand = r.Clause.Demand, DepartmentId = r.Law.DepartmentId,
            Situation = r.Clause.Fulfilment,
        }));
        await db.SaveAsync(actor, "compliance.open-evaluation", ct);
        await writing.CommitAsync(ct);
        return new EvaluationSaved(evaluation.Id, evaluation.Version, evaluation.Number, evaluation.State);
    }
}

/// <summary>What was found about a clause.</summary>
/// <param name="Situation">As found.</param>
/// <param name="Evidence">What shows it; required for a clause that is met.</param>
/// <param name="Measure">Required, with who and until when, for one that is not or only partly met.</param>
public sealed record LineFacts(
    [Required, StringLength(Law.TextLength)] string Situation, [Required] ComplianceResult? Result, [StringLength(Law.TextLength)] string? Evidence, [StringLength(Law.TextLength)] string? Measure, Guid? ResponsibleId, DateOnly? DueOn);

/// <summary>Judges one clause of an open evaluation.</summary>
/// <param name="Version">The line's version this is based on.</param>
public sealed record JudgeLineRequest(Guid Id, int Version, LineFacts Facts);

/// <summary>A line as saved.</summary>
public sealed record LineSaved(Guid Id, int Version, ComplianceResult? Result) : IVersioned;

/// <inheritdoc cref="JudgeLineRequest"/>
internal sealed class JudgeLine(IsmsDbContext db, MeasureDesk measures)
{
    /// <summary>Signed, or being signed: nothing changes any more.</summary>
    public static readonly Refusal NotDraft = new("compliance.evaluation-not-draft");

    /// <summary>The head of the department that answers for the law does not judge whether it is met.</summary>
    public static readonly Refusal OwnDepartment = new("compliance.own-department");

    public async Task<Outcome<LineSaved>> RunAsync(Actor actor, JudgeLineRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request.Facts) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<EvaluationLine>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } line)
            return Refusal.NotFound;
        if (await db.Set<Evaluation>().AnyAsync(e => e.Id == line.EvaluationId && e.State != ReviewState.Draft, ct))
            return NotDraft;
        if (actor.Heads(line.DepartmentId))
            return OwnDepartment;
        if (line.Version != request.Version)
            return Refusal.Stale([new FieldDifference("situation", request.Facts.Situation, line.Situation)]);
        var facts = request.Facts;
        var fails = facts.Result is ComplianceResult.Partly or ComplianceResult.DoesNotConform;
        var problems = await measures.ProblemsAsync(actor, fails ? new MeasureFacts(facts.Measure, facts.ResponsibleId, facts.DueOn) : MeasureFacts.None, fails, ct);
        if (facts.Result == ComplianceResult.Conforms && string.IsNullOrWhiteSpace(facts.Evidence))
            problems.Add(new FieldProblem("evidence", "compliance.evidence-needed"));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        (line.Situation, line.Result, line.Evidence, line.JudgedById, line.JudgedOn) = (facts.Situation.Trim(), facts.Result, facts.Evidence?.Trim() ?? "", actor.PersonId, actor.Today);
        (line.Measure, line.ResponsibleId, line.DueOn) = fails ? (facts.Measure!.Trim(), facts.ResponsibleId, facts.DueOn) : ("", null, null);
        await db.SaveAsync(actor, "compliance.judge-line", ct);
        await writing.CommitAsync(ct);
        return new LineSaved(line.Id, line.Version, line.Result);
    }
}

/// <summary>Gives up an evaluation that was never signed.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record DropEvaluationRequest(Guid Id, int Version);

/// <inheritdoc cref="DropEvaluationRequest"/>
internal sealed class DropEvaluation(IsmsDbContext db, WorkInbox inbox)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, DropEvaluationRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Evaluation>().SingleOrDefaultAsync(e => e.Id == request.Id, ct) is not { } evaluation)
            return Refusal.NotFound;
        if (evaluation.State != ReviewState.Draft)
            return JudgeLine.NotDraft;
        if (evaluation.Version != request.Version)
            return Refusal.Stale([]);
        await inbox.CancelAsync(EvaluationApproval.KindName, evaluation.Id, null, ct);
        db.RemoveRange(await db.Set<EvaluationLine>().Where(l => l.EvaluationId == evaluation.Id).ToListAsync(ct));
        db.Remove(evaluation);
        await db.SaveAsync(actor, "compliance.drop-evaluation", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
