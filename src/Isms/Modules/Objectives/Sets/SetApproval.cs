using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sets;

/// <summary>A version of the objectives on its way: 审核 by the leader of the ISMS team (4.2.2.2), 批准 by the general manager (4.2.1.7 a).</summary>
internal sealed class SetApproval(IsmsDbContext db, SetDesk desk, SignalRaiser signals, ProcessDocuments documents, SettingsReader settings) : ApprovalSubject
{
    public const string KindName = "objectives.set";

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } =
        [RouteStep.By(SignatureMeaning.Review, Office.IsmsTeamLeader, 1), RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 2)];

    public override Office? FinalApprover => Office.GeneralManager;

    protected override Permission Read => ObjectivePermissions.See;

    protected override Permission Submit => ObjectivePermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ObjectiveSet>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } set)
            return null;
        var measures = await SignedMeasures.OfAsync(db, id, ct);
        return new ApprovalContent(Phrase.Of("objectives.document-title-n", set.Label, set.Year), set.Number, ObjectivesPaths.Set(id), SignedContent.Json(new
        {
            set.Number, set.Label, set.Year, set.StartsOn, set.ChangeNote, Measures = measures,
        }))
        {
            Facts =
            [
                new(Phrase.Of("objectives.field.year"), set.Year.ToString(CultureInfo.InvariantCulture)),
                new(Phrase.Of("objectives.kind.Objective"), Count(measures.Count(m => m.Kind == MeasureKind.Objective))),
                new(Phrase.Of("objectives.kind.Control"), Count(measures.Count(m => m.Kind == MeasureKind.Control))),
                new(Phrase.Of("objectives.departments"), Count(measures.SelectMany(m => m.Shares).Select(s => s.DepartmentId).Distinct().Count())),
                new(Phrase.Of("objectives.field.changeNote"), set.ChangeNote),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var set = await FindAsync(id, ct);
        foreach (var before in await db.Set<ObjectiveSet>().Where(s => s.State == SetState.Approved).ToListAsync(ct))
        {
            before.Supersede();
            await AskForReassessmentAsync(approval.By, before, set, ct);
        }
        set.Approve(approval.At);
        await documents.IssueAsync(approval.By, ObjectivesPaper.DocumentPattern, ObjectivesPaper.SignedOf(set, await settings.TimeZoneAsync(ct)), ct);
    }

    // 4.2.3.4 c): other goals make other risks matter. A new year with the same objectives asks for nothing.
    private async Task AskForReassessmentAsync(Actor actor, ObjectiveSet before, ObjectiveSet after, CancellationToken ct)
    {
        var objectives = await db.Set<Measure>().AsNoTracking().Where(m => (m.SetId == before.Id || m.SetId == after.Id) && m.Kind == MeasureKind.Objective).ToListAsync(ct);
        var (old, now) = (objectives.Where(m => m.SetId == before.Id).ToDictionary(m => m.LineId), objectives.Where(m => m.SetId == after.Id).ToDictionary(m => m.LineId));
        var (added, dropped) = (now.Keys.Except(old.Keys).Count(), old.Keys.Except(now.Keys).Count());
        var changed = now.Keys.Intersect(old.Keys).Count(line => Goal(now[line]) != Goal(old[line]));
        if (added + dropped + changed > 0)
        {
            await signals.RaiseAsync(actor, new ReassessmentDue(
                ReassessmentCause.Business, KindName, after.Id, Phrase.Of("objectives.document-title-n", after.Label, after.Year), "objectives.reassess-changed",
                before.Label, after.Label, Count(added), Count(dropped), Count(changed)) { Link = ObjectivesPaths.Set(after.Id) }, ct);
        }

        static (string, string, string, Direction, decimal) Goal(Measure m) => (m.Title, m.Metric, m.Formula, m.Direction, m.Target);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var set = await db.Set<ObjectiveSet>().AsNoTracking().SingleAsync(s => s.Id == id, ct);
        if (!set.IsDraft)
            return SetDesk.NotDraft;
        var gaps = await desk.GapsAsync(actor, set, ct);
        return gaps.Count == 0 ? null : Incomplete.With(gaps.Count) with { Obstacles = gaps };
    }

    /// <summary>Something is missing that the manual asks for.</summary>
    public static readonly Refusal Incomplete = new("objectives.set-incomplete");

    private Task<ObjectiveSet> FindAsync(Guid id, CancellationToken ct) => db.Set<ObjectiveSet>().SingleAsync(s => s.Id == id, ct);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A department's part as it is signed.</summary>
internal sealed record SignedShare(Guid DepartmentId, decimal Target, string Task);

/// <summary>A measure as it is signed.</summary>
internal sealed record SignedMeasure(
    string Number, MeasureKind Kind, string Title, string Principle, string Metric, string Formula, string DataSource, string Unit, Frequency Frequency, Direction Direction,
    decimal Target, Guid CollectorId, Guid EvaluatorId, string SourceKey, string Controls, string Actions, string Means, Guid? ResponsibleId, DateOnly? DueOn, string Judging,
    IReadOnlyList<SignedShare> Shares);

internal static class SignedMeasures
{
    public static async Task<IReadOnlyList<SignedMeasure>> OfAsync(IsmsDbContext db, Guid setId, CancellationToken ct)
    {
        var shares = (await db.Set<DepartmentShare>().AsNoTracking().Where(s => db.Set<Measure>().Any(m => m.Id == s.MeasureId && m.SetId == setId)).ToListAsync(ct))
            .ToLookup(s => s.MeasureId);
        var measures = await (
            from m in db.Set<Measure>().AsNoTracking()
            join l in db.Set<MeasureLine>() on m.LineId equals l.Id
            where m.SetId == setId
            orderby l.Serial
            select new { Measure = m, l.Number }).ToListAsync(ct);
        return measures.ConvertAll(x =>
        {
            var m = x.Measure;
            return new SignedMeasure(
                x.Number, m.Kind, m.Title, m.Principle, m.Metric, m.Formula, m.DataSource, m.Unit, m.Frequency, m.Direction, m.Target, m.CollectorId, m.EvaluatorId, m.SourceKey,
                m.Controls, m.Actions, m.Means, m.ResponsibleId, m.DueOn, m.Judging,
                [.. shares[m.Id].OrderBy(s => s.DepartmentId).Select(s => new SignedShare(s.DepartmentId, s.Target, s.Task))]);
        });
    }
}
