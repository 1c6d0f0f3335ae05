using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>Begins a version.</summary>
/// <param name="Edition">2005 or 2022; null takes that of the version in force, for a first one the setting's.</param>
/// <param name="ChangeNote">Why; required unless it is the first.</param>
public sealed record CreateMatrixRequest(Edition? Edition = null, [StringLength(ResponsibilityMatrix.NoteLength)] string? ChangeNote = null);

/// <summary>Draws up a draft: a copy of the version in force, or an empty one over the departments there are.</summary>
internal sealed class CreateMatrix(IsmsDbContext db, MatrixDesk desk)
{
    public async Task<Outcome<MatrixSaved>> RunAsync(Actor actor, CreateMatrixRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        if (request.Edition is { } edition && !ManualElements.Editions.Contains(edition))
            return Refusal.Invalid("edition", "kernel.field-choice", (int)edition);
        await using var writing = await db.BeginAsync(ct);
        if (string.IsNullOrWhiteSpace(request.ChangeNote) && await db.Set<ResponsibilityMatrix>().AnyAsync(m => m.State == MatrixState.Approved, ct))
            return Refusal.Invalid("changeNote", "organization.matrix-note-required");
        var made = await desk.NewAsync(request.Edition, request.ChangeNote?.Trim() ?? "", empty: false, ct);
        if (made.Value is not { } matrix)
            return made.Refusal!;
        await db.SaveAsync(actor, "organization.create-matrix", ct);
        await writing.CommitAsync(ct);
        return MatrixSaved.Of(matrix);
    }
}

/// <summary>Gives a draft up.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record DropMatrixRequest(Guid Id, int Version);

