using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>Reads a version whole.</summary>
internal sealed class MatrixReader(IsmsDbContext db)
{
    /// <summary>Three statements; throws when there is no such version.</summary>
    public async Task<ResponsibilitySnapshot> SnapshotAsync(Guid id, CancellationToken ct)
    {
        var matrix = await db.Set<ResponsibilityMatrix>().AsNoTracking().SingleAsync(m => m.Id == id, ct);
        var columns = await db.Set<MatrixColumn>().AsNoTracking().Where(c => c.MatrixId == id).OrderBy(c => c.Place).ThenBy(c => c.Id).ToListAsync(ct);
        var rows = await db.Set<MatrixRow>().AsNoTracking().Where(r => r.MatrixId == id).OrderBy(r => r.Place).ToListAsync(ct);
        return Of(matrix, columns, rows);
    }

    public static ResponsibilitySnapshot Of(ResponsibilityMatrix matrix, IEnumerable<MatrixColumn> columns, IEnumerable<MatrixRow> rows) => new(
        matrix.Id, matrix.VersionLabel, matrix.Edition, matrix.State,
        [.. columns.Select(c => new ResponsibilityUnit(c.Id, c.Name, c.DepartmentId, c.Office))],
        [.. rows.Select(Row)]);

    public static ElementResponsibility Row(MatrixRow row) => new(ManualElements.Find(row.Edition, row.Code)!, row.ReadMarks(), row.CoordinatorId);
}
