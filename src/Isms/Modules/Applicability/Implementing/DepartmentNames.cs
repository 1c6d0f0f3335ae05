using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Implementing;

/// <summary>Departments as a sheet and a filter name them.</summary>
internal sealed class DepartmentNames(IsmsDbContext db)
{
    /// <summary>Departments that exist today, by name; one whose name another has, too, with its code.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> OpenAsync(CancellationToken ct)
    {
        var all = await db.Departments.AsNoTracking().Where(d => d.ClosedOn == null).OrderBy(d => d.NameSort).ThenBy(d => d.Id).Select(d => new { d.Id, d.Name, d.Code }).ToListAsync(ct);
        var doubled = all.GroupBy(d => d.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return all.ConvertAll(d => (d.Id, doubled.Contains(d.Name) ? $"{d.Name} ({d.Code})" : d.Name));
    }
}
