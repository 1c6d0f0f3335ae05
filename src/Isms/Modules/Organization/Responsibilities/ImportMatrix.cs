using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>Uploads a matrix.</summary>
/// <param name="Name">The file's name; a path before it is dropped.</param>
/// <param name="Content">Can be sought; the caller disposes it.</param>
internal sealed record BeginMatrixImportRequest([Required] string Name, Stream Content);

/// <summary>A row that cannot be imported.</summary>
public sealed record RejectedMatrixRow(int Row, string Column, string Value, string Reason);

/// <summary>An uploaded matrix and what it would do; nothing is imported before it is committed.</summary>
/// <param name="Columns">Those that hold marks; one without a choice has to be answered first.</param>
/// <param name="Elements">Rows that can be imported.</param>
/// <param name="Missing">Elements of the edition that the file does not name; they stay blank.</param>
/// <param name="Ready">Everything is answered and nothing is rejected.</param>
/// <param name="Replaces">Label of the draft whose content it would replace; null when it makes a new one.</param>
public sealed record MatrixImportView(
    Guid Id, int Version, string FileName, ImportState State, int Edition, IReadOnlyList<FileColumn> Columns, int Elements, int Leads, int Supports, int NotApplicable, int Blank,
    IReadOnlyList<string> Missing, IReadOnlyList<RejectedMatrixRow> Rejected, bool Ready, string? Replaces, Guid? MatrixId) : IVersioned;

/// <summary>Reads an uploaded file again and says what it would do.</summary>
internal sealed class MatrixFileReader(IsmsDbContext db, ImportDesk desk, LegendReader legends, SettingsReader settings)
{
    public async Task<Outcome<MatrixFileContent>> ReadAsync(MatrixImport import, CancellationToken ct)
    {
        await using var file = desk.Open(import);
        return file is null ? ImportDesk.FileLost : await ReadAsync(file, import.FileName, import.ReadChoices(), ct);
    }

    public async Task<Outcome<MatrixFileContent>> ReadAsync(Stream file, string name, IReadOnlyDictionary<string, string> choices, CancellationToken ct)
    {
        var opening = SpreadsheetReader.Open(file, name);
        if (opening.Spreadsheet is not { } spreadsheet)
            return Refusal.Invalid("file", opening.Problem!.Code, [.. opening.Problem.Args]);
        using (spreadsheet)
        {
            var departments = await db.Departments.Where(d => d.ClosedOn == null).Select(d => new { d.Id, d.Name }).ToListAsync(ct);
            var content = MatrixFile.Read(spreadsheet, await EditionAsync(ct), await legends.ReadAsync(ct), departments.ConvertAll(d => (d.Id, d.Name)), choices);
            return content.Report.Problem is { } problem ? Refusal.Invalid("file", problem.Code, [.. problem.Args]) : content;
        }
    }

    public async Task<MatrixImportView> ViewAsync(MatrixImport import, MatrixFileContent content, Actor actor, CancellationToken ct)
    {
        var edition = await EditionAsync(ct);
        var kept = content.Columns.Where(c => c.Choice != UnitChoice.Skip).Select(c => c.Letter).ToList();
        int Count(ResponsibilityMark mark) => content.Rows.Sum(r => r.Marks.Count(m => m.Value == mark));
        var named = content.Rows.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        List<RejectedMatrixRow> rejected = [.. content.Report.Rejections.Select(p => new RejectedMatrixRow(p.Row, p.ColumnText(actor.Culture), p.Value, p.Reason(actor.Culture)))];
        var draft = await db.Set<ResponsibilityMatrix>().Where(m => m.State == MatrixState.Draft).Select(m => m.VersionLabel).FirstOrDefaultAsync(ct);
        return new MatrixImportView(
            import.Id, import.Version, import.FileName, import.State, (int)edition, content.Columns, content.Rows.Count,
            Count(ResponsibilityMark.Lead), Count(ResponsibilityMark.Support), Count(ResponsibilityMark.NotApplicable), content.Rows.Count * kept.Count - content.Rows.Sum(r => r.Marks.Count),
            [.. ManualElements.Of(edition).Select(e => e.Code).Where(c => !named.Contains(c))], rejected,
            import.State == ImportState.Preview && rejected.Count == 0 && content.Rows.Count > 0 && kept.Count > 0 && content.Columns.All(c => c.Choice is not null), draft, import.MatrixId);
    }

