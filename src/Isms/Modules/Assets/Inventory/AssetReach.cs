using Isms.Kernel.Access;

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
}
