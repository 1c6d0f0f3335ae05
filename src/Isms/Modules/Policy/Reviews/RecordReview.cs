using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy.Reviews;

/// <summary>Puts the review of a policy into the inbox of the management representative.</summary>
internal sealed class ReviewDuty(WorkInbox inbox)
{
    public const string WorkKind = "policy.review";
    public const string SubjectKind = "policy.policy";

    /// <summary>Saved by the caller.</summary>
    public void Ask(PolicyVersion policy) =>
        inbox.Add(new NewWork(WorkKind, "policy.work.review", [policy.VersionLabel], PolicyPaths.Policy(policy.Id) + "#review", SubjectKind, policy.Id, policy.ReviewOn!.Value) { Office = Office.ManagementRepresentative });

    /// <summary>Saved by the caller.</summary>
    public Task DoneAsync(Actor actor, Guid policyId, CancellationToken ct) => inbox.CompleteAsync(actor, SubjectKind, policyId, WorkKind, ct);
}

/// <summary>Records a review of the policy in force.</summary>
/// <param name="HeldOn">Not in the future, and not before the last one.</param>
/// <param name="Suitability">Whether it still suits what the organization does.</param>
/// <param name="Adequacy">Whether it covers what it has to.</param>
/// <param name="StrategyAndRisk">Whether it fits strategy and risk management (4.2.1.2.2 c).</param>
/// <param name="RevisionNeeded">A new version has to be drawn up.</param>
/// <param name="Acknowledged">Keys of what changed since the last review (<c>changes</c>): each has to be taken note of.</param>
public sealed record RecordReviewRequest(
    Guid PolicyId, DateOnly HeldOn, [Required, StringLength(PolicyReview.TextLength)] string Suitability, [Required, StringLength(PolicyReview.TextLength)] string Adequacy,
    [Required, StringLength(PolicyReview.TextLength)] string StrategyAndRisk, bool RevisionNeeded = false,
    [MaxLength(1000)] IReadOnlyList<string>? Acknowledged = null);

/// <summary>A review after it was recorded.</summary>
/// <param name="ReviewOn">The day by which the next is due.</param>
public sealed record ReviewRecorded(Guid Id, DateOnly ReviewOn);

/// <inheritdoc cref="RecordReviewRequest"/>
internal sealed class RecordReview(IsmsDbContext db, ReviewChanges changes, SettingsReader settings, ReviewDuty duty, TimeProvider time)
{
    public static readonly Refusal NotInForce = new("policy.not-in-force");

    public async Task<Outcome<ReviewRecorded>> RunAsync(Actor actor, RecordReviewRequest request, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Edit, request) is { } no)
            return no;
        if (request.HeldOn > actor.Today)
            return Refusal.Invalid("heldOn", "policy.review-later");
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<PolicyVersion>().SingleOrDefaultAsync(p => p.Id == request.PolicyId, ct) is not { } policy)
            return Refusal.NotFound;
        if (policy.State != PolicyState.Approved)
            return NotInForce;
        var last = await db.Set<PolicyReview>().Select(r => (DateOnly?)r.HeldOn).MaxAsync(ct) ?? policy.EffectiveOn!.Value;
        if (request.HeldOn < last)
            return Refusal.Invalid("heldOn", "policy.review-before", last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var since = await changes.OfAsync(policy, ct);
        // 4.2.1.2.2 b: nothing that changed is passed over.
        if (since.Count(c => request.Acknowledged?.Contains(c.Key, StringComparer.Ordinal) != true) is var unseen and > 0)
            return Refusal.Invalid("acknowledged", "policy.changes-unseen", unseen);
        var review = new PolicyReview
        {
            PolicyId = policy.Id, HeldOn = request.HeldOn, Suitability = request.Suitability.Trim(), Adequacy = request.Adequacy.Trim(), StrategyAndRisk = request.StrategyAndRisk.Trim(),
            RevisionNeeded = request.RevisionNeeded, ByName = actor.Name, RecordedAt = time.Instant(),
        };
        db.Add(review);
        if (since.Count > 0)
            db.Note("policy_reviews", review.Id, new { acknowledged = since.Select(c => c.Text).ToList() });
        policy.ReviewOn = request.HeldOn.AddMonths(await settings.NumberAsync(PolicyModule.ReviewMonths, ct));
        await duty.DoneAsync(actor, policy.Id, ct);
        duty.Ask(policy);
        await db.SaveAsync(actor, "policy.record-review", ct);
        await writing.CommitAsync(ct);
        return new ReviewRecorded(review.Id, policy.ReviewOn.Value);
    }
}
