using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Assets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Libraries;

/// <summary>An asset that a threat could harm.</summary>
/// <param name="Risks">Risks by this threat that the open assessment has on it already.</param>
public sealed record CandidateAsset(Guid Id, string Number, string Name, string CategoryCode, Guid DepartmentId, int Value, bool IsImportant, int Risks);

/// <summary>The assets that a threat could harm.</summary>
/// <param name="AssessmentId">The assessment in which risks are looked for: the one in progress, else the latest begun; null when there is none.</param>
/// <param name="Assets">Important ones first, at most 500.</param>
public sealed record ThreatCandidates(ThreatView Threat, Guid? AssessmentId, bool AssessmentIsOpen, int Total, IReadOnlyList<CandidateAsset> Assets);

/// <summary>Which assets could be exposed to a threat (4.2.3.4 d).</summary>
internal sealed class ReadCandidates(IsmsDbContext db, RiskLibrary library)
{
    private const int MostShown = 500;

    public async Task<Outcome<ThreatCandidates>> RunAsync(Actor actor, string code, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Read) is { } no)
            return no;
        if (await library.ThreatAsync(code, ct) is not { } threat)
            return Refusal.NotFound;
        var assessment = await db.Set<Assessment>().Where(a => a.StartedAt != null).OrderByDescending(a => a.State == AssessmentState.InProgress).ThenByDescending(a => a.StartedAt).Select(a => new { a.Id, a.State }).FirstOrDefaultAsync(ct);
        var inside = assessment?.Id ?? Guid.Empty;
        var assets = Of(db, threat, actor);
        var shown = await assets.OrderByDescending(a => a.IsImportant).ThenByDescending(a => a.Value).ThenBy(a => a.Number).Take(MostShown)
            .Select(a => new CandidateAsset(a.Id, a.Number, a.Name, a.CategoryCode, a.DepartmentId, a.Value, a.IsImportant,
                db.Set<Risk>().Count(r => r.AssessmentId == inside && r.AssetId == a.Id && r.ThreatCode == code))).ToListAsync(ct);
        return new ThreatCandidates(threat, assessment?.Id, assessment?.State == AssessmentState.InProgress, await assets.CountAsync(ct), shown);
    }

    /// <summary>Assets in use, of the threat's categories, within the actor's reach.</summary>
    public static IQueryable<AssetSummary> Of(IsmsDbContext db, ThreatView threat, Actor actor)
    {
        var categories = RiskLibrary.Widened(threat.Categories).ToList();
        var reach = actor.ReachOf(RiskPermissions.Read);
        var (all, departments) = (reach.All, reach.Departments.ToList());
        return AssetViews.Summaries(db, actor).Where(a => a.Known && !a.Retired && categories.Contains(a.CategoryCode) && (all || departments.Contains(a.DepartmentId)));
    }
}
