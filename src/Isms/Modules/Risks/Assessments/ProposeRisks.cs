using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Assets;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks.Rating;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>Asks for proposals from the starter library.</summary>
/// <param name="AssetIds">These assets; null for every important asset that has no risk in the assessment yet.</param>
public sealed record ProposeRisksRequest(Guid AssessmentId, [MaxLength(200)] IReadOnlyList<Guid>? AssetIds = null);

/// <summary>What was proposed.</summary>
/// <param name="Assets">Assets that got risks.</param>
/// <param name="Risks">New risks, each still to be confirmed.</param>
public sealed record RisksProposed(int Assets, int Risks);

/// <summary>
/// Proposes threats and vulnerabilities by asset category (4.2.1.4), scored with the library's levels and marked as to be confirmed.
/// A triple that the assessment has already is never proposed again.
/// </summary>
internal sealed class ProposeRisks(IsmsDbContext db, AssessmentDesk desk)
{
    private const string UseCase = "risks.propose";

    public async Task<Outcome<RisksProposed>> RunAsync(Actor actor, ProposeRisksRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.FindAsync(actor, request.AssessmentId, ct) is not { } assessment)
            return Refusal.NotFound;
        if (!assessment.IsOpen)
            return AssessmentDesk.NotOpen;
        var assets = await AssetsAsync(request, ct);
        var present = await TriplesAsync(request, ct);
        var criteria = (await desk.CriteriaAsync(assessment, ct)).Criteria;
        var proposer = new Proposer(assessment, criteria, await desk.HeadsAsync(actor, ct), actor.Culture.TwoLetterISOLanguageName == "en");

        var risks = assets.SelectMany(asset => proposer.For(asset, present)).ToList();
        if (risks.Count == 0)
            return new RisksProposed(0, 0);
        await db.SaveNewAsync(actor, UseCase, risks, ct);
        await db.SaveAsync(actor, UseCase, ct);
        await writing.CommitAsync(ct);
        return new RisksProposed(risks.Select(r => r.AssetId).Distinct().Count(), risks.Count);
    }

    private Task<List<AssetSummary>> AssetsAsync(ProposeRisksRequest request, CancellationToken ct)
    {
        var assets = AssetViews.Summaries(db).AsNoTracking().Where(a => !a.Retired);
        assets = request.AssetIds is { } chosen
            ? assets.Where(a => chosen.Contains(a.Id))
            : assets.Where(a => a.IsImportant && !db.Set<Risk>().Any(r => r.AssessmentId == request.AssessmentId && r.AssetId == a.Id));
        return assets.OrderBy(a => a.Number).ToListAsync(ct);
    }

    private async Task<HashSet<(Guid, string, string)>> TriplesAsync(ProposeRisksRequest request, CancellationToken ct)
    {
        if (request.AssetIds is not { } chosen)
            return [];
        var present = await db.Set<Risk>().Where(r => r.AssessmentId == request.AssessmentId && chosen.Contains(r.AssetId))
            .Select(r => new { r.AssetId, r.ThreatCode, r.VulnerabilityCode }).ToListAsync(ct);
        return [.. present.Select(r => (r.AssetId, r.ThreatCode, r.VulnerabilityCode))];
    }

    private sealed class Proposer(Assessment assessment, CompiledCriteria criteria, IReadOnlyDictionary<Guid, Guid> heads, bool english)
    {
        private readonly CriteriaScales scales = criteria.Definition.Scales;

        public IEnumerable<Risk> For(AssetSummary asset, HashSet<(Guid, string, string)> present)
        {
            if (AssetCategories.Find(asset.CategoryCode) is not { } category)
                yield break;
            foreach (var proposal in StarterLibrary.ProposalsFor(category))
            {
                if (present.Add((asset.Id, proposal.Threat.Code, proposal.Vulnerability.Code)))
                    yield return Of(asset, proposal);
            }
        }

        private Risk Of(AssetSummary asset, RiskProposal proposal)
        {
            var risk = new Risk
            {
                AssessmentId = assessment.Id, Serial = assessment.TakeSerials(1), AssetId = asset.Id, DepartmentId = asset.DepartmentId, AssetValue = asset.Value,
                OwnerId = heads.TryGetValue(asset.DepartmentId, out var head) ? head : null,
                ThreatCode = proposal.Threat.Code, ThreatTitleZh = proposal.Threat.Titles.Zh, ThreatTitleEn = proposal.Threat.Titles.En,
                VulnerabilityCode = proposal.Vulnerability.Code, VulnerabilityTitleZh = proposal.Vulnerability.Titles.Zh, VulnerabilityTitleEn = proposal.Vulnerability.Titles.En,
                Frequency = proposal.Frequency.Onto(scales.ThreatFrequency),
                Severity = scales.Severity is { } severity ? proposal.Severity.Onto(severity) : null,
                Ease = proposal.Ease.Onto(scales.Ease),
                ExistingControls = english ? proposal.ExistingControl.En : proposal.ExistingControl.Zh,
                LosesConfidentiality = proposal.Lost.HasFlag(SecurityLoss.Confidentiality),
                LosesIntegrity = proposal.Lost.HasFlag(SecurityLoss.Integrity),
                LosesAvailability = proposal.Lost.HasFlag(SecurityLoss.Availability),
                ToConfirm = true,
            };
            risk.Score(criteria);
            return risk;
        }
    }
}
