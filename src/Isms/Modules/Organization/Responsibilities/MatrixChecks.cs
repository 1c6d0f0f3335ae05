using Isms.Kernel.Standards;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>What is conspicuous about a matrix.</summary>
public enum FindingKind
{
    /// <summary>It applies, and nobody leads it. In the way of approval, as is the next.</summary>
    NoLead,

    /// <summary>Several lead it, and none of them coordinates.</summary>
    NoCoordinator,

    /// <summary>Two units have, or had, the same marks throughout: perhaps one was copied from the other. Stays until every row is confirmed or changed.</summary>
    CopiedColumn,

    /// <summary>A unit leads only what is top management's to lead, and supports nothing: the column perhaps stands for top management.</summary>
    TopManagementColumn,

    /// <summary>A parent and its child name different leads; the child's holds.</summary>
    ParentConflict,

    /// <summary>Left out here, and not left out by the statement of applicability.</summary>
    NotExcluded,

    /// <summary>All its controls are left out by the statement, and here it still has duties.</summary>
    ExcludedElsewhere,

    /// <summary>Units have not said anything.</summary>
    Blank,
}

/// <summary>One conspicuous thing.</summary>
/// <param name="Key">Stable within a version: what a confirmation refers to.</param>
/// <param name="Code">The element; null when a column is meant.</param>
/// <param name="UnitId">The column; null when an element is meant.</param>
/// <param name="Names">Units, elements or controls that it is about, for its sentence.</param>
/// <param name="Link">Where it can be put right besides the matrix itself.</param>
public sealed record MatrixFinding(FindingKind Kind, string Key, string? Code, Guid? UnitId, IReadOnlyList<string> Names, string? Link = null)
{
    /// <summary>The rows that two columns have in common, each to be confirmed; none for any other kind.</summary>
    public IReadOnlyList<EqualRow> Rows { get; init; } = [];

    /// <summary>The column that <see cref="UnitId"/> is the same as; null for any other kind.</summary>
    public Guid? SameAsId { get; init; }

    /// <summary>The version cannot be approved with it.</summary>
    public bool Blocks => Kind is FindingKind.NoLead or FindingKind.NoCoordinator;
}

/// <summary>A row in which two columns have the same mark.</summary>
/// <param name="Key">What a confirmation of it refers to.</param>
public sealed record EqualRow(string Key, string Code, ResponsibilityMark Mark);

/// <summary>What the statement of applicability says of a control.</summary>
internal readonly record struct ControlSaying(ControlStanding Standing, string? Link);

/// <summary>Looks a matrix through (appendix 3). Nothing but values in and values out.</summary>
internal static class MatrixChecks
{
    /// <summary>Fewer leads than this say nothing about a column.</summary>
    private const int FewestLeads = 3;

    /// <summary>Fewer marks than this may well be equal by chance.</summary>
    private const int FewestEqualMarks = 5;

    /// <param name="said">What the statement of applicability says; controls it does not know may be missing.</param>
    /// <param name="sameAs">Columns that were the same throughout as another at some time, with that other.</param>
    public static IReadOnlyList<MatrixFinding> Of(ResponsibilitySnapshot matrix, IReadOnlyDictionary<ControlKey, ControlSaying> said, IReadOnlyDictionary<Guid, Guid> sameAs) =>
    [
        .. matrix.Rows.Where(LacksLead).Select(r => Row(FindingKind.NoLead, r, Names(matrix, r, ResponsibilityMark.Support))),
        .. matrix.Rows.Where(r => r.Leads.Count > 1 && r.LeadId is null).Select(r => Row(FindingKind.NoCoordinator, r, Names(matrix, r, ResponsibilityMark.Lead))),
        .. Copied(matrix, sameAs),
        .. matrix.Units.Where(u => IsTopManagement(matrix, u)).Select(u => new MatrixFinding(FindingKind.TopManagementColumn, $"top:{u.Id}", null, u.Id,
            [u.Name, .. matrix.Rows.Where(r => r.MarkOf(u.Id) == ResponsibilityMark.Lead).Select(r => r.Element.Code)])),
        .. Conflicts(matrix),
        .. AgainstStatement(matrix, said),
        .. matrix.Rows.Select(r => (Row: r, Blank: matrix.Units.Where(u => r.MarkOf(u.Id) == ResponsibilityMark.None).Select(u => u.Name).ToList()))
            .Where(r => r.Blank.Count > 0).Select(r => Row(FindingKind.Blank, r.Row, r.Blank)),
    ];

    /// <summary>R-APP3-02: without a lead only where everything said is that it does not apply.</summary>
    public static bool LacksLead(ElementResponsibility row) => row.Leads.Count == 0 && !row.IsNotApplicable;

    /// <summary>The controls of all editions that an element stands for, by edition.</summary>
    public static ILookup<Edition, ControlKey> ControlsOf(ManualElement element)
    {
        if (element.Control is not { } key || ControlCatalogue.Find(key) is not { } entry)
            return Array.Empty<ControlKey>().ToLookup(k => k.Edition);
        var own = ControlCatalogue.Of(element.Edition).ControlsIn(entry).Select(c => c.Key).ToList();
        return Enum.GetValues<Edition>().SelectMany(edition => own.SelectMany(c => ControlMap.To(c, edition)).Select(m => m.Key).Distinct()).ToLookup(k => k.Edition);
    }

