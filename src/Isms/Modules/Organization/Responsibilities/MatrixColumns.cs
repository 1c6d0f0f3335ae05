using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>Adds a column: a department or an office, exactly one of the two.</summary>
public sealed record AddMatrixColumnRequest(Guid MatrixId, Guid? DepartmentId = null, Office? Office = null);

/// <inheritdoc cref="AddMatrixColumnRequest"/>
internal sealed class AddMatrixColumn(IsmsDbContext db, MatrixDesk desk)
{
    public static readonly Refusal Twice = new("organization.matrix-column-twice");

    public async Task<Outcome<MatrixSaved>> RunAsync(Actor actor, AddMatrixColumnRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var draft = await desk.DraftAsync(request.MatrixId, ct);
        if (draft.Value is not { } matrix)
            return draft.Refusal!;
        if (await desk.UnitAsync(request.DepartmentId, request.Office, ct) is not { } unit)
            return Refusal.Invalid("unit", "organization.matrix-no-such-unit");
        var columns = await db.Set<MatrixColumn>().AsNoTracking().Where(c => c.MatrixId == matrix.Id).ToListAsync(ct);
        if (columns.Exists(c => c.DepartmentId == unit.DepartmentId && c.Office == unit.Office))
            return Twice.With(unit.Name);
        db.Add(new MatrixColumn { MatrixId = matrix.Id, Place = columns.Count == 0 ? 0 : columns.Max(c => c.Place) + 1 }.Standing(unit));
        await db.SaveAsync(actor, "organization.matrix-add-column", ct);
        await writing.CommitAsync(ct);
        return MatrixSaved.Of(matrix);
    }
}

/// <summary>Lets a column stand for another department or office; its marks stay. Where that has a column already, the marks move there.</summary>
/// <param name="Version">The version of the column it is based on.</param>
public sealed record MoveMatrixColumnRequest(Guid MatrixId, Guid ColumnId, int Version, Guid? DepartmentId = null, Office? Office = null);

/// <inheritdoc cref="MoveMatrixColumnRequest"/>
internal sealed class MoveMatrixColumn(IsmsDbContext db, MatrixDesk desk, EqualColumns equal)
{
    /// <summary>Both columns say something of one element.</summary>
    public static readonly Refusal BothSay = new("organization.matrix-column-both-say");

    public async Task<Outcome<MatrixSaved>> RunAsync(Actor actor, MoveMatrixColumnRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var draft = await desk.DraftAsync(request.MatrixId, ct);
        if (draft.Value is not { } matrix)
            return draft.Refusal!;
        var columns = await db.Set<MatrixColumn>().Where(c => c.MatrixId == matrix.Id).ToListAsync(ct);
        if (columns.Find(c => c.Id == request.ColumnId) is not { } column)
            return Refusal.NotFound;
        if (column.Version != request.Version)
            return Refusal.Stale([]);
        if (await desk.UnitAsync(request.DepartmentId, request.Office, ct) is not { } unit)
            return Refusal.Invalid("unit", "organization.matrix-no-such-unit");
        if (columns.Find(c => c != column && c.DepartmentId == unit.DepartmentId && c.Office == unit.Office) is { } present)
        {
            if (await MergeAsync(matrix.Id, column, present, ct) is { } conflict)
                return conflict;
            foreach (var same in columns.Where(c => c.SameAsId == column.Id))
                same.SameAsId = null;
            await db.SaveAsync(actor, "organization.matrix-move-column", ct);
            db.Remove(column);
            await equal.LookAsync(matrix, ct);
        }
        else
        {
            column.Standing(unit);
        }
        await db.SaveAsync(actor, "organization.matrix-move-column", ct);
        await writing.CommitAsync(ct);
        return MatrixSaved.Of(matrix);
    }

    private async Task<Refusal?> MergeAsync(Guid matrixId, MatrixColumn from, MatrixColumn to, CancellationToken ct)
    {
        foreach (var row in await db.Set<MatrixRow>().Where(r => r.MatrixId == matrixId).OrderBy(r => r.Place).ToListAsync(ct))
        {
            var marks = row.ReadMarks().ToDictionary(m => m.Key, m => m.Value);
            if (!marks.Remove(from.Id, out var mark))
                continue;
            if (marks.TryGetValue(to.Id, out var other) && other != mark)
                return BothSay.With(row.Code, from.Name, to.Name);
            marks[to.Id] = mark;
            row.Mark(marks, row.CoordinatorId == from.Id ? to.Id : row.CoordinatorId);
        }
        return null;
    }
}

/// <summary>Takes a column out of a draft, with its marks.</summary>
/// <param name="Version">The version of the column it is based on.</param>
public sealed record RemoveMatrixColumnRequest(Guid MatrixId, Guid ColumnId, int Version);

/// <inheritdoc cref="RemoveMatrixColumnRequest"/>
internal sealed class RemoveMatrixColumn(IsmsDbContext db, MatrixDesk desk, EqualColumns equal)
{
    public async Task<Outcome<MatrixSaved>> RunAsync(Actor actor, RemoveMatrixColumnRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResponsibilityPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var draft = await desk.DraftAsync(request.MatrixId, ct);
        if (draft.Value is not { } matrix)
            return draft.Refusal!;
        if (await db.Set<MatrixColumn>().SingleOrDefaultAsync(c => c.Id == request.ColumnId && c.MatrixId == matrix.Id, ct) is not { } column)
            return Refusal.NotFound;
        if (column.Version != request.Version)
            return Refusal.Stale([]);
        foreach (var row in await db.Set<MatrixRow>().Where(r => r.MatrixId == matrix.Id).ToListAsync(ct))
        {
            var marks = row.ReadMarks().Where(m => m.Key != column.Id).ToDictionary(m => m.Key, m => m.Value);
            row.Mark(marks, row.CoordinatorId);
        }
        foreach (var same in await db.Set<MatrixColumn>().Where(c => c.SameAsId == column.Id).ToListAsync(ct))
            same.SameAsId = null;
        await db.SaveAsync(actor, "organization.matrix-remove-column", ct);
        db.Remove(column);
        await equal.LookAsync(matrix, ct);
        await db.SaveAsync(actor, "organization.matrix-remove-column", ct);
        await writing.CommitAsync(ct);
        return MatrixSaved.Of(matrix);
    }
}
