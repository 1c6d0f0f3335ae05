using Isms.Kernel.Access;
using Isms.Kernel.Http;

namespace Isms.Kernel.Signing;

/// <summary>One approval with its steps, its signatures, and whether they still hold.</summary>
internal sealed class GetApproval(ApprovalReader approvals)
{
    public async Task<Outcome<ApprovalView>> RunAsync(Actor actor, Guid approvalId, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.See) is { } no)
            return no;
        return await approvals.OfAsync(actor, approvalId, ct) is { } approval ? approval : Refusal.NotFound;
    }
}

/// <summary>The latest approval of a thing.</summary>
internal sealed class GetApprovalOf(ApprovalReader approvals)
{
    public async Task<Outcome<ApprovalView>> RunAsync(Actor actor, string kind, Guid subjectId, CancellationToken ct)
    {
        if (actor.Refuses(SigningPermissions.See) is { } no)
            return no;
        return await approvals.LatestAsync(actor, kind, subjectId, ct) is { } approval ? approval : Refusal.NotFound;
    }
}
