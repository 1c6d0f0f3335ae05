using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Risks.Assessments;

namespace Isms.Modules.Risks.Decisions;

/// <summary>Gives up a request that was not submitted.</summary>
/// <param name="Version">The version it is based on; from If-Match.</param>
public sealed record DropAcceptanceRequest(Guid Id, int Version);

/// <summary>Gives up a request for acceptance: the risk is treated as the criteria say.</summary>
internal sealed class DropAcceptance(IsmsDbContext db)
{
    public static readonly Refusal NotADraft = new("risks.acceptance-not-draft");

    public async Task<Outcome<Done>> RunAsync(Actor actor, DropAcceptanceRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<RiskAcceptance>().FindAsync([request.Id], ct) is not { } acceptance
            || await db.Set<Risk>().FindAsync([acceptance.RiskId], ct) is not { } risk || !await db.SeesAsync(actor, risk, ct))
        {
            return Refusal.NotFound;
        }
        if (!actor.MayRate(risk))
            return Refusal.Forbidden;
        if (acceptance.State != AcceptanceState.Draft)
            return NotADraft;
        if (acceptance.Version != request.Version)
            return Refusal.Stale([]);
        acceptance.State = AcceptanceState.Dropped;
        await db.SaveAsync(actor, "risks.drop-acceptance", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
