using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;

namespace Isms.Modules.Assets.Inventory;

/// <summary>One page of the assets a person may see.</summary>
internal sealed class ListAssets(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<InventoryRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.See) is { } no)
            return no;
        return await InventoryRegister.Of().PageAsync(InventoryRegister.Rows(db, actor), query, ct, AssetReach.Found(db, actor, query));
    }
}
