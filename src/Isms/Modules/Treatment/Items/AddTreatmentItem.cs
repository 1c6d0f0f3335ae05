using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>A further item in a draft plan.</summary>
/// <param name="RiskId">A risk of the plan's assessment that is to be treated; it may have several items.</param>
public sealed record AddTreatmentItemRequest(Guid PlanId, Guid RiskId, ItemFacts Facts);

/// <summary>An item as saved.</summary>
public sealed record TreatmentItemSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="AddTreatmentItemRequest"/>
internal sealed class AddTreatmentItem(IsmsDbContext db, ItemFactsCheck check, ControlStandings standings)
{
    /// <summary>Only what the assessment decided to treat is treated.</summary>
    public static readonly Refusal NotToTreat = new("treatment.risk-not-to-treat");

    public async Task<Outcome<TreatmentItemSaved>> RunAsync(Actor actor, AddTreatmentItemRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<TreatmentPlan>().SingleOrDefaultAsync(p => p.Id == request.PlanId, ct) is not { } plan)
            return Refusal.NotFound;
        var risk = await RiskViews.Risks(db).SingleOrDefaultAsync(r => r.Id == request.RiskId && r.AssessmentId == plan.AssessmentId, ct);
        if (risk is null || !actor.May(TreatmentPermissions.Edit, risk.DepartmentId))
            return Refusal.NotFound;
        if (!plan.IsDraft)
            return PlanDesk.NotDraft;
        if (risk.Decision != RiskDecision.Treat)
            return NotToTreat.With(risk.Number);
        var checkedFacts = await check.RunAsync(actor, plan, risk.Level, request.Facts, ct);
        if (checkedFacts.Value is not { } facts)
            return checkedFacts.Refusal!;

        var item = new TreatmentItem { PlanId = plan.Id, RiskId = risk.Id, Serial = plan.TakeSerial(), RiskWords = PlanDesk.Words(risk) };
        item.Plan(facts.Planning);
        db.Add(item);
        db.AddRange(facts.Controls.Select(c => ItemControls.Of(item.Id, c)));
        await standings.RelyOnAsync(facts.Controls, ct);
        await db.SaveAsync(actor, "treatment.add-item", ct);
        await writing.CommitAsync(ct);
        return new TreatmentItemSaved(item.Id, item.Version, item.Number);
    }
}
