using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets.Inventory;

/// <summary>Which assets a person may see: those within reach of the permission to read whose class the person may know, and those owned or kept.</summary>
internal static class AssetReach
{
    public static IQueryable<Asset> VisibleTo(this IQueryable<Asset> assets, IsmsDbContext db, Actor actor)
    {
        var reach = actor.ReachOf(AssetPermissions.Read);
        var (me, departments) = (actor.PersonId, reach.Departments.ToList());
        assets = assets.KnownTo(db, actor, a => a.Id, a => a.DepartmentId, a => a.Classification ?? Classification.Internal, a => a.OwnerId == me || a.CustodianId == me);
        if (reach.All)
            return assets;
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
