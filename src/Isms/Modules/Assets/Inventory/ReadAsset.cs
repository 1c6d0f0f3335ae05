using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Criteria;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Inventory;

/// <summary>Which asset.</summary>
public sealed record ReadAssetRequest(Guid Id);

/// <summary>An asset in full.</summary>
/// <param name="Facts">As registered; for changing, send them back with the version.</param>
/// <param name="Important">By the criterion alone.</param>
/// <param name="ImportantOverride">Set against the criterion; null follows it.</param>
/// <param name="Criteria">Name and version of the criteria it was valued with; null while it was not.</param>
/// <param name="Outdated">True when other criteria are in force by now.</param>
/// <param name="Trace">The calculation step by step, in the reader's language.</param>
/// <param name="MayEdit">True when the reader may change it.</param>
public sealed record AssetView(
    Guid Id, int Version, AssetFacts Facts, string CategoryTitle, string Department, string Owner, string OwnerNumber, string Custodian, string? CustodianNumber,
    int Value, int ImportanceLevel, string ImportanceWord, bool Important, bool? ImportantOverride, string OverrideReason, bool IsImportant,
    string? Criteria, bool Outdated, IReadOnlyList<string> Trace, AssetState State, DateOnly? RetiredOn, string RetireReason, bool MayEdit) : IVersioned;

/// <summary>Reads one asset, with how its value came about (R-4.2.1.4-03).</summary>
internal sealed class ReadAsset(IsmsDbContext db, CriteriaInForce criteria, OpeningLog log)
{
    public async Task<Outcome<AssetView>> RunAsync(Actor actor, ReadAssetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.See, request) is { } no)
            return no;
        var found = await (
            from a in db.Set<Asset>().VisibleTo(db, actor)
            join d in db.Departments on a.DepartmentId equals d.Id
            join o in db.People on a.OwnerId equals o.Id
            from c in db.People.Where(p => p.Id == a.CustodianId).DefaultIfEmpty()
            where a.Id == request.Id
            select new { Asset = a, Department = d.Name, Owner = o.Name, OwnerNumber = o.EmployeeNumber, Custodian = c == null ? null : c.Name, CustodianNumber = c == null ? null : c.EmployeeNumber })
            .AsNoTracking().SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var asset = found.Asset;
        await log.NoteAsync(actor, AssetClass.Opened(asset), OpeningWay.Read, ct);
        var valuedWith = asset.CriteriaId is { } id ? await criteria.FindAsync(id, ct) : null;
        var current = await criteria.CurrentAsync(ct);
        var trace = valuedWith?.Criteria.Value(asset.Scores, actor.Culture).Result?.Trace ?? [];
        return new AssetView(
            asset.Id, asset.Version, Facts(asset), InventoryRegister.CategoryTitle(asset.CategoryCode), found.Department, found.Owner, found.OwnerNumber,
            found.Custodian ?? (asset.CustodianText.Length > 0 ? asset.CustodianText : found.Owner), found.CustodianNumber,
            asset.Value, asset.ImportanceLevel, ImportanceWords.Of(valuedWith, asset.ImportanceLevel, actor.Culture), asset.Important, asset.ImportantOverride,
            asset.OverrideReason, asset.IsImportant, valuedWith is null ? null : $"{valuedWith.Criteria.Definition.Name.In(actor.Culture)} {valuedWith.VersionLabel}",
            current is not null && current.Id != asset.CriteriaId, trace, asset.State, asset.RetiredOn, asset.RetireReason,
            actor.May(AssetPermissions.Edit, asset.DepartmentId));
    }

    private static AssetFacts Facts(Asset a) => new(
        a.Number, a.Name, a.CategoryCode, a.DepartmentId, a.OwnerId, a.CustodianId, a.CustodianText, a.Location, a.Quantity, a.Classification, a.Remark,
        a.ReplacementCost, a.Confidentiality, a.Integrity, a.Availability);
}
