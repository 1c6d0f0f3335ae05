using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>A residual-risk report on its way; its content is frozen from submission on (4.2.1.8).</summary>
internal sealed class ResidualApproval(IsmsDbContext db, ResidualDesk desk, PlanDesk plans) : ApprovalSubject
{
    public const string KindName = "treatment.residual-report";

    /// <summary>R-4.2.1.8-01: above the acceptance level the owner and the approver accept explicitly, each risk by itself.</summary>
    public static readonly Refusal NotAccepted = new("treatment.residual-not-accepted");
    public static readonly Refusal Incomplete = new("treatment.report-incomplete");

    private Office? _approver;

    public override string Kind => KindName;

    // The route is asked for between two awaits of the engine, and the settings are in memory: nothing waits here in practice.
    public override Office? FinalApprover => _approver ??= desk.ApproverAsync(CancellationToken.None).GetAwaiter().GetResult();

    public override IReadOnlyList<RouteStep> DefaultRoute => FinalApprover == Office.ManagementRepresentative
        ? [RouteStep.By(SignatureMeaning.Review, Office.IsmsTeamLeader, 1), RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 2)]
        : [RouteStep.By(SignatureMeaning.Review, Office.ManagementRepresentative, 1), RouteStep.By(SignatureMeaning.Approve, FinalApprover!.Value, 2)];

    protected override Permission Read => TreatmentPermissions.Read;

    protected override Permission Submit => TreatmentPermissions.Draw;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ResidualReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } report)
            return null;
        var plan = await db.Set<TreatmentPlan>().AsNoTracking().SingleAsync(p => p.Id == report.PlanId, ct);
        var assessment = await RiskViews.Assessments(db).Where(a => a.Id == report.AssessmentId).Select(a => new { a.Number, a.Title }).SingleAsync(ct);
        var criteria = await plans.CriteriaAsync(report.AssessmentId, ct);
        var forecast = report.IsDraft ? await desk.IsForecastAsync(report.PlanId, ct) : report.IsForecast;
        var rows = await SignedResiduals.OfAsync(db, report, ct);
        return new ApprovalContent(Phrase.Of("treatment.report-title", assessment.Title), report.Number, TreatmentPaths.Report(id), SignedContent.Json(new
        {
            report.Number, Plan = plan.Number, Assessment = assessment.Number, Criteria = criteria.Id, CriteriaVersion = criteria.VersionLabel, Forecast = forecast, Risks = rows,
        }))
        {
            Facts =
            [
                new(Phrase.Of("treatment.fact.plan"), $"{plan.Number} {plan.Title}"),
                new(Phrase.Of("treatment.fact.risks"), Count(rows.Count)),
                new(Phrase.Of("treatment.fact.above"), Count(rows.Count(r => !r.Acceptable))),
                new(Phrase.Of("treatment.fact.basis"), Phrase.Of(forecast ? "treatment.basis-forecast" : "treatment.basis-found")),
            ],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(TreatmentPermissions.See) && await db.Set<ResidualReport>().VisibleTo(actor, db).AnyAsync(r => r.Id == id, ct);

    public override async Task<IReadOnlyList<RouteStep>> ExtraStepsAsync(Guid id, CancellationToken ct) =>
        await RiskOwnerSteps.OfAsync(db, db.Set<ResidualRisk>().Where(x => x.ReportId == id).Select(x => x.RiskId), ct);

    /// <summary>An owner accepts one's own risks before countersigning; at the approval every one must be accepted by both.</summary>
    public override async Task<Refusal?> MaySignAsync(Actor actor, Guid id, SignatureMeaning meaning, CancellationToken ct)
    {
        var open =
            from x in db.Set<ResidualRisk>().AsNoTracking()
            join r in RiskViews.Risks(db, actor) on x.RiskId equals r.Id
            where x.ReportId == id && !x.Acceptable
            orderby r.Serial
            select new { x.Id, r.Number, r.AssetName, r.OwnerId, ByOwner = x.OwnerAcceptedById != null, ByApprover = x.ApproverAcceptedById != null };
        var lacking = meaning switch
        {
            SignatureMeaning.Approve => await open.Where(x => !x.ByOwner || !x.ByApprover).ToListAsync(ct),
            SignatureMeaning.Countersign => await open.Where(x => !x.ByOwner && x.OwnerId == actor.PersonId).ToListAsync(ct),
            _ => [],
        };
        return lacking.Count == 0 ? null : NotAccepted.With(lacking.Count) with
        {
            Obstacles = [.. lacking.Select(x => new Obstacle(
                Phrase.Of(x.ByOwner ? "treatment.lacks-approver" : x.ByApprover || meaning == SignatureMeaning.Countersign ? "treatment.lacks-owner" : "treatment.lacks-both", x.Number, x.AssetName),
                TreatmentPaths.ResidualRisk(x.Id)))],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var report = await FindAsync(id, ct);
        report.Submit(await desk.IsForecastAsync(report.PlanId, ct));
    }

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var report = await FindAsync(id, ct);
        report.Approve(approval.At);
        var residuals = await db.Set<ResidualRisk>().Where(x => x.ReportId == id).ToListAsync(ct);
        foreach (var residual in residuals)
            residual.BeginReviews();
        await EndEarlierAsync(report, approval.By, ct);
        await desk.PlanReviewsAsync(approval.By, report, residuals, ct);
    }

    // One risk is looked at again in one place: where it was rated last.
    private async Task EndEarlierAsync(ResidualReport report, Actor actor, CancellationToken ct)
    {
        var earlier = await db.Set<ResidualRisk>().Where(x => x.ReportId != report.Id && x.NextReviewOn != null
            && db.Set<ResidualRisk>().Any(now => now.ReportId == report.Id && now.RiskId == x.RiskId)).ToListAsync(ct);
        foreach (var residual in earlier)
            residual.Reviewed(null);
        foreach (var reportId in earlier.Select(x => x.ReportId).Distinct())
        {
            var left = await db.Set<ResidualRisk>().Where(x => x.ReportId == reportId).ToListAsync(ct);
            await desk.PlanReviewsAsync(actor, await FindAsync(reportId, ct), left, ct);
        }
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var report = await db.Set<ResidualReport>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        if (!report.IsDraft)
            return ResidualDesk.NotDraft;
        var today = actor.Today;
        var lacking = await (
            from x in db.Set<ResidualRisk>().AsNoTracking()
            join r in RiskViews.Risks(db, actor) on x.RiskId equals r.Id
            where x.ReportId == id && (x.Level == ResidualRisk.NotRated || x.ReviewOn == null || x.ReviewOn <= today)
            orderby r.Serial
            select new { r.Number, r.AssetName, Rated = x.Level != ResidualRisk.NotRated }).ToListAsync(ct);
        return lacking.Count == 0 ? null : Incomplete.With(lacking.Count) with
        {
            Obstacles = [.. lacking.Take(PlanCompleteness.Most).Select(x => new Obstacle(
                Phrase.Of(x.Rated ? "treatment.residual-no-review-day" : "treatment.residual-not-rated", x.Number, x.AssetName), TreatmentPaths.Report(id)))],
        };
    }

    private Task<ResidualReport> FindAsync(Guid id, CancellationToken ct) => db.Set<ResidualReport>().SingleAsync(r => r.Id == id, ct);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A residual risk as it is signed.</summary>
internal sealed record SignedResidual(
    string Risk, double ValueBefore, int LevelBefore, int? Frequency, int? Severity, int? Ease, int? ControlEffectiveness, double Value, int Level, bool Acceptable,
    string Reason, DateOnly? ReviewOn, IReadOnlyList<TreatmentOption> Options);

internal static class SignedResiduals
{
    public static async Task<IReadOnlyList<SignedResidual>> OfAsync(IsmsDbContext db, ResidualReport report, CancellationToken ct)
    {
        var options = (await db.Set<TreatmentItem>().Where(i => i.PlanId == report.PlanId).OrderBy(i => i.Serial).Select(i => new { i.RiskId, i.Option }).ToListAsync(ct))
            .ToLookup(i => i.RiskId, i => i.Option);
        var rows = await (
            from x in db.Set<ResidualRisk>().AsNoTracking()
            join r in RiskViews.Risks(db) on x.RiskId equals r.Id
            where x.ReportId == report.Id
            orderby r.Serial
            select new { Residual = x, r.Number, r.RiskValue, r.Level }).ToListAsync(ct);
        return rows.ConvertAll(r => new SignedResidual(
            r.Number, r.RiskValue, r.Level, r.Residual.Frequency, r.Residual.Severity, r.Residual.Ease, r.Residual.ControlEffectiveness, r.Residual.RiskValue, r.Residual.Level,
            r.Residual.Acceptable, r.Residual.Reason, r.Residual.ReviewOn, [.. options[r.Residual.RiskId]]));
    }
}
