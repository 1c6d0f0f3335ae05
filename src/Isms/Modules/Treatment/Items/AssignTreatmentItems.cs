using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>Sets the same department, person or dates in several items of a draft plan; what is null stays as it is in each.</summary>
/// <param name="ItemIds">1 to 500 items of the plan.</param>
public sealed record AssignTreatmentItemsRequest(
    Guid PlanId, [Required, MinLength(1), MaxLength(500)] IReadOnlyList<Guid> ItemIds,
    Guid? DepartmentId = null, Guid? ResponsibleId = null, DateOnly? StartsOn = null, DateOnly? EndsOn = null);

/// <summary>How many items were set.</summary>
public sealed record TreatmentItemsAssigned(int Count);

/// <inheritdoc cref="AssignTreatmentItemsRequest"/>
internal sealed class AssignTreatmentItems(IsmsDbContext db)
{
    public static readonly Refusal NothingToSet = new("treatment.nothing-to-set", RefusalKind.Invalid);

    public async Task<Outcome<TreatmentItemsAssigned>> RunAsync(Actor actor, AssignTreatmentItemsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Edit, request) is { } no)
            return no;
        if (request is { DepartmentId: null, ResponsibleId: null, StartsOn: null, EndsOn: null })
            return NothingToSet;
        await using var writing = await db.BeginAsync(ct);
        var ids = request.ItemIds.Distinct().ToList();
        var items = await db.Set<TreatmentItem>().Where(i => i.PlanId == request.PlanId && ids.Contains(i.Id)).OrderBy(i => i.Serial).ToListAsync(ct);
        if (items.Count < ids.Count || items.Exists(i => !actor.May(TreatmentPermissions.Edit, i.DepartmentId)))
            return Refusal.NotFound;
        if (!await db.Set<TreatmentPlan>().AnyAsync(p => p.Id == request.PlanId && p.State == PlanState.Draft, ct))
            return PlanDesk.NotDraft;
        if (await WrongAsync(actor, request, items, ct) is { } wrong)
            return wrong;

        foreach (var item in items)
            item.Plan(Set(request, item.Planning));
        await db.SaveAsync(actor, "treatment.assign-items", ct);
        await writing.CommitAsync(ct);
        return new TreatmentItemsAssigned(items.Count);
    }

    private static ItemPlanning Set(AssignTreatmentItemsRequest request, ItemPlanning facts) => facts with
    {
        DepartmentId = request.DepartmentId ?? facts.DepartmentId, ResponsibleId = request.ResponsibleId ?? facts.ResponsibleId,
        StartsOn = request.StartsOn ?? facts.StartsOn, EndsOn = request.EndsOn ?? facts.EndsOn,
    };

    private async Task<Refusal?> WrongAsync(Actor actor, AssignTreatmentItemsRequest request, List<TreatmentItem> items, CancellationToken ct)
    {
        if (request.DepartmentId is { } department
            && !(actor.May(TreatmentPermissions.Edit, department) && await db.Departments.AnyAsync(d => d.Id == department && d.ClosedOn == null, ct)))
            return Refusal.Invalid("departmentId", "treatment.unknown-department");
        if (request.ResponsibleId is { } person && !await db.People.AnyAsync(p => p.Id == person && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            return Refusal.Invalid("responsibleId", "treatment.unknown-person");
        var reversed = items.Select(i => (i.Number, Facts: Set(request, i.Planning))).Where(i => i.Facts.EndsOn < i.Facts.StartsOn).ToList();
        return reversed.Count == 0 ? null : Refusal.Invalid([.. reversed.Select(i => new FieldProblem(
            "endsOn", "treatment.item-ends-before-start", i.Number, i.Facts.StartsOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))]);
    }
}
