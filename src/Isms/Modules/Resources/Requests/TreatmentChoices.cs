using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Treatment;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Requests;

/// <summary>Treatment items that a request can be for: those not carried out yet, of departments the actor asks for.</summary>
internal static class TreatmentChoices
{
    private const int Most = 300;

    public static async Task<IReadOnlyList<FieldOption>> OfAsync(IsmsDbContext db, Actor actor, CancellationToken ct)
    {
        var reach = actor.ReachOf(ResourcePermissions.Edit);
        var departments = reach.Departments.ToList();
        var items = await (
            from i in TreatmentViews.Items(db, actor)
            join p in TreatmentViews.Plans(db) on i.PlanId equals p.Id
            where (i.State == TreatmentState.Planned || i.State == TreatmentState.InProgress) && (reach.All || departments.Contains(i.DepartmentId))
            orderby p.Number descending, i.Number
            select new { i.Id, Plan = p.Number, i.Number, i.Title }).Take(Most).ToListAsync(ct);
        return items.ConvertAll(i => new FieldOption(i.Id.ToString(), $"{i.Number} {i.Title}", i.Plan));
    }
}
