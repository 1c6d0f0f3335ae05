using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;

namespace Isms.Kernel.Signing;

/// <summary>A signer passes the signature on to another person, who from then on is the only one to give it.</summary>
internal sealed class DelegateStep(IsmsDbContext db, ApprovalDesk desk, SignerChoice signers)
{
    public async Task<Outcome<ApprovalProgress>> RunAsync(Actor actor, DelegateStepRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Sign, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.LoadAsync(actor, request.ApprovalId, ct) is not { } approval)
            return Refusal.NotFound;
        if (await desk.RefusesAsync(actor, approval, request.StepId, ct) is { } notNow)
            return notNow;
        if (await signers.RefusesAsync(approval, request.StepId, request.PersonId, ct) is { } notThem)
            return notThem;

        var step = approval.Steps.Single(s => s.Id == request.StepId);
        await desk.NoLongerAskedAsync(approval, ct, step.Id);
        step.PassOn(request.PersonId, $"{actor.Name}：{request.Reason}");
        desk.Ask(approval, step);
        await db.SaveAsync(actor, "signing.delegate", ct);
        await writing.CommitAsync(ct);
        return new ApprovalProgress(approval.Id, approval.State);
    }
}
