using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets;

/// <summary>Assets have a class: who may change the asset, and who owns it, gives it.</summary>
internal sealed class AssetClass(IsmsDbContext db) : IClassifiedSubject
{
    public const string KindName = "assets.asset";

    public string Kind => KindName;

    public async Task<ClassifiedThing?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(AssetPermissions.See) && await db.Set<Asset>().AsNoTracking().VisibleTo(db, actor).SingleOrDefaultAsync(a => a.Id == id, ct) is { } asset
            ? new ClassifiedThing(asset.Number, asset.Name, Page(id), asset.DepartmentId, asset.Classification ?? Classification.Internal,
                asset.State == AssetState.Active && (actor.May(AssetPermissions.Edit, asset.DepartmentId) || asset.OwnerId == actor.PersonId),
                asset.CustodianId is { } custodian ? [asset.OwnerId, custodian] : [asset.OwnerId])
            : null;

    public async Task SetAsync(Guid id, Classification value, CancellationToken ct) => (await db.Set<Asset>().SingleAsync(a => a.Id == id, ct)).Classification = value;

    // An asset's lowering is asked for on its own page, where the owner countersigns.
    public string? LoweringPage(Guid id) => Page(id);

    /// <param name="file">Name of a file of it; empty for the asset itself.</param>
    public static OpenedThing Opened(Asset asset, string file = "") => new(
        KindName, asset.Id, $"{asset.Number} {asset.Name} {file}".Trim(), Page(asset.Id), asset.DepartmentId, asset.Classification ?? Classification.Internal);

    private static string Page(Guid id) => "/assets/" + id;
}
