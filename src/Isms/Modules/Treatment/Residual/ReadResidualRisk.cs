using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>Somebody who accepted a residual risk above the acceptance level.</summary>
/// <param name="At">UTC.</param>
public sealed record AcceptanceView(string Name, DateTime At, string Reason);

/// <summary>One look at a residual risk.</summary>
/// <param name="ItemId">Retreat: the item that treats it again.</param>
public sealed record ResidualReviewView(Guid Id, DateOnly ReviewedOn, string Reviewer, ReviewOutcome Outcome, string Note, DateOnly? NextReviewOn, Guid? ItemId);

/// <summary>A residual risk with how it was calculated, who accepted it and how it was looked at again.</summary>
/// <param name="Trace">The steps of the calculation in the reader's language; empty while not rated.</param>
/// <param name="MayAccept">True when the reader may accept it now: as its owner or as who approves.</param>
/// <param name="MayReview">True when the reader may review it now.</param>
public sealed record ResidualRiskView(
    ResidualRiskRow Row, int Version, IReadOnlyList<string> Trace, AcceptanceView? ByOwner, AcceptanceView? ByApprover, Office Approver, IReadOnlyList<ResidualReviewView> Reviews,
    bool MayAccept, bool MayReview) : IVersioned;

/// <inheritdoc cref="ResidualRiskView"/>
internal sealed class ReadResidualRisk(IsmsDbContext db, PlanDesk plans, ResidualDesk desk)
{
    public async Task<Outcome<ResidualRiskView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.See) is { } no)
            return no;
        if (await ResidualRegister.Rows(db, actor).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } row || (!row.AssetKnown && row.OwnerId != actor.PersonId))
            return Refusal.NotFound;
        var residual = await db.Set<ResidualRisk>().AsNoTracking().SingleAsync(x => x.Id == id, ct);
        var assessment = await db.Set<ResidualReport>().Where(r => r.Id == row.ReportId).Select(r => r.AssessmentId).SingleAsync(ct);
        var criteria = (await plans.CriteriaAsync(assessment, ct)).Criteria;
        var approver = await desk.ApproverAsync(ct);
        var reviews = await (from v in db.Set<ResidualReview>() join p in db.People on v.ReviewedById equals p.Id where v.ResidualRiskId == id orderby v.ReviewedOn descending, v.Id descending
                             select new ResidualReviewView(v.Id, v.ReviewedOn, p.Name, v.Outcome, v.Note, v.NextReviewOn, v.ItemId)).ToListAsync(ct);
        var mine = (row.OwnerId == actor.PersonId && !row.AcceptedByOwner) || (actor.Holds(approver) && !row.AcceptedByApprover);
        return new ResidualRiskView(
            row, row.Version, residual is { IsRated: true, Factors: { } factors } ? criteria.Evaluate(factors, actor.Culture).Result!.Trace : [],
            await AcceptanceAsync(residual.OwnerAcceptedById, residual.OwnerAcceptedAt, residual.OwnerAcceptReason, ct),
            await AcceptanceAsync(residual.ApproverAcceptedById, residual.ApproverAcceptedAt, residual.ApproverAcceptReason, ct), approver, reviews,
            residual.NeedsAcceptance && row.ReportState != PlanState.Approved && mine, residual.NextReviewOn is not null && actor.May(TreatmentPermissions.Draw));
    }

    private async Task<AcceptanceView?> AcceptanceAsync(Guid? personId, DateTime? at, string reason, CancellationToken ct) => personId is { } id && at is { } given
        ? new AcceptanceView(await db.People.Where(p => p.Id == id).Select(p => p.Name).SingleAsync(ct), given, reason) : null;
}
