using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;

namespace Isms.Kernel.Signing;

/// <summary>Whose turn it is, or who submitted it, asks one more person to countersign before it goes on.</summary>
internal sealed class AddSigner(IsmsDbContext db, ApprovalDesk desk, SignerChoice signers)
{
    public static readonly Refusal NotInvolved = new("signing.only-involved-add", RefusalKind.Forbidden);

    public async Task<Outcome<ApprovalProgress>> RunAsync(Actor actor, AddSignerRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Sign, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.LoadAsync(actor, request.ApprovalId, ct) is not { } approval)
            return Refusal.NotFound;
        if (approval.State != ApprovalState.Running)
            return Approval.NotRunning;
        if (!await IsInvolvedAsync(actor, approval, ct))
            return NotInvolved;
        if (await signers.RefusesAsync(approval, null, request.PersonId, ct) is { } notThem)
            return notThem;

        var order = approval.OpenSteps.Max(s => s.Order);
        var step = ApprovalStep.Added(approval.Id, order, request.PersonId, $"{actor.Name}：{request.Reason}", await desk.DueAsync(ct));
        db.Add(step);
        desk.Ask(approval, step);
        await db.SaveAsync(actor, "signing.add-signer", ct);
        await writing.CommitAsync(ct);
        return new ApprovalProgress(approval.Id, approval.State);
    }

    private async Task<bool> IsInvolvedAsync(Actor actor, Approval approval, CancellationToken ct)
    {
        if (actor.PersonId == approval.SubmittedById)
            return true;
        foreach (var step in approval.OpenSteps)
        {
            if (await desk.RefusesAsync(actor, approval, step.Id, ct) is null)
                return true;
        }
        return false;
    }
}
