using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>A column with how often each mark stands in it.</summary>
/// <param name="DepartmentId">Null for an office.</param>
public sealed record MatrixColumnView(Guid Id, int Version, string Name, Guid? DepartmentId, Office? Office, int Leads, int Supports, int NotApplicable, int Blank);

/// <summary>A row.</summary>
/// <param name="Codes2013">What it corresponds to in 2013, through the map.</param>
/// <param name="LeadId">The column to which duties go.</param>
/// <param name="Depth">0 for a row without a parent row.</param>
public sealed record MatrixRowView(
    Guid Id, int Version, string Code, string Title, string Codes2013, string Codes2022, IReadOnlyDictionary<Guid, ResponsibilityMark> Marks,
    Guid? CoordinatorId, Guid? LeadId, int Depth);

/// <summary>A version with its cells.</summary>
/// <param name="MayEdit">The reader may change it now.</param>
public sealed record MatrixView(
    Guid Id, int Version, string Number, string VersionLabel, int Edition, MatrixState State, string ChangeNote, DateTime CreatedAt, DateTime? ApprovedAt, DateOnly? EffectiveOn,
    MatrixLegend Legend, IReadOnlyList<MatrixColumnView> Columns, IReadOnlyList<MatrixRowView> Rows, int Leads, int Supports, int NotApplicable, int Blank,
    int Findings, int Blocking, bool MayEdit) : IVersioned;

/// <inheritdoc cref="MatrixView"/>
internal sealed class ReadMatrix(IsmsDbContext db, LegendReader legends, MatrixCheck check)
{
    public async Task<Outcome<MatrixView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Read) is { } no)
            return no;
        if (await db.Set<ResponsibilityMatrix>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(m => m.Id == id, ct) is not { } matrix)
            return Refusal.NotFound;
        var columns = await db.Set<MatrixColumn>().AsNoTracking().Where(c => c.MatrixId == id).OrderBy(c => c.Place).ThenBy(c => c.Id).ToListAsync(ct);
        var rows = await db.Set<MatrixRow>().AsNoTracking().Where(r => r.MatrixId == id).OrderBy(r => r.Place).ToListAsync(ct);
        var snapshot = MatrixReader.Of(matrix, columns, rows);
        var findings = (await check.FindingsAsync(id, ct)).Where(f => f.Confirmed is null).ToList();
        var marks = snapshot.Rows.SelectMany(r => r.Marks.Values).ToList();
        int Count(Guid column, ResponsibilityMark mark) => snapshot.Rows.Count(r => r.MarkOf(column) == mark);
        return new MatrixView(
            matrix.Id, matrix.Version, matrix.Number, matrix.VersionLabel, (int)matrix.Edition, matrix.State, matrix.ChangeNote, matrix.CreatedAt, matrix.ApprovedAt, matrix.EffectiveOn,
            await legends.ReadAsync(ct),
            [.. columns.Select(c => new MatrixColumnView(c.Id, c.Version, c.Name, c.DepartmentId, c.Office, Count(c.Id, ResponsibilityMark.Lead), Count(c.Id, ResponsibilityMark.Support),
                Count(c.Id, ResponsibilityMark.NotApplicable), Count(c.Id, ResponsibilityMark.None)))],
            [.. rows.Zip(snapshot.Rows, (row, r) => View(row, r, snapshot, actor))],
            marks.Count(m => m == ResponsibilityMark.Lead), marks.Count(m => m == ResponsibilityMark.Support), marks.Count(m => m == ResponsibilityMark.NotApplicable),
            rows.Count * columns.Count - marks.Count, findings.Count, findings.Count(f => f.Blocks), matrix.IsDraft && actor.May(ResponsibilityPermissions.Edit));
    }

    private static MatrixRowView View(MatrixRow row, ElementResponsibility r, ResponsibilitySnapshot matrix, Actor actor) => new(
        row.Id, row.Version, row.Code, r.Element.Title(actor.Culture), ElementCodes.In(r.Element, Edition.Iso2013), ElementCodes.In(r.Element, Edition.Iso2022),
        r.Marks, r.CoordinatorId, r.LeadId, MatrixChecks.ParentOf(matrix, r.Element) is null ? 0 : 1);
}

