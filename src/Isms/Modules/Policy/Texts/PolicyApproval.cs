using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Isms.Modules.Policy.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy.Texts;

/// <summary>A policy on its way: reviewed by the leader of the ISMS team, approved by the general manager (4.2.1.2.2 e).</summary>
internal sealed class PolicyApproval(IsmsDbContext db, SettingsReader settings, ReviewDuty duty, SignalRaiser signals, ProcessDocuments documents) : ApprovalSubject
{
    public const string KindName = "policy.policy";
    public static readonly Refusal Incomplete = new("policy.incomplete");

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } =
        [RouteStep.By(SignatureMeaning.Review, Office.IsmsTeamLeader, 1), RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 2)];

    public override Office? FinalApprover => Office.GeneralManager;

    protected override Permission Read => PolicyPermissions.Read;

    protected override Permission Submit => PolicyPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<PolicyVersion>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } policy)
            return null;
        var lines = await db.Set<PolicyLine>().AsNoTracking().Where(l => l.PolicyId == id).OrderBy(l => l.Place).ToListAsync(ct);
        var content = SignedContent.Json(new
        {
            policy.Number, policy.VersionLabel, policy.ChangeNote, policy.Text, Principles = lines.Where(l => l.Topic is null).Select(l => l.Text),
            Commitments = lines.Where(l => l.Topic is not null).Select(l => new { l.Topic, l.Text }),
        });
        return new ApprovalContent(Phrase.Of("policy.title-n", policy.VersionLabel), policy.Number, PolicyPaths.Policy(id), content)
        {
            Facts =
            [
                new(Phrase.Of("policy.field.text"), policy.Text),
                new(Phrase.Of("policy.principles"), lines.Count(l => l.Topic is null).ToString(CultureInfo.InvariantCulture)),
                new(Phrase.Of("policy.commitments"), lines.Count(l => l.Topic is not null).ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(Read) && await db.Set<PolicyVersion>().VisibleTo(actor).AnyAsync(p => p.Id == id, ct);

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var today = await settings.TodayAsync(ct);
        var policy = await FindAsync(id, ct);
        foreach (var before in await db.Set<PolicyVersion>().Where(p => p.State == PolicyState.Approved).ToListAsync(ct))
        {
            before.Supersede();
            await duty.DoneAsync(approval.By, before.Id, ct);
            // 4.2.3.4 c): the policy says what the business wants protected, so another policy may make other risks matter.
            if (before.Text != policy.Text || !(await WordsAsync(before.Id, ct)).SequenceEqual(await WordsAsync(id, ct)))
                await signals.RaiseAsync(approval.By, new ReassessmentDue(ReassessmentCause.Business, KindName, id, Phrase.Of("policy.title-n", policy.VersionLabel), "policy.reassess", before.VersionLabel, policy.VersionLabel, policy.ChangeNote) { Link = PolicyPaths.Policy(id) }, ct);
        }
        policy.Approve(approval.At, approval.Signatures[^1].Name, today, today.AddMonths(await settings.NumberAsync(PolicyModule.ReviewMonths, ct)));
        duty.Ask(policy);
        await documents.IssueAsync(approval.By, PolicyPaper.DocumentPattern, PolicyPaper.SignedOf(policy), ct);
    }

    private Task<List<string>> WordsAsync(Guid id, CancellationToken ct) =>
        db.Set<PolicyLine>().AsNoTracking().Where(l => l.PolicyId == id).OrderBy(l => l.Topic).ThenBy(l => l.Place).Select(l => l.Text).ToListAsync(ct);

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var policy = await db.Set<PolicyVersion>().AsNoTracking().SingleAsync(p => p.Id == id, ct);
        if (!policy.IsDraft)
            return ChangePolicy.Frozen.With(policy.VersionLabel);
        var lines = await db.Set<PolicyLine>().AsNoTracking().Where(l => l.PolicyId == id).ToListAsync(ct);
        List<Obstacle> obstacles = [];
        if (policy.Text.Length == 0)
            obstacles.Add(new Obstacle(Phrase.Of("policy.gap.text"), PolicyPaths.Policy(id)));
        if (lines.TrueForAll(l => l.Topic is not null))
            obstacles.Add(new Obstacle(Phrase.Of("policy.gap.principles"), PolicyPaths.Policy(id)));
        // 4.2.1.2.3: the six commitments are the manual's own; their words are the organization's.
        obstacles.AddRange(Enum.GetValues<CommitmentTopic>().Where(t => lines.TrueForAll(l => l.Topic != t))
            .Select(t => new Obstacle(Phrase.Of("policy.gap.commitment", Phrase.Of("policy.topic." + t)), PolicyPaths.Policy(id))));
        return obstacles.Count == 0 ? null : Incomplete.With(obstacles.Count) with { Obstacles = obstacles };
    }

    private Task<PolicyVersion> FindAsync(Guid id, CancellationToken ct) => db.Set<PolicyVersion>().SingleAsync(p => p.Id == id, ct);
}
