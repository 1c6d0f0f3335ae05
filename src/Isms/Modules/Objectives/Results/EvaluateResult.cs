using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>Says what a result means for the effect of the controls (4.2.2.1 d); for the measure's evaluator, once per result.</summary>
public sealed record EvaluateResultRequest(Guid ResultId, Effectiveness Verdict, [Required, StringLength(MeasureResult.TextLength)] string Words);

/// <summary>An evaluation as saved.</summary>
public sealed record ResultEvaluated(Guid Id, Guid ResultId);

/// <inheritdoc cref="EvaluateResultRequest"/>
internal sealed class EvaluateResult(IsmsDbContext db, WorkInbox inbox)
{
    public static readonly Refusal NotEvaluator = new("objectives.not-evaluator", RefusalKind.Forbidden);
    public static readonly Refusal Evaluated = new("objectives.already-evaluated");

    /// <summary>What was put right is judged by its correction.</summary>
    public static readonly Refusal Corrected = new("objectives.result-corrected");

    public async Task<Outcome<ResultEvaluated>> RunAsync(Actor actor, EvaluateResultRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Report, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<MeasureResult>().SingleOrDefaultAsync(r => r.Id == request.ResultId, ct) is not { } result)
            return Refusal.NotFound;
        var measure = await db.Set<Measure>().SingleAsync(m => m.Id == result.MeasureId, ct);
        if (!ResultRights.MayEvaluate(actor, measure))
            return NotEvaluator;
        if (await db.Set<MeasureResult>().AnyAsync(r => r.CorrectsId == result.Id, ct))
            return Corrected;
        if (await db.Set<ResultEvaluation>().AnyAsync(e => e.ResultId == result.Id, ct))
            return Evaluated;
        var evaluation = new ResultEvaluation { ResultId = result.Id, Verdict = request.Verdict, Words = request.Words.Trim(), EvaluatedById = actor.PersonId, EvaluatedOn = actor.Today };
        db.Add(evaluation);
        await inbox.CompleteAsync(actor, ResultDesk.ResultSubject, result.Id, ResultDesk.EvaluateWork, ct);
        await db.SaveAsync(actor, "objectives.evaluate-result", ct);
        await writing.CommitAsync(ct);
        return new ResultEvaluated(evaluation.Id, result.Id);
    }
}
