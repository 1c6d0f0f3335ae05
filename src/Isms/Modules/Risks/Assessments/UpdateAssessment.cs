using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>Changes what an assessment says of itself.</summary>
/// <param name="Version">The version it is based on.</param>
public sealed record UpdateAssessmentRequest(
    Guid Id, int Version, [Required, StringLength(Assessment.TitleLength)] string Title, [Required, StringLength(Assessment.TextLength)] string Scope,
    DateOnly PeriodStart, DateOnly PeriodEnd, [StringLength(Assessment.TextLength)] string? TeamText = null, [MaxLength(100)] IReadOnlyList<Guid>? MemberIds = null);

/// <summary>Changes title, scope, team and period of an assessment that is not put up for signature.</summary>
internal sealed class UpdateAssessment(IsmsDbContext db)
{
    /// <summary>4.2.1.3: what is signed, or being signed, is frozen.</summary>
    public static readonly Refusal Frozen = new("risks.assessment-frozen");

    public async Task<Outcome<AssessmentCreated>> RunAsync(Actor actor, UpdateAssessmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (await AssessmentFacts.CheckAsync(db, request.PeriodStart, request.PeriodEnd, request.MemberIds ?? [], ct) is { } wrong)
            return wrong;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Assessment>().FindAsync([request.Id], ct) is not { } assessment)
            return Refusal.NotFound;
        if (assessment.State is AssessmentState.InApproval or AssessmentState.Completed)
            return Frozen;
        if (assessment.Version != request.Version)
            return Refusal.Stale(Differences(assessment, request));

        (assessment.Title, assessment.Scope, assessment.TeamText) = (request.Title.Trim(), request.Scope.Trim(), request.TeamText?.Trim() ?? "");
        (assessment.PeriodStart, assessment.PeriodEnd) = (request.PeriodStart, request.PeriodEnd);
        await SetMembersAsync(assessment.Id, [.. (request.MemberIds ?? []).Distinct()], ct);
        // Counted even when only the team changed: it is part of what the version says.
        db.Entry(assessment).State = EntityState.Modified;
        await db.SaveAsync(actor, "risks.update-assessment", ct);
        await writing.CommitAsync(ct);
        return new AssessmentCreated(assessment.Id, assessment.Number, assessment.Version);
    }

    private async Task SetMembersAsync(Guid assessmentId, HashSet<Guid> wanted, CancellationToken ct)
    {
        var present = await db.Set<AssessmentMember>().Where(m => m.AssessmentId == assessmentId).ToListAsync(ct);
        db.RemoveRange(present.Where(m => !wanted.Contains(m.PersonId)));
        db.AddRange(wanted.Except(present.Select(m => m.PersonId)).Select(id => new AssessmentMember { AssessmentId = assessmentId, PersonId = id }));
    }

    private static List<FieldDifference> Differences(Assessment now, UpdateAssessmentRequest sent)
    {
        var list = new List<FieldDifference>();
        Compare("title", sent.Title.Trim(), now.Title);
        Compare("scope", sent.Scope.Trim(), now.Scope);
        Compare("teamText", sent.TeamText?.Trim() ?? "", now.TeamText);
        Compare("periodStart", Day(sent.PeriodStart), Day(now.PeriodStart));
        Compare("periodEnd", Day(sent.PeriodEnd), Day(now.PeriodEnd));
        return list;

        void Compare(string field, string yours, string current)
        {
            if (yours != current)
                list.Add(new FieldDifference(field, yours, current));
        }

        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
