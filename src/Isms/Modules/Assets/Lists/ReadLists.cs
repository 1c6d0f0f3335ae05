using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Criteria;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Lists;

/// <summary>A list in the register of lists.</summary>
/// <param name="Department">Empty for the whole organization.</param>
public sealed record ListRow(
    Guid Id, int Version, string Number, string Title, Guid? DepartmentId, string Department, ListState State, DateTime TakenAt, string TakenBy, int Rows, string ApprovedBy, DateTime? ApprovedAt);

/// <summary>All lists within reach, the newest first.</summary>
internal sealed class ListLists(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<ListRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Read) is { } no)
            return no;
        var reach = actor.ReachOf(AssetPermissions.Read);
        var found = await (
            from l in db.Set<ImportantAssetList>()
            from d in db.Departments.Where(d => d.Id == l.DepartmentId).DefaultIfEmpty()
            orderby l.TakenAt descending, l.Id descending
            select new ListRow(l.Id, l.Version, l.Number, l.Title, l.DepartmentId, d == null ? "" : d.Name, l.State, l.TakenAt, l.TakenBy, l.Rows, l.ApprovedBy, l.ApprovedAt)).ToListAsync(ct);
        // A department's own list, for whom its reach covers; the organization's, for whom all assets are.
        return found.FindAll(l => reach.Covers(l.DepartmentId));
    }
}

/// <summary>Which list.</summary>
public sealed record ReadListRequest(Guid Id);

/// <summary>A list's head.</summary>
/// <param name="Criteria">Name and version of the criteria the assets were valued with.</param>
/// <param name="Intact">False when the rows are no longer what was drawn up.</param>
public sealed record ListView(
    Guid Id, int Version, string Number, string Title, Guid? DepartmentId, string Department, ListState State, DateTime TakenAt, string TakenBy, int Rows, string RowsHash, bool Intact,
    string Criteria, string PreparedBy, DateTime? PreparedAt, string ReviewedBy, DateTime? ReviewedAt, string ApprovedBy, DateTime? ApprovedAt, bool MayRedraw) : IVersioned;

/// <summary>Reads a list's head, and checks its rows against the hash.</summary>
internal sealed class ReadList(IsmsDbContext db, CriteriaInForce criteria, ListSnapshot snapshot)
{
    public async Task<Outcome<ListView>> RunAsync(Actor actor, ReadListRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Read, request) is { } no)
            return no;
        var found = await (
            from l in db.Set<ImportantAssetList>()
            from d in db.Departments.Where(d => d.Id == l.DepartmentId).DefaultIfEmpty()
            where l.Id == request.Id
            select new { List = l, Department = d == null ? "" : d.Name }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (found is null || !actor.ReachOf(AssetPermissions.Read).Covers(found.List.DepartmentId))
            return Refusal.NotFound;
        var list = found.List;
        var used = await criteria.FindAsync(list.CriteriaId, ct);
        var intact = ListSnapshot.HashOf(await snapshot.RowsAsync(list.Id, ct)) == list.RowsHash;
        return new ListView(
            list.Id, list.Version, list.Number, list.Title, list.DepartmentId, found.Department, list.State, list.TakenAt, list.TakenBy, list.Rows, list.RowsHash, intact,
            used is null ? "" : $"{used.Criteria.Definition.Name.In(actor.Culture)} {used.VersionLabel}",
            list.PreparedBy, list.PreparedAt, list.ReviewedBy, list.ReviewedAt, list.ApprovedBy, list.ApprovedAt,
            list.State == ListState.Draft && actor.May(AssetPermissions.DrawList));
    }
}

/// <summary>A row of a list as it was copied.</summary>
public sealed record ListedAsset
{
    public Guid Id { get; init; }

