using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>The facts of an item as they are sent; those that only another option asks for are ignored.</summary>
/// <param name="Option">Reduce: controls, cost and benefit. Accept: reason and review date. Avoid: activity and its date. Transfer: receiver and contract.</param>
/// <param name="ResponsibleId">Who carries it out; may be left open until the plan is submitted, as may method and dates.</param>
/// <param name="Method">How it is done.</param>
/// <param name="EndsOn">Not before <paramref name="StartsOn"/>.</param>
/// <param name="Cost">Estimate in the organization's currency, two decimals.</param>
/// <param name="Benefit">What is gained, weighed against the cost.</param>
/// <param name="Priority">1 is treated first.</param>
/// <param name="PriorityReason">Required when the priority is not the one that follows from the risk level.</param>
/// <param name="NextReviewOn">Accept: after today, at most twelve months ahead.</param>
/// <param name="Controls">Reduce: keys such as <c>2022:8.13</c>, of the plan's edition.</param>
public sealed record ItemFacts(
    TreatmentOption Option, Guid DepartmentId, Guid? ResponsibleId, [StringLength(TreatmentItem.MethodLength)] string? Method, DateOnly? StartsOn, DateOnly? EndsOn,
    [Range(0.0, 1e12)] decimal? Cost, [StringLength(TreatmentItem.TextLength)] string? Benefit, [Range(1, TreatmentItem.LowestPriority)] int Priority,
    [StringLength(TreatmentItem.TextLength)] string? PriorityReason = null, [StringLength(TreatmentItem.TextLength)] string? AcceptReason = null, DateOnly? NextReviewOn = null,
    [StringLength(TreatmentItem.TextLength)] string? Activity = null, DateOnly? ActivityEndsOn = null,
    [StringLength(TreatmentItem.NameLength)] string? Receiver = null, [StringLength(TreatmentItem.NameLength)] string? Contract = null,
    [MaxLength(50)] IReadOnlyList<string>? Controls = null)
{
    internal ItemPlanning Planning => new(
        Option, DepartmentId, ResponsibleId, Clean(Method), StartsOn, EndsOn, Cost, Clean(Benefit), Priority, Clean(PriorityReason),
        Clean(AcceptReason), NextReviewOn, Clean(Activity), ActivityEndsOn, Clean(Receiver), Clean(Contract));

    private static string Clean(string? text) => text?.Trim() ?? "";
}

/// <summary>Facts that were checked.</summary>
internal sealed record CheckedFacts(ItemPlanning Planning, IReadOnlyList<ControlKey> Controls);

/// <summary>What must be so whenever an item is written (4.2.1.6 a–d).</summary>
internal sealed class ItemFactsCheck(IsmsDbContext db, PlanDesk desk, ControlStandings standings)
{
    /// <param name="plan">The plan it belongs to.</param>
    /// <param name="riskLevel">From which the priority follows.</param>
    public async Task<Outcome<CheckedFacts>> RunAsync(Actor actor, TreatmentPlan plan, int riskLevel, ItemFacts facts, CancellationToken ct)
    {
        var planning = facts.Planning;
        var (controls, problems) = Controls(plan.Edition, facts);
        problems.AddRange(planning.OptionGaps(controls.Count).Where(g => g != ItemGap.Controls || problems.Count == 0).Select(g => new FieldProblem(FieldOf(g), "treatment.needs-" + planning.Option)));
        problems.AddRange(Dates(actor, planning));
        var expected = ItemProposal.PriorityOf((await desk.CriteriaAsync(plan.AssessmentId, ct)).Criteria.Definition, riskLevel);
        if (planning.Priority != expected && planning.PriorityReason.Length == 0)
            problems.Add(new FieldProblem("priorityReason", "treatment.priority-needs-reason", expected));
        if (!actor.May(TreatmentPermissions.Edit, planning.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == planning.DepartmentId && d.ClosedOn == null, ct))
            problems.Add(new FieldProblem("departmentId", "treatment.unknown-department"));
        if (planning.ResponsibleId is { } person && !await db.People.AnyAsync(p => p.Id == person && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            problems.Add(new FieldProblem("responsibleId", "treatment.unknown-person"));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        return await standings.RefusesAsync(controls, ct) is { } excluded ? excluded : new CheckedFacts(planning, controls);
    }

    /// <summary>The field that a gap is shown at.</summary>
    public static string FieldOf(ItemGap gap) => gap switch
    {
        ItemGap.Responsible => "responsibleId",
        ItemGap.EndsBeforeStart => "endsOn",
        _ => JsonName(gap.ToString()),
    };

    private static IEnumerable<FieldProblem> Dates(Actor actor, ItemPlanning planning)
    {
        if (planning.EndsOn < planning.StartsOn)
            yield return new FieldProblem("endsOn", "treatment.ends-before-start", planning.StartsOn.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (planning is { Option: TreatmentOption.Accept, NextReviewOn: { } review } && !IsReviewDay(actor.Today, review))
            yield return new FieldProblem("nextReviewOn", "treatment.review-within", TreatmentItem.LongestAcceptanceMonths);
    }

    /// <summary>4.2.1.6 b): after today and at most twelve months ahead.</summary>
    public static bool IsReviewDay(DateOnly today, DateOnly review) => review > today && review <= today.AddMonths(TreatmentItem.LongestAcceptanceMonths);

    private static (IReadOnlyList<ControlKey> Controls, List<FieldProblem> Problems) Controls(Edition edition, ItemFacts facts)
    {
        var problems = new List<FieldProblem>();
        var controls = new List<ControlKey>();
        if (facts.Option != TreatmentOption.Reduce)
            return (controls, problems);
        foreach (var text in facts.Controls ?? [])
        {
            if (ControlKey.TryParse(text, out var key) && key.Edition == edition && ControlCatalogue.Find(key)?.Kind == ControlKind.Control)
                controls.Add(key);
            else
                problems.Add(new FieldProblem("controls", "treatment.unknown-control", text, (int)edition));
        }
        return ([.. controls.Distinct()], problems);
    }

    private static string JsonName(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
}
