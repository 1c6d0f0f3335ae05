using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>What an assessment still lacks before it can be put up for signature (4.2.1.4, 4.2.1.5).</summary>
internal sealed class Completeness(IsmsDbContext db, AssetFacts facts)
{
    /// <summary>Assets are named one by one up to here; more are counted.</summary>
    private const int MostAssets = 20;

    /// <summary>Risks are named one by one up to here, for each thing they lack; the register has them all.</summary>
    private const int MostRisks = 6;

    public static readonly Refusal NotComplete = new("risks.not-complete");

    /// <summary>Important assets in use without a risk in this assessment.</summary>
    public IQueryable<AssetSummary> Uncovered(Guid assessmentId, Actor reader) => AssetViews.Summaries(db, reader)
        .Where(a => a.IsImportant && !a.Retired && !db.Set<Risk>().Any(r => r.AssessmentId == assessmentId && r.AssetId == a.Id));

    /// <summary>Why it cannot be completed, everything with the page where it can be dealt with; null when nothing is missing.</summary>
    public async Task<Refusal?> ObstacleAsync(Guid assessmentId, Actor reader, CancellationToken ct)
    {
        var register = $"/risks/assessments/{assessmentId}/risks";
        var obstacles = new List<Obstacle>();
        await UncoveredAsync(obstacles, assessmentId, reader, ct);

        var risks = db.Set<Risk>().Where(r => r.AssessmentId == assessmentId);
        if (obstacles.Count == 0 && !await risks.AnyAsync(ct))
            obstacles.Add(new Obstacle(Phrase.Of("risks.lacks-risks"), $"/risks/assessments/{assessmentId}"));
        await NamedAsync(obstacles, risks.Where(r => r.OwnerId == null), "risks.lacks-owner", register + "?filter.complete=False", ct);
        await NamedAsync(obstacles, risks.Where(r => !r.Complete && r.OwnerId != null), "risks.lacks-facts", register + "?filter.complete=False", ct);
        await NamedAsync(obstacles, facts.Outdated(assessmentId), "risks.lacks-refresh", $"/risks/assessments/{assessmentId}", ct);
        await NamedAsync(obstacles, risks.Where(r => db.Set<RiskAcceptance>().Any(a => a.RiskId == r.Id && (a.State == AcceptanceState.Draft || a.State == AcceptanceState.InApproval))),
            "risks.lacks-signature", null, ct);
        return obstacles.Count == 0 ? null : NotComplete.With(obstacles.Count) with { Obstacles = obstacles };
    }

    private async Task UncoveredAsync(List<Obstacle> obstacles, Guid assessmentId, Actor reader, CancellationToken ct)
    {
        var assets = await Uncovered(assessmentId, reader).OrderBy(a => a.Number).Take(MostAssets + 1).ToListAsync(ct);
        obstacles.AddRange(assets.Take(MostAssets).Select(a =>
            new Obstacle(Phrase.Of("risks.lacks-threat", a.Number, a.Name), $"/risks/assessments/{assessmentId}/risks/new?asset={a.Id}")));
        if (assets.Count > MostAssets)
            obstacles.Add(new Obstacle(Phrase.Of("risks.lacks-more", await Uncovered(assessmentId, reader).CountAsync(ct) - MostAssets), $"/risks/assessments/{assessmentId}#coverage"));
    }

    private static async Task NamedAsync(List<Obstacle> obstacles, IQueryable<Risk> risks, string key, string? more, CancellationToken ct)
    {
        var found = await risks.OrderBy(r => r.Serial).Select(r => new { r.Id, r.Number }).Take(MostRisks + 1).ToListAsync(ct);
        obstacles.AddRange(found.Take(MostRisks).Select(r => new Obstacle(Phrase.Of(key, r.Number), $"/risks/{r.Id}")));
        if (found.Count > MostRisks)
            obstacles.Add(new Obstacle(Phrase.Of("risks.lacks-more", await risks.CountAsync(ct) - MostRisks), more));
    }
}
