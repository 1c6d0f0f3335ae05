using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>Changes what is planned for an item.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangeTreatmentItemRequest(Guid Id, int Version, ItemFacts Facts);

/// <inheritdoc cref="ChangeTreatmentItemRequest"/>
internal sealed class ChangeTreatmentItem(IsmsDbContext db, ItemFactsCheck check, ControlStandings standings)
{
    public async Task<Outcome<TreatmentItemSaved>> RunAsync(Actor actor, ChangeTreatmentItemRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var item = await db.Set<TreatmentItem>().SingleOrDefaultAsync(i => i.Id == request.Id, ct);
        if (item is null || !actor.May(TreatmentPermissions.Edit, item.DepartmentId))
            return Refusal.NotFound;
        var plan = await db.Set<TreatmentPlan>().SingleAsync(p => p.Id == item.PlanId, ct);
        if (!plan.IsDraft)
            return PlanDesk.NotDraft;
        if (item.Version != request.Version)
            return Refusal.Stale(ItemDifferences.Of(item.Planning, request.Facts.Planning));
        var level = await RiskViews.Risks(db).Where(r => r.Id == item.RiskId).Select(r => r.Level).SingleAsync(ct);
        var checkedFacts = await check.RunAsync(actor, plan, level, request.Facts, ct);
        if (checkedFacts.Value is not { } facts)
            return checkedFacts.Refusal!;

        item.Plan(facts.Planning);
        if (await ItemControls.SetAsync(db, item.Id, facts.Controls, ct))
        {
            // Which controls it relies on is part of what the item's version says.
            db.Entry(item).State = EntityState.Modified;
        }
        await standings.RelyOnAsync(facts.Controls, ct);
        await db.SaveAsync(actor, "treatment.change-item", ct);
        await writing.CommitAsync(ct);
        return new TreatmentItemSaved(item.Id, item.Version, item.Number);
    }
}

/// <summary>Where two people's facts of one item differ.</summary>
internal static class ItemDifferences
{
    public static IReadOnlyList<FieldDifference> Of(ItemPlanning now, ItemPlanning sent) =>
    [
        .. Fields(now).Zip(Fields(sent)).Where(p => p.First.Value != p.Second.Value).Select(p => new FieldDifference(p.First.Field, p.Second.Value, p.First.Value)),
    ];

    private static IEnumerable<(string Field, string? Value)> Fields(ItemPlanning p) =>
    [
        ("option", p.Option.ToString()), ("departmentId", p.DepartmentId.ToString()), ("responsibleId", p.ResponsibleId?.ToString()), ("method", p.Method),
        ("startsOn", Day(p.StartsOn)), ("endsOn", Day(p.EndsOn)), ("cost", p.Cost?.ToString("0.00", CultureInfo.InvariantCulture)), ("benefit", p.Benefit),
        ("priority", p.Priority.ToString(CultureInfo.InvariantCulture)), ("priorityReason", p.PriorityReason), ("acceptReason", p.AcceptReason),
        ("nextReviewOn", Day(p.NextReviewOn)), ("activity", p.Activity), ("activityEndsOn", Day(p.ActivityEndsOn)), ("receiver", p.Receiver), ("contract", p.Contract),
    ];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
