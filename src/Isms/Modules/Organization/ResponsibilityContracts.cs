using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Isms.Modules.Organization.Responsibilities;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization;

/// <summary>What a unit has to do with an element (manual, appendix 3).</summary>
public enum ResponsibilityMark
{
    /// <summary>Blank: nobody has said yet. Never read as supporting.</summary>
    None,

    /// <summary>▲: answers for it.</summary>
    Lead,

    /// <summary>△: takes part.</summary>
    Support,

    /// <summary>-: does not apply.</summary>
    NotApplicable,
}

/// <summary>How far a version of the matrix has come.</summary>
public enum MatrixState
{
    Draft,
    InApproval,

    /// <summary>In force. At most one version is.</summary>
    Approved,

    /// <summary>Was in force; stays readable.</summary>
    Superseded,
}

/// <summary>A row of the matrix: a clause of the body of the standard, or a part of its Annex A.</summary>
/// <param name="Code">As the edition prints it, those of Annex A with <c>A.</c>; means nothing without <paramref name="Edition"/>.</param>
/// <param name="IsAnnex">True for a part of Annex A.</param>
/// <param name="TopManagement">Only top management can answer for it.</param>
public sealed record ManualElement(Edition Edition, string Code, bool IsAnnex, Bilingual Titles, bool TopManagement)
{
    /// <summary>The same in the catalogue of controls; null for a clause.</summary>
    public ControlKey? Control => IsAnnex ? new(Edition, Edition == Edition.Iso2022 ? Code[2..] : Code) : null;

    public string Title(CultureInfo culture) => Titles.In(culture);
}

/// <summary>The elements that a matrix distributes, by edition.</summary>
public static class ManualElements
{
    private static readonly Lazy<ILookup<Edition, ManualElement>> Loaded = new(() => Tsv.Read("responsibility-elements.tsv")
        .Select(r => new ManualElement(r.Edition("edition"), r["code"], r["kind"] == "annex", r.Both("title"), r.Optional("top_management") is not null)).ToLookup(e => e.Edition));

    /// <summary>In the order in which the edition prints them; none for an edition without a matrix.</summary>
    public static IReadOnlyList<ManualElement> Of(Edition edition) => [.. Loaded.Value[edition]];

    /// <summary>Editions that a matrix can be drawn up for.</summary>
    public static IReadOnlyList<Edition> Editions => [.. Loaded.Value.Select(g => g.Key).Order()];

    public static ManualElement? Find(Edition edition, string code) => Loaded.Value[edition].FirstOrDefault(e => e.Code == code);

    /// <summary>The closest element that a control of the same edition belongs to: itself, its objective or its domain.</summary>
    public static ManualElement? Holding(ControlKey control)
    {
        for (var key = (ControlKey?)control; key is { } at; key = ControlCatalogue.Find(at)?.Parent)
        {
            if (Loaded.Value[at.Edition].FirstOrDefault(e => e.Control == at) is { } element)
                return element;
        }
        return null;
    }

    /// <summary>The elements that a control of any edition belongs to in this one, through the maps between editions and never by an equal code; the closest first.</summary>
    public static IReadOnlyList<ManualElement> Holding(ControlKey control, Edition edition) =>
        [.. ControlMap.To(control, edition).OrderBy(m => m.Relation).Select(m => Holding(m.Key)).OfType<ManualElement>().Distinct()];

    /// <summary>Codes of an element in another edition, as a person looks them up there.</summary>
    public static IReadOnlyList<string> CodesIn(ManualElement element, Edition edition) => element.Control is { } control
        ? [.. ControlMap.To(control, edition).Select(m => edition == Edition.Iso2022 && !m.Key.Code.StartsWith('A') ? "A." + m.Key.Code : m.Key.Code)]
        : [.. ClauseMap.To(new ClauseKey(element.Edition, element.Code), edition).Select(m => m.Key.Number)];
}

/// <summary>A column of the matrix: a department, or those who hold an office (top management, the ISMS team).</summary>
/// <param name="Name">As the matrix prints it.</param>
public sealed record ResponsibilityUnit(Guid Id, string Name, Guid? DepartmentId, Office? Office);

/// <summary>A row of the matrix.</summary>
/// <param name="Marks">By unit; blank cells are left out.</param>
/// <param name="CoordinatorId">The unit that coordinates where several lead.</param>
public sealed record ElementResponsibility(ManualElement Element, IReadOnlyDictionary<Guid, ResponsibilityMark> Marks, Guid? CoordinatorId)
{
    public ResponsibilityMark MarkOf(Guid unit) => Marks.GetValueOrDefault(unit);

    /// <summary>Units that answer for it.</summary>
    public IReadOnlyList<Guid> Leads => [.. Marks.Where(m => m.Value == ResponsibilityMark.Lead).Select(m => m.Key)];

