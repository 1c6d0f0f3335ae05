using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>A thing that can be submitted now, with the way it will take.</summary>
internal sealed record Submission(IApprovalSubject Subject, ApprovalContent Content, IReadOnlyList<IReadOnlyList<PlannedStep>> Groups, int Round);

/// <summary>
/// Everything that must be so before something is submitted. The form is only shown when it is, and submitting checks again.
/// </summary>
internal sealed class SubmissionCheck(IsmsDbContext db, ApprovalSubjects subjects, ApprovalRoutes routes, OfficeHolders holders, PlaceholderCheck placeholders, OfficeAbove above)
{
    public static readonly Refusal AlreadyRunning = new("signing.already-running");
    public static readonly Refusal Placeholders = new("signing.placeholders");
    public static readonly Refusal Vacant = new("signing.office-vacant");
    public static readonly Refusal NobodyElse = new("signing.nobody-else");

    public async Task<Outcome<Submission>> CheckAsync(Actor actor, string kind, Guid subjectId, CancellationToken ct)
    {
        if (subjects.Find(kind) is not { } subject)
            return Refusal.NotFound;
        if (await subject.MaySubmitAsync(actor, subjectId, ct) is { } no)
            return no;
        if (await subject.LoadAsync(subjectId, ct) is not { } content)
            return Refusal.NotFound;
        var last = await db.Set<Approval>().Where(a => a.Kind == kind && a.SubjectId == subjectId)
            .OrderByDescending(a => a.Round).Select(a => new { a.Id, a.Round, a.State }).FirstOrDefaultAsync(ct);
        if (last?.State == ApprovalState.Running)
            return AlreadyRunning with { Obstacles = [new Obstacle(content.Title, ApprovalPages.Of(last.Id))] };
        if (await placeholders.OfAsync(kind, subjectId, content, ct) is { Count: > 0 } found)
            return Placeholders.With(found.Count) with { Obstacles = [.. found.Select(p => new Obstacle(Phrase.Of("signing.placeholder-at", p.Place, p.Found, p.Around), content.Link))] };

        var steps = await PlanAsync(subject, content, subjectId, ct);
        if (steps.Where(s => s.Candidates.Count == 0).ToList() is { Count: > 0 } vacant)
        {
            var names = vacant.Select(s => NameOf(s.Step)).Distinct(StringComparer.Ordinal).ToList();
            return Vacant.With(string.Join("、", names)) with { Obstacles = [.. names.Select(n => new Obstacle(n, "/appointments"))] };
        }
        steps = await above.InsteadAsync(steps, actor.PersonId, subjectId, ct);
        var groups = RoutePlan.Arrange(steps, actor.PersonId);
        if (RoutePlan.Unsignable(groups.SelectMany(g => g), actor.PersonId) is { } stuck)
        {
            return NobodyElse.With(Phrase.Of("signing.meaning." + stuck.Step.Meaning), NameOf(stuck.Step),
                string.Join("、", stuck.Candidates.Select(c => c.Name)));
        }
        return new Submission(subject, content, groups, (last?.Round ?? 0) + 1);
    }

    private async Task<List<PlannedStep>> PlanAsync(IApprovalSubject subject, ApprovalContent content, Guid subjectId, CancellationToken ct)
    {
        var planned = new List<PlannedStep>();
        foreach (var step in await subject.RouteOfAsync(subjectId, ct) ?? (await routes.OfAsync(subject, ct)).Steps)
            planned.Add(new PlannedStep(step, false, await CandidatesAsync(step.PersonId, step.Office, step.DepartmentId ?? content.DepartmentId, ct)));
        foreach (var step in await subject.ExtraStepsAsync(subjectId, ct))
            planned.Add(new PlannedStep(step, true, await CandidatesAsync(step.PersonId, step.Office, step.DepartmentId ?? content.DepartmentId, ct)));
        return planned;
    }

    /// <summary>Who could sign a step of this kind today.</summary>
    public async Task<IReadOnlyList<Holder>> CandidatesAsync(Guid? personId, Access.Office? office, Guid? departmentId, CancellationToken ct)
    {
        if (personId is { } id)
            return await holders.PersonAsync(id, ct) is { } person ? [person] : [];
        return office is { } asked ? await holders.OfAsync(asked, departmentId, ct) : [];
    }

    private static string NameOf(RouteStep step) => step.Office is { } office ? Phrase.Of("kernel.office." + office) : Phrase.Of("signing.named-person");
}
