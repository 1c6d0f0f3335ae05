using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.Signing;

/// <summary>A signer signs: the next steps open, or with the last signature the thing is approved.</summary>
internal sealed class SignStep(IsmsDbContext db, IReauthentication reauthentication, ApprovalDesk desk, TimeProvider time)
{
    public async Task<Outcome<ApprovalProgress>> RunAsync(Actor actor, SignStepRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.Sign, request) is { } no)
            return no;
        if (await reauthentication.CheckAsync(actor, request.Secret, ct) is { } notTheOne)
            return notTheOne;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.LoadAsync(actor, request.ApprovalId, ct) is not { } approval)
            return Refusal.NotFound;
        if (await desk.RefusesAsync(actor, approval, request.StepId, ct) is { } notNow)
            return await NotedAsync(notNow);
        if (await desk.ChangedAsync(approval, ct) is { } changed)
            return await NotedAsync(changed with { Obstacles = [new Obstacle(approval.Title, approval.Link)] });
        var step = approval.Steps.Single(s => s.Id == request.StepId);
        var subject = desk.SubjectOf(approval)!;
        if (await subject.MaySignAsync(actor, approval.SubjectId, step.Meaning, ct) is { } obstacle)
            return await NotedAsync(obstacle);

        var at = time.Instant();
        var approved = approval.Sign(step, actor, request.Comment ?? "", at);
        await desk.AnsweredAsync(actor, approval, step, ct);
        await desk.OpenNextAsync(approval, ct);
        if (approved)
            await subject.OnApprovedAsync(approval.SubjectId, ApprovalDesk.Summary(approval, actor, at), ct);
        await db.SaveAsync(actor, approved ? "signing.approve" : "signing.sign", ct);
        await writing.CommitAsync(ct);
        return new ApprovalProgress(approval.Id, approval.State);

        // Somebody tried to sign what was not theirs to sign, or was not what it said: the audit trail shows it.
        async Task<Refusal> NotedAsync(Refusal refusal)
        {
            db.Note("kernel_approvals", approval.Id, new { refused = refusal.Code, approval.Number, step = request.StepId });
            await db.SaveAsync(actor, "signing.refuse", ct);
            await writing.CommitAsync(ct);
            return refusal;
        }
    }
}

/// <summary>How far the approval has come by what was just done.</summary>
public sealed record ApprovalProgress(Guid Id, ApprovalState State);
