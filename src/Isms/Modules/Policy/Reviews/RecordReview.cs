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
public sealed record RecordReviewRequest(
    Guid PolicyId, DateOnly HeldOn, [Required, StringLength(PolicyReview.TextLength)] string Suitability, [Required, StringLength(PolicyReview.TextLength)] string Adequacy,
    [Required, StringLength(PolicyReview.TextLength)] string StrategyAndRisk, bool RevisionNeeded = false);

/// <summary>A review after it was recorded.</summary>
/// <param name="ReviewOn">The day by which the next is due.</param>
public sealed record ReviewRecorded(Guid Id, DateOnly ReviewOn);

/// <inheritdoc cref="RecordReviewRequest"/>
internal sealed class RecordReview(IsmsDbContext db, SettingsReader settings, ReviewDuty duty, TimeProvider time)
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
        var review = new PolicyReview
        {
            PolicyId = policy.Id, HeldOn = request.HeldOn, Suitability = request.Suitability.Trim(), Adequacy = request.Adequacy.Trim(), StrategyAndRisk = request.StrategyAndRisk.Trim(),
            RevisionNeeded = request.RevisionNeeded, ByName = actor.Name, RecordedAt = time.Instant(),
        };
        db.Add(review);
        policy.ReviewOn = request.HeldOn.AddMonths(await settings.NumberAsync(PolicyModule.ReviewMonths, ct));
        await duty.DoneAsync(actor, policy.Id, ct);
        duty.Ask(policy);
        await db.SaveAsync(actor, "policy.record-review", ct);
        await writing.CommitAsync(ct);
        return new ReviewRecorded(review.Id, policy.ReviewOn.Value);
    }
}

/// <summary>Something that changed since the last review and bears on the policy.</summary>
/// <param name="Text">In the reader's language.</param>
public sealed record ReviewChange(DateOnly On, string Text, string Link);

/// <summary>What changed since the policy was last reviewed, the newest first: input to the review.</summary>
internal sealed class FindReviewChanges(IsmsDbContext db, SettingsReader settings)
{
    private const int Most = 50;

    public async Task<Outcome<IReadOnlyList<ReviewChange>>> RunAsync(Actor actor, Guid policyId, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Edit) is { } no)
            return no;
        if (await db.Set<PolicyVersion>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == policyId, ct) is not { ApprovedAt: { } approved })
            return Refusal.NotFound;
        var reviewed = await db.Set<PolicyReview>().Where(r => r.PolicyId == policyId).Select(r => (DateTime?)r.RecordedAt).MaxAsync(ct);
        var since = reviewed > approved ? reviewed.Value : approved;
        var zone = await settings.TimeZoneAsync(ct);
        DateOnly Day(DateTime at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, zone));
        var scopes = await Scope.ScopeViews.Statements(db).Where(s => s.ApprovedAt > since).ToListAsync(ct);
        var matrices = await Organization.ResponsibilityViews.Matrices(db).Where(m => m.ApprovedAt > since).ToListAsync(ct);
        var departments = await db.Ledger.AsNoTracking().Where(e => e.EntityType == "kernel_departments" && e.At > since).OrderByDescending(e => e.At).Take(Most).Select(e => new { e.At, e.UseCase, e.EntityId }).ToListAsync(ct);
        List<ReviewChange> changes =
        [
            .. scopes.Select(s => new ReviewChange(Day(s.ApprovedAt!.Value), Phrase.Of("policy.changed.scope", s.VersionLabel), Scope.ScopeViews.Link + "/" + s.Id)),
            .. matrices.Select(m => new ReviewChange(Day(m.ApprovedAt!.Value), Phrase.Of("policy.changed.matrix", m.VersionLabel), Organization.ResponsibilityViews.Link + "/" + m.Id)),
            .. departments.Select(d => new ReviewChange(Day(d.At), Phrase.Of("policy.changed.department", Phrase.Kin("done", d.UseCase)), "/organization/departments/" + d.EntityId)),
        ];
        return changes.OrderByDescending(c => c.On).ToList();
    }
}
