using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>A risk that an item can be added for.</summary>
/// <param name="Items">How many items of the plan treat it already.</param>
public sealed record TreatableRisk(Guid Id, string Number, string AssetName, int Items);

/// <summary>What a further item of a plan begins with.</summary>
/// <param name="Risk">The risk asked for; null when none was chosen yet.</param>
/// <param name="Proposed">Controls that fit it.</param>
public sealed record NewItemView(
    Guid PlanId, string PlanNumber, int Edition, IReadOnlyList<TreatableRisk> Risks, RiskSummary? Risk, IReadOnlyList<ItemControlView> Proposed, int StandardPriority);

/// <inheritdoc cref="NewItemView"/>
internal sealed class ReadNewItem(IsmsDbContext db, PlanDesk desk)
{
    public async Task<Outcome<NewItemView>> RunAsync(Actor actor, Guid planId, Guid? riskId, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Edit) is { } no)
            return no;
        if (await db.Set<TreatmentPlan>().AsNoTracking().VisibleTo(actor, db).SingleOrDefaultAsync(p => p.Id == planId, ct) is not { } plan)
            return Refusal.NotFound;
        if (!plan.IsDraft)
            return PlanDesk.NotDraft;
        var reach = actor.ReachOf(TreatmentPermissions.Edit);
        var departments = reach.Departments.ToList();
        var risks = RiskViews.Risks(db, actor).Where(r => r.AssetKnown && r.AssessmentId == plan.AssessmentId && r.Decision == RiskDecision.Treat && (reach.All || departments.Contains(r.DepartmentId)));
        var choices = await risks.OrderBy(r => r.Serial)
            .Select(r => new TreatableRisk(r.Id, r.Number, r.AssetName, db.Set<TreatmentItem>().Count(i => i.PlanId == planId && i.RiskId == r.Id))).ToListAsync(ct);
        var risk = riskId is { } id ? await risks.SingleOrDefaultAsync(r => r.Id == id, ct) : null;
        if (risk is null)
            return new NewItemView(plan.Id, plan.Number, (int)plan.Edition, choices, null, [], 1);
        return new NewItemView(
            plan.Id, plan.Number, (int)plan.Edition, choices, risk,
            [.. ItemProposal.ControlsFor(risk, plan.Edition).Select(c => new ItemControlView(c.ToString(), c.Code, ControlCatalogue.Find(c)!.Title(actor.Culture)))],
            ItemProposal.PriorityOf((await desk.CriteriaAsync(plan.AssessmentId, ct)).Criteria.Definition, risk.Level));
    }
}
