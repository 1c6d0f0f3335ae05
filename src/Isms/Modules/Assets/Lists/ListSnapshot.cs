using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Inventory;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Lists;

/// <summary>Copies the important assets into a list. The caller holds the write transaction and has saved the list.</summary>
internal sealed class ListSnapshot(IsmsDbContext db)
{
    /// <summary>The important assets in use, as rows of this list.</summary>
    public async Task<List<ImportantAssetListRow>> TakeAsync(ImportantAssetList list, CancellationToken ct)
    {
        var assets = await (
            from a in db.Set<Asset>()
            join d in db.Departments on a.DepartmentId equals d.Id
            join o in db.People on a.OwnerId equals o.Id
            from c in db.People.Where(p => p.Id == a.CustodianId).DefaultIfEmpty()
            where a.IsImportant && a.State == AssetState.Active && (list.DepartmentId == null || a.DepartmentId == list.DepartmentId)
            orderby a.Number
            select new { Asset = a, Department = d.Name, Owner = o.Name, Custodian = c == null ? null : c.Name }).AsNoTracking().ToListAsync(ct);
        return [.. assets.Select((found, i) => new ImportantAssetListRow
        {
            ListId = list.Id, Ordinal = i + 1, AssetId = found.Asset.Id, Number = found.Asset.Number, Name = found.Asset.Name, CategoryCode = found.Asset.CategoryCode,
            Department = found.Department, Owner = found.Owner,
            Custodian = found.Custodian ?? (found.Asset.CustodianText.Length > 0 ? found.Asset.CustodianText : found.Owner), Location = found.Asset.Location,
            Classification = found.Asset.Classification, ReplacementCost = found.Asset.ReplacementCost, Confidentiality = found.Asset.Confidentiality,
            Integrity = found.Asset.Integrity, Availability = found.Asset.Availability, Value = found.Asset.Value, ImportanceLevel = found.Asset.ImportanceLevel,
            OverrideReason = found.Asset.OverrideReason, Remark = found.Asset.Remark,
        })];
    }

    public Task<List<ImportantAssetListRow>> RowsAsync(Guid listId, CancellationToken ct) =>
        db.Set<ImportantAssetListRow>().AsNoTracking().Where(r => r.ListId == listId).OrderBy(r => r.Ordinal).ToListAsync(ct);

    /// <summary>The rows as this person may see them: of assets that their class keeps from the person, number and figures only.</summary>
    public async Task<List<ImportantAssetListRow>> RowsAsync(Guid listId, Actor reader, CancellationToken ct)
    {
        var rows = await RowsAsync(listId, ct);
        var kept = (await AssetReach.KeptFrom(db, reader).Where(id => db.Set<ImportantAssetListRow>().Any(r => r.ListId == listId && r.AssetId == id)).ToListAsync(ct)).ToHashSet();
        return kept.Count == 0 ? rows : rows.ConvertAll(r => kept.Contains(r.AssetId) ? r.Concealed(Phrase.In(reader.Culture, "kernel.concealed")) : r);
    }

    /// <summary>A row as it is signed.</summary>
    public static object Signed(ImportantAssetListRow r) => new
    {
        r.Ordinal, asset = r.AssetId, r.Number, r.Name, r.CategoryCode, r.Department, r.Owner, r.Custodian, r.Location, r.Classification,
        r.ReplacementCost, r.Confidentiality, r.Integrity, r.Availability, r.Value, r.ImportanceLevel, r.OverrideReason, r.Remark,
    };

    /// <summary>Hash over all rows in their order.</summary>
    public static string HashOf(IEnumerable<ImportantAssetListRow> rows)
    {
        using var hash = new RowsHash();
        foreach (var row in rows)
            hash.Add(Signed(row));
        return hash.Value;
    }
}
