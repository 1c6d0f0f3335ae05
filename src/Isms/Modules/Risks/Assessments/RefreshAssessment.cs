using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>Takes over what changed on the assets.</summary>
/// <param name="AssessmentId">Of this assessment.</param>
public sealed record RefreshAssessmentRequest(Guid AssessmentId);

/// <summary>What was taken over.</summary>
/// <param name="Changed">Risks whose asset had another value or department.</param>
public sealed record AssessmentRefreshed(int Changed);

/// <summary>Scores the risks of an open assessment with the present values of their assets.</summary>
internal sealed class RefreshAssessment(IsmsDbContext db, AssessmentDesk desk, AssetFacts assets)
{
    public async Task<Outcome<AssessmentRefreshed>> RunAsync(Actor actor, RefreshAssessmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.FindAsync(actor, request.AssessmentId, ct) is not { } assessment)
            return Refusal.NotFound;
        if (!assessment.IsOpen)
            return AssessmentDesk.NotOpen;
        var criteria = (await desk.CriteriaAsync(assessment, ct)).Criteria;
        var risks = await assets.Outdated(assessment.Id).ToListAsync(ct);
        var changed = await assets.TakeOverAsync(assessment.Id, risks, ct);
        foreach (var risk in risks)
            risk.Score(criteria);
        await db.SaveAsync(actor, "risks.refresh-assessment", ct);
        await writing.CommitAsync(ct);
        return new AssessmentRefreshed(changed);
    }
}