    /// <summary>Of the draft there is, of the version in force, or of the setting.</summary>
    public async Task<Edition> EditionAsync(CancellationToken ct) =>
        await db.Set<ResponsibilityMatrix>().Where(m => m.State != MatrixState.Superseded).OrderByDescending(m => m.Major).ThenByDescending(m => m.Minor).Select(m => (Edition?)m.Edition).FirstOrDefaultAsync(ct)
        ?? (Edition)await settings.NumberAsync(MatrixSettings.Edition, ct);
}

/// <summary>Keeps the file and says what it would do.</summary>
internal sealed class BeginMatrixImport(IsmsDbContext db, ImportDesk desk, MatrixFileReader reader, TimeProvider time)
{
    public async Task<Outcome<MatrixImportView>> RunAsync(Actor actor, BeginMatrixImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        var name = AddAttachment.NameOf(request.Name);
        var read = await reader.ReadAsync(request.Content, name, new Dictionary<string, string>(), ct);
        if (read.Value is not { } content)
            return read.Refusal!;
        if (content.Columns.Count == 0)
            return Refusal.Invalid("file", "organization.matrix-import-no-marks");
        var kept = await desk.KeepAsync(request.Content, ct);
        if (kept.Value is not { } hash)
            return kept.Refusal!;
        var import = new MatrixImport { FileName = name, FileHash = hash, StartedById = actor.PersonId, StartedBy = actor.Name, StartedAt = time.Instant() };
        db.Add(import);
        await db.SaveAsync(actor, "organization.matrix-begin-import", ct);
        return await reader.ViewAsync(import, content, actor, ct);
    }
}

/// <summary>An import, for who started it and nobody else.</summary>
internal sealed class ReadMatrixImport(ImportDesk desk, MatrixFileReader reader)
{
    public async Task<Outcome<MatrixImportView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit) is { } no)
            return no;
        if (await desk.FindAsync<MatrixImport>(actor, id, ct) is not { } import)
            return Refusal.NotFound;
        var read = await reader.ReadAsync(import, ct);
        return read.Value is { } content ? await reader.ViewAsync(import, content, actor, ct) : read.Refusal!;
    }
}

/// <summary>Says what the columns stand for.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Columns">Column letter → <c>department:id</c>, <c>office:IsmsTeam</c>, <c>office:GeneralManager</c>, or <c>skip</c>.</param>
public sealed record MapMatrixImportRequest(Guid Id, int Version, [Required] IReadOnlyDictionary<string, string> Columns);

/// <inheritdoc cref="MapMatrixImportRequest"/>
internal sealed class MapMatrixImport(IsmsDbContext db, ImportDesk desk, MatrixFileReader reader, MatrixDesk matrices)
{
    public async Task<Outcome<MatrixImportView>> RunAsync(Actor actor, MapMatrixImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var open = await desk.TakeUpAsync<MatrixImport>(actor, request.Id, request.Version, ct);
        if (open.Value is not { } import)
            return open.Refusal!;
        var problems = new List<FieldProblem>();
        foreach (var (letter, choice) in request.Columns)
        {
            if (choice != UnitChoice.Skip && await matrices.UnitAsync(UnitChoice.DepartmentOf(choice), UnitChoice.OfficeOf(choice), ct) is null)
                problems.Add(new FieldProblem("columns." + letter, "organization.matrix-no-such-unit"));
        }
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        import.Choose(request.Columns);
        var read = await reader.ReadAsync(import, ct);
        if (read.Value is not { } content)
            return read.Refusal!;
        foreach (var twice in content.Columns.Where(c => c.Choice is not null and not UnitChoice.Skip).GroupBy(c => c.Choice).SelectMany(g => g.Skip(1)))
            problems.Add(new FieldProblem("columns." + twice.Letter, "organization.matrix-column-chosen-twice", twice.Heading));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        await db.SaveAsync(actor, "organization.matrix-map-import", ct);
        await writing.CommitAsync(ct);
        return await reader.ViewAsync(import, content, actor, ct);
    }
}

