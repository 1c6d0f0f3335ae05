using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Plans;

/// <summary>What is signed is not changed: further treatment goes into a plan of its own that adds to the first, one draft for all of it.</summary>
internal sealed class PlanSupplement(IsmsDbContext db, PlanDesk desk, Numbers numbers, TimeProvider time)
{
    /// <summary>The draft that adds to a plan; made when there is none. Within the caller's write transaction.</summary>
    public async Task<TreatmentPlan> DraftAsync(Actor actor, TreatmentPlan root, CancellationToken ct)
    {
        if (await db.Set<TreatmentPlan>().FirstOrDefaultAsync(p => p.SupplementsId == root.Id && p.State == PlanState.Draft, ct) is { } present)
            return present;
        var title = Phrase.In(await desk.LanguageAsync(ct), "treatment.supplement-title", root.Title);
        var plan = new TreatmentPlan
        {
            Number = await numbers.TakeAsync(TreatmentModule.PlanNumber, ct), Title = title.Length <= TreatmentPlan.TitleLength ? title : title[..TreatmentPlan.TitleLength],
            AssessmentId = root.AssessmentId, SupplementsId = root.Id, Edition = await desk.EditionAsync(ct), CreatedAt = time.Instant(),
        };
        db.Add(plan);
        await db.SaveAsync(actor, "treatment.create-plan", ct);
        return plan;
    }
}

/// <summary>A decision to update the treatment plan (manual 7.3 b): the draft that is open takes it up; a signed plan gets a draft that adds to it.</summary>
internal sealed class PlanByDecision(IsmsDbContext db, PlanSupplement supplements) : IOpensDraft
{
    /// <summary>There is no plan to update: one is drawn up from a signed assessment.</summary>
    public static readonly Refusal NoPlan = new("treatment.no-plan-to-update");

    /// <summary>The plan is being signed: it is sent back first, or updated after the signature.</summary>
    public static readonly Refusal BeingSigned = new("treatment.plan-being-signed");

    public DraftKind Kind => DraftKind.TreatmentPlan;

    public bool May(Actor actor) => actor.May(TreatmentPermissions.Draw);

    public async Task<Outcome<DraftOpened>> OpenAsync(Actor actor, DraftAsked asked, CancellationToken ct)
    {
        if (!May(actor))
            return Refusal.Forbidden;
        var root = await db.Set<TreatmentPlan>().Where(p => p.SupplementsId == null).OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).FirstOrDefaultAsync(ct);
        if (root is null)
            return NoPlan with { Obstacles = [new Obstacle(Phrase.Of("treatment.plans"), TreatmentPaths.Plans)] };
        if (root.State == PlanState.InApproval)
            return BeingSigned.With(root.Number) with { Obstacles = [new Obstacle($"{root.Number} {root.Title}", TreatmentPaths.PlanApproval(root.Id))] };
        var plan = root.IsDraft ? root : await supplements.DraftAsync(actor, root, ct);
        // Two decisions may be taken up by one draft; the first stands on it, both stand on their resolutions.
        if (plan.SourceTitle.Length == 0)
            plan.DecidedBy(asked.SourceTitle, asked.SourceLink);
        await db.SaveAsync(actor, "treatment.decided-plan", ct);
        return new DraftOpened(plan.Id, plan.Number, TreatmentPaths.Plan(plan.Id));
    }
}
