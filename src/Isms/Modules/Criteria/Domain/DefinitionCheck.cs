using System.Text.RegularExpressions;

namespace Isms.Modules.Criteria.Domain;

/// <summary>Finds everything that keeps a definition from being used. Ranges are only looked at once scales, rules and bands are sound in themselves.</summary>
internal sealed partial class DefinitionCheck
{
    private const double LargestCell = 10_000;

    private readonly CriteriaDefinition definition;
    private readonly List<CriteriaProblem> problems = [];

    private DefinitionCheck(CriteriaDefinition definition) => this.definition = definition;

    public static IReadOnlyList<CriteriaProblem> Run(CriteriaDefinition definition)
    {
        var check = new DefinitionCheck(definition);
        check.Texts();
        check.AllScales();
        check.AssetRule();
        check.Settings();
        check.Bands("importanceBands", definition.ImportanceBands, decimals: 0);
        check.Measures();
        if (check.problems.Count == 0)
            check.Ranges();
        return check.problems;
    }

    private void Texts()
    {
        if (string.IsNullOrWhiteSpace(definition.Code))
            Add("text-missing", "code");
        if (string.IsNullOrWhiteSpace(definition.Version))
            Add("text-missing", "version");
        Text("name", definition.Name);
        Text("source", definition.Source);
    }

    private void Text(string path, Wording words)
    {
        if (string.IsNullOrWhiteSpace(words.Zh))
            Add("text-missing", path + ".zh");
        if (string.IsNullOrWhiteSpace(words.En))
            Add("text-missing", path + ".en");
    }

    private void AllScales()
    {
        foreach (var (name, scale) in definition.Scales.Named())
        {
            var path = "scales." + name;
            if (scale.Count is < 2 or > 11)
                Add("scale-size", path, Term.Fact(name), scale.Count);
            if (scale.Levels.Where((level, i) => level.Value != scale.Min + i || level.Value is < 0 or > 10).Any())
                Add("scale-steps", path, Term.Fact(name));
            for (var i = 0; i < scale.Count; i++)
            {
                Text($"{path}.levels[{i}].word", scale.Levels[i].Word);
                Text($"{path}.levels[{i}].description", scale.Levels[i].Description);
            }
        }
    }

    private void AssetRule()
    {
        var rule = definition.AssetValue;
        if (rule.Scores.Count == 0 || rule.Scores.Distinct().Count() != rule.Scores.Count)
            Add("scores-taking-part", "assetValue.scores");
        else if (rule.Scores.Select(score => definition.Scales.Of(score)).DistinctBy(scale => (scale.Min, scale.Max)).Count() > 1)
            Add("score-scales-differ", "assetValue.scores");

        if (rule.Kind != AssetValueKind.Weighted && rule.Weights is not null)
            Add("weights-unexpected", "assetValue.weights");
        if (rule.Kind == AssetValueKind.Weighted)
            Weights(rule);

        if (rule.Bands is { Count: 0 } || (rule.Kind == AssetValueKind.SumToBands && rule.Bands is null))
            Add("value-bands-needed", "assetValue.bands");
        if (rule.Bands is not { } bands)
            return;
        if (bands.Where((band, i) => !definition.Scales.AssetValue.Holds(band.Value) || (i > 0 && band.Value <= bands[i - 1].Value)).Any())
            Add("value-bands-values", "assetValue.bands", definition.Scales.AssetValue.Min, definition.Scales.AssetValue.Max);
        Edges("assetValue.bands", [.. bands.Select(band => (band.Min, band.Max))], decimals: 0);
    }

    private void Weights(AssetValueRule rule)
    {
        if (rule.Weights is not { } weights || weights.Count != rule.Scores.Count || weights.Any(weight => !(weight > 0)))
            Add("weights-needed", "assetValue.weights", rule.Scores.Count);
        else if (!RuleArithmetic.Same(weights.Sum(), 1))
            Add("weights-sum", "assetValue.weights", weights.Sum());
    }

    private void Settings()
    {
        var (scales, reviews) = (definition.Scales, definition.Reviews);
        if (!scales.AssetValue.Holds(definition.ImportantFrom))
            Add("outside", "importantFrom", definition.ImportantFrom, scales.AssetValue.Min, scales.AssetValue.Max);
        if (definition.Rounding.Decimals is < 0 or > 3)
            Add("outside", "rounding.decimals", definition.Rounding.Decimals, 0, 3);
        if (reviews.ReassessEveryMonths is < 1 or > 36)
            Add("outside", "reviews.reassessEveryMonths", reviews.ReassessEveryMonths, 1, 36);
        if (reviews.ReviewAcceptedEveryMonths is < 1 or > 36)
            Add("outside", "reviews.reviewAcceptedEveryMonths", reviews.ReviewAcceptedEveryMonths, 1, 36);
        if (reviews.RemindDaysBefore is < 0 or > 180)
            Add("outside", "reviews.remindDaysBefore", reviews.RemindDaysBefore, 0, 180);
        if (definition.EaseFallsBackToSeverity && (scales.Severity is not { } severity || (severity.Min, severity.Max) != (scales.Ease.Min, scales.Ease.Max)))
            Add("fallback-scales-differ", "easeFallsBackToSeverity");
        ControlSteps(definition.ExistingControls);
    }

