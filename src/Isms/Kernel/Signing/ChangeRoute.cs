using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>Sets the organization's own route for a kind; approvals under way keep theirs.</summary>
/// <param name="Version">The version changed; 0 while the default is in force.</param>
/// <param name="Steps">In any order; the last group must approve. Empty returns to the default.</param>
public sealed record ChangeRouteRequest([Required, StringLength(60)] string Kind, int Version, [Required, MaxLength(20)] IReadOnlyList<RouteStep> Steps);

/// <inheritdoc cref="ChangeRouteRequest"/>
internal sealed class ChangeRoute(IsmsDbContext db, ApprovalSubjects subjects)
{
    public static readonly Refusal LastMustApprove = Refusal.Invalid("steps", "signing.last-must-approve");

    public async Task<Outcome<RouteView>> RunAsync(Actor actor, ChangeRouteRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Routes, request) is { } no)
            return no;
        if (subjects.Find(request.Kind) is not { HasOwnRoutes: false } subject)
            return Refusal.NotFound;
        var steps = request.Steps.Count == 0 ? subject.DefaultRoute : [.. request.Steps.OrderBy(s => s.Order)];
        if (await WrongAsync(subject, steps, ct) is { } wrong)
            return wrong;

        var own = await db.Set<ApprovalRoute>().FirstOrDefaultAsync(r => r.Kind == request.Kind, ct);
        if ((own?.Version ?? 0) != request.Version)
            return Refusal.Stale([new FieldDifference("steps", ApprovalRoutes.Write(steps), own is null ? null : own.Steps)]);
        if (request.Steps.Count == 0)
        {
            if (own is not null)
                db.Remove(own);
            await db.SaveAsync(actor, "signing.change-route", ct);
            return new RouteView(request.Kind, Phrase.Kin("approval", request.Kind), 0, true, subject.FinalApprover, steps);
        }
        if (own is null)
            db.Add(own = new ApprovalRoute { Kind = request.Kind, Steps = "" });
        own.Steps = ApprovalRoutes.Write(steps);
        await db.SaveAsync(actor, "signing.change-route", ct);
        return new RouteView(request.Kind, Phrase.Kin("approval", request.Kind), own.Version, false, subject.FinalApprover, steps);
    }

    private async Task<Refusal?> WrongAsync(IApprovalSubject subject, IReadOnlyList<RouteStep> steps, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var field = FormattableString.Invariant($"steps[{i}]");
            if (!Enum.IsDefined(step.Meaning) || step.Meaning == SignatureMeaning.Prepare)
                problems.Add(new FieldProblem(field + ".meaning", "signing.step-meaning"));
            if (step.Office is null == step.PersonId is null || step.Office is Office.Employee or Office.ExternalAuditor)
                problems.Add(new FieldProblem(field + ".office", "signing.step-who"));
            if (step.PersonId is { } person && !await db.People.AnyAsync(p => p.Id == person && p.LeftOn == null, ct))
                problems.Add(new FieldProblem(field + ".personId", "signing.signer-unknown"));
            if (step.DepartmentId is { } department && (step.Office != Office.DepartmentHead || !await db.Departments.AnyAsync(d => d.Id == department, ct)))
                problems.Add(new FieldProblem(field + ".departmentId", "signing.step-department"));
        }
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        var last = steps.Max(s => s.Order);
        if (steps.Any(s => s.Order == last && s.Meaning != SignatureMeaning.Approve))
            return LastMustApprove;
        return subject.FinalApprover is { } office && !steps.Any(s => s.Meaning == SignatureMeaning.Approve && s.Office == office)
            ? Refusal.Invalid("steps", "signing.approver-fixed", Phrase.Of("kernel.office." + office)) : null;
    }
}
