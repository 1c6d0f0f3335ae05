using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.Signing;

/// <summary>A signer sends it back instead of signing, saying why.</summary>
internal sealed class ReturnApproval(IsmsDbContext db, ApprovalDesk desk, TimeProvider time)
{
    public async Task<Outcome<ApprovalProgress>> RunAsync(Actor actor, ReturnApprovalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Sign, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.LoadAsync(actor, request.ApprovalId, ct) is not { } approval)
            return Refusal.NotFound;
        if (await desk.RefusesAsync(actor, approval, request.StepId, ct) is { } notNow)
            return notNow;

        var at = time.Instant();
        var step = approval.Steps.Single(s => s.Id == request.StepId);
        approval.Return(step, actor, request.Comment, at);
        await desk.AnsweredAsync(actor, approval, step, ct);
        await desk.NoLongerAskedAsync(approval, ct);
        await desk.AskToReviseAsync(approval, ct);
        if (desk.SubjectOf(approval) is { } subject)
            await subject.OnReturnedAsync(approval.SubjectId, ApprovalDesk.Summary(approval, actor, at), ct);
        await db.SaveAsync(actor, "signing.return", ct);
        await writing.CommitAsync(ct);
        return new ApprovalProgress(approval.Id, approval.State);
    }
}
