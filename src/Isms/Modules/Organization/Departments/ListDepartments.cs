using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Departments;

/// <summary>A department within the tree.</summary>
/// <param name="Depth">0 for one without a department above.</param>
/// <param name="ClosedOn">Last day of a department that was closed.</param>
/// <param name="People">How many belong to it today, without the departments below.</param>
/// <param name="Heads">Names of who heads it today.</param>
public sealed record DepartmentView(
    Guid Id, int Version, string Code, string Name, Guid? ParentId, int Depth, DateOnly? ClosedOn, int People, IReadOnlyList<string> Heads) : IVersioned;

/// <summary>Which departments to list.</summary>
/// <param name="WithClosed">Also those that were closed.</param>
public sealed record ListDepartmentsRequest(bool WithClosed = false);

/// <summary>All departments, each followed by those below it, in pinyin order.</summary>
internal sealed class ListDepartments(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<DepartmentView>>> RunAsync(Actor actor, ListDepartmentsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read, request) is { } no)
            return no;
        var today = actor.Today;
        var departments = await db.Departments.AsNoTracking().Where(d => request.WithClosed || d.ClosedOn == null || d.ClosedOn >= today).ToListAsync(ct);
        var people = await db.People.Where(p => p.DepartmentId != null && (p.LeftOn == null || p.LeftOn >= today))
            .GroupBy(p => p.DepartmentId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var heads = (await (
            from a in db.Appointments
            join p in db.People on a.PersonId equals p.Id
            where a.Office == Office.DepartmentHead && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)
            orderby a.StartsOn, a.Id
            select new { a.DepartmentId, p.Name }).ToListAsync(ct)).ToLookup(h => h.DepartmentId, h => h.Name);

        var shown = departments.Select(d => d.Id).ToHashSet();
        var below = departments.OrderBy(d => d.NameSort, StringComparer.Ordinal).ThenBy(d => d.Code, StringComparer.Ordinal)
            // One whose department above is closed and hidden stands at the top, rather than vanish with it.
            .ToLookup(d => d.ParentId is { } parent && shown.Contains(parent) ? d.ParentId : null);
        var tree = new List<DepartmentView>(departments.Count);
        Append(null, 0);
        return tree;

        void Append(Guid? parent, int depth)
        {
            foreach (var d in below[parent])
            {
                tree.Add(new DepartmentView(d.Id, d.Version, d.Code, d.Name, d.ParentId, depth, d.ClosedOn, people.GetValueOrDefault(d.Id), [.. heads[d.Id]]));
                Append(d.Id, depth + 1);
            }
        }
    }
}
