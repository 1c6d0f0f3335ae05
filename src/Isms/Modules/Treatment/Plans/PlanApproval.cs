using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.CarryingOut;
using Isms.Modules.Treatment.Items;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Plans;

/// <summary>
/// A treatment plan on its way: 编制, 审核 by the management representative, 会签 by every owner of a treated risk, 批准 by the general manager.
/// </summary>
internal sealed class PlanApproval(IsmsDbContext db, PlanCompleteness completeness, ControlStandings standings, CarryingOutWork work, SettingsReader settings) : ApprovalSubject
{
    public const string KindName = "treatment.plan";

    public override string Kind => KindName;

    // 4.2.1.6 b): accepting a risk is for the general manager, and any plan may hold such items.
    public override Office? FinalApprover => Office.GeneralManager;

    protected override Permission Read => TreatmentPermissions.Read;

    protected override Permission Submit => TreatmentPermissions.Draw;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<TreatmentPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan)
            return null;
        var assessment = await RiskViews.Assessments(db).Where(a => a.Id == plan.AssessmentId).Select(a => new { a.Number, a.Title }).SingleAsync(ct);
        var items = await SignedItems.OfAsync(db, id, ct);
        return new ApprovalContent(plan.Title, plan.Number, TreatmentPaths.Plan(id), SignedContent.Json(new
        {
            plan.Number, plan.Title, Assessment = assessment.Number, Edition = (int)plan.Edition, Items = items,
        }))
        {
            Facts =
            [
                new(Phrase.Of("treatment.fact.assessment"), $"{assessment.Number} {assessment.Title}"),
                new(Phrase.Of("treatment.fact.items"), Count(items.Count)),
                .. Enum.GetValues<TreatmentOption>().Select(o => (Option: o, Count: items.Count(i => i.Option == o))).Where(o => o.Count > 0)
                    .Select(o => new ApprovalFact(Phrase.Of("treatment.option." + o.Option), Count(o.Count))),
                new(Phrase.Of("treatment.fact.cost"), Phrase.Of("treatment.money", items.Sum(i => i.Cost ?? 0).ToString("N2", CultureInfo.InvariantCulture))),
            ],
        };
    }

    // 2013 and 2022, 6.1.3 f): risk owners approve the plan; each signs before the general manager does.
    public override async Task<IReadOnlyList<RouteStep>> ExtraStepsAsync(Guid id, CancellationToken ct) =>
        await RiskOwnerSteps.OfAsync(db, db.Set<TreatmentItem>().Where(i => i.PlanId == id).Select(i => i.RiskId), ct);

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        (await FindAsync(id, ct)).Submit();
        var controls = await db.Set<TreatmentItemControl>().Where(c => db.Set<TreatmentItem>().Any(i => i.Id == c.ItemId && i.PlanId == id)).ToListAsync(ct);
        await standings.RelyOnAsync([.. controls.Select(c => c.Key).Distinct()], ct);
    }

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        (await FindAsync(id, ct)).Approve(approval.At);
        var today = await settings.TodayAsync(ct);
        foreach (var item in await db.Set<TreatmentItem>().Where(i => i.PlanId == id).ToListAsync(ct))
        {
            // What is accepted is borne from the signature on: there is nothing to carry out.
            if (item.Option == TreatmentOption.Accept)
                item.Go(TreatmentState.Implemented, today);
            else
                work.Ask(item);
        }
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var plan = await db.Set<TreatmentPlan>().AsNoTracking().SingleAsync(p => p.Id == id, ct);
        return plan.IsDraft ? await completeness.RefusesAsync(plan, actor, ct) : PlanDesk.NotDraft;
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(TreatmentPermissions.See) && await db.Set<TreatmentPlan>().VisibleTo(actor, db).AnyAsync(p => p.Id == id, ct);

    private Task<TreatmentPlan> FindAsync(Guid id, CancellationToken ct) => db.Set<TreatmentPlan>().SingleAsync(p => p.Id == id, ct);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An item as it is signed: what was planned, not how far it came.</summary>
internal sealed record SignedItem(
    string Number, string Risk, string Threat, string Vulnerability, int RiskLevel, TreatmentOption Option, Guid DepartmentId, Guid? ResponsibleId, string Method,
    DateOnly? StartsOn, DateOnly? EndsOn, decimal? Cost, string Benefit, int Priority, string PriorityReason, string AcceptReason, DateOnly? NextReviewOn,
    string Activity, DateOnly? ActivityEndsOn, string Receiver, string Contract, IReadOnlyList<string> Controls);

internal static class SignedItems
{
    public static async Task<IReadOnlyList<SignedItem>> OfAsync(IsmsDbContext db, Guid planId, CancellationToken ct)
    {
        var controls = (await db.Set<TreatmentItemControl>().AsNoTracking().Where(c => db.Set<TreatmentItem>().Any(i => i.Id == c.ItemId && i.PlanId == planId)).ToListAsync(ct))
            .ToLookup(c => c.ItemId, c => c.Key.ToString());
        var rows = await (
            from i in db.Set<TreatmentItem>().AsNoTracking()
            join r in RiskViews.Risks(db) on i.RiskId equals r.Id
            where i.PlanId == planId
            orderby i.Serial
            select new { Item = i, r.Number, r.ThreatTitleZh, r.VulnerabilityTitleZh, r.Level }).ToListAsync(ct);
        return rows.ConvertAll(r => new SignedItem(
            r.Item.Number, r.Number, r.ThreatTitleZh, r.VulnerabilityTitleZh, r.Level, r.Item.Option, r.Item.DepartmentId, r.Item.ResponsibleId, r.Item.Method,
            r.Item.StartsOn, r.Item.EndsOn, r.Item.Cost, r.Item.Benefit, r.Item.Priority, r.Item.PriorityReason, r.Item.AcceptReason, r.Item.NextReviewOn,
            r.Item.Activity, r.Item.ActivityEndsOn, r.Item.Receiver, r.Item.Contract, [.. controls[r.Item.Id].Order(StringComparer.Ordinal)]));
    }
}

/// <summary>The owners of risks, as signers.</summary>
internal static class RiskOwnerSteps
{
    /// <summary>One countersigning step for each owner of these risks, all at once.</summary>
    public static async Task<IReadOnlyList<RouteStep>> OfAsync(IsmsDbContext db, IQueryable<Guid> risks, CancellationToken ct)
    {
        var owners = await RiskViews.Risks(db).Where(r => risks.Contains(r.Id) && r.OwnerId != null).Select(r => r.OwnerId!.Value).Distinct().ToListAsync(ct);
        return [.. owners.Order().Select(o => RouteStep.ByPerson(SignatureMeaning.Countersign, o, 1))];
    }
}
