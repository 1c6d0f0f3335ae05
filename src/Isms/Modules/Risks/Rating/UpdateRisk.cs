using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Rating;

/// <summary>Rates a risk. Ratings left out are not rated.</summary>
/// <param name="Version">The version it is based on; from If-Match.</param>
/// <param name="OwnerId">The risk owner.</param>
/// <param name="Frequency">Of the threat, on the criteria's scale; so are the next three on theirs.</param>
/// <param name="ControlKeys">Controls of Annex A that exist already, as <c>2022:8.13</c>.</param>
public sealed record UpdateRiskRequest(
    Guid Id, int Version, Guid? OwnerId = null, int? Frequency = null, int? Severity = null, int? Ease = null, int? ControlEffectiveness = null,
    [StringLength(Risk.ControlsLength)] string? ExistingControls = null, [MaxLength(20)] IReadOnlyList<string>? ControlKeys = null, SecurityLoss Loses = SecurityLoss.None)
{
    internal RiskRatings Ratings => new(OwnerId, Frequency, Severity, Ease, ControlEffectiveness, ExistingControls ?? "", ControlKeys ?? [], Loses);
}

/// <summary>A risk after rating it.</summary>
public sealed record RiskRated(Guid Id, int Version, double RiskValue, int Level, bool Acceptable, RiskDecision Decision, bool Complete) : IVersioned
{
    internal static RiskRated Of(Risk r) => new(r.Id, r.Version, r.RiskValue, r.Level, r.Acceptable, r.Decision, r.Complete);
}

/// <summary>Rates one risk; scoring, completeness and decision follow from the criteria.</summary>
internal sealed class UpdateRisk(IsmsDbContext db, AssessmentDesk desk)
{
    /// <summary>What is being signed must not change under the signer's hand.</summary>
    public static readonly Refusal WaitingForSignature = new("risks.risk-waits-for-signature");

    public async Task<Outcome<RiskRated>> RunAsync(Actor actor, UpdateRiskRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Risk>().FindAsync([request.Id], ct) is not { } risk || !await db.SeesAsync(actor, risk, ct))
            return Refusal.NotFound;
        if (!actor.MayRate(risk))
            return Refusal.Forbidden;
        var assessment = (await db.Set<Assessment>().FindAsync([risk.AssessmentId], ct))!;
        if (!assessment.IsOpen)
            return AssessmentDesk.NotOpen;
        if (await db.Set<RiskAcceptance>().AnyAsync(a => a.RiskId == risk.Id && a.State == AcceptanceState.InApproval, ct))
            return WaitingForSignature;

        var ratings = request.Ratings;
        if (risk.Version != request.Version)
        {
            var people = await RatingCheck.NamesAsync(db, [ratings.OwnerId, risk.OwnerId], ct);
            return Refusal.Stale([.. RatingCheck.Differences(ratings, risk.Ratings(), people, "")]);
        }
        var criteria = (await desk.CriteriaAsync(assessment, ct)).Criteria;
        List<FieldProblem> problems = [.. criteria.Definition.Check(ratings, "")];
        if ((await RatingCheck.UnknownOwnersAsync(db, [ratings.OwnerId], actor.Today, ct)).Count > 0)
            problems.Add(new FieldProblem("ownerId", "risks.unknown-person"));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);

        risk.Apply(ratings);
        risk.Score(criteria);
        await db.SaveAsync(actor, "risks.rate", ct);
        await writing.CommitAsync(ct);
        return RiskRated.Of(risk);
    }
}
