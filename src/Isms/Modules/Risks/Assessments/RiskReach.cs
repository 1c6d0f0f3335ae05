using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Assets;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>
    /// True when the person may open the risk: within reach, and not kept away by the class of the asset. Its owner may anyway; lists show it to the others without
    /// its asset's name (docs/decisions/0010).
    /// </summary>
    public static async Task<bool> SeesAsync(this IsmsDbContext db, Actor actor, Risk risk, CancellationToken ct) =>
        actor.Sees(risk) && ((risk.OwnerId is { } owner && owner == actor.PersonId) || !await AssetViews.KeptFrom(db, actor).AnyAsync(id => id == risk.AssetId, ct));

    /// <summary>Those of the risks whose asset is not kept from this person, and those one owns: what can be rated.</summary>
    public static IQueryable<Risk> OpenTo(this IQueryable<Risk> risks, IsmsDbContext db, Actor actor)
    {
        var (me, kept) = (actor.PersonId, AssetViews.KeptFrom(db, actor));
        return risks.Where(r => r.OwnerId == me || !kept.Any(id => id == r.AssetId));
    }

    public static bool MayRate(this Actor actor, Risk risk) => actor.May(RiskPermissions.Edit, risk.DepartmentId);
}
