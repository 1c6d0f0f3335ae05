using System.Globalization;
using System.Text.Json;

namespace Isms.Modules.Criteria.Domain;

/// <summary>Ratings to score with one criteria version.</summary>
/// <param name="Items">One or more items; the answer keeps their order.</param>
public sealed record EvaluateRequest(IReadOnlyList<EvaluateItem?>? Items = null);

/// <summary>The ratings of one risk, each a whole number on the criteria's scale.</summary>
/// <param name="AssetValue">Asset value; required.</param>
/// <param name="ThreatFrequency">How often the threat occurs; required.</param>
/// <param name="Severity">Severity of the vulnerability; required unless the method has none, then ignored.</param>
/// <param name="Ease">Ease of using the vulnerability; may be left out where the criteria take severity instead.</param>
/// <param name="ControlEffectiveness">Effectiveness of existing controls; left out means not rated.</param>
public sealed record EvaluateItem(double? AssetValue = null, double? ThreatFrequency = null, double? Severity = null, double? Ease = null, double? ControlEffectiveness = null);

/// <summary>The scores, in the order of the items.</summary>
/// <param name="Criteria">Code of the criteria.</param>
/// <param name="Version">Version of the criteria.</param>
public sealed record EvaluateResponse(string Criteria, string Version, IReadOnlyList<EvaluatedItem> Items);

/// <summary>The score of one item.</summary>
/// <param name="Likelihood">Likelihood value, unrounded.</param>
/// <param name="Impact">Impact value, unrounded.</param>
/// <param name="Risk">Risk value, rounded by the criteria.</param>
/// <param name="Level">Risk level.</param>
/// <param name="Acceptable">True when the level is within the acceptance level.</param>
/// <param name="Trace">The steps of the calculation, in the reader's language.</param>
public sealed record EvaluatedItem(
    double Likelihood, int LikelihoodLevel, double Impact, int ImpactLevel, double Risk, int Level, bool Acceptable, IReadOnlyList<string> Trace);

/// <summary>Scores a batch; API and command line are two doors to this.</summary>
public static class ItemEvaluation
{
    /// <summary>All scores, or every problem of every item with its place (<c>items[2].severity</c>); never a part.</summary>
    public static Answer<EvaluateResponse> EvaluateItems(CompiledCriteria criteria, EvaluateRequest request, CultureInfo culture)
    {
        if (request.Items is not { Count: > 0 } items)
            return Answer<EvaluateResponse>.Refused([CriteriaProblem.Of("items-required", "items")]);
        var problems = items.SelectMany((item, i) => Check(criteria, item, i)).ToList();
        if (problems.Count > 0)
            return Answer<EvaluateResponse>.Refused(problems);
        return Answer<EvaluateResponse>.Of(new EvaluateResponse(
            criteria.Definition.Code, criteria.Definition.Version, [.. items.Select(item => Evaluated(criteria, item!, culture))]));
    }

    /// <summary>The same from JSON text to JSON text. Text that is not such a request is a problem, too.</summary>
    public static Answer<string> EvaluateJson(CompiledCriteria criteria, string json, CultureInfo culture)
    {
        EvaluateRequest? request;
        try
        {
            request = JsonSerializer.Deserialize<EvaluateRequest>(json, CriteriaJson.Options);
        }
        catch (JsonException e)
        {
            var path = e.Path ?? "$";
            return Answer<string>.Refused([CriteriaProblem.Of("unreadable", path, path, (e.LineNumber ?? 0) + 1)]);
        }
        var answer = EvaluateItems(criteria, request ?? new EvaluateRequest(null), culture);
        return answer.Result is { } response
            ? Answer<string>.Of(JsonSerializer.Serialize(response, CriteriaJson.Options))
            : Answer<string>.Refused(answer.Problems);
    }

    private static IReadOnlyList<CriteriaProblem> Check(CompiledCriteria criteria, EvaluateItem? item, int i) => item is null
        ? [CriteriaProblem.Of("items-required", $"items[{i}]")]
        : FactorCheck.Run(criteria.Definition, $"items[{i}].", item.AssetValue, item.ThreatFrequency, item.Severity, item.Ease, item.ControlEffectiveness);

    private static EvaluatedItem Evaluated(CompiledCriteria criteria, EvaluateItem item, CultureInfo culture)
    {
        // A severity the method does not know was not checked either and may be any number; only its presence counts, for the trace.
        var severity = criteria.UsesSeverity || item.Severity is null ? (int?)item.Severity : 0;
        var factors = new RiskFactors((int)item.AssetValue!, (int)item.ThreatFrequency!, severity, (int?)item.Ease, (int?)item.ControlEffectiveness);
        var (score, trace) = criteria.Evaluate(factors, culture).Result!;
        return new EvaluatedItem(score.Likelihood, score.LikelihoodLevel, score.Impact, score.ImpactLevel, score.Risk, score.Level, score.Acceptable, trace);
    }
}
