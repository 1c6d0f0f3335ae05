using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Inventory;

/// <summary>Assets by number, name and place, for the search over everything.</summary>
internal sealed class AssetsFound(IsmsDbContext db) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        if (!actor.May(AssetPermissions.See) || AssetReach.Found(db, actor, new RegisterQuery { Search = question.Words }) is not { } found)
            return [];
        var rows = await (
            from a in db.Set<Asset>().AsNoTracking().VisibleTo(db, actor)
            where found.Contains(a.Id)
            join d in db.Departments on a.DepartmentId equals d.Id
            orderby a.Number, a.Id
            select new { a.Id, a.Number, a.Name, a.Location, Department = d.Name }).Take(question.Most).ToListAsync(ct);
        return [.. rows.Select(r => new SearchHit("assets.entity.assets_assets", r.Number, r.Name, $"{r.Department} {r.Location}".Trim(), "/assets/" + r.Id, question.ListAt("/assets")))];
    }
}
