using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>Departments that the actor may plan items for.</summary>
internal static class ReachableDepartments
{
    public static async Task<IReadOnlyList<FieldOption>> OfAsync(IsmsDbContext db, Actor actor, CancellationToken ct)
    {
        var reach = actor.ReachOf(TreatmentPermissions.Edit);
        var reached = reach.Departments.ToList();
        var departments = await db.Departments.AsNoTracking().Where(d => d.ClosedOn == null && (reach.All || reached.Contains(d.Id)))
            .OrderBy(d => d.NameSort).ThenBy(d => d.Id).Select(d => new { d.Id, d.Name }).ToListAsync(ct);
        return departments.ConvertAll(d => new FieldOption(d.Id.ToString(), d.Name));
    }
}
