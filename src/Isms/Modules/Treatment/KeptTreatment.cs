using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Risks;

namespace Isms.Modules.Treatment;

/// <summary>What is done about risks that are kept from a person; plans and reports hold it whole. Who carries an item out knows of it.</summary>
internal sealed class KeptTreatment(IsmsDbContext db) : IConceals
{
    public IEnumerable<IQueryable<Guid>> From(Actor actor)
    {
        var (me, risks) = (actor.PersonId, RiskViews.KeptFrom(db, actor));
        return
        [
            db.Set<TreatmentItem>().Where(i => i.ResponsibleId != me && risks.Any(id => id == i.RiskId)).Select(i => i.Id),
            db.Set<ResidualRisk>().Where(r => risks.Any(id => id == r.RiskId)).Select(r => r.Id),
        ];
    }

    public IEnumerable<IQueryable<Guid>> WholeFrom(Actor actor)
    {
        var risks = RiskViews.KeptFrom(db, actor);
        return
        [
            db.Set<TreatmentItem>().Where(i => risks.Any(id => id == i.RiskId)).Select(i => i.PlanId),
            db.Set<ResidualRisk>().Where(r => risks.Any(id => id == r.RiskId)).Select(r => r.ReportId),
        ];
    }
}
