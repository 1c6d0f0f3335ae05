using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Inventory;

/// <summary>An asset's facts changed.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangeAssetRequest(Guid Id, int Version, AssetFacts Facts);

/// <summary>Changes an asset and values it anew.</summary>
internal sealed class ChangeAsset(IsmsDbContext db, SchemeReader scheme, AssetDesk desk, ConfirmedLists confirmed)
{
    public static readonly Refusal Retired = new("assets.is-retired");
    public static readonly Refusal LoweringNeedsApproval = new("assets.lowering-needs-approval");

    public async Task<Outcome<AssetSaved>> RunAsync(Actor actor, ChangeAssetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request.Facts) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        var facts = request.Facts;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Asset>().VisibleTo(db, actor).SingleOrDefaultAsync(a => a.Id == request.Id, ct) is not { } asset || !actor.May(AssetPermissions.Edit, asset.DepartmentId))
            return Refusal.NotFound;
        if (asset.Version != request.Version)
            return Refusal.Stale(await DifferencesAsync(actor, asset, facts, ct));
        if (asset.State == AssetState.Retired)
            return Retired;
        if (await desk.CheckAsync(actor, asset, facts, ct) is { } refusal)
            return refusal;
        // XX-B-08: who may know more than before is for the owner and the head to allow.
        if (asset.Classification is { } now && (facts.Classification is not { } wanted || wanted < now))
            return LoweringNeedsApproval.With((await scheme.CurrentAsync(ct)).Name(now, actor.Culture));

        var before = asset.DepartmentId;
        if (facts.Number?.Trim() is { Length: > 0 } number)
            asset.Number = number;
        await desk.TakeAsync(asset, facts, ct);
        if (db.Entry(asset).State == EntityState.Modified)
            await confirmed.ChangedAsync([before, asset.DepartmentId], ct);
        await db.SaveAsync(actor, "assets.update", ct);
        await writing.CommitAsync(ct);
        return AssetSaved.Of(asset);
    }

    private async Task<List<FieldDifference>> DifferencesAsync(Actor actor, Asset current, AssetFacts yours, CancellationToken ct)
    {
        var classes = await scheme.CurrentAsync(ct);
        Guid?[] people = [current.OwnerId, current.CustodianId, yours.OwnerId, yours.CustodianId];
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        Guid?[] places = [current.DepartmentId, yours.DepartmentId];
        var departments = await db.Departments.Where(d => places.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        return
        [
            .. new FieldDifference[]
            {
                new("number", yours.Number ?? current.Number, current.Number), new("name", yours.Name, current.Name),
                new("categoryCode", InventoryRegister.CategoryTitle(yours.CategoryCode), InventoryRegister.CategoryTitle(current.CategoryCode)),
                new("departmentId", Name(departments, yours.DepartmentId), Name(departments, current.DepartmentId)),
                new("ownerId", Name(names, yours.OwnerId), Name(names, current.OwnerId)),
                new("custodianId", Name(names, yours.CustodianId) ?? yours.CustodianText ?? "", Name(names, current.CustodianId) ?? current.CustodianText),
                new("location", yours.Location, current.Location), new("quantity", yours.Quantity ?? "", current.Quantity),
                new("classification", classes.Name(yours.Classification, actor.Culture), classes.Name(current.Classification, actor.Culture)),
                new("remark", yours.Remark ?? "", current.Remark),
                new("replacementCost", Number(yours.ReplacementCost), Number(current.ReplacementCost)),
                new("confidentiality", Number(yours.Confidentiality), Number(current.Confidentiality)),
                new("integrity", Number(yours.Integrity), Number(current.Integrity)),
                new("availability", Number(yours.Availability), Number(current.Availability)),
            }.Where(d => d.Yours != d.Current),
        ];
    }

    private static string? Name(Dictionary<Guid, string> names, Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;

    private static string? Number(int? score) => score?.ToString(CultureInfo.InvariantCulture);
}