    private void ControlSteps(ControlEffect effect)
    {
        const string path = "existingControls.steps";
        var lowered = effect.Lowers == LoweredFactor.Ease ? definition.Scales.Ease : definition.Scales.Severity;
        if (effect.Lowers == LoweredFactor.None)
        {
            if (effect.Steps.Count > 0)
                Add("control-steps-unexpected", path);
        }
        else if (lowered is null)
        {
            Add("severity-missing", "existingControls.lowers");
        }
        else if (effect.Steps.Count != definition.Scales.ControlEffectiveness.Count)
        {
            Add("control-steps-count", path, definition.Scales.ControlEffectiveness.Count, effect.Steps.Count);
        }
        else if (effect.Steps.Where((step, i) => step < 0 || step >= lowered.Count || (i > 0 && step < effect.Steps[i - 1])).Any())
        {
            Add("control-steps-falling", path, lowered.Count - 1);
        }
    }

    private void Measures()
    {
        var scales = definition.Scales;
        if (scales.Severity is null && definition.Impact.Rule.Kind != CombinationKind.First)
            Add("severity-missing", "impact.rule");
        if (definition.Risk.Rule.Kind == CombinationKind.Matrix && definition.RiskTakes != RiskOperands.Levels)
            Add("risk-matrix-takes-levels", "riskTakes");
        OneMeasure("impact", definition.Impact, scales.AssetValue.Count, scales.Severity?.Count ?? 1);
        OneMeasure("likelihood", definition.Likelihood, scales.ThreatFrequency.Count, scales.Ease.Count);
        OneMeasure("risk", definition.Risk, definition.Impact.Bands.Count, definition.Likelihood.Bands.Count);

        var levels = definition.Risk.Bands;
        if (levels.Count > 0 && levels.All(band => band.Level != definition.AcceptableUpToLevel))
            Add("outside", "acceptableUpToLevel", definition.AcceptableUpToLevel, levels[0].Level, levels[^1].Level);
    }

    private void OneMeasure(string name, Measure measure, int rows, int columns)
    {
        Bands(name + ".bands", measure.Bands, definition.Rounding.Decimals);
        var path = name + ".rule.cells";
        if (measure.Rule.Kind != CombinationKind.Matrix)
        {
            if (measure.Rule.Cells is not null)
                Add("cells-unexpected", path);
        }
        else if (measure.Rule.Cells is not { } cells || cells.Count != rows || cells.Any(row => row.Count != columns))
        {
            Add("matrix-size", path, Term.Fact(name), rows, columns);
        }
        else
        {
            Cells(name, path, cells);
        }
    }

    private void Cells(string name, string path, IReadOnlyList<IReadOnlyList<double>> cells)
    {
        for (var row = 0; row < cells.Count; row++)
        {
            for (var column = 0; column < cells[row].Count; column++)
            {
                var cell = cells[row][column];
                var at = $"{path}[{row}][{column}]";
                if (cell is not (>= 0 and <= LargestCell))
                    Add("outside", at, cell, 0, LargestCell);
                else if ((row > 0 && cell < cells[row - 1][column]) || (column > 0 && cell < cells[row][column - 1]))
                    Add("matrix-falls", at, Term.Fact(name), row + 1, column + 1, cell);
            }
        }
    }

    private void Bands(string path, IReadOnlyList<LevelBand> bands, int decimals)
    {
        if (bands.Count is < 2 or > 11)
            Add("band-count", path, bands.Count);
        if (bands.Count > 0 && (bands[0].Level is not (0 or 1) || bands.Where((band, i) => band.Level != bands[0].Level + i).Any()))
            Add("band-levels", path);
        for (var i = 0; i < bands.Count; i++)
        {
            Text($"{path}[{i}].word", bands[i].Word);
            if (!Colour().IsMatch(bands[i].Colour))
                Add("band-colour", $"{path}[{i}].colour", bands[i].Colour);
        }
        Edges(path, [.. bands.Select(band => (band.Min, band.Max))], decimals);
    }

