using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>Begins a prepared assessment.</summary>
/// <param name="Version">The version it is based on.</param>
public sealed record StartAssessmentRequest(Guid Id, int Version);

/// <summary>Begins an assessment that was prepared as a draft: with the criteria in force now, which it locks, and the present values of the assets.</summary>
internal sealed class StartAssessment(IsmsDbContext db, CriteriaInForce criteria, AssetFacts assets, TimeProvider time)
{
    public static readonly Refusal AlreadyStarted = new("risks.already-started");

    public async Task<Outcome<AssessmentCreated>> RunAsync(Actor actor, StartAssessmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Assessment>().FindAsync([request.Id], ct) is not { } assessment)
            return Refusal.NotFound;
        if (assessment.State != AssessmentState.Draft)
            return AlreadyStarted;
        if (assessment.Version != request.Version)
            return Refusal.Stale([]);
        if (await criteria.CurrentAsync(ct) is not { } inForce)
            return CreateAssessment.NoCriteria with { Obstacles = [new Obstacle(Phrase.Of("risks.go-criteria"), "/criteria")] };

        var risks = await db.Set<Risk>().Where(r => r.AssessmentId == assessment.Id).ToListAsync(ct);
        await assets.TakeOverAsync(assessment.Id, risks, ct);
        foreach (var risk in risks)
            risk.Score(inForce.Criteria);
        assessment.RateWith(inForce.Id);
        assessment.Start(time.Instant());
        await criteria.MarkUsedAsync(inForce.Id, ct);
        await db.SaveAsync(actor, "risks.start-assessment", ct);
        await writing.CommitAsync(ct);
        return new AssessmentCreated(assessment.Id, assessment.Number, assessment.Version);
    }
}
