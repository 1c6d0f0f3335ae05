using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Rating;

/// <summary>Takes a risk out of an open assessment.</summary>
/// <param name="Version">The version it is based on; from If-Match.</param>
public sealed record RemoveRiskRequest(Guid Id, int Version);

/// <summary>Takes out a risk that does not apply; its history stays in the ledger.</summary>
internal sealed class RemoveRisk(IsmsDbContext db)
{
    /// <summary>Somebody asked for its acceptance: it is part of a decision.</summary>
    public static readonly Refusal HasDecision = new("risks.risk-has-decision");

    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveRiskRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Risk>().FindAsync([request.Id], ct) is not { } risk || !await db.SeesAsync(actor, risk, ct))
            return Refusal.NotFound;
        if (!actor.MayRate(risk))
            return Refusal.Forbidden;
        if (!(await db.Set<Assessment>().FindAsync([risk.AssessmentId], ct))!.IsOpen)
            return AssessmentDesk.NotOpen;
        if (risk.Version != request.Version)
            return Refusal.Stale([]);
        if (await db.Set<RiskAcceptance>().AnyAsync(a => a.RiskId == risk.Id, ct))
            return HasDecision;
        db.Remove(risk);
        await db.SaveAsync(actor, "risks.remove", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
