using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Plans;

/// <summary>A department that occurs in a list.</summary>
public sealed record NamedDepartment(Guid Id, string Name);

/// <summary>A plan with how far it is. Figures count what the reader may see.</summary>
/// <param name="SupplementsNumber">Number of the plan it adds to; null for the assessment's own.</param>
/// <param name="Incomplete">Items that lack one of the five facts.</param>
/// <param name="Done">Items carried out or closed.</param>
/// <param name="Departments">Those that occur in the items.</param>
/// <param name="MayDraw">True when the reader draws up plans.</param>
/// <param name="SourceTitle">The decision that asked for it; empty when none did.</param>
public sealed record TreatmentPlanView(
    Guid Id, int Version, string Number, string Title, PlanState State, int Edition, Guid AssessmentId, string AssessmentNumber, string AssessmentTitle, Guid CriteriaId,
    Guid? SupplementsId, string? SupplementsNumber, DateTime CreatedAt, DateTime? ApprovedAt,
    int Items, int Incomplete, int InProgress, int Done, int Overdue, decimal Cost, IReadOnlyList<NamedDepartment> Departments, bool MayDraw, string SourceTitle, string SourceLink) : IVersioned;

/// <inheritdoc cref="TreatmentPlanView"/>
internal sealed class ReadTreatmentPlan(IsmsDbContext db)
{
    public async Task<Outcome<TreatmentPlanView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.See) is { } no)
            return no;
        var today = actor.Today;
        var items = db.Set<TreatmentItem>().VisibleTo(actor, db).Where(i => i.PlanId == id);
        var found = await (
            from p in db.Set<TreatmentPlan>().VisibleTo(actor, db)
            join a in RiskViews.Assessments(db) on p.AssessmentId equals a.Id
            where p.Id == id
            select new
            {
                Plan = p, AssessmentNumber = a.Number, AssessmentTitle = a.Title, a.CriteriaId,
                Supplements = db.Set<TreatmentPlan>().Where(x => x.Id == p.SupplementsId).Select(x => x.Number).FirstOrDefault(),
            }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        // One statement for all the figures: one line for each department and state.
        var figures = await (
            from i in items
            join d in db.Departments on i.DepartmentId equals d.Id
            group i by new { i.DepartmentId, d.Name, d.NameSort, i.State } into g
            select new
            {
                g.Key, Count = g.Count(),
                Overdue = g.Count(i => i.EndsOn < today && (i.State == TreatmentState.Planned || i.State == TreatmentState.InProgress)),
                Incomplete = g.Count(i => i.ResponsibleId == null || i.Method == "" || i.StartsOn == null || i.EndsOn == null),
            }).ToListAsync(ct);
        var cost = (await items.Where(i => i.Cost != null).Select(i => i.Cost!.Value).ToListAsync(ct)).Sum();
        var plan = found.Plan;
        return new TreatmentPlanView(
            plan.Id, plan.Version, plan.Number, plan.Title, plan.State, (int)plan.Edition, plan.AssessmentId, found.AssessmentNumber, found.AssessmentTitle, found.CriteriaId,
            plan.SupplementsId, found.Supplements, plan.CreatedAt, plan.ApprovedAt,
            figures.Sum(f => f.Count), figures.Sum(f => f.Incomplete), figures.Where(f => f.Key.State == TreatmentState.InProgress).Sum(f => f.Count),
            figures.Where(f => f.Key.State is TreatmentState.Implemented or TreatmentState.Closed).Sum(f => f.Count),
            plan.State == PlanState.Approved ? figures.Sum(f => f.Overdue) : 0, cost,
            [.. figures.DistinctBy(f => f.Key.DepartmentId).OrderBy(f => f.Key.NameSort, StringComparer.Ordinal).Select(f => new NamedDepartment(f.Key.DepartmentId, f.Key.Name))],
            actor.May(TreatmentPermissions.Draw), plan.SourceTitle, plan.SourceLink);
    }
}
