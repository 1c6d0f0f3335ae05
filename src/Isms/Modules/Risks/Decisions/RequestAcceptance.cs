using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Decisions;

/// <summary>Asks to accept a risk above the acceptance level.</summary>
/// <param name="Version">The version of the risk it is based on; from If-Match.</param>
/// <param name="Reason">Why it should be accepted.</param>
/// <param name="NextReviewOn">When it is looked at again: after today, at most twelve months on.</param>
public sealed record RequestAcceptanceRequest(Guid RiskId, int Version, [Required, StringLength(Risk.ReasonLength)] string Reason, DateOnly? NextReviewOn);

/// <summary>A request for acceptance, ready to be submitted for signature.</summary>
/// <param name="Kind">Kind of approval to submit it as.</param>
public sealed record AcceptanceRequested(Guid Id, int Version, string Kind) : IVersioned;

/// <summary>
/// Writes down why a risk above the acceptance level should be accepted (4.2.1.5 d). It holds only once the general manager has signed.
/// </summary>
internal sealed class RequestAcceptance(IsmsDbContext db, TimeProvider time)
{
    /// <summary>4.2.1.6 b): an accepted risk is looked at again within a year.</summary>
    private const int LongestMonths = 12;

    /// <summary>Within the acceptance level: the criteria accept it already.</summary>
    public static readonly Refusal AcceptedAnyway = new("risks.accepted-anyway");
    public static readonly Refusal NotScored = new("risks.not-scored");

    public async Task<Outcome<AcceptanceRequested>> RunAsync(Actor actor, RequestAcceptanceRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        var last = actor.Today.AddMonths(LongestMonths);
        if (request.NextReviewOn is not { } review)
            return Refusal.Invalid("nextReviewOn", "kernel.field-required");
        if (review <= actor.Today || review > last)
            return Refusal.Invalid("nextReviewOn", "risks.review-within-year", last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Risk>().FindAsync([request.RiskId], ct) is not { } risk || !await db.SeesAsync(actor, risk, ct))
            return Refusal.NotFound;
        if (!actor.MayRate(risk))
            return Refusal.Forbidden;
        if (!(await db.Set<Assessment>().FindAsync([risk.AssessmentId], ct))!.IsOpen)
            return AssessmentDesk.NotOpen;
        if (risk.Version != request.Version)
            return Refusal.Stale([]);
        if (!risk.IsScored)
            return NotScored;
        if (risk.Acceptable)
            return AcceptedAnyway;
        var acceptance = await db.Set<RiskAcceptance>().FirstOrDefaultAsync(a => a.RiskId == risk.Id && (a.State == AcceptanceState.Draft || a.State == AcceptanceState.InApproval), ct);
        if (acceptance?.State == AcceptanceState.InApproval)
            return Rating.UpdateRisk.WaitingForSignature;
        if (acceptance is null)
        {
            db.Add(acceptance = new RiskAcceptance { RiskId = risk.Id, Reason = "", RequestedById = actor.PersonId, RequestedAt = time.Instant() });
        }
        (acceptance.Reason, acceptance.NextReviewOn, acceptance.Level, acceptance.RiskValue) = (request.Reason.Trim(), review, risk.Level, risk.RiskValue);
        await db.SaveAsync(actor, "risks.request-acceptance", ct);
        await writing.CommitAsync(ct);
        return new AcceptanceRequested(acceptance.Id, acceptance.Version, AcceptanceApproval.KindName);
    }
}
