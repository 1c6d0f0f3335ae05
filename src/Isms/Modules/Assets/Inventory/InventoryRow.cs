using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets.Inventory;

/// <summary>An asset in the register.</summary>
public sealed record InventoryRow
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Place of the name in pinyin order.</summary>
    public string NameSort { get; init; } = "";
    public string CategoryCode { get; init; } = "";
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public Guid OwnerId { get; init; }
    public string Owner { get; init; } = "";
    public string Location { get; init; } = "";
    public Classification? Classification { get; init; }

    /// <summary>On the scale of the criteria, usually 1 to 5, as are the next three.</summary>
    public int ReplacementCost { get; init; }
    public int Confidentiality { get; init; }
    public int Integrity { get; init; }
    public int Availability { get; init; }

    /// <summary>0 while no criteria are in force; as is the importance level.</summary>
    public int Value { get; init; }
    public int ImportanceLevel { get; init; }
    public bool IsImportant { get; init; }

    /// <summary>Set against the criterion: upward (true) or downward (false); null follows it.</summary>
    public bool? ImportantOverride { get; init; }

    /// <summary>The criteria it was valued with; null while it was not.</summary>
    public Guid? CriteriaId { get; init; }
    public AssetState State { get; init; }
}

/// <summary>The asset register: one definition for the page, the API and the export.</summary>
internal static class InventoryRegister
{
    public static IQueryable<InventoryRow> Rows(IsmsDbContext db, Actor actor) =>
        from a in db.Set<Asset>().VisibleTo(db, actor)
        // Left joins although both always exist: the database then walks the index of the sort and looks names up, never the other way round.
        from d in db.Departments.Where(d => d.Id == a.DepartmentId).DefaultIfEmpty()
        from p in db.People.Where(p => p.Id == a.OwnerId).DefaultIfEmpty()
        select new InventoryRow
        {
            Id = a.Id, Version = a.Version, Number = a.Number, Name = a.Name, NameSort = a.NameSort, CategoryCode = a.CategoryCode,
            DepartmentId = a.DepartmentId, Department = d!.Name, OwnerId = a.OwnerId, Owner = p!.Name, Location = a.Location,
            Classification = a.Classification, ReplacementCost = a.ReplacementCost, Confidentiality = a.Confidentiality, Integrity = a.Integrity,
            Availability = a.Availability, Value = a.Value, ImportanceLevel = a.ImportanceLevel, IsImportant = a.IsImportant,
            ImportantOverride = a.ImportantOverride, CriteriaId = a.CriteriaId, State = a.State,
        };

    /// <param name="departments">Choices of the filter: id and name.</param>
    /// <param name="importanceWord">The criteria's word for an importance level.</param>
    /// <param name="classes">For their names; null where the column is not shown.</param>
    public static Register<InventoryRow> Of(IReadOnlyList<(string Value, string Label)>? departments = null, Func<int, string>? importanceWord = null, ClassesInForce? classes = null) =>
        new Register<InventoryRow>("assets.assets", r => r.Id, "number")
            .Column("number", "assets.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = Page })
            .Column("name", "assets.name", ColumnKind.Text, r => r.Name, c => c with { Searchable = true, SortBy = (Expression<Func<InventoryRow, string>>)(r => r.NameSort), Link = Page })
            .Column("category", "assets.category", ColumnKind.Choice, r => r.CategoryCode, c => c with { Filterable = true, Choices = Categories(), Text = r => CategoryTitle(r.CategoryCode) })
            .Column("department", "assets.department", ColumnKind.Choice, r => r.DepartmentId, c => c with { Sortable = false, Filterable = departments is not null, Choices = departments ?? [], Text = r => r.Department })
            .Column("owner", "assets.owner", ColumnKind.Text, r => r.Owner, c => c with { Sortable = false })
            .Column("location", "assets.location", ColumnKind.Text, r => r.Location, c => c with { Sortable = false, Searchable = true })
            .Column("classification", "assets.classification", ColumnKind.Text, r => r.Classification, c => c with { Sortable = false, Shown = false, Text = r => classes?.Name(r.Classification, System.Globalization.CultureInfo.CurrentUICulture) ?? "" })
            .Column("replacementCost", "assets.short-replacement-cost", ColumnKind.Number, r => r.ReplacementCost, c => c with { Sortable = false })
            .Column("confidentiality", "assets.short-confidentiality", ColumnKind.Number, r => r.Confidentiality, c => c with { Sortable = false })
            .Column("integrity", "assets.short-integrity", ColumnKind.Number, r => r.Integrity, c => c with { Sortable = false })
            .Column("availability", "assets.short-availability", ColumnKind.Number, r => r.Availability, c => c with { Sortable = false })
            .Column("value", "assets.value", ColumnKind.Number, r => r.Value)
            .Column("importance", "assets.importance-level", ColumnKind.Level, r => r.ImportanceLevel, c => c with { Text = r => Importance(r.ImportanceLevel, importanceWord) })
            .Column("important", "assets.important", ColumnKind.Choice, r => r.IsImportant, c => c with { Sortable = false, Filterable = true, Choices = [("true", "assets.important-yes"), ("false", "assets.important-no")] })
            .Column("state", "assets.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Choices = [("active", "assets.state-active"), ("retired", "assets.state-retired")] });

    public static string CategoryTitle(string code) => AssetCategories.Find(code)?.Title(System.Globalization.CultureInfo.CurrentUICulture) ?? code;

    /// <summary>The classes' names, where the question is for their column; the other lists do without the statement.</summary>
    public static async Task<ClassesInForce?> ClassesAsync(SchemeReader scheme, RegisterQuery query, CancellationToken ct) => query.Columns.Contains("classification") ? await scheme.CurrentAsync(ct) : null;

    private static string Page(InventoryRow row) => "/assets/" + row.Id;

    private static string Importance(int level, Func<int, string>? word) =>
        level == 0 ? "" : level.ToString(System.Globalization.CultureInfo.InvariantCulture) + (word is null ? "" : " " + word(level));

    // A class stands for all its kinds: the filter takes several values separated by commas.
    private static List<(string, string)> Categories()
    {
        var culture = System.Globalization.CultureInfo.CurrentUICulture;
        return [.. AssetCategories.All.Select(c => c.IsClass
            ? (string.Join(',', AssetCategories.KindsOf(c).Select(k => k.Code).Prepend(c.Code)), c.Title(culture))
            : (c.Code, "　" + c.Title(culture)))];
    }
}
