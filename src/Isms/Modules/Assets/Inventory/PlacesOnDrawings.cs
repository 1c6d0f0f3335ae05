using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Modules.Scope;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Inventory;

/// <summary>Premises and server rooms of the asset register belong on the drawings of the scope (appendix 7).</summary>
internal sealed class PlacesOnDrawings(IsmsDbContext db) : IContribute<PlacesToMark, PlaceToMark>
{
    private const string Premises = "OTHE-SITE";
    private const int Most = 200;

    public async Task<IReadOnlyList<PlaceToMark>> AnswerAsync(Actor actor, PlacesToMark question, CancellationToken ct) =>
        await db.Set<Asset>().AsNoTracking().Where(AssetReach.IsKnown(db, actor)).Where(a => a.CategoryCode == Premises && a.State == AssetState.Active).OrderBy(a => a.NameSort).ThenBy(a => a.Id).Take(Most)
            .Select(a => new PlaceToMark("assets.asset", a.Id, a.Number + " " + a.Name, "/assets/" + a.Id, true)).ToListAsync(ct);
}
