using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Inventory;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Importance;

/// <summary>Sets an asset important against the criterion, or back to it.</summary>
/// <param name="Version">The version this change is based on.</param>
/// <param name="Important">True makes it important; null follows the criterion again; false is refused: that needs an approval.</param>
public sealed record OverrideImportanceRequest(Guid Id, int Version, bool? Important, [Required, StringLength(Asset.RemarkLength)] string Reason);

/// <summary>The direct half of R-4.2.1.4-04: upward with a reason.</summary>
internal sealed class OverrideImportance(IsmsDbContext db, ConfirmedLists confirmed)
{
    public static readonly Refusal DownwardNeedsApproval = new("assets.downward-needs-approval");
    public static readonly Refusal SameAsCriterion = new("assets.already-important");

    public async Task<Outcome<AssetSaved>> RunAsync(Actor actor, OverrideImportanceRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Override, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (request.Important == false)
            return DownwardNeedsApproval;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Asset>().VisibleTo(db, actor).SingleOrDefaultAsync(a => a.Id == request.Id, ct) is not { } asset || !actor.May(AssetPermissions.Override, asset.DepartmentId))
            return Refusal.NotFound;
        if (asset.Version != request.Version)
            return Refusal.Stale([]);
        if (asset.State == AssetState.Retired)
            return ChangeAsset.Retired;
        if (request.Important == true && asset.IsImportant)
            return SameAsCriterion;
        if (request.Important == true && !asset.Important)
            asset.Override(true, request.Reason.Trim());
        else
            asset.ClearOverride();
        db.Note("assets_assets", asset.Id, new { overridden = request.Important, request.Reason });
        await confirmed.ChangedAsync([asset.DepartmentId], ct);
        await db.SaveAsync(actor, "assets.override", ct);
        await writing.CommitAsync(ct);
        return AssetSaved.Of(asset);
    }
}
