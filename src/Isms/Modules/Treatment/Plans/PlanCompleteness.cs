using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Items;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Plans;

/// <summary>What a plan lacks before it can be submitted (4.2.1.6): each thing with a link to where it is put right.</summary>
internal sealed class PlanCompleteness(IsmsDbContext db, ControlStandings standings)
{
    /// <summary>The plan is not complete; its obstacles say what is missing where.</summary>
    public static readonly Refusal Incomplete = new("treatment.plan-incomplete");

    /// <summary>The most things named at once.</summary>
    public const int Most = 100;

    /// <summary>Null when the plan can be submitted.</summary>
    public async Task<Refusal?> RefusesAsync(TreatmentPlan plan, Actor reader, CancellationToken ct)
    {
        var obstacles = await ObstaclesAsync(plan, reader, ct);
        return obstacles.Count == 0 ? null : Incomplete.With(obstacles.Count) with { Obstacles = [.. obstacles.Take(Most)] };
    }

    private async Task<List<Obstacle>> ObstaclesAsync(TreatmentPlan plan, Actor reader, CancellationToken ct)
    {
        var today = reader.Today;
        var items = await db.Set<TreatmentItem>().AsNoTracking().Where(i => i.PlanId == plan.Id).OrderBy(i => i.Serial).ToListAsync(ct);
        var controls = (await db.Set<TreatmentItemControl>().AsNoTracking()
            .Where(c => db.Set<TreatmentItem>().Any(i => i.Id == c.ItemId && i.PlanId == plan.Id)).ToListAsync(ct)).ToLookup(c => c.ItemId, c => c.Key);
        var obstacles = await UncoveredAsync(plan, items, reader, ct);
        if (items.Count == 0 && obstacles.Count == 0)
            obstacles.Add(new Obstacle(Phrase.Of("treatment.no-items"), TreatmentPaths.Plan(plan.Id)));
        var excluded = await standings.ExcludedAsync([.. controls.SelectMany(c => c).Distinct()], ct);
        foreach (var item in items)
        {
            if (item.Planning.Gaps(controls[item.Id].Count()).ToList() is { Count: > 0 } gaps)
                obstacles.Add(new Obstacle(Phrase.Of("treatment.item-lacks", item.Number, Listed(gaps.Select(g => Phrase.Of("treatment.gap." + g)))), TreatmentPaths.Item(item.Id)));
            if (item is { Option: TreatmentOption.Accept, NextReviewOn: { } review } && !ItemFactsCheck.IsReviewDay(today, review))
                obstacles.Add(new Obstacle(Phrase.Of("treatment.item-review-day", item.Number, TreatmentItem.LongestAcceptanceMonths), TreatmentPaths.Item(item.Id)));
            obstacles.AddRange(controls[item.Id].Where(excluded.ContainsKey)
                .Select(c => new Obstacle(Phrase.Of("treatment.item-control-excluded", item.Number, ControlStandings.Named(c)), excluded[c] ?? TreatmentPaths.Item(item.Id))));
        }
        return obstacles;
    }

    // A supplementary plan adds to what the assessment's own plan covers already.
    private async Task<List<Obstacle>> UncoveredAsync(TreatmentPlan plan, List<TreatmentItem> items, Actor reader, CancellationToken ct)
    {
        if (plan.SupplementsId is not null)
            return [];
        var covered = items.Select(i => i.RiskId).ToHashSet();
        var risks = await RiskViews.Risks(db, reader).Where(r => r.AssessmentId == plan.AssessmentId && r.Decision == RiskDecision.Treat)
            .OrderBy(r => r.Serial).Select(r => new { r.Id, r.Number, r.AssetName }).ToListAsync(ct);
        return [.. risks.Where(r => !covered.Contains(r.Id)).Select(r => new Obstacle(Phrase.Of("treatment.risk-uncovered", r.Number, r.AssetName), TreatmentPaths.NewItem(plan.Id, r.Id)))];
    }

    private static string Listed(IEnumerable<string> words) => string.Join(Phrase.Of("ui.list-comma"), words);
}

/// <summary>What stands in the way of submitting a plan.</summary>
/// <param name="Ready">True when nothing does.</param>
/// <param name="Message">One sentence; empty when ready.</param>
public sealed record PlanCheck(bool Ready, string Message, IReadOnlyList<Obstacle> Obstacles);

/// <summary>Tells before submitting what is still missing.</summary>
internal sealed class CheckTreatmentPlan(IsmsDbContext db, PlanCompleteness completeness)
{
    public async Task<Outcome<PlanCheck>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Draw) is { } no)
            return no;
        if (await db.Set<TreatmentPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan)
            return Refusal.NotFound;
        if (!plan.IsDraft)
            return PlanDesk.NotDraft;
        return await completeness.RefusesAsync(plan, actor, ct) is { } refusal
            ? new PlanCheck(false, refusal.Message, refusal.Obstacles) : new PlanCheck(true, "", []);
    }
}
