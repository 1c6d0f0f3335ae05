using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Modules.Criteria.Domain;

/// <summary>Says in the reader's language how a result came about, naming the criteria and their version.</summary>
internal static class CriteriaTrace
{
    public static string Number(double value, CultureInfo culture) => value.ToString("0.######", culture);

    public static IReadOnlyList<string> OfRisk(CompiledCriteria criteria, in RiskFactors factors, int severity, int ease, RiskScore score, CultureInfo culture)
    {
        var definition = criteria.Definition;
        var trace = new List<string>(6) { Basis(definition, culture) };
        if (!criteria.UsesSeverity && factors.Severity is not null)
            trace.Add(Say("not-used", Fact("severity")));
        Controls(trace, definition, factors, severity, ease, culture);
        if (factors.Ease is null && criteria.UsesSeverity)
            trace.Add(Say("ease-from-severity", Fact("ease"), Fact("severity"), severity));

        var easeName = factors.Ease is null ? Fact("severity") : Fact("ease");
        trace.Add(Measured("likelihood", definition.Likelihood, (Fact("threatFrequency"), factors.ThreatFrequency), (easeName, ease), score.Likelihood, criteria.LikelihoodBand(score.LikelihoodLevel)));
        trace.Add(Measured("impact", definition.Impact, (Fact("assetValue"), factors.AssetValue), (Fact("severity"), severity), score.Impact, criteria.ImpactBand(score.ImpactLevel)));
        trace.Add(Risk(criteria, score, culture));
        trace.Add(Say(score.Acceptable ? "acceptable" : "to-treat", score.Level, definition.AcceptableUpToLevel));
        return trace;

        string Fact(string name) => Term.Fact(name).In(culture);

        string Say(string key, params object[] args) => Phrase.In(culture, "criteria.trace." + key, args);

        string Measured(string name, Measure measure, (string, double) first, (string, double) second, double value, LevelBand band)
        {
            var rounded = RuleArithmetic.Round(definition.Rounding, value);
            var expression = Expression(measure.Rule, first, second, culture);
            return RuleArithmetic.Same(rounded, value)
                ? Say("result", Fact(name), expression, Number(value, culture), band.Level, band.Word.In(culture))
                : Say("result-banded", Fact(name), expression, Number(value, culture), Mode(definition.Rounding, culture), Number(rounded, culture), band.Level, band.Word.In(culture));
        }
    }

    public static IReadOnlyList<string> OfAsset(
        CompiledCriteria criteria, ReadOnlySpan<int> scores, double unrounded, double rounded, int value, LevelBand importance, CultureInfo culture)
    {
        var definition = criteria.Definition;
        var named = new string[scores.Length];
        for (var i = 0; i < scores.Length; i++)
            named[i] = Score(definition.AssetValue, i, scores[i], culture);
        var expression = definition.AssetValue.Kind switch
        {
            AssetValueKind.Max => "max(" + string.Join(", ", named) + ")",
            AssetValueKind.RoundedMean => "(" + string.Join(" + ", named) + ") ÷ " + named.Length.ToString(culture),
            AssetValueKind.LogMean => "log2((" + string.Join(" + ", named) + ") ÷ " + named.Length.ToString(culture) + ")",
            _ => string.Join(" + ", named),
        };

        var result = Number(unrounded, culture);
        if (!RuleArithmetic.Same(rounded, unrounded))
            result = Phrase.In(culture, "criteria.trace.rounded", result, Mode(definition.Rounding, culture), Number(rounded, culture));
        if (definition.AssetValue.Bands is { } bands && RuleArithmetic.BandOf(bands, rounded) is { } band)
            result = Phrase.In(culture, "criteria.trace.value-band", result, Number(band.Min, culture), Number(band.Max, culture), value);
        return
        [
            Basis(definition, culture),
            Phrase.In(culture, "criteria.trace.asset-value", Term.Fact("assetValue").In(culture), expression, result),
            Phrase.In(culture, "criteria.trace.importance", value, importance.Level, importance.Word.In(culture)),
            Phrase.In(culture, value >= definition.ImportantFrom ? "criteria.trace.important" : "criteria.trace.not-important", value, definition.ImportantFrom),
        ];
    }

    private static string Score(AssetValueRule rule, int i, int score, CultureInfo culture)
    {
        var name = Term.Fact(Camel(rule.Scores[i].ToString())).In(culture);
        return rule.Kind switch
        {
            AssetValueKind.Weighted => $"{name} {score.ToString(culture)} × {Number(rule.Weights![i], culture)}",
            AssetValueKind.LogMean => $"2^{name} {score.ToString(culture)}",
            _ => $"{name} {score.ToString(culture)}",
        };
    }

    private static string Basis(CriteriaDefinition definition, CultureInfo culture) =>
        Phrase.In(culture, "criteria.trace.basis", definition.Name.In(culture), definition.Version);

    private static void Controls(List<string> trace, CriteriaDefinition definition, in RiskFactors factors, int severity, int ease, CultureInfo culture)
    {
        if (factors.ControlEffectiveness is not { } effectiveness)
            return;
        var (lowers, steps) = (definition.ExistingControls.Lowers, definition.ExistingControls.Steps);
        var name = Term.Fact("controlEffectiveness").In(culture);
        if (lowers == LoweredFactor.None)
        {
            trace.Add(Phrase.In(culture, "criteria.trace.control-recorded", name, effectiveness));
            return;
        }
        var (factor, before, after) = lowers == LoweredFactor.Ease ? ("ease", factors.Ease ?? severity, ease) : ("severity", factors.Severity!.Value, severity);
        trace.Add(Phrase.In(
            culture, "criteria.trace.control-lowers", name, effectiveness, Term.Fact(factor).In(culture), before, steps[effectiveness - definition.Scales.ControlEffectiveness.Min], after));
    }

    private static string Risk(CompiledCriteria criteria, RiskScore score, CultureInfo culture)
    {
        var definition = criteria.Definition;
        var values = definition.RiskTakes == RiskOperands.Values;
        var first = (Term.Fact(values ? "impact" : "impactLevel").In(culture), values ? score.Impact : score.ImpactLevel);
        var second = (Term.Fact(values ? "likelihood" : "likelihoodLevel").In(culture), values ? score.Likelihood : score.LikelihoodLevel);
        var expression = Expression(definition.Risk.Rule, first, second, culture);
        var (risk, word) = (Term.Fact("risk").In(culture), criteria.RiskBand(score.Level).Word.In(culture));
        if (definition.Risk.Rule.Kind == CombinationKind.Matrix)
            return Phrase.In(culture, "criteria.trace.result", risk, expression, Number(score.Risk, culture), score.Level, word);
        var unrounded = RuleArithmetic.Combine(definition.Risk.Rule, first.Item2, second.Item2, 0, 0);
        return RuleArithmetic.Same(unrounded, score.Risk)
            ? Phrase.In(culture, "criteria.trace.result", risk, expression, Number(score.Risk, culture), score.Level, word)
            : Phrase.In(culture, "criteria.trace.result-rounded", risk, expression, Number(unrounded, culture), Mode(definition.Rounding, culture), Number(score.Risk, culture), score.Level, word);
    }

    private static string Expression(Combination rule, (string Name, double Value) first, (string Name, double Value) second, CultureInfo culture)
    {
        var (x, y) = ($"{first.Name} {Number(first.Value, culture)}", $"{second.Name} {Number(second.Value, culture)}");
        return rule.Kind switch
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

    private static string Mode(Rounding rounding, CultureInfo culture) => Phrase.In(culture, "criteria.choice." + Camel(rounding.Mode.ToString()));

    private static string Camel(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
}
