using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Risks;

namespace Isms.Modules.Treatment;

/// <summary>Who sees what: what the offices reach, what one is responsible for, and the treatment of risks one owns.</summary>
internal static class TreatmentReach
{
    public static IQueryable<TreatmentItem> VisibleTo(this IQueryable<TreatmentItem> items, Actor actor, IsmsDbContext db)
    {
        var reach = actor.ReachOf(TreatmentPermissions.Read);
        if (reach.All)
            return items;
        var (me, departments) = (actor.PersonId, reach.Departments.ToList());
        var owned = RiskViews.Risks(db).Where(r => r.OwnerId == me).Select(r => r.Id);
        return items.Where(i => departments.Contains(i.DepartmentId) || i.ResponsibleId == me || owned.Contains(i.RiskId));
    }

    /// <summary>Those of the items whose page opens to this person: its asset is not kept from the person, who carries it out, or who owns the risk. Lists show the others without names.</summary>
    public static IQueryable<TreatmentItem> OpenTo(this IQueryable<TreatmentItem> items, Actor actor, IsmsDbContext db)
    {
        var me = actor.PersonId;
        var open = RiskViews.Risks(db, actor).Where(r => r.AssetKnown || r.OwnerId == me).Select(r => r.Id);
        return items.VisibleTo(actor, db).Where(i => i.ResponsibleId == me || open.Any(id => id == i.RiskId));
    }

    /// <summary>Whoever reads items anywhere sees every plan; others those with an item they see.</summary>
    public static IQueryable<TreatmentPlan> VisibleTo(this IQueryable<TreatmentPlan> plans, Actor actor, IsmsDbContext db)
    {
        if (!actor.ReachOf(TreatmentPermissions.Read).IsNone)
            return plans;
        var items = db.Set<TreatmentItem>().VisibleTo(actor, db);
        return plans.Where(p => items.Any(i => i.PlanId == p.Id));
    }

    /// <summary>Residual risks of departments within reach, and those one owns.</summary>
    public static IQueryable<ResidualRisk> VisibleTo(this IQueryable<ResidualRisk> residuals, Actor actor, IsmsDbContext db)
    {
        var reach = actor.ReachOf(TreatmentPermissions.Read);
        if (reach.All)
            return residuals;
        var (me, departments) = (actor.PersonId, reach.Departments.ToList());
        var risks = RiskViews.Risks(db).Where(r => departments.Contains(r.DepartmentId) || r.OwnerId == me).Select(r => r.Id);
        return residuals.Where(r => risks.Contains(r.RiskId));
    }

    /// <summary>Whoever reads residual risks anywhere sees every report; others those with a risk they see.</summary>
    public static IQueryable<ResidualReport> VisibleTo(this IQueryable<ResidualReport> reports, Actor actor, IsmsDbContext db)
    {
        if (!actor.ReachOf(TreatmentPermissions.Read).IsNone)
            return reports;
        var residuals = db.Set<ResidualRisk>().VisibleTo(actor, db);
        return reports.Where(r => residuals.Any(x => x.ReportId == r.Id));
    }
}