/// <inheritdoc cref="DropMatrixRequest"/>
internal sealed class DropMatrix(IsmsDbContext db, MatrixDesk desk)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, DropMatrixRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var draft = await desk.DraftAsync(request.Id, ct);
        if (draft.Value is not { } matrix)
            return draft.Refusal!;
        if (matrix.Version != request.Version)
            return Refusal.Stale([]);
        db.RemoveRange(await db.Set<MatrixConfirmation>().Where(c => c.MatrixId == matrix.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<MatrixRow>().Where(r => r.MatrixId == matrix.Id).ToListAsync(ct));
        foreach (var import in await db.Set<MatrixImport>().Where(i => i.MatrixId == matrix.Id).ToListAsync(ct))
            import.Forget();
        await db.SaveAsync(actor, "organization.drop-matrix", ct);
        db.RemoveRange(await db.Set<MatrixColumn>().Where(c => c.MatrixId == matrix.Id).ToListAsync(ct));
        db.Remove(matrix);
        await db.SaveAsync(actor, "organization.drop-matrix", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <summary>Saves rows of a draft: all, or none.</summary>
public sealed record SaveMatrixRequest(Guid MatrixId, [Required, MinLength(1), MaxLength(400)] IReadOnlyList<MatrixRowInput> Rows);

/// <summary>One row as it shall be.</summary>
/// <param name="Code">The element, in the matrix's edition.</param>
/// <param name="Version">The version of the row it is based on.</param>
/// <param name="Marks">By column; a column left out becomes blank.</param>
/// <param name="CoordinatorId">The column that coordinates where several lead.</param>
public sealed record MatrixRowInput(
    [Required, StringLength(MatrixRow.CodeLength)] string Code, int Version, [Required] IReadOnlyDictionary<Guid, ResponsibilityMark> Marks, Guid? CoordinatorId = null);

/// <summary>How many rows were changed.</summary>
public sealed record MatrixRowsSaved(int Changed);

/// <inheritdoc cref="SaveMatrixRequest"/>
internal sealed class SaveMatrix(IsmsDbContext db, MatrixDesk desk, EqualColumns equal)
{
    public async Task<Outcome<MatrixRowsSaved>> RunAsync(Actor actor, SaveMatrixRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var draft = await desk.DraftAsync(request.MatrixId, ct);
        if (draft.Value is not { } matrix)
            return draft.Refusal!;
        var rows = await db.Set<MatrixRow>().Where(r => r.MatrixId == request.MatrixId).ToDictionaryAsync(r => r.Code, StringComparer.Ordinal, ct);
        var columns = await db.Set<MatrixColumn>().AsNoTracking().Where(c => c.MatrixId == request.MatrixId).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var (problems, stale) = (new List<FieldProblem>(), new List<FieldDifference>());
        foreach (var (index, input) in request.Rows.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"rows[{index}].");
            if (!rows.TryGetValue(input.Code, out var row))
                problems.Add(new FieldProblem(place + "code", "organization.no-such-element", input.Code));
            else if (Wrong(input, columns) is { } wrong)
                problems.Add(wrong with { Field = place + wrong.Field });
            else if (row.Version != input.Version)
                stale.Add(new FieldDifference(input.Code, Shown(input.Marks, columns), Shown(row.ReadMarks(), columns)));
            else if (LosesLead(row, input))
                problems.Add(new FieldProblem(place + "marks", "organization.matrix-lead-lost", input.Code));
            else
                row.Mark(input.Marks, input.CoordinatorId);
        }
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        if (stale.Count > 0)
            return Refusal.Stale(stale);
        db.ChangeTracker.DetectChanges();
        var changed = db.ChangeTracker.Entries<MatrixRow>().Count(e => e.State == EntityState.Modified);
        await equal.LookAsync(matrix, ct);
        await db.SaveAsync(actor, "organization.save-matrix", ct);
        await writing.CommitAsync(ct);
        return new MatrixRowsSaved(changed);
    }

    private static FieldProblem? Wrong(MatrixRowInput input, Dictionary<Guid, string> columns)
    {
        if (input.Marks.Keys.FirstOrDefault(k => !columns.ContainsKey(k)) is var unknown && unknown != Guid.Empty)
            return new FieldProblem("marks", "organization.matrix-no-such-column");
        if (input.Marks.Values.Any(m => !Enum.IsDefined(m)))
            return new FieldProblem("marks", "organization.mark-unknown", input.Code);
        return input.CoordinatorId is { } id && input.Marks.GetValueOrDefault(id) != ResponsibilityMark.Lead
            ? new FieldProblem("coordinatorId", "organization.matrix-coordinator-leads", input.Code) : null;
    }

    // R-APP3-02: what has a lead does not lose its last one, unless it does not apply at all.
    private static bool LosesLead(MatrixRow row, MatrixRowInput input)
    {
        var marks = input.Marks.Where(m => m.Value != ResponsibilityMark.None).ToDictionary(m => m.Key, m => m.Value);
        var element = ManualElements.Find(row.Edition, row.Code)!;
        return !MatrixChecks.LacksLead(MatrixReader.Row(row)) && MatrixChecks.LacksLead(new ElementResponsibility(element, marks, null));
    }

    private static string Shown(IReadOnlyDictionary<Guid, ResponsibilityMark> marks, Dictionary<Guid, string> columns) =>
        string.Join(Phrase.Of("ui.list-comma"), marks.Where(m => m.Value != ResponsibilityMark.None && columns.ContainsKey(m.Key))
            .OrderBy(m => columns[m.Key], StringComparer.Ordinal).Select(m => columns[m.Key] + " " + Phrase.Of("organization.mark." + m.Value)));
}

/// <summary>Says that something conspicuous is meant so.</summary>
/// <param name="Finding">Its key.</param>
/// <param name="Reason">Why it stays; may be left out only where rows are named.</param>
/// <param name="Rows">Codes of rows of two equal columns that are looked at one by one; null confirms all that are still open.</param>
public sealed record ConfirmFindingRequest(
    Guid MatrixId, [Required, StringLength(MatrixConfirmation.FindingLength)] string Finding, [StringLength(MatrixConfirmation.ReasonLength)] string? Reason = null,
    [MinLength(1), MaxLength(400)] IReadOnlyList<string>? Rows = null);

/// <summary>Sets a finding aside with a reason, two equal columns row by row; what stands in the way of approval cannot be.</summary>
internal sealed class ConfirmFinding(IsmsDbContext db, MatrixDesk desk, MatrixCheck check, TimeProvider time)
{
    public static readonly Refusal Blocking = new("organization.matrix-finding-blocks");

    public async Task<Outcome<Done>> RunAsync(Actor actor, ConfirmFindingRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.DraftAsync(request.MatrixId, ct) is { Refusal: { } refusal })
            return refusal;
        if ((await check.FindingsAsync(request.MatrixId, ct)).FirstOrDefault(f => f.Finding.Key == request.Finding) is not { } found)
            return Refusal.NotFound;
        if (found.Finding.Blocks)
            return Blocking;
        var reason = request.Reason?.Trim() ?? "";
        if (reason.Length == 0 && (request.Rows is null || found.Rows.Count == 0))
            return Refusal.Invalid("reason", "kernel.field-required");
        if (request.Rows?.FirstOrDefault(code => !found.Rows.Any(r => r.Code == code)) is { } unknown)
            return Refusal.Invalid("rows", "organization.matrix-row-not-equal", unknown);
        if (found.Finding is { Rows: { Count: > 0 } rows, UnitId: { } column })
        {
            var open = rows.Zip(found.Rows).Where(r => request.Rows is { } named ? named.Contains(r.First.Code) : r.Second.Confirmed is null).Select(r => r.First).ToList();
            foreach (var row in open)
                await ConfirmAsync(actor, request.MatrixId, row.Key, row.Mark, reason, ct);
            // Remembered from now on: a change elsewhere does not settle the rows that nobody has looked at.
            var other = await db.Set<MatrixColumn>().SingleAsync(c => c.Id == column, ct);
            other.SameAsId ??= found.Finding.SameAsId;
        }
        else
        {
            await ConfirmAsync(actor, request.MatrixId, request.Finding, null, reason, ct);
        }
        await db.SaveAsync(actor, "organization.matrix-confirm-finding", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }

    private async Task ConfirmAsync(Actor actor, Guid matrixId, string finding, ResponsibilityMark? mark, string reason, CancellationToken ct)
    {
        var confirmation = await db.Set<MatrixConfirmation>().FirstOrDefaultAsync(c => c.MatrixId == matrixId && c.Finding == finding, ct);
        if (confirmation is null)
            db.Add(confirmation = new MatrixConfirmation { MatrixId = matrixId, Finding = finding, Reason = "", ByName = "" });
        (confirmation.Mark, confirmation.Reason, confirmation.ByName, confirmation.At) = (mark, reason, actor.Name, time.Instant());
    }
}
