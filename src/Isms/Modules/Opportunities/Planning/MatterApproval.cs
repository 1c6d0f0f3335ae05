using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Planning;

/// <summary>A plan on its way: approved by the management representative; from then on it is somebody's duty.</summary>
internal sealed class MatterApproval(IsmsDbContext db, WorkInbox inbox) : ApprovalSubject
{
    public const string KindName = "opportunities.matter";

    /// <summary>Kind of the duty to carry out a plan.</summary>
    public const string CarryOutWork = "opportunities.carry-out";

    /// <summary>Kind of the duty to judge the effect.</summary>
    public const string JudgeWork = "opportunities.judge";

    /// <summary>Kind of the duty to plan anew what had no effect.</summary>
    public const string FollowWork = "opportunities.follow";

    /// <summary>The plan does not say what, who, until when, how it is brought in and how its effect is judged.</summary>
    public static readonly Refusal Incomplete = new("opportunities.incomplete");

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1)];

    protected override Permission Read => OpportunityPermissions.Read;

    protected override Permission Submit => OpportunityPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<Matter>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } m)
            return null;
        var names = await db.People.Where(p => p.Id == m.ResponsibleId || p.Id == m.JudgeId).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        string NameOf(Guid? person) => person is { } known ? names.GetValueOrDefault(known, "") : "";
        var facts = new List<ApprovalFact>
        {
            new(Phrase.Of("opportunities.field.kind"), Phrase.Of("opportunities.kind." + m.Kind)),
            new(Phrase.Of("opportunities.field.bearing"), m.Bearing),
            new(Phrase.Of("opportunities.field.response"), Phrase.Of("opportunities.response." + m.Response)),
            new(Phrase.Of("opportunities.field.action"), m.Action),
        };
        if (m.Response == MatterResponse.Act)
            facts.Add(new ApprovalFact(Phrase.Of("opportunities.field.responsible"), Phrase.Of("opportunities.who-until", NameOf(m.ResponsibleId), Day(m.DueOn))));
        facts.Add(new ApprovalFact(Phrase.Of("opportunities.field.judge"), Phrase.Of("opportunities.who-until", NameOf(m.JudgeId), Day(m.CheckOn))));
        return new ApprovalContent(m.Title, m.Number, OpportunitiesPaths.Matter(id), SignedContent.Json(new
        {
            m.Number, m.Kind, m.Title, m.Bearing, m.Source, m.SourceWords, m.Response, m.Action, m.Integration, m.Measure, m.ResponsibleId, m.DueOn, m.JudgeId, m.CheckOn,
        })) { Facts = facts };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        (await FindAsync(id, ct)).Submit();
        await inbox.CompleteAsync(approval.By, KindName, id, FollowWork, ct);
    }

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var matter = await FindAsync(id, ct);
        matter.Approve(approval.At);
        inbox.Add(matter.Response == MatterResponse.Act
            ? new NewWork(CarryOutWork, "opportunities.work.carry-out", [matter.Number, matter.Title], OpportunitiesPaths.Matter(id), KindName, id, matter.DueOn!.Value) { PersonId = matter.ResponsibleId }
            : ToJudge(matter));
    }

    /// <summary>The duty to judge what a matter came to; of what was done late, not before it was done.</summary>
    public static NewWork ToJudge(Matter matter)
    {
        var due = matter.DoneOn > matter.CheckOn ? matter.DoneOn.Value : matter.CheckOn!.Value;
        return new NewWork(JudgeWork, "opportunities.work.judge", [matter.Number, matter.Title], OpportunitiesPaths.Matter(matter.Id), KindName, matter.Id, due) { PersonId = matter.JudgeId };
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var matter = await db.Set<Matter>().AsNoTracking().SingleAsync(m => m.Id == id, ct);
        if (!matter.IsDraft)
            return SaveMatter.NotDraft;
        var gaps = Gaps(matter);
        return gaps.Count == 0 ? null : Incomplete with { Obstacles = gaps };
    }

    /// <summary>What a plan still lacks before it can be signed (6.1.1 e).</summary>
    public static IReadOnlyList<Obstacle> Gaps(Matter matter)
    {
        var act = matter.Response == MatterResponse.Act;
        (string Field, bool Lacking)[] fields =
        [
            (act ? "action" : "why-watch", matter.Action.Length == 0), ("integration", act && matter.Integration.Length == 0), ("measure", act && matter.Measure.Length == 0),
            ("responsible", act && matter.ResponsibleId is null), ("dueOn", act && matter.DueOn is null), ("judge", matter.JudgeId is null), ("checkOn", matter.CheckOn is null),
            ("sourceWords", matter.SourceWords.Length == 0),
        ];
        return [.. fields.Where(f => f.Lacking).Select(f => new Obstacle(Phrase.Of("opportunities.gap", Phrase.Of("opportunities.field." + f.Field)), OpportunitiesPaths.Matter(matter.Id) + "#plan"))];
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private Task<Matter> FindAsync(Guid id, CancellationToken ct) => db.Set<Matter>().SingleAsync(m => m.Id == id, ct);
}
