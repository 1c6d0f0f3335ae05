using System.Linq.Expressions;
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
        assets = assets.Where(IsKnown(db, actor));
        if (reach.All)
            return assets;
        return departments.Count == 0
            ? assets.Where(a => a.OwnerId == me || a.CustodianId == me)
            : assets.Where(a => departments.Contains(a.DepartmentId) || a.OwnerId == me || a.CustodianId == me);
    }

    /// <summary>True for the assets that a person may know by their class: who owns or keeps one may.</summary>
    public static Expression<Func<Asset, bool>> IsKnown(IsmsDbContext db, Actor actor)
    {
        var me = actor.PersonId;
        return Knowing.IsKnown<Asset>(db, actor, a => a.Id, a => a.DepartmentId, a => a.Classification ?? Classification.Internal, a => a.OwnerId == me || a.CustodianId == me);
    }

    /// <summary>The assets that are kept from this person by their class.</summary>
    public static IQueryable<Guid> KeptFrom(IsmsDbContext db, Actor actor)
    {
        var known = IsKnown(db, actor);
        return db.Set<Asset>().Where(Expression.Lambda<Func<Asset, bool>>(Expression.Not(known.Body), known.Parameters)).Select(a => a.Id);
    }

    /// <summary>Ids that the search has for the words, of what the person may see; null when there are no words.</summary>
    public static IQueryable<Guid>? Found(IsmsDbContext db, Actor actor, RegisterQuery query)
    {
        var reach = actor.ReachOf(AssetPermissions.Read);
        return SearchIndex.Matches<Asset>(db, query.Search, reach.All ? null : [.. reach.Departments, actor.PersonId]);
    }
}
