using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.Signing;

/// <summary>Who submitted it takes it back, as long as it is under way.</summary>
internal sealed class WithdrawApproval(IsmsDbContext db, ApprovalDesk desk, TimeProvider time)
{
    public static readonly Refusal OnlySubmitter = new("signing.only-submitter-withdraws", RefusalKind.Forbidden);

    public async Task<Outcome<ApprovalProgress>> RunAsync(Actor actor, WithdrawApprovalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Sign, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.LoadAsync(actor, request.ApprovalId, ct) is not { } approval)
            return Refusal.NotFound;
        if (approval.State != ApprovalState.Running)
            return Approval.NotRunning;
        if (approval.SubmittedById != actor.PersonId)
            return OnlySubmitter.With(approval.SubmittedByName);

        var at = time.Instant();
        approval.Withdraw(request.Comment ?? "", at);
        await desk.NoLongerAskedAsync(approval, ct);
        if (desk.SubjectOf(approval) is { } subject)
            await subject.OnWithdrawnAsync(approval.SubjectId, ApprovalDesk.Summary(approval, actor, at), ct);
        await db.SaveAsync(actor, "signing.withdraw", ct);
        await writing.CommitAsync(ct);
        return new ApprovalProgress(approval.Id, approval.State);
    }
}