    /// <summary>1 and up.</summary>
    public int Ordinal { get; init; }
    public Guid AssetId { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string CategoryCode { get; init; } = "";
    public string Department { get; init; } = "";
    public string Owner { get; init; } = "";
    public string Custodian { get; init; } = "";
    public string Location { get; init; } = "";
    public Classification? Classification { get; init; }

    /// <summary>On the scale of the criteria, as are the next three.</summary>
    public int ReplacementCost { get; init; }
    public int Confidentiality { get; init; }
    public int Integrity { get; init; }
    public int Availability { get; init; }
    public int Value { get; init; }
    public int ImportanceLevel { get; init; }

    /// <summary>Why it is on the list although the criterion does not name it.</summary>
    public string OverrideReason { get; init; } = "";

    /// <summary>False when its class keeps the asset from the reader: then name, place and reason are not told.</summary>
    public bool Known { get; init; }
}

/// <summary>Which rows of which list.</summary>
internal sealed record ReadListRowsRequest(Guid Id, RegisterQuery Query);

/// <summary>One page of a list's rows.</summary>
internal sealed class ReadListRows(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<ListedAsset>>> RunAsync(Actor actor, ReadListRowsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Read) is { } no)
            return no;
        var list = await db.Set<ImportantAssetList>().Where(l => l.Id == request.Id).Select(l => new { l.DepartmentId }).SingleOrDefaultAsync(ct);
        if (list is null || !actor.ReachOf(AssetPermissions.Read).Covers(list.DepartmentId))
            return Refusal.NotFound;
        var (kept, classified) = (AssetReach.KeptFrom(db, actor), Phrase.In(actor.Culture, "kernel.concealed"));
        var rows = db.Set<ImportantAssetListRow>().Where(r => r.ListId == request.Id).Select(r => new { Row = r, Known = !kept.Any(id => id == r.AssetId) }).Select(x => new ListedAsset
        {
            Id = x.Row.Id, Ordinal = x.Row.Ordinal, AssetId = x.Row.AssetId, Number = x.Row.Number, Name = x.Known ? x.Row.Name : classified, CategoryCode = x.Row.CategoryCode, Department = x.Row.Department,
            Owner = x.Row.Owner, Custodian = x.Row.Custodian, Location = x.Known ? x.Row.Location : "", Known = x.Known, Classification = x.Row.Classification, ReplacementCost = x.Row.ReplacementCost,
            Confidentiality = x.Row.Confidentiality, Integrity = x.Row.Integrity, Availability = x.Row.Availability, Value = x.Row.Value, ImportanceLevel = x.Row.ImportanceLevel,
            OverrideReason = x.Known ? x.Row.OverrideReason : "",
        });
        return await ListedRegister.Of().PageAsync(rows, request.Query, ct);
    }
}

/// <summary>The rows of a list as a register.</summary>
internal static class ListedRegister
{
    public static Register<ListedAsset> Of(Func<int, string>? importanceWord = null) => new Register<ListedAsset>("assets.listed", r => r.Id, "ordinal")
        .Column("ordinal", "assets.ordinal", ColumnKind.Number, r => r.Ordinal)
        .Column("number", "assets.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => r.Known ? "/assets/" + r.AssetId : null })
        .Column("name", "assets.name", ColumnKind.Text, r => r.Name, c => c with { Searchable = true, Sortable = false, Link = r => r.Known ? "/assets/" + r.AssetId : null })
        .Column("category", "assets.category", ColumnKind.Text, r => r.CategoryCode, c => c with { Sortable = false, Text = r => Inventory.InventoryRegister.CategoryTitle(r.CategoryCode) })
        .Column("department", "assets.department", ColumnKind.Text, r => r.Department, c => c with { Searchable = true, Sortable = false })
        .Column("owner", "assets.owner", ColumnKind.Text, r => r.Owner, c => c with { Searchable = true, Sortable = false })
        .Column("custodian", "assets.custodian", ColumnKind.Text, r => r.Custodian, c => c with { Sortable = false })
        .Column("location", "assets.location", ColumnKind.Text, r => r.Location, c => c with { Sortable = false })
        .Column("replacementCost", "assets.short-replacement-cost", ColumnKind.Number, r => r.ReplacementCost, c => c with { Sortable = false })
        .Column("confidentiality", "assets.short-confidentiality", ColumnKind.Number, r => r.Confidentiality, c => c with { Sortable = false })
        .Column("integrity", "assets.short-integrity", ColumnKind.Number, r => r.Integrity, c => c with { Sortable = false })
        .Column("availability", "assets.short-availability", ColumnKind.Number, r => r.Availability, c => c with { Sortable = false })
        .Column("value", "assets.value", ColumnKind.Number, r => r.Value, c => c with { Sortable = false })
        .Column("importance", "assets.importance-level", ColumnKind.Level, r => r.ImportanceLevel, c => c with
        {
            Sortable = false,
            Text = r => r.ImportanceLevel.ToString(System.Globalization.CultureInfo.InvariantCulture) + (importanceWord is null ? "" : " " + importanceWord(r.ImportanceLevel)),
        });
}
