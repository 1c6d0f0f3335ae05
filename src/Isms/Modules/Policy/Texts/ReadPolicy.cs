using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Modules.Policy.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy.Texts;

/// <summary>A principle; objectives link to it.</summary>
public sealed record PrincipleView(Guid Id, int Place, string Text);

/// <summary>A commitment with what shows, today, that it is kept.</summary>
public sealed record CommitmentView(Guid Id, int Place, CommitmentTopic Topic, string Text, IReadOnlyList<CommitmentEvidence> Evidence);

/// <summary>A review of the policy.</summary>
public sealed record ReviewView(Guid Id, DateOnly HeldOn, string PolicyVersion, string Suitability, string Adequacy, string StrategyAndRisk, bool RevisionNeeded, string ByName);

/// <summary>A version with principles, commitments and reviews.</summary>
/// <param name="ReviewOverdue">Today is after the day by which it had to be reviewed.</param>
/// <param name="MayEdit">The reader may change it now.</param>
/// <param name="MayReview">The reader may record a review of it now.</param>
public sealed record PolicyView(
    Guid Id, int Version, string Number, string VersionLabel, PolicyState State, string ChangeNote, string Text, DateTime CreatedAt, DateTime? ApprovedAt, string ApprovedBy, DateOnly? EffectiveOn,
    DateOnly? ReviewOn, bool ReviewOverdue, IReadOnlyList<PrincipleView> Principles, IReadOnlyList<CommitmentView> Commitments, IReadOnlyList<ReviewView> Reviews, bool MayEdit, bool MayReview) : IVersioned;

/// <inheritdoc cref="PolicyView"/>
internal sealed class ReadPolicy(IsmsDbContext db, IEnumerable<IContribute<CommitmentQuestion, CommitmentEvidence>> evidence)
{
    public async Task<Outcome<PolicyView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Read) is { } no)
            return no;
        if (await db.Set<PolicyVersion>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } policy)
            return Refusal.NotFound;
        var lines = await db.Set<PolicyLine>().AsNoTracking().Where(l => l.PolicyId == id).OrderBy(l => l.Place).ToListAsync(ct);
        var reviews = await (
            from r in db.Set<PolicyReview>()
            join p in db.Set<PolicyVersion>() on r.PolicyId equals p.Id
            orderby r.HeldOn descending, r.RecordedAt descending
            select new ReviewView(r.Id, r.HeldOn, p.VersionLabel, r.Suitability, r.Adequacy, r.StrategyAndRisk, r.RevisionNeeded, r.ByName)).ToListAsync(ct);
        var commitments = new List<CommitmentView>();
        foreach (var line in lines.Where(l => l.Topic is not null))
            commitments.Add(new CommitmentView(line.Id, line.Place, line.Topic!.Value, line.Text, await EvidenceAsync(actor, line.Topic.Value, ct)));
        return new PolicyView(
            policy.Id, policy.Version, policy.Number, policy.VersionLabel, policy.State, policy.ChangeNote, policy.Text, policy.CreatedAt, policy.ApprovedAt, policy.ApprovedBy, policy.EffectiveOn,
            policy.ReviewOn, policy.State == PolicyState.Approved && policy.ReviewOn < actor.Today, [.. lines.Where(l => l.Topic is null).Select(l => new PrincipleView(l.Id, l.Place, l.Text))],
            commitments, reviews, policy.IsDraft && actor.May(PolicyPermissions.Edit), policy.State == PolicyState.Approved && actor.May(PolicyPermissions.Edit));
    }

    private async Task<List<CommitmentEvidence>> EvidenceAsync(Actor actor, CommitmentTopic topic, CancellationToken ct)
    {
        var all = new List<CommitmentEvidence>();
        foreach (var contributor in evidence)
            all.AddRange(await contributor.AnswerAsync(actor, new CommitmentQuestion(topic), ct));
        return all;
    }
}

/// <summary>A version in the list.</summary>
public sealed record PolicyListRow(Guid Id, string Number, string VersionLabel, PolicyState State, string Text, string ChangeNote, DateOnly? EffectiveOn, string ApprovedBy, DateOnly? ReviewOn, int Version);

/// <summary>All versions the reader may know of, the newest first.</summary>
internal sealed class ListPolicies(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<PolicyListRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(PolicyPermissions.Read) is { } no)
            return no;
        return await db.Set<PolicyVersion>().AsNoTracking().VisibleTo(actor).OrderByDescending(p => p.Minor)
            .Select(p => new PolicyListRow(p.Id, p.Number, p.VersionLabel, p.State, p.Text, p.ChangeNote, p.EffectiveOn, p.ApprovedBy, p.ReviewOn, p.Version)).ToListAsync(ct);
    }
}

internal static class PolicyReach
{
    /// <summary>Drafts are for who draws them up, signs or audits; everybody reads what is or was in force.</summary>
    public static IQueryable<PolicyVersion> VisibleTo(this IQueryable<PolicyVersion> policies, Actor actor)
    {
        var all = SeesDrafts(actor);
        return policies.Where(p => all || p.State == PolicyState.Approved || p.State == PolicyState.Superseded);
    }

    private static bool SeesDrafts(Actor actor) =>
        actor.IsSystem || actor.May(PolicyPermissions.Edit) || actor.Holds(Office.GeneralManager) || actor.Holds(Office.InternalAuditor) || actor.Holds(Office.DepartmentHead);
}
