using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Plans;

/// <summary>A signed assessment with risks to treat and no plan yet.</summary>
/// <param name="ToTreat">How many risks are to be treated.</param>
public sealed record UnplannedAssessment(Guid Id, string Number, string Title, int ToTreat);

/// <summary>Assessments that wait for a plan, the latest first.</summary>
internal sealed class ListUnplannedAssessments(IsmsDbContext db)
{
    private const int Most = 50;

    public async Task<Outcome<IReadOnlyList<UnplannedAssessment>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Draw) is { } no)
            return no;
        var risks = RiskViews.Risks(db).Where(r => r.Decision == RiskDecision.Treat);
        return await RiskViews.Assessments(db)
            .Where(a => a.State == AssessmentState.Completed && !db.Set<TreatmentPlan>().Any(p => p.AssessmentId == a.Id) && risks.Any(r => r.AssessmentId == a.Id))
            .OrderByDescending(a => a.CompletedAt).Take(Most)
            .Select(a => new UnplannedAssessment(a.Id, a.Number, a.Title, risks.Count(r => r.AssessmentId == a.Id))).ToListAsync(ct);
    }
}
