using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.Signing;

/// <summary>A thing goes on its route, with the submitter's signature as who prepared it.</summary>
internal sealed class SubmitForApproval(IsmsDbContext db, IReauthentication reauthentication, SubmissionCheck check, ApprovalDesk desk, TimeProvider time)
{
    private const int LongestTitle = 200;

    public async Task<Outcome<ApprovalStarted>> RunAsync(Actor actor, SubmitForApprovalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Sign, request) is { } no)
            return no;
        if (await reauthentication.CheckAsync(actor, request.Secret, ct) is { } notTheOne)
            return notTheOne;
        await using var writing = await db.BeginAsync(ct);
        var checkedNow = await check.CheckAsync(actor, request.Kind, request.SubjectId, ct);
        if (checkedNow.Refusal is { } obstacle)
            return obstacle;

        var (subject, _, _, _) = checkedNow.Value!;
        var at = time.Instant();
        var approval = Start(checkedNow.Value!, actor, request, at);
        db.Add(approval);
        await desk.OpenNextAsync(approval, ct);
        await desk.RevisedAsync(actor, approval, ct);
        await subject.OnSubmittedAsync(request.SubjectId, ApprovalDesk.Summary(approval, actor, at), ct);
        if (approval.State == ApprovalState.Approved)
            await subject.OnApprovedAsync(request.SubjectId, ApprovalDesk.Summary(approval, actor, at), ct);
        await db.SaveAsync(actor, "signing.submit", ct);
        await writing.CommitAsync(ct);
        return new ApprovalStarted(approval.Id, approval.Round, approval.ContentHash);
    }

    private static Approval Start(Submission submission, Actor actor, SubmitForApprovalRequest request, DateTime at)
    {
        var content = submission.Content;
        var approval = new Approval
        {
            Kind = request.Kind, SubjectId = request.SubjectId, Number = content.Number, Link = content.Link, DepartmentId = content.DepartmentId,
            Title = content.Title.Length <= LongestTitle ? content.Title : content.Title[..LongestTitle],
            Content = content.Content, ContentHash = SignedContent.HashOf(content.Content), Round = submission.Round,
            SubmittedById = actor.PersonId, SubmittedByName = actor.Name, SubmittedAt = at,
        };
        for (var order = 1; order <= submission.Groups.Count; order++)
            approval.Steps.AddRange(submission.Groups[order - 1].Select(s => ApprovalStep.Of(s.Step, approval.Id, order, content.DepartmentId, s.InPlaceOf)));
        approval.Prepare(actor, request.Comment ?? "", at);
        return approval;
    }
}

/// <summary>What was submitted.</summary>
/// <param name="ContentHash">SHA-256 of the content, lower-case hexadecimal.</param>
public sealed record ApprovalStarted(Guid Id, int Round, string ContentHash);
