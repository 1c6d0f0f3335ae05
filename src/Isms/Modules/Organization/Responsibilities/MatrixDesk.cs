using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>A version after it was saved.</summary>
public sealed record MatrixSaved(Guid Id, string VersionLabel, MatrixState State, int Version) : IVersioned
{
    internal static MatrixSaved Of(ResponsibilityMatrix matrix) => new(matrix.Id, matrix.VersionLabel, matrix.State, matrix.Version);
}

/// <summary>What the operations on a matrix share.</summary>
internal sealed class MatrixDesk(IsmsDbContext db, SettingsReader settings, Numbers numbers, TimeProvider time)
{
    public static readonly NumberKind Number = new("organization.matrix", "{prefix}-A-01-F03-{serial:00}");
    public static readonly Refusal Frozen = new("organization.matrix-frozen");
    public static readonly Refusal AnotherOpen = new("organization.matrix-open");

    /// <summary>Offices that may be a column beside the departments.</summary>
    public static IReadOnlyList<Office> Offices { get; } = [Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeam];

    /// <summary>The draft to be changed; refused when it is unknown or no draft.</summary>
    public async Task<Outcome<ResponsibilityMatrix>> DraftAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ResponsibilityMatrix>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } matrix)
            return Refusal.NotFound;
        return matrix.IsDraft ? matrix : Frozen.With(matrix.VersionLabel);
    }

    /// <summary>
    /// A new draft with a row for every element; what the version in force says is taken over when it is of the same edition. Not saved; within the write transaction.
    /// </summary>
    public async Task<Outcome<ResponsibilityMatrix>> NewAsync(Edition? edition, string note, bool empty, CancellationToken ct)
    {
        var versions = await db.Set<ResponsibilityMatrix>().ToListAsync(ct);
        if (versions.Find(v => v.IsOpen) is { } open)
            return AnotherOpen.With(open.VersionLabel) with { Obstacles = [new Obstacle($"{open.Number} {open.VersionLabel}", MatrixPaths.Matrix(open.Id))] };
        var inForce = versions.Find(v => v.State == MatrixState.Approved);
        var chosen = edition ?? inForce?.Edition ?? (Edition)await settings.NumberAsync(MatrixSettings.Edition, ct);
        var last = versions.MaxBy(v => (v.Major, v.Minor));
        var (major, minor) = last is null ? (1, 0) : inForce is null || chosen == inForce.Edition ? (last.Major, last.Minor + 1) : (last.Major + 1, 0);
        var matrix = new ResponsibilityMatrix
        {
            Number = last?.Number ?? await numbers.TakeAsync(Number, ct), Major = major, Minor = minor, Edition = chosen, BasedOnId = inForce?.Id,
            ChangeNote = note, CreatedAt = time.Instant(),
        }.Labelled();
        db.Add(matrix);
        await FillAsync(matrix, inForce?.Edition == chosen ? inForce : null, empty, ct);
        return matrix;
    }

    /// <summary>What a department or office is called as a column; null when there is no such open department.</summary>
    public async Task<MatrixUnit?> UnitAsync(Guid? departmentId, Office? office, CancellationToken ct)
    {
        if (departmentId is { } id)
            return await db.Departments.Where(d => d.Id == id && d.ClosedOn == null).Select(d => d.Name).FirstOrDefaultAsync(ct) is { } name ? new MatrixUnit(id, null, name) : null;
        return office is { } held && Offices.Contains(held) ? await OfficeUnitAsync(held, ct) : null;
    }

    /// <summary>The name of an office as a column, in the organization's language.</summary>
    public async Task<MatrixUnit> OfficeUnitAsync(Office office, CancellationToken ct) =>
        new(null, office, Phrase.In(CultureInfo.GetCultureInfo(await settings.TextAsync(KernelSettings.Language, ct)), "organization.matrix-unit." + office));

    private async Task FillAsync(ResponsibilityMatrix matrix, ResponsibilityMatrix? from, bool empty, CancellationToken ct)
    {
        var columns = new Dictionary<Guid, MatrixColumn>();
        var before = new Dictionary<string, MatrixRow>(StringComparer.Ordinal);
        if (!empty && from is not null)
        {
            foreach (var column in await db.Set<MatrixColumn>().AsNoTracking().Where(c => c.MatrixId == from.Id).OrderBy(c => c.Place).ToListAsync(ct))
                columns[column.Id] = new MatrixColumn { MatrixId = matrix.Id, Place = column.Place }.Standing(await UnitAsync(column.DepartmentId, column.Office, ct) ?? new(column.DepartmentId, column.Office, column.Name));
            before = await db.Set<MatrixRow>().AsNoTracking().Where(r => r.MatrixId == from.Id).ToDictionaryAsync(r => r.Code, StringComparer.Ordinal, ct);
            await KeepConfirmedRowsAsync(from, columns, before.Keys, ct);
        }
        else if (!empty)
        {
            columns[Guid.Empty] = new MatrixColumn { MatrixId = matrix.Id }.Standing(await OfficeUnitAsync(Office.IsmsTeam, ct));
            foreach (var department in await db.Departments.Where(d => d.ClosedOn == null && d.ParentId == null).OrderBy(d => d.Code).ToListAsync(ct))
                columns[department.Id] = new MatrixColumn { MatrixId = matrix.Id, Place = columns.Count }.Standing(new(department.Id, null, department.Name));
        }
        db.AddRange(columns.Values);
        foreach (var (place, element) in ManualElements.Of(matrix.Edition).Index())
        {
            var row = new MatrixRow { MatrixId = matrix.Id, Edition = element.Edition, Code = element.Code, Place = place };
            if (before.TryGetValue(element.Code, out var old))
                row.Mark(old.ReadMarks().ToDictionary(m => columns[m.Key].Id, m => m.Value), old.CoordinatorId is { } id ? columns[id].Id : null);
            db.Add(row);
        }
    }

    // Cells are taken over as they are, and so is what was said of rows in which two columns have the same mark.
    private async Task KeepConfirmedRowsAsync(ResponsibilityMatrix from, Dictionary<Guid, MatrixColumn> columns, IEnumerable<string> codes, CancellationToken ct)
    {
        var pairs = await db.Set<MatrixColumn>().AsNoTracking().Where(c => c.MatrixId == from.Id && c.SameAsId != null).Select(c => new { c.Id, One = c.SameAsId!.Value }).ToListAsync(ct);
        if (pairs.Count == 0)
            return;
        var confirmed = await db.Set<MatrixConfirmation>().AsNoTracking().Where(c => c.MatrixId == from.Id && c.Mark != null).ToDictionaryAsync(c => c.Finding, StringComparer.Ordinal, ct);
        foreach (var pair in pairs)
        {
            var (one, other) = (columns[pair.One], columns[pair.Id]);
            other.SameAsId = one.Id;
            foreach (var code in codes)
            {
                if (confirmed.TryGetValue(MatrixChecks.RowKey(pair.One, pair.Id, code), out var said))
                    db.Add(new MatrixConfirmation { MatrixId = other.MatrixId, Finding = MatrixChecks.RowKey(one.Id, other.Id, code), Mark = said.Mark, Reason = said.Reason, ByName = said.ByName, At = said.At });
            }
        }
    }
}
