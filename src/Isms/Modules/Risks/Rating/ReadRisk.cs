using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Assets;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Rating;

/// <summary>A risk with how its score came about.</summary>
/// <param name="Trace">Inputs, formulas and criteria version, in the reader's language; empty while not scored.</param>
/// <param name="Gaps">What is still missing.</param>
/// <param name="MayRate">True when the reader may change it now.</param>
/// <param name="Acceptance">The latest request to accept it; null when there was none.</param>
public sealed record RiskDetail(
    Guid Id, int Version, string Number, Guid AssessmentId, string AssessmentNumber, AssessmentState AssessmentState,
    Guid AssetId, string AssetNumber, string AssetName, int AssetValue, Guid DepartmentId, string Department, Guid? OwnerId, string? Owner,
    string ThreatCode, string Threat, string VulnerabilityCode, string Vulnerability, int? Frequency, int? Severity, int? Ease, int? ControlEffectiveness,
    string ExistingControls, IReadOnlyList<string> ControlKeys, SecurityLoss Loses, double Likelihood, int LikelihoodLevel, double Impact, int ImpactLevel,
    double RiskValue, int Level, bool Acceptable, bool ToConfirm, bool Complete, RiskDecision Decision, bool DecisionByHand, string DecisionReason, DateOnly? NextReviewOn,
    Guid CriteriaId, string CriteriaName, string CriteriaVersion, IReadOnlyList<string> Trace, IReadOnlyList<RiskGap> Gaps, bool MayRate, AcceptanceView? Acceptance) : IVersioned;

/// <summary>A request to accept a risk above the acceptance level.</summary>
public sealed record AcceptanceView(Guid Id, int Version, string Reason, DateOnly NextReviewOn, int Level, AcceptanceState State, string RequestedBy, DateTime RequestedAt) : IVersioned;

/// <summary>One risk as its page and the API show it.</summary>
internal sealed class ReadRisk(IsmsDbContext db, AssessmentDesk desk)
{
    public async Task<Outcome<RiskDetail>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.See) is { } no)
            return no;
        if (await db.Set<Risk>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } r || !await db.SeesAsync(actor, r, ct))
            return Refusal.NotFound;
        var assessment = await db.Set<Assessment>().AsNoTracking().SingleAsync(a => a.Id == r.AssessmentId, ct);
        var criteria = await desk.CriteriaAsync(assessment, ct);
        var names = await (from a in AssetViews.Summaries(db, actor) where a.Id == r.AssetId
                           from d in db.Departments.Where(d => d.Id == r.DepartmentId)
                           from o in db.People.Where(p => p.Id == r.OwnerId).DefaultIfEmpty()
                           select new { a.Number, a.Name, Department = d.Name, Owner = o == null ? null : o.Name }).SingleAsync(ct);
        var english = actor.Culture.TwoLetterISOLanguageName == "en";
        var trace = r.IsScored && criteria.Criteria.Evaluate(r.Factors!.Value, actor.Culture).Result is { } evaluation ? evaluation.Trace : [];
        var ratings = r.Ratings();
        return new RiskDetail(
            r.Id, r.Version, r.Number, r.AssessmentId, assessment.Number, assessment.State, r.AssetId, names.Number, names.Name, r.AssetValue, r.DepartmentId, names.Department,
            r.OwnerId, names.Owner, r.ThreatCode, english ? r.ThreatTitleEn : r.ThreatTitleZh, r.VulnerabilityCode, english ? r.VulnerabilityTitleEn : r.VulnerabilityTitleZh,
            r.Frequency, r.Severity, r.Ease, r.ControlEffectiveness, r.ExistingControls, ratings.ControlKeys, ratings.Loses, r.Likelihood, r.LikelihoodLevel, r.Impact, r.ImpactLevel,
            r.RiskValue, r.Level, r.Acceptable, r.ToConfirm, r.Complete, r.Decision, r.DecisionByHand, r.DecisionReason, r.NextReviewOn,
            criteria.Id, criteria.Criteria.Definition.Name.In(actor.Culture), criteria.VersionLabel, trace, [.. r.Gaps(criteria.Criteria)],
            assessment.IsOpen && actor.MayRate(r), await AcceptanceAsync(id, ct));
    }

    private Task<AcceptanceView?> AcceptanceAsync(Guid riskId, CancellationToken ct) =>
        (from a in db.Set<RiskAcceptance>() join p in db.People on a.RequestedById equals p.Id
         where a.RiskId == riskId orderby a.RequestedAt descending, a.Id descending
         select new AcceptanceView(a.Id, a.Version, a.Reason, a.NextReviewOn, a.Level, a.State, p.Name, a.RequestedAt)).FirstOrDefaultAsync(ct);
}
