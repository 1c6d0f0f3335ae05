using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>Items the reader may see.</summary>
/// <param name="PlanId">Of this plan; null for all plans.</param>
/// <param name="Mine">Only what the reader is responsible for, in plans that are approved.</param>
public sealed record FindTreatmentItemsRequest(RegisterQuery Query, Guid? PlanId = null, bool Mine = false);

/// <inheritdoc cref="FindTreatmentItemsRequest"/>
internal sealed class FindTreatmentItems(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<TreatmentItemRow>>> RunAsync(Actor actor, FindTreatmentItemsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.See) is { } no)
            return no;
        var rows = ItemRegister.Rows(db, actor);
        if (request.PlanId is { } plan)
        {
            if (!await db.Set<TreatmentPlan>().VisibleTo(actor, db).AnyAsync(p => p.Id == plan, ct))
                return Refusal.NotFound;
            rows = rows.Where(r => r.PlanId == plan);
        }
        if (request.Mine)
            rows = rows.Where(r => r.ResponsibleId == actor.PersonId && r.PlanState == PlanState.Approved);
        // Words are looked for in the names too: what is kept from the reader is not found by them.
        if (request.Query.Search.Length > 0)
            rows = rows.Where(r => r.AssetKnown);
        var found = SearchIndex.Matches<TreatmentItem>(db, request.Query.Search, request.PlanId is { } only ? [only] : null);
        return await ItemRegister.Of([], actor.Culture).PageAsync(rows, request.Query, ct, found);
    }
}
