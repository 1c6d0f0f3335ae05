using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Assets.Confirmation;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Inventory;

/// <summary>An asset that is no longer there.</summary>
/// <param name="Version">The version this change is based on.</param>
/// <param name="On">The day; today when null.</param>
/// <param name="Reason">What became of it: destroyed, returned, sold, replaced by.</param>
public sealed record RetireAssetRequest(Guid Id, int Version, [Required, StringLength(Asset.RemarkLength)] string Reason, DateOnly? On = null);

/// <summary>Takes an asset out of use; it stays readable.</summary>
internal sealed class RetireAsset(IsmsDbContext db, ConfirmedLists confirmed)
{
    public static readonly Refusal InTheFuture = Refusal.Invalid("on", "assets.retired-in-future");

    public async Task<Outcome<AssetSaved>> RunAsync(Actor actor, RetireAssetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Asset>().VisibleTo(db, actor).SingleOrDefaultAsync(a => a.Id == request.Id, ct) is not { } asset || !actor.May(AssetPermissions.Edit, asset.DepartmentId))
            return Refusal.NotFound;
        if (asset.Version != request.Version)
            return Refusal.Stale([]);
        if (asset.State == AssetState.Retired)
            return ChangeAsset.Retired;
        if (request.On > actor.Today)
            return InTheFuture;
        asset.Retire(request.On ?? actor.Today, request.Reason.Trim());
        await confirmed.ChangedAsync([asset.DepartmentId], ct);
        await db.SaveAsync(actor, "assets.retire", ct);
        await writing.CommitAsync(ct);
        return AssetSaved.Of(asset);
    }
}

/// <summary>An asset that was retired by mistake.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record RestoreAssetRequest(Guid Id, int Version);

/// <summary>Takes an asset back into use.</summary>
internal sealed class RestoreAsset(IsmsDbContext db, ConfirmedLists confirmed)
{
    public static readonly Refusal NotRetired = new("assets.not-retired");

    public async Task<Outcome<AssetSaved>> RunAsync(Actor actor, RestoreAssetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Asset>().VisibleTo(db, actor).SingleOrDefaultAsync(a => a.Id == request.Id, ct) is not { } asset || !actor.May(AssetPermissions.Edit, asset.DepartmentId))
            return Refusal.NotFound;
        if (asset.Version != request.Version)
            return Refusal.Stale([]);
        if (asset.State == AssetState.Active)
            return NotRetired;
        asset.Restore();
        await confirmed.ChangedAsync([asset.DepartmentId], ct);
        await db.SaveAsync(actor, "assets.restore", ct);
        await writing.CommitAsync(ct);
        return AssetSaved.Of(asset);
    }
}