    private void Edges(string path, IReadOnlyList<(double Min, double Max)> bands, int decimals)
    {
        var rounding = new Rounding(RoundingMode.HalfUp, Math.Clamp(decimals, 0, 3));
        var unit = Math.Pow(10, -rounding.Decimals);
        for (var i = 0; i < bands.Count; i++)
        {
            var (min, max) = bands[i];
            var at = $"{path}[{i}]";
            if (!OnGrid(min) || !OnGrid(max))
                Add("band-edge", at, min, max, unit);
            else if (min > max)
                Add("band-reversed", at, min, max);
            else if (i > 0 && min > bands[i - 1].Max + unit * 1.5)
                Add("band-gap", at, bands[i - 1].Max, min);
            else if (i > 0 && min < bands[i - 1].Max + unit * 0.5)
                Add("band-overlap", at, bands[i - 1].Max, min);
        }

        bool OnGrid(double edge) => Math.Abs(edge) <= 1e9 && RuleArithmetic.Same(edge, RuleArithmetic.Round(rounding, edge));
    }

    // Every rule rises with both factors, so the two ends of the factors give the two ends of the range.
    private void Ranges()
    {
        var scales = definition.Scales;
        Covered("importanceBands", definition.ImportanceBands, scales.AssetValue.Min, scales.AssetValue.Max);
        AssetRange();

        var impact = Ends(definition.Impact.Rule, scales.AssetValue, scales.Severity ?? scales.AssetValue);
        var likelihood = Ends(definition.Likelihood.Rule, scales.ThreatFrequency, scales.Ease);
        Covered("impact.bands", definition.Impact.Bands, impact.Min, impact.Max);
        Covered("likelihood.bands", definition.Likelihood.Bands, likelihood.Min, likelihood.Max);

        var (impactBands, likelihoodBands) = (definition.Impact.Bands, definition.Likelihood.Bands);
        var (first, second) = definition.RiskTakes == RiskOperands.Values
            ? (impact, likelihood)
            : ((impactBands[0].Level, impactBands[^1].Level), (likelihoodBands[0].Level, likelihoodBands[^1].Level));
        Covered(
            "risk.bands",
            definition.Risk.Bands,
            RuleArithmetic.Combine(definition.Risk.Rule, first.Min, second.Min, 0, 0),
            RuleArithmetic.Combine(definition.Risk.Rule, first.Max, second.Max, impactBands.Count - 1, likelihoodBands.Count - 1));
    }

    private void AssetRange()
    {
        var rule = definition.AssetValue;
        var scale = definition.Scales.Of(rule.Scores[0]);
        var lowest = Result(scale.Min);
        var highest = Result(scale.Max);
        var held = definition.Scales.AssetValue;
        var (min, max) = rule.Bands is { } bands ? (bands[0].Min, bands[^1].Max) : (held.Min, held.Max);
        if (lowest < min || highest > max)
            Add("not-covered", rule.Bands is null ? "assetValue" : "assetValue.bands", lowest, highest, min, max);

        double Result(int score)
        {
            var scores = new int[rule.Scores.Count];
            Array.Fill(scores, score);
            return RuleArithmetic.Round(definition.Rounding with { Decimals = 0 }, RuleArithmetic.AssetValue(rule, scores));
        }
    }

    private static (double Min, double Max) Ends(Combination rule, Scale rows, Scale columns) =>
        (RuleArithmetic.Combine(rule, rows.Min, columns.Min, 0, 0), RuleArithmetic.Combine(rule, rows.Max, columns.Max, rows.Count - 1, columns.Count - 1));

    private void Covered(string path, IReadOnlyList<LevelBand> bands, double lowest, double highest)
    {
        var (low, high) = (RuleArithmetic.Round(definition.Rounding, lowest), RuleArithmetic.Round(definition.Rounding, highest));
        if (RuleArithmetic.BandOf(bands, low) < 0 || RuleArithmetic.BandOf(bands, high) < 0)
            Add("not-covered", path, low, high, bands[0].Min, bands[^1].Max);
    }

    private void Add(string code, string path, params object[] args) => problems.Add(CriteriaProblem.Of(code, path, args));

    [GeneratedRegex("^#[0-9a-f]{6}$")]
    private static partial Regex Colour();
}

internal static class NamedScales
{
    /// <summary>The scales the definition has, by their name in the JSON.</summary>
    public static IEnumerable<(string Name, Scale Scale)> Named(this CriteriaScales scales)
    {
        yield return ("replacementCost", scales.ReplacementCost);
        yield return ("confidentiality", scales.Confidentiality);
        yield return ("integrity", scales.Integrity);
        yield return ("availability", scales.Availability);
        yield return ("assetValue", scales.AssetValue);
        yield return ("threatFrequency", scales.ThreatFrequency);
        if (scales.Severity is not null)
            yield return ("severity", scales.Severity);
        yield return ("ease", scales.Ease);
        yield return ("controlEffectiveness", scales.ControlEffectiveness);
    }

    public static Scale Of(this CriteriaScales scales, AssetScore score) => score switch
    {
        AssetScore.ReplacementCost => scales.ReplacementCost,
        AssetScore.Confidentiality => scales.Confidentiality,
        AssetScore.Integrity => scales.Integrity,
        AssetScore.Availability => scales.Availability,
        _ => throw new ArgumentOutOfRangeException(nameof(score)),
    };
}