/// <summary>Codes of another edition as a person reads them, runs of neighbours drawn together: <c>A.8.24–A.8.28</c>.</summary>
internal static partial class ElementCodes
{
    private static readonly ConcurrentDictionary<(Edition, string, Edition), string> Known = new();

    public static string In(ManualElement element, Edition edition) => Known.GetOrAdd((element.Edition, element.Code, edition), _ => Drawn(ManualElements.CodesIn(element, edition)));

    internal static string Drawn(IReadOnlyList<string> codes)
    {
        var parts = new List<string>();
        for (var i = 0; i < codes.Count; i++)
        {
            var first = i;
            while (i + 1 < codes.Count && Follows(codes[i], codes[i + 1]))
                i++;
            parts.AddRange(i - first >= 2 ? [$"{codes[first]}–{codes[i]}"] : codes.Skip(first).Take(i - first + 1));
        }
        return string.Join(' ', parts);
    }

    private static bool Follows(string one, string next) => Last().Match(one) is { Success: true } a && Last().Match(next) is { Success: true } b
        && a.Groups[1].Value == b.Groups[1].Value && int.Parse(b.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) == int.Parse(a.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) + 1;

    [GeneratedRegex(@"^(.*\.)(\d{1,4})$")]
    private static partial Regex Last();
}

/// <summary>A version in the list.</summary>
public sealed record MatrixListRow(Guid Id, string Number, string VersionLabel, int Edition, MatrixState State, string ChangeNote, DateTime CreatedAt, DateOnly? EffectiveOn, int Version);

/// <summary>All versions the reader may know of, the newest first.</summary>
internal sealed class ListMatrices(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<MatrixListRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Read) is { } no)
            return no;
        var matrices = await db.Set<ResponsibilityMatrix>().AsNoTracking().VisibleTo(actor).OrderByDescending(m => m.Major).ThenByDescending(m => m.Minor).ToListAsync(ct);
        return matrices.ConvertAll(m => new MatrixListRow(m.Id, m.Number, m.VersionLabel, (int)m.Edition, m.State, m.ChangeNote, m.CreatedAt, m.EffectiveOn, m.Version));
    }
}

/// <summary>Who led an element on a day.</summary>
/// <param name="Edition">2005, 2013 or 2022.</param>
/// <param name="Code">An element or a control of that edition.</param>
/// <param name="On">Today when null.</param>
public sealed record FindLeadRequest(int Edition, string Code, DateOnly? On = null);

/// <summary>The unit that answered for an element.</summary>
/// <param name="Element">Code of the row that says so, in the matrix's edition.</param>
/// <param name="Unit">Null where nobody leads it.</param>
public sealed record LeadFound(Guid MatrixId, string VersionLabel, int Edition, string Element, ResponsibilityUnit? Unit);

/// <inheritdoc cref="FindLeadRequest"/>
internal sealed class FindLead(LeadUnits leads)
{
    public async Task<Outcome<LeadFound>> RunAsync(Actor actor, FindLeadRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Read, request) is { } no)
            return no;
        if (!Enum.IsDefined((Edition)request.Edition))
            return Refusal.Invalid("edition", "kernel.field-choice", request.Edition);
        if (await leads.AsOfAsync(request.On ?? actor.Today, ct) is not { } matrix)
            return Refusal.NotFound;
        var edition = (Edition)request.Edition;
        var row = matrix.RowOf(edition, request.Code)
            ?? (ControlCatalogue.Of(edition).Recognize(request.Code) is { } entry ? matrix.RowOf(entry.Key) : null);
        return row is null ? Refusal.NotFound
            : new LeadFound(matrix.Id, matrix.VersionLabel, (int)row.Element.Edition, row.Element.Code, matrix.LeadOf(row));
    }
}
