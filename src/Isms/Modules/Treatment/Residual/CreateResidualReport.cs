using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>Draws up the residual-risk report of a plan that is signed.</summary>
public sealed record CreateResidualReportRequest(Guid PlanId);

/// <summary>A report that was drawn up.</summary>
/// <param name="Risks">How many risks are to be rated again: every one the plan treats.</param>
public sealed record ResidualReportCreated(Guid Id, int Version, string Number, int Risks) : IVersioned;

/// <inheritdoc cref="CreateResidualReportRequest"/>
internal sealed class CreateResidualReport(IsmsDbContext db, PlanDesk desk, SettingsReader settings, Numbers numbers, TimeProvider time)
{
    public static readonly Refusal ReportOpen = new("treatment.report-open");

    public async Task<Outcome<ResidualReportCreated>> RunAsync(Actor actor, CreateResidualReportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Draw, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<TreatmentPlan>().SingleOrDefaultAsync(p => p.Id == request.PlanId, ct) is not { } plan)
            return Refusal.NotFound;
        if (plan.State != PlanState.Approved)
            return CarryingOut.ReportProgress.NotApproved.With(plan.Number) with { Obstacles = [new Obstacle(plan.Title, TreatmentPaths.Plan(plan.Id))] };
        if (await db.Set<ResidualReport>().FirstOrDefaultAsync(r => r.PlanId == plan.Id && r.State != PlanState.Approved, ct) is { } open)
            return ReportOpen.With(open.Number) with { Obstacles = [new Obstacle(open.Number, TreatmentPaths.Report(open.Id))] };

        var report = new ResidualReport
        {
            Number = await numbers.TakeAsync(TreatmentModule.ReportNumber, ct), PlanId = plan.Id, AssessmentId = plan.AssessmentId, CreatedAt = time.Instant(),
        };
        var residuals = await BeginAsync(actor, report, ct);
        db.Add(report);
        await db.SaveAsync(actor, "treatment.create-report", ct);
        await db.SaveNewAsync(actor, "treatment.create-report", residuals, ct);
        await writing.CommitAsync(ct);
        return new ResidualReportCreated(report.Id, report.Version, report.Number, residuals.Count);
    }

    // What was rated in an earlier report of the plan is taken over to be looked at; what is only borne keeps the ratings of the assessment.
    private async Task<List<ResidualRisk>> BeginAsync(Actor actor, ResidualReport report, CancellationToken ct)
    {
        var criteria = (await desk.CriteriaAsync(report.AssessmentId, ct)).Criteria;
        var months = await settings.NumberAsync(TreatmentModule.ReviewMonths, ct);
        var items = (await db.Set<TreatmentItem>().AsNoTracking().Where(i => i.PlanId == report.PlanId).ToListAsync(ct)).ToLookup(i => i.RiskId);
        var risks = await RiskViews.Risks(db).Where(r => db.Set<TreatmentItem>().Any(i => i.PlanId == report.PlanId && i.RiskId == r.Id)).OrderBy(r => r.Serial).ToListAsync(ct);
        var earlier = (await db.Set<ResidualRisk>().AsNoTracking().Where(x => db.Set<ResidualReport>().Any(r => r.Id == x.ReportId && r.PlanId == report.PlanId)).ToListAsync(ct))
            .GroupBy(x => x.RiskId).ToDictionary(g => g.Key, g => g.MaxBy(x => x.Id)!);
        return risks.ConvertAll(risk =>
        {
            var residual = new ResidualRisk { ReportId = report.Id, RiskId = risk.Id, AssetValue = risk.AssetValue };
            var borne = items[risk.Id].All(i => i.Option == TreatmentOption.Accept);
            var review = items[risk.Id].Where(i => i.NextReviewOn > actor.Today).Min(i => i.NextReviewOn) ?? actor.Today.AddMonths(months);
            residual.Rate(earlier.TryGetValue(risk.Id, out var before)
                ? new ResidualRatings(before.Frequency, before.Severity, before.Ease, before.ControlEffectiveness, before.Reason, review)
                : borne ? new ResidualRatings(risk.Frequency, risk.Severity, risk.Ease, risk.ControlEffectiveness, "", review)
                : new ResidualRatings(null, null, null, null, "", review), criteria);
            return residual;
        });
    }
}
