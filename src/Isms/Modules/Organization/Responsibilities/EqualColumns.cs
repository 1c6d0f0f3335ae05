using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>
/// Remembers which columns were the same throughout (R-GAP-15), so that changing one row does not settle the others, and takes back what was confirmed of a row as soon as
/// one of its two cells is changed.
/// </summary>
internal sealed class EqualColumns(IsmsDbContext db)
{
    /// <summary>After columns or marks of a draft were changed; new columns are saved already, marks need not be. Saved by the caller.</summary>
    public async Task LookAsync(ResponsibilityMatrix matrix, CancellationToken ct)
    {
        var columns = (await db.Set<MatrixColumn>().Where(c => c.MatrixId == matrix.Id).OrderBy(c => c.Place).ThenBy(c => c.Id).ToListAsync(ct))
            .Where(c => db.Entry(c).State != EntityState.Deleted).ToList();
        var rows = await db.Set<MatrixRow>().Where(r => r.MatrixId == matrix.Id).OrderBy(r => r.Place).ToListAsync(ct);
        var findings = MatrixChecks.Copied(MatrixReader.Of(matrix, columns, rows), Of(columns)).ToList();
        foreach (var column in columns)
        {
            var found = findings.Find(f => f.UnitId == column.Id);
            if (found is null)
                column.SameAsId = null;
            // A draft that is only begun is equal by chance in the few rows that are filled in.
            else if (column.SameAsId is null && found.Rows.Count * 2 >= rows.Count)
                column.SameAsId = found.SameAsId;
        }
        var same = findings.SelectMany(f => f.Rows).ToDictionary(r => r.Key, r => r.Mark, StringComparer.Ordinal);
        foreach (var confirmation in await db.Set<MatrixConfirmation>().Where(c => c.MatrixId == matrix.Id && c.Mark != null).ToListAsync(ct))
        {
            if (!same.TryGetValue(confirmation.Finding, out var mark) || mark != confirmation.Mark)
                db.Remove(confirmation);
        }
    }

    /// <summary>By column, the one that it was the same as.</summary>
    public static Dictionary<Guid, Guid> Of(IEnumerable<MatrixColumn> columns) => columns.Where(c => c.SameAsId is not null).ToDictionary(c => c.Id, c => c.SameAsId!.Value);
}
