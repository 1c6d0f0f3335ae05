using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Assets;

namespace Isms.Modules.Risks;

/// <summary>Risks to assets that are kept from a person, with what is asked and prompted about them. Who owns a risk knows of it.</summary>
internal sealed class KeptRisks(IsmsDbContext db) : IConceals
{
    public IEnumerable<IQueryable<Guid>> From(Actor actor)
    {
        var assets = AssetViews.KeptFrom(db, actor);
        var risks = RiskViews.KeptFrom(db, actor);
        return
        [
            risks,
            db.Set<RiskAcceptance>().Where(a => risks.Any(id => id == a.RiskId)).Select(a => a.Id),
            db.Set<ReassessmentPrompt>().Where(p => p.SubjectId != null && assets.Any(id => id == p.SubjectId)).Select(p => p.Id),
        ];
    }
}