    /// <summary>Every unit that says anything says it does not apply.</summary>
    public bool IsNotApplicable => Marks.Count > 0 && Marks.Values.All(m => m == ResponsibilityMark.NotApplicable);

    /// <summary>The unit to which duties for it go: the coordinator, or the only one that leads; null when nobody does.</summary>
    public Guid? LeadId => CoordinatorId is { } named && Leads.Contains(named) ? named : Leads is [var only] ? only : null;
}

/// <summary>A version of the matrix, whole.</summary>
public sealed record ResponsibilitySnapshot(
    Guid Id, string VersionLabel, Edition Edition, MatrixState State, IReadOnlyList<ResponsibilityUnit> Units, IReadOnlyList<ElementResponsibility> Rows)
{
    /// <summary>The row of an element; null when the matrix is of another edition or has none.</summary>
    public ElementResponsibility? RowOf(Edition edition, string code) => Rows.FirstOrDefault(r => r.Element.Edition == edition && r.Element.Code == code);

    /// <summary>The row that a control of any edition belongs to; a child's row is closer than its parent's. Null when it belongs to none.</summary>
    public ElementResponsibility? RowOf(ControlKey control) =>
        ManualElements.Holding(control, Edition).Select(e => RowOf(e.Edition, e.Code)).FirstOrDefault(r => r is not null);

    /// <summary>The unit that leads it; null when nobody does.</summary>
    public ResponsibilityUnit? LeadOf(ElementResponsibility? row) => Units.FirstOrDefault(u => u.Id == row?.LeadId);

    /// <summary>The department that leads what a control belongs to; null when nobody does, or an office that is no department.</summary>
    public Guid? LeadDepartmentOf(ControlKey control) => LeadOf(RowOf(control))?.DepartmentId;

    /// <summary>The elements for which a department has this mark.</summary>
    public IEnumerable<ManualElement> ElementsOf(Guid departmentId, ResponsibilityMark mark)
    {
        var units = Units.Where(u => u.DepartmentId == departmentId).Select(u => u.Id).ToList();
        return Rows.Where(r => units.Exists(u => r.MarkOf(u) == mark)).Select(r => r.Element);
    }
}

/// <summary>Who leads what, as of a day: the matrix that was in force then.</summary>
internal sealed class LeadUnits(IsmsDbContext db, MatrixReader reader)
{
    /// <summary>The matrix in force on this day; null before the first was approved.</summary>
    public async Task<ResponsibilitySnapshot?> AsOfAsync(DateOnly day, CancellationToken ct)
    {
        var id = await db.Set<ResponsibilityMatrix>().Where(m => m.EffectiveOn != null && m.EffectiveOn <= day)
            .OrderByDescending(m => m.EffectiveOn).ThenByDescending(m => m.Major).ThenByDescending(m => m.Minor).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct);
        return id is { } known ? await reader.SnapshotAsync(known, ct) : null;
    }
}

/// <summary>Raised when a version of the matrix comes into force: what has no owner yet gets its lead.</summary>
internal sealed record ResponsibilitiesApproved(ResponsibilitySnapshot Matrix);

/// <summary>A version of the matrix as other processes list it.</summary>
public sealed record MatrixSummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string VersionLabel { get; init; } = "";
    public Edition Edition { get; init; }
    public MatrixState State { get; init; }

    /// <summary>The day from which it holds; null before.</summary>
    public DateOnly? EffectiveOn { get; init; }
    public DateTime? ApprovedAt { get; init; }
}

/// <summary>What other processes read of the matrix.</summary>
internal static class ResponsibilityViews
{
    /// <summary>Page of the version in force.</summary>
    public const string Link = "/organization/responsibilities";

    /// <summary>Page of an element's row in a version.</summary>
    public static string PageOf(ResponsibilitySnapshot matrix, string code) => MatrixPaths.Row(matrix.Id, code);

    public static IQueryable<MatrixSummary> Matrices(IsmsDbContext db) => db.Set<ResponsibilityMatrix>().Select(m => new MatrixSummary
    {
        Id = m.Id, Number = m.Number, VersionLabel = m.VersionLabel, Edition = m.Edition, State = m.State, EffectiveOn = m.EffectiveOn, ApprovedAt = m.ApprovedAt,
    });
}

/// <summary>Who may do what with the responsibility matrix.</summary>
internal static class ResponsibilityPermissions
{
    /// <summary>Everybody knows who answers for what.</summary>
    public static readonly Permission Read = new Permission("organization.responsibilities-read").Everywhere(Office.Employee, Office.ExternalAuditor);

    /// <summary>Draws up versions and puts them up for approval.</summary>
    public static readonly Permission Edit = new Permission("organization.responsibilities-edit").Everywhere(
        Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    public static IReadOnlyList<Permission> All { get; } = [Read, Edit];
}