/// <summary>Imports the file into the draft, or into a new one.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record CommitMatrixImportRequest(Guid Id, int Version);

/// <inheritdoc cref="CommitMatrixImportRequest"/>
internal sealed class CommitMatrixImport(IsmsDbContext db, ImportDesk desk, MatrixFileReader reader, MatrixDesk matrices)
{
    /// <summary>A column is not answered, or a row is rejected: nothing is imported.</summary>
    public static readonly Refusal NotReady = new("organization.matrix-import-not-ready");

    public async Task<Outcome<MatrixSaved>> RunAsync(Actor actor, CommitMatrixImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var open = await desk.TakeUpAsync<MatrixImport>(actor, request.Id, request.Version, ct);
        if (open.Value is not { } import)
            return open.Refusal!;
        var read = await reader.ReadAsync(import, ct);
        if (read.Value is not { } content)
            return read.Refusal!;
        var view = await reader.ViewAsync(import, content, actor, ct);
        if (!view.Ready)
        {
            return NotReady.With(view.Columns.Count(c => c.Choice is null), view.Rejected.Count) with
            {
                Obstacles = [.. view.Columns.Where(c => c.Choice is null).Select(c => new Obstacle(Phrase.Of("organization.matrix-import-unanswered", c.Heading), MatrixPaths.ImportOf(import.Id))),
                    .. view.Rejected.Take(20).Select(r => new Obstacle(Phrase.Of("organization.matrix-import-row", r.Row, r.Reason), MatrixPaths.ImportOf(import.Id)))],
            };
        }
        var matrix = await db.Set<ResponsibilityMatrix>().FirstOrDefaultAsync(m => m.State == MatrixState.Draft, ct);
        if (matrix is null)
        {
            var made = await matrices.NewAsync(null, Phrase.In(actor.Culture, "organization.matrix-import-note", import.FileName), empty: true, ct);
            if (made.Value is null)
                return made.Refusal!;
            matrix = made.Value;
            await db.SaveAsync(actor, "organization.create-matrix", ct);
        }
        await ReplaceAsync(actor, matrix, content, ct);
        import.End(matrix.Id);
        await db.SaveAsync(actor, "organization.matrix-import-matrix", ct);
        await writing.CommitAsync(ct);
        return MatrixSaved.Of(matrix);
    }

    private async Task ReplaceAsync(Actor actor, ResponsibilityMatrix matrix, MatrixFileContent content, CancellationToken ct)
    {
        var old = await db.Set<MatrixColumn>().Where(c => c.MatrixId == matrix.Id).ToListAsync(ct);
        var columns = new Dictionary<string, MatrixColumn>(StringComparer.Ordinal);
        foreach (var column in content.Columns.Where(c => c.Choice is not null and not UnitChoice.Skip))
        {
            var unit = (await matrices.UnitAsync(UnitChoice.DepartmentOf(column.Choice!), UnitChoice.OfficeOf(column.Choice!), ct))!;
            columns[column.Letter] = new MatrixColumn { MatrixId = matrix.Id, Place = columns.Count }.Standing(unit);
        }
        db.AddRange(columns.Values);
        db.RemoveRange(await db.Set<MatrixConfirmation>().Where(c => c.MatrixId == matrix.Id).ToListAsync(ct));
        var said = content.Rows.ToDictionary(r => r.Code, StringComparer.Ordinal);
        foreach (var row in await db.Set<MatrixRow>().Where(r => r.MatrixId == matrix.Id).ToListAsync(ct))
            row.Mark(said.TryGetValue(row.Code, out var of) ? of.Marks.ToDictionary(m => columns[m.Key].Id, m => m.Value) : new Dictionary<Guid, ResponsibilityMark>(), null);
        await db.SaveAsync(actor, "organization.matrix-import-matrix", ct);
        db.RemoveRange(old);
    }
}
