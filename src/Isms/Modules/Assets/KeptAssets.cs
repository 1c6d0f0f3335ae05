using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Assets.Importance;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Assets.Lists;

namespace Isms.Modules.Assets;

/// <summary>Assets that are kept from a person by their class, with the requests about them; the lists of important assets hold them whole.</summary>
internal sealed class KeptAssets(IsmsDbContext db) : IConceals
{
    public IEnumerable<IQueryable<Guid>> From(Actor actor)
    {
        var assets = AssetReach.KeptFrom(db, actor);
        return [assets, db.Set<AssetRequest>().Where(r => assets.Any(id => id == r.AssetId)).Select(r => r.Id)];
    }

    public IEnumerable<IQueryable<Guid>> WholeFrom(Actor actor)
    {
        var assets = AssetReach.KeptFrom(db, actor);
        return [db.Set<ImportantAssetListRow>().Where(r => assets.Any(id => id == r.AssetId)).Select(r => r.ListId)];
    }
}
