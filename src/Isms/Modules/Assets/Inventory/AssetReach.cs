using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;

namespace Isms.Modules.Assets.Inventory;

/// <summary>Which assets a person may see: those within reach of the permission to read, and those owned or kept.</summary>
internal static class AssetReach
{
    public static IQueryable<Asset> VisibleTo(this IQueryable<Asset> assets, Actor actor)
    {
        var reach = actor.ReachOf(AssetPermissions.Read);
        if (reach.All)
            return assets;
        var (me, departments) = (actor.PersonId, reach.Departments.ToList());
        return departments.Count == 0
            ? assets.Where(a => a.OwnerId == me || a.CustodianId == me)
            : assets.Where(a => departments.Contains(a.DepartmentId) || a.OwnerId == me || a.CustodianId == me);
    }

    /// <summary>Ids that the search has for the words, of what the person may see; null when there are no words.</summary>
    public static IQueryable<Guid>? Found(IsmsDbContext db, Actor actor, RegisterQuery query)
    {
        var reach = actor.ReachOf(AssetPermissions.Read);
        return SearchIndex.Matches<Asset>(db, query.Search, reach.All ? null : [.. reach.Departments, actor.PersonId]);
    }
}
