using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>Asks whether the stored scores can be repeated.</summary>
public sealed record RecalculateRequest(Guid AssessmentId);

/// <summary>What calculating everything once more gave (4.2.1.3: results are repeatable).</summary>
/// <param name="Checked">Risks calculated.</param>
/// <param name="Differences">Risks that came out otherwise than stored, at most 100; none when all is well.</param>
/// <param name="OutdatedAssets">Risks of an open assessment whose asset was valued anew since.</param>
/// <param name="Criteria">Name and version of the criteria.</param>
public sealed record Recalculation(int Checked, int Different, IReadOnlyList<ScoreDifference> Differences, int OutdatedAssets, string Criteria);

/// <summary>A stored score that the criteria do not give.</summary>
public sealed record ScoreDifference(Guid RiskId, string Number, double StoredRisk, int StoredLevel, double Risk, int Level);

/// <summary>Calculates every risk once more from its stored ratings and the assessment's criteria, and compares; changes nothing.</summary>
internal sealed class RecalculateAssessment(IsmsDbContext db, AssessmentDesk desk, AssetFacts assets)
{
    private const int MostShown = 100;

    public async Task<Outcome<Recalculation>> RunAsync(Actor actor, RecalculateRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Read, request) is { } no)
            return no;
        if (await desk.FindAsync(actor, request.AssessmentId, ct) is not { } assessment)
            return Refusal.NotFound;
        var snapshot = await desk.CriteriaAsync(assessment, ct);
        var (count, different, shown) = (0, 0, new List<ScoreDifference>());
        await foreach (var risk in db.Set<Risk>().AsNoTracking().Where(r => r.AssessmentId == assessment.Id).VisibleTo(actor).OrderBy(r => r.Serial).AsAsyncEnumerable().WithCancellation(ct))
        {
            count++;
            if (Difference(risk, snapshot.Criteria) is not { } difference)
                continue;
            different++;
            if (shown.Count < MostShown)
                shown.Add(difference);
        }
        var outdated = assessment.IsOpen ? await assets.Outdated(assessment.Id).VisibleTo(actor).CountAsync(ct) : 0;
        return new Recalculation(count, different, shown, outdated, $"{snapshot.Criteria.Definition.Name.In(actor.Culture)} {snapshot.VersionLabel}");
    }

    private static ScoreDifference? Difference(Risk risk, CompiledCriteria criteria)
    {
        var stored = (risk.Likelihood, risk.LikelihoodLevel, risk.Impact, risk.ImpactLevel, risk.RiskValue, risk.Level, risk.Acceptable);
        risk.Score(criteria);
        return stored == (risk.Likelihood, risk.LikelihoodLevel, risk.Impact, risk.ImpactLevel, risk.RiskValue, risk.Level, risk.Acceptable)
            ? null
            : new ScoreDifference(risk.Id, risk.Number, stored.RiskValue, stored.Level, risk.RiskValue, risk.Level);
    }
}
