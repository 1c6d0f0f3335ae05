using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Comparison;

/// <summary>How a risk changed from one assessment to the next.</summary>
public enum RiskChange
{
    /// <summary>A higher level.</summary>
    Raised,

    /// <summary>A lower level.</summary>
    Lowered,

    /// <summary>Not in the earlier one.</summary>
    New,

    /// <summary>No longer in the later one.</summary>
    Gone,

    /// <summary>The same level.</summary>
    Same,
}

/// <summary>Two assessments to compare.</summary>
/// <param name="EarlierId">The one before.</param>
/// <param name="LaterId">The one after.</param>
/// <param name="Changes">Which changes to list; null for all but the same.</param>
public sealed record CompareRequest(Guid EarlierId, Guid LaterId, IReadOnlyList<RiskChange>? Changes = null);

/// <summary>One risk in both assessments: the same asset, threat and vulnerability.</summary>
/// <param name="EarlierLevel">Null when new.</param>
/// <param name="LaterLevel">Null when gone.</param>
/// <param name="Priority">Of the attention it needs because its level rose: 1 for the highest level of the criteria, 2 for the next, and so on; null when it did not rise.</param>
public sealed record ComparedRisk(
    RiskChange Change, Guid? EarlierRiskId, string? EarlierNumber, Guid? LaterRiskId, string? LaterNumber, string AssetNumber, string AssetName, Guid DepartmentId,
    string Threat, string Vulnerability, double? EarlierValue, int? EarlierLevel, double? LaterValue, int? LaterLevel, int? Priority);

/// <summary>Two assessments side by side.</summary>
/// <param name="SameCriteria">False when they were rated by different criteria, so that levels can differ for that reason alone.</param>
/// <param name="Counts">How many risks changed in which way.</param>
/// <param name="Risks">Those asked for, the most urgent first.</param>
internal sealed record RiskComparison(
    Assessment Earlier, Assessment Later, CompiledCriteria EarlierCriteria, CompiledCriteria LaterCriteria, bool SameCriteria,
    IReadOnlyDictionary<RiskChange, int> Counts, IReadOnlyList<ComparedRisk> Risks);

/// <summary>Says what got worse and what better between two assessments (8.3; 7.2 e).</summary>
internal sealed class CompareAssessments(IsmsDbContext db, AssessmentDesk desk)
{
    public async Task<Outcome<RiskComparison>> RunAsync(Actor actor, CompareRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Read, request) is { } no)
            return no;
        if (await desk.FindAsync(actor, request.EarlierId, ct) is not { } earlier || await desk.FindAsync(actor, request.LaterId, ct) is not { } later)
            return Refusal.NotFound;
        var (before, after) = (await SideAsync(actor, earlier.Id, ct), await SideAsync(actor, later.Id, ct));
        var (earlierCriteria, laterCriteria) = (await desk.CriteriaAsync(earlier, ct), await desk.CriteriaAsync(later, ct));
        var top = laterCriteria.Criteria.Definition.Risk.Bands[^1].Level;
        var all = before.Keys.Union(after.Keys).Select(key => Compare(before.GetValueOrDefault(key), after.GetValueOrDefault(key), top, actor.Culture)).ToList();

        var wanted = request.Changes is { Count: > 0 } asked ? asked.ToHashSet() : [RiskChange.Raised, RiskChange.Lowered, RiskChange.New, RiskChange.Gone];
        return new RiskComparison(
            earlier, later, earlierCriteria.Criteria, laterCriteria.Criteria, earlier.CriteriaId == later.CriteriaId,
            Enum.GetValues<RiskChange>().ToDictionary(c => c, c => all.Count(r => r.Change == c)),
            [.. all.Where(r => wanted.Contains(r.Change)).OrderBy(r => r.Change).ThenBy(r => r.Priority ?? int.MaxValue).ThenByDescending(r => r.LaterValue ?? r.EarlierValue).ThenBy(r => r.AssetNumber, StringComparer.Ordinal)]);
    }

    private async Task<Dictionary<(Guid, string, string), RiskSummary>> SideAsync(Actor actor, Guid assessmentId, CancellationToken ct)
    {
        var visible = db.Set<Risk>().VisibleTo(actor).Where(r => r.AssessmentId == assessmentId);
        return await RiskViews.Risks(db, actor).AsNoTracking().Where(r => visible.Any(v => v.Id == r.Id)).ToDictionaryAsync(r => (r.AssetId, r.ThreatCode, r.VulnerabilityCode), ct);
    }

    private static ComparedRisk Compare(RiskSummary? before, RiskSummary? after, int top, System.Globalization.CultureInfo culture)
    {
        var change = (before, after) switch
        {
            (null, _) => RiskChange.New,
            (_, null) => RiskChange.Gone,
            _ => after.Level.CompareTo(before.Level) switch { > 0 => RiskChange.Raised, < 0 => RiskChange.Lowered, _ => RiskChange.Same },
        };
        var either = after ?? before!;
        return new ComparedRisk(
            change, before?.Id, before?.Number, after?.Id, after?.Number, either.AssetNumber, either.AssetName, either.DepartmentId,
            new Bilingual(either.ThreatTitleZh, either.ThreatTitleEn).In(culture), new Bilingual(either.VulnerabilityTitleZh, either.VulnerabilityTitleEn).In(culture),
            Scored(before)?.RiskValue, Scored(before)?.Level, Scored(after)?.RiskValue, Scored(after)?.Level,
            change == RiskChange.Raised ? top - after!.Level + 1 : null);

        static RiskSummary? Scored(RiskSummary? risk) => risk is { Level: not Risk.NotScored } ? risk : null;
    }
}
