using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Risks.Assessments;

/// <summary>Who sees and rates which risks: those within the offices' reach, and of a risk its owner.</summary>
internal static class RiskReach
{
    public static IQueryable<Risk> VisibleTo(this IQueryable<Risk> risks, Actor actor)
    {
        var reach = actor.ReachOf(RiskPermissions.Read);
        if (reach.All)
            return risks;
        var (me, departments) = (actor.PersonId, reach.Departments.ToList());
        return risks.Where(r => departments.Contains(r.DepartmentId) || r.OwnerId == me);
    }

    /// <summary>Whoever reads risks anywhere sees every assessment; a risk owner those with a risk of one's own.</summary>
    public static IQueryable<Assessment> VisibleTo(this IQueryable<Assessment> assessments, Actor actor, IsmsDbContext db)
    {
        if (!actor.ReachOf(RiskPermissions.Read).IsNone)
            return assessments;
        var me = actor.PersonId;
        return assessments.Where(a => db.Set<Risk>().Any(r => r.AssessmentId == a.Id && r.OwnerId == me));
    }

    public static bool Sees(this Actor actor, Risk risk) =>
        actor.May(RiskPermissions.Read, risk.DepartmentId) || (risk.OwnerId is { } owner && owner == actor.PersonId);

    public static bool MayRate(this Actor actor, Risk risk) => actor.May(RiskPermissions.Edit, risk.DepartmentId);
}
