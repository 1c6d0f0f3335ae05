using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Rating;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Decisions;

/// <summary>Decides against or with the criteria.</summary>
/// <param name="Version">The version it is based on; from If-Match.</param>
/// <param name="Treat">True to treat a risk that could be accepted; false to go back to what the criteria say.</param>
/// <param name="Reason">Required to treat.</param>
public sealed record DecideRiskRequest(Guid Id, int Version, bool Treat, [StringLength(Risk.ReasonLength)] string? Reason = null);

/// <summary>Treats an acceptable risk for a reason, or lets the criteria decide again. Accepting above the limit is asked of the general manager instead.</summary>
internal sealed class DecideRisk(IsmsDbContext db)
{
    public static readonly Refusal NotAcceptable = new("risks.treated-anyway");

    public async Task<Outcome<RiskRated>> RunAsync(Actor actor, DecideRiskRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (request.Treat && string.IsNullOrWhiteSpace(request.Reason))
            return Refusal.Invalid("reason", "kernel.field-required");
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Risk>().FindAsync([request.Id], ct) is not { } risk || !await db.SeesAsync(actor, risk, ct))
            return Refusal.NotFound;
        if (!actor.MayRate(risk))
            return Refusal.Forbidden;
        if (!(await db.Set<Assessment>().FindAsync([risk.AssessmentId], ct))!.IsOpen)
            return AssessmentDesk.NotOpen;
        if (risk.Version != request.Version)
            return Refusal.Stale([new FieldDifference("decision", (request.Treat ? RiskDecision.Treat : RiskDecision.Accept).ToString(), risk.Decision.ToString())]);
        if (await db.Set<RiskAcceptance>().AnyAsync(a => a.RiskId == risk.Id && a.State == AcceptanceState.InApproval, ct))
            return UpdateRisk.WaitingForSignature;

        if (!request.Treat)
            risk.FollowCriteria();
        else if (risk is { IsScored: true, Acceptable: true })
            risk.TreatByHand(request.Reason!.Trim());
        else
            return NotAcceptable;
        await db.SaveAsync(actor, "risks.decide", ct);
        await writing.CommitAsync(ct);
        return RiskRated.Of(risk);
    }
}
