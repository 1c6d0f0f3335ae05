using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>Accepts a residual risk above the acceptance level, as its owner or as who approves such reports; one person can be both.</summary>
/// <param name="Version">The version that was looked at.</param>
/// <param name="Secret">Password or current one-time code: accepting is a signature.</param>
public sealed record AcceptResidualRiskRequest(Guid Id, int Version, [Required, StringLength(ResidualRisk.ReasonLength)] string Reason, [Required, StringLength(256)] string Secret);

/// <summary>How far a residual risk is accepted.</summary>
public sealed record ResidualRiskAccepted(Guid Id, int Version, bool ByOwner, bool ByApprover) : IVersioned;

/// <inheritdoc cref="AcceptResidualRiskRequest"/>
internal sealed class AcceptResidualRisk(IsmsDbContext db, ResidualDesk desk, IReauthentication reauthentication, TimeProvider time)
{
    public static readonly Refusal NothingToAccept = new("treatment.nothing-to-accept");
    public static readonly Refusal NotYours = new("treatment.not-yours-to-accept", RefusalKind.Forbidden);
    public static readonly Refusal Decided = new("treatment.report-approved");

    public async Task<Outcome<ResidualRiskAccepted>> RunAsync(Actor actor, AcceptResidualRiskRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Accept, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (await reauthentication.CheckAsync(actor, request.Secret, ct) is { } notTheOne)
            return notTheOne;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ResidualRisk>().VisibleTo(actor, db).SingleOrDefaultAsync(x => x.Id == request.Id, ct) is not { } residual)
            return Refusal.NotFound;
        if (residual.Version != request.Version)
            return Refusal.Stale([]);
        if (await db.Set<ResidualReport>().AnyAsync(r => r.Id == residual.ReportId && r.State == PlanState.Approved, ct))
            return Decided;
        if (!residual.NeedsAcceptance)
            return NothingToAccept;
        var owner = await RiskViews.Risks(db).Where(r => r.Id == residual.RiskId).Select(r => r.OwnerId).SingleAsync(ct);
        var approver = await desk.ApproverAsync(ct);
        var (asOwner, asApprover) = (owner == actor.PersonId, actor.Holds(approver));
        if (!asOwner && !asApprover)
            return NotYours.With(Phrase.Of("kernel.office." + approver));

        var (at, reason) = (time.Instant(), request.Reason.Trim());
        if (asOwner)
            residual.AcceptAsOwner(actor.PersonId, at, reason);
        if (asApprover)
            residual.AcceptAsApprover(actor.PersonId, at, reason);
        await db.SaveAsync(actor, "treatment.accept-residual", ct);
        await writing.CommitAsync(ct);
        return new ResidualRiskAccepted(residual.Id, residual.Version, residual.OwnerAcceptedById is not null, residual.ApproverAcceptedById is not null);
    }
}
