using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Plans;

/// <summary>Draws up the plan of a completed assessment.</summary>
/// <param name="Title">Made from the assessment's when null.</param>
public sealed record CreateTreatmentPlanRequest(Guid AssessmentId, [StringLength(TreatmentPlan.TitleLength)] string? Title = null);

/// <summary>A plan that was drawn up.</summary>
/// <param name="Items">How many items were proposed: one for each risk to be treated.</param>
public sealed record TreatmentPlanCreated(Guid Id, int Version, string Number, int Items) : IVersioned;

/// <inheritdoc cref="CreateTreatmentPlanRequest"/>
internal sealed class CreateTreatmentPlan(IsmsDbContext db, PlanDesk desk, Numbers numbers, TimeProvider time)
{
    /// <summary>4.2.1.6: a plan follows from an assessment that is signed.</summary>
    public static readonly Refusal NotCompleted = new("treatment.assessment-not-completed");
    public static readonly Refusal PlanExists = new("treatment.plan-exists");
    public static readonly Refusal NothingToTreat = new("treatment.nothing-to-treat");

    public async Task<Outcome<TreatmentPlanCreated>> RunAsync(Actor actor, CreateTreatmentPlanRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Draw, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await RiskViews.Assessments(db).SingleOrDefaultAsync(a => a.Id == request.AssessmentId, ct) is not { } assessment)
            return Refusal.NotFound;
        if (assessment.State != AssessmentState.Completed)
            return NotCompleted.With(assessment.Number) with { Obstacles = [new Obstacle(assessment.Title, "/risks/assessments/" + assessment.Id)] };
        if (await db.Set<TreatmentPlan>().FirstOrDefaultAsync(p => p.AssessmentId == assessment.Id && p.SupplementsId == null, ct) is { } existing)
            return PlanExists.With(existing.Number) with { Obstacles = [new Obstacle($"{existing.Number} {existing.Title}", TreatmentPaths.Plan(existing.Id))] };
        var risks = await RiskViews.Risks(db).Where(r => r.AssessmentId == assessment.Id && r.Decision == RiskDecision.Treat)
            .OrderByDescending(r => r.Level).ThenByDescending(r => r.RiskValue).ThenBy(r => r.Serial).ToListAsync(ct);
        if (risks.Count == 0)
            return NothingToTreat.With(assessment.Number);

        var plan = new TreatmentPlan
        {
            Number = await numbers.TakeAsync(TreatmentModule.PlanNumber, ct), AssessmentId = assessment.Id, Edition = await desk.EditionAsync(ct), CreatedAt = time.Instant(),
            Title = string.IsNullOrWhiteSpace(request.Title) ? Titled(Phrase.In(await desk.LanguageAsync(ct), "treatment.plan-title", assessment.Title)) : request.Title.Trim(),
        };
        var items = await desk.ProposeAsync(plan, risks, ct);
        db.Add(plan);
        await db.SaveAsync(actor, "treatment.create-plan", ct);
        await db.SaveNewAsync(actor, "treatment.propose-items", [.. items.Select(i => i.Item)], ct);
        await db.SaveNewAsync(actor, "treatment.propose-items", [.. items.SelectMany(i => i.Controls.Select(c => Items.ItemControls.Of(i.Item.Id, c)))], ct);
        await writing.CommitAsync(ct);
        return new TreatmentPlanCreated(plan.Id, plan.Version, plan.Number, items.Count);
    }

    private static string Titled(string title) => title.Length <= TreatmentPlan.TitleLength ? title : title[..TreatmentPlan.TitleLength];
}
