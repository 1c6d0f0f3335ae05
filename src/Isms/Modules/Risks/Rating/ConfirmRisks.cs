using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Rating;

/// <summary>Confirms proposals as they stand.</summary>
/// <param name="RiskIds">The risks looked at; those confirmed before, or out of reach, are left alone.</param>
/// <param name="ControlEffectiveness">For those whose existing controls are not rated yet; null leaves them unrated.</param>
public sealed record ConfirmRisksRequest(Guid AssessmentId, [Required, MinLength(1), MaxLength(1000)] IReadOnlyList<Guid> RiskIds, int? ControlEffectiveness = null);

/// <summary>What was confirmed.</summary>
/// <param name="Complete">Of these, risks that lack nothing now.</param>
public sealed record RisksConfirmed(int Confirmed, int Complete);

/// <summary>Confirms several proposals at once.</summary>
internal sealed class ConfirmRisks(IsmsDbContext db, AssessmentDesk desk)
{
    public async Task<Outcome<RisksConfirmed>> RunAsync(Actor actor, ConfirmRisksRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.FindAsync(actor, request.AssessmentId, ct) is not { } assessment)
            return Refusal.NotFound;
        if (!assessment.IsOpen)
            return AssessmentDesk.NotOpen;
        var criteria = (await desk.CriteriaAsync(assessment, ct)).Criteria;
        var scale = criteria.Definition.Scales.ControlEffectiveness;
        if (request.ControlEffectiveness is { } rated && !scale.Holds(rated))
            return Refusal.Invalid("controlEffectiveness", "kernel.field-range", scale.Min, scale.Max);

        var ids = request.RiskIds;
        var risks = await db.Set<Risk>().Where(r => r.AssessmentId == assessment.Id && ids.Contains(r.Id)).VisibleTo(actor).OpenTo(db, actor).ToListAsync(ct);
        risks.RemoveAll(r => !actor.MayRate(r) || (!r.ToConfirm && (r.ControlEffectiveness is not null || request.ControlEffectiveness is null)));
        foreach (var risk in risks)
        {
            risk.ToConfirm = false;
            risk.ControlEffectiveness ??= request.ControlEffectiveness;
            risk.Score(criteria);
        }
        await db.SaveAsync(actor, "risks.confirm", ct);
        await writing.CommitAsync(ct);
        return new RisksConfirmed(risks.Count, risks.Count(r => r.Complete));
    }
}
