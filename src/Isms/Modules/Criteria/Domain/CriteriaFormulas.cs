using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Text;

namespace Isms.Modules.Criteria.Domain;

/// <summary>The rules of a definition as formulas in the reader's language, without values in them.</summary>
public static class CriteriaFormulas
{
    /// <summary>How the four scores become the asset value.</summary>
    public static string AssetValue(CriteriaDefinition definition, CultureInfo culture)
    {
        var rule = definition.AssetValue;
        var names = rule.Scores.Select(score => Name(score.ToString(), culture)).ToList();
        var sum = string.Join(" + ", names);
        var count = names.Count.ToString(culture);
        var formula = rule.Kind switch
        {
            AssetValueKind.Max => $"max({string.Join(", ", names)})",
            AssetValueKind.RoundedMean => $"({sum}) ÷ {count}",
            AssetValueKind.Weighted => string.Join(" + ", names.Select((name, i) => $"{name} × {CriteriaTrace.Number(rule.Weights?.ElementAtOrDefault(i) ?? 0, culture)}")),
            AssetValueKind.SumToBands => sum,
            AssetValueKind.LogMean => $"log2(({string.Join(" + ", names.Select(name => "2^" + name))}) ÷ {count})",
            _ => throw new ArgumentOutOfRangeException(nameof(definition)),
        };
        var said = $"{Name("assetValue", culture)} = {formula}";
        return rule.Kind is AssetValueKind.Max ? said : Phrase.In(culture, "criteria.formula.rounded", said, Name(definition.Rounding.Mode.ToString(), culture, "choice"));
    }

    /// <summary>How asset value and severity become the impact.</summary>
    public static string Impact(CriteriaDefinition definition, CultureInfo culture) =>
        Rule("impact", definition.Impact.Rule, "assetValue", definition.Scales.Severity is null ? null : "severity", culture);

    /// <summary>How threat frequency and ease become the likelihood.</summary>
    public static string Likelihood(CriteriaDefinition definition, CultureInfo culture) =>
        Rule("likelihood", definition.Likelihood.Rule, "threatFrequency", "ease", culture);

    /// <summary>How impact and likelihood become the risk.</summary>
    public static string Risk(CriteriaDefinition definition, CultureInfo culture) => definition.RiskTakes == RiskOperands.Levels
        ? Rule("risk", definition.Risk.Rule, "impactLevel", "likelihoodLevel", culture)
        : Rule("risk", definition.Risk.Rule, "impact", "likelihood", culture);

    /// <summary>What the effectiveness of existing controls changes.</summary>
    public static string ExistingControls(CriteriaDefinition definition, CultureInfo culture)
    {
        var effect = definition.ExistingControls;
        if (effect.Lowers == LoweredFactor.None)
            return Phrase.In(culture, "criteria.formula.controls-none");
        var first = definition.Scales.ControlEffectiveness.Min;
        var steps = effect.Steps.Select((step, i) => Phrase.In(culture, "criteria.formula.controls-step", first + i, step));
        return Phrase.In(culture, "criteria.formula.controls", Name(effect.Lowers.ToString(), culture), string.Join(Phrase.In(culture, "criteria.formula.comma"), steps));
    }

    /// <summary>Which levels are accepted: their words, and that the rest is treated.</summary>
    public static string Acceptance(CriteriaDefinition definition, CultureInfo culture)
    {
        var words = definition.Risk.Bands.Where(band => band.Level <= definition.AcceptableUpToLevel).Select(band => $"{band.Level.ToString(culture)} {band.Word.In(culture)}");
        return Phrase.In(culture, "criteria.formula.acceptance", definition.AcceptableUpToLevel, string.Join(Phrase.In(culture, "criteria.formula.comma"), words));
    }

    /// <summary>From which value on an asset is important.</summary>
    public static string Important(CriteriaDefinition definition, CultureInfo culture) => Phrase.In(culture, "criteria.formula.important", definition.ImportantFrom);

    private static string Rule(string result, Combination rule, string first, string? second, CultureInfo culture)
    {
        var x = Name(first, culture);
        var y = second is null ? x : Name(second, culture);
        return $"{Name(result, culture)} = " + rule.Kind switch
        {
            CombinationKind.Matrix => Phrase.In(culture, "criteria.trace.matrix", x, y),
            CombinationKind.Product => $"{x} × {y}",
            CombinationKind.SqrtProduct => $"√({x} × {y})",
            CombinationKind.FloorSqrtProduct => $"⌊√({x} × {y})⌋",
            CombinationKind.Sum => $"{x} + {y}",
            CombinationKind.Max => $"max({x}, {y})",
            CombinationKind.First => x,
            CombinationKind.Second => y,
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    private static string Name(string name, CultureInfo culture, string family = "fact") =>
        Phrase.In(culture, $"criteria.{family}.{JsonNamingPolicy.CamelCase.ConvertName(name)}");
}
