using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Items;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>Records what came of looking at a residual risk again (4.2.3.4).</summary>
/// <param name="Version">The version that was looked at.</param>
/// <param name="Note">What was found.</param>
/// <param name="NextReviewOn">Keep: required, after today. Retreat: ignored.</param>
public sealed record ReviewResidualRiskRequest(Guid Id, int Version, ReviewOutcome Outcome, [Required, StringLength(ResidualReview.NoteLength)] string Note, DateOnly? NextReviewOn = null);

/// <summary>A review as saved.</summary>
/// <param name="ItemId">Retreat: the item that treats it again.</param>
/// <param name="PlanId">Retreat: its draft plan.</param>
public sealed record ResidualRiskReviewed(Guid ReviewId, int Version, Guid? ItemId, Guid? PlanId) : IVersioned;

/// <inheritdoc cref="ReviewResidualRiskRequest"/>
internal sealed class ReviewResidualRisk(IsmsDbContext db, ResidualDesk desk, PlanDesk plans, PlanSupplement supplements)
{
    /// <summary>Not approved yet, treated again already, or rated in a later report.</summary>
    public static readonly Refusal NotKept = new("treatment.residual-not-kept");

    public async Task<Outcome<ResidualRiskReviewed>> RunAsync(Actor actor, ReviewResidualRiskRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Draw, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ResidualRisk>().SingleOrDefaultAsync(x => x.Id == request.Id, ct) is not { } residual)
            return Refusal.NotFound;
        if (residual.NextReviewOn is null)
            return NotKept;
        if (residual.Version != request.Version)
            return Refusal.Stale([]);
        var keep = request.Outcome == ReviewOutcome.Keep;
        if (keep && request.NextReviewOn is null)
            return Refusal.Invalid("nextReviewOn", "kernel.field-required");
        if (keep && ResidualDesk.ReviewDayProblem("nextReviewOn", actor.Today, request.NextReviewOn!.Value, residual.NeedsAcceptance) is { } wrongDay)
            return Refusal.Invalid([wrongDay]);

        var report = await db.Set<ResidualReport>().SingleAsync(r => r.Id == residual.ReportId, ct);
        var item = keep ? null : await TreatAgainAsync(actor, report, residual, ct);
        residual.Reviewed(keep ? request.NextReviewOn : null);
        var review = new ResidualReview
        {
            ResidualRiskId = residual.Id, ReviewedOn = actor.Today, ReviewedById = actor.PersonId, Outcome = request.Outcome, Note = request.Note.Trim(),
            NextReviewOn = residual.NextReviewOn, ItemId = item?.Id,
        };
        db.Add(review);
        await desk.PlanReviewsAsync(actor, report, await db.Set<ResidualRisk>().Where(x => x.ReportId == report.Id).ToListAsync(ct), ct);
        await db.SaveAsync(actor, "treatment.review-residual", ct);
        await writing.CommitAsync(ct);
        return new ResidualRiskReviewed(review.Id, residual.Version, item?.Id, item?.PlanId);
    }

    private async Task<TreatmentItem> TreatAgainAsync(Actor actor, ResidualReport report, ResidualRisk residual, CancellationToken ct)
    {
        var root = await db.Set<TreatmentPlan>().SingleAsync(p => p.AssessmentId == report.AssessmentId && p.SupplementsId == null, ct);
        var plan = await supplements.DraftAsync(actor, root, ct);
        var risk = await RiskViews.Risks(db).SingleAsync(r => r.Id == residual.RiskId, ct);
        var (item, controls) = (await plans.ProposeAsync(plan, [risk], ct))[0];
        db.Add(item);
        db.AddRange(controls.Select(c => ItemControls.Of(item.Id, c)));
        return item;
    }
}