    /// <summary>The closest element above one in the same edition that has a row; null when there is none.</summary>
    public static ElementResponsibility? ParentOf(ResponsibilitySnapshot matrix, ManualElement element)
    {
        for (var code = element.Code; code.LastIndexOf('.') is > 1 and var dot;)
        {
            code = code[..dot];
            if (matrix.RowOf(element.Edition, code) is { } row && row.Element.IsAnnex == element.IsAnnex)
                return row;
        }
        return null;
    }

    /// <summary>R-GAP-15: each column that is, or once was, the same as one further left, with the rows still the same; no more than one for a column.</summary>
    public static IEnumerable<MatrixFinding> Copied(ResponsibilitySnapshot matrix, IReadOnlyDictionary<Guid, Guid> sameAs)
    {
        for (var j = 1; j < matrix.Units.Count; j++)
        {
            var other = matrix.Units[j];
            var one = sameAs.TryGetValue(other.Id, out var known) ? matrix.Units.FirstOrDefault(u => u.Id == known)
                : matrix.Units.Take(j).FirstOrDefault(u => AreEqual([.. matrix.Rows.Select(r => r.Marks)], u.Id, other.Id));
            if (one is null)
                continue;
            var rows = matrix.Rows.Where(r => r.MarkOf(one.Id) == r.MarkOf(other.Id) && r.MarkOf(one.Id) != ResponsibilityMark.None)
                .Select(r => new EqualRow(RowKey(one.Id, other.Id, r.Element.Code), r.Element.Code, r.MarkOf(one.Id))).ToList();
            if (rows.Count > 0)
                yield return new MatrixFinding(FindingKind.CopiedColumn, $"copied:{one.Id}:{other.Id}", null, other.Id, [one.Name, other.Name]) { Rows = rows, SameAsId = one.Id };
        }
    }

    /// <summary>What a confirmation of one row of two equal columns refers to.</summary>
    public static string RowKey(Guid one, Guid other, string code) => $"copied:{one}:{other}:{code}";

    /// <summary>Two columns say the same in every row, and in enough of them.</summary>
    public static bool AreEqual<TColumn>(IReadOnlyList<IReadOnlyDictionary<TColumn, ResponsibilityMark>> rows, TColumn one, TColumn other) where TColumn : notnull =>
        rows.All(r => r.GetValueOrDefault(one) == r.GetValueOrDefault(other)) && rows.Count(r => r.GetValueOrDefault(one) != ResponsibilityMark.None) >= FewestEqualMarks;

    private static bool IsTopManagement(ResponsibilitySnapshot matrix, ResponsibilityUnit unit)
    {
        var marked = matrix.Rows.Where(r => r.MarkOf(unit.Id) != ResponsibilityMark.None).ToList();
        return unit.Office is null && marked.Count >= FewestLeads && marked.TrueForAll(r => r.MarkOf(unit.Id) == ResponsibilityMark.Lead && r.Element.TopManagement);
    }

    private static IEnumerable<MatrixFinding> Conflicts(ResponsibilitySnapshot matrix) =>
        from row in matrix.Rows
        let parent = ParentOf(matrix, row.Element)
        where parent is not null && row.Leads.Count > 0 && parent.Leads.Count > 0 && !row.Leads.ToHashSet().SetEquals(parent.Leads)
        select Row(FindingKind.ParentConflict, row,
            [parent.Element.Code, Listed(Names(matrix, parent, ResponsibilityMark.Lead)), Listed(Names(matrix, row, ResponsibilityMark.Lead))]);

    // R-APP3-04, both ways. The newest edition that the statement has decided anything in is the one it is written for.
    private static IEnumerable<MatrixFinding> AgainstStatement(ResponsibilitySnapshot matrix, IReadOnlyDictionary<ControlKey, ControlSaying> said)
    {
        var decided = said.Where(s => s.Value.Standing != ControlStanding.Undecided).Select(s => s.Key.Edition).DefaultIfEmpty(Edition.Iso2022).Max();
        foreach (var row in matrix.Rows)
        {
            var controls = ControlsOf(row.Element)[decided].ToList();
            if (controls.Count == 0)
                continue;
            ControlStanding Standing(ControlKey key) => said.TryGetValue(key, out var saying) ? saying.Standing : ControlStanding.Undecided;
            if (row.IsNotApplicable && controls.Where(c => Standing(c) != ControlStanding.Excluded).ToList() is { Count: > 0 } kept)
                yield return Row(FindingKind.NotExcluded, row, [.. kept.Select(k => k.Code)]) with { Link = kept.Select(k => said.TryGetValue(k, out var s) ? s.Link : null).FirstOrDefault(l => l is not null) };
            else if (!row.IsNotApplicable && controls.TrueForAll(c => Standing(c) == ControlStanding.Excluded))
                yield return Row(FindingKind.ExcludedElsewhere, row, [.. controls.Select(k => k.Code)]) with { Link = said[controls[0]].Link };
        }
    }

    private static MatrixFinding Row(FindingKind kind, ElementResponsibility row, IReadOnlyList<string> names) => new(kind, $"{kind}:{row.Element.Code}", row.Element.Code, null, names);

    private static List<string> Names(ResponsibilitySnapshot matrix, ElementResponsibility row, ResponsibilityMark mark) =>
        [.. matrix.Units.Where(u => row.MarkOf(u.Id) == mark).Select(u => u.Name)];

    private static string Listed(IEnumerable<string> names) => string.Join(Kernel.Text.Phrase.Of("ui.list-comma"), names);
}
