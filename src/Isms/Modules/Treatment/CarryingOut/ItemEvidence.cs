using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Modules.Treatment.Items;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.CarryingOut;

/// <summary>
/// Files that show an item was carried out. They are added while it is under way; once it is reported as carried out they stay as they were.
/// </summary>
internal sealed class ItemEvidence(IsmsDbContext db) : IAttachmentSubject
{
    public const string KindName = "treatment.item";

    public string Kind => KindName;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(TreatmentPermissions.See) && await db.Set<TreatmentItem>().OpenTo(actor, db).AnyAsync(i => i.Id == id, ct);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var item = await db.Set<TreatmentItem>().AsNoTracking().SingleAsync(i => i.Id == id, ct);
        var plan = await db.Set<TreatmentPlan>().Where(p => p.Id == item.PlanId).Select(p => p.State).SingleAsync(ct);
        return item.State is TreatmentState.Planned or TreatmentState.InProgress && ItemRights.Of(actor, item, plan).Report;
    }
}
