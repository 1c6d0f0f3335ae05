using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Modules.Assets.Confirmation;

namespace Isms.Modules.Assets.Inventory;

/// <summary>Registers an asset (4.2.1.4 a).</summary>
internal sealed class CreateAsset(IsmsDbContext db, AssetDesk desk, Numbers numbers, ConfirmedLists confirmed)
{
    /// <summary>Numbers for assets that come without one.</summary>
    public static readonly NumberKind NumberOfAsset = new("assets.asset", "{prefix}-ZC-{serial:00000}");

    public async Task<Outcome<AssetSaved>> RunAsync(Actor actor, AssetFacts facts, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, facts) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.CheckAsync(actor, null, facts, ct) is { } refusal)
            return refusal;
        var asset = new Asset { Number = facts.Number?.Trim() is { Length: > 0 } given ? given : await numbers.TakeAsync(NumberOfAsset, ct), CategoryCode = facts.CategoryCode };
        await desk.TakeAsync(asset, facts, ct);
        db.Add(asset);
        await confirmed.ChangedAsync([asset.DepartmentId], ct);
        await db.SaveAsync(actor, "assets.create", ct);
        await writing.CommitAsync(ct);
        return AssetSaved.Of(asset);
    }
}
