using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>Takes an item out of a draft plan; its number is not used again.</summary>
/// <param name="Version">The version that was looked at.</param>
public sealed record RemoveTreatmentItemRequest(Guid Id, int Version);

/// <inheritdoc cref="RemoveTreatmentItemRequest"/>
internal sealed class RemoveTreatmentItem(IsmsDbContext db)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveTreatmentItemRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var item = await db.Set<TreatmentItem>().SingleOrDefaultAsync(i => i.Id == request.Id, ct);
        if (item is null || !actor.May(TreatmentPermissions.Edit, item.DepartmentId))
            return Refusal.NotFound;
        if (!await db.Set<TreatmentPlan>().AnyAsync(p => p.Id == item.PlanId && p.State == PlanState.Draft, ct))
            return PlanDesk.NotDraft;
        if (item.Version != request.Version)
            return Refusal.Stale([]);
        db.RemoveRange(await db.Set<TreatmentItemControl>().Where(c => c.ItemId == item.Id).ToListAsync(ct));
        db.Remove(item);
        await db.SaveAsync(actor, "treatment.remove-item", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
