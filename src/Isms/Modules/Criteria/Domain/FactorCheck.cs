namespace Isms.Modules.Criteria.Domain;

/// <summary>Holds ratings against the scales. Works on doubles, so that 2.5 or 1e9 from a request gets the same clear answer as 6.</summary>
internal static class FactorCheck
{
    public static IReadOnlyList<CriteriaProblem> Run(
        CriteriaDefinition definition, string prefix, double? assetValue, double? threatFrequency, double? severity, double? ease, double? controlEffectiveness)
    {
        var scales = definition.Scales;
        List<CriteriaProblem>? problems = null;
        One("assetValue", scales.AssetValue, assetValue, required: true);
        One("threatFrequency", scales.ThreatFrequency, threatFrequency, required: true);
        if (scales.Severity is { } rated)
            One("severity", rated, severity, required: true);
        One("ease", scales.Ease, ease, required: !definition.EaseFallsBackToSeverity);
        One("controlEffectiveness", scales.ControlEffectiveness, controlEffectiveness, required: false);
        return problems ?? [];

        void One(string field, Scale scale, double? value, bool required)
        {
            if (value is { } given ? !scale.Holds(given) : required)
                (problems ??= []).Add(Problem(prefix + field, field, scale, value));
        }
    }

    public static IReadOnlyList<CriteriaProblem> Run(CriteriaDefinition definition, AssetScores scores)
    {
        List<CriteriaProblem>? problems = null;
        One("replacementCost", definition.Scales.ReplacementCost, scores.ReplacementCost);
        One("confidentiality", definition.Scales.Confidentiality, scores.Confidentiality);
        One("integrity", definition.Scales.Integrity, scores.Integrity);
        One("availability", definition.Scales.Availability, scores.Availability);
        return problems ?? [];

        void One(string field, Scale scale, int value)
        {
            if (!scale.Holds(value))
                (problems ??= []).Add(Problem(field, field, scale, value));
        }
    }

    private static CriteriaProblem Problem(string path, string field, Scale scale, double? value) => value is { } given
        ? CriteriaProblem.Of("out-of-range", path, Term.Fact(field), given, scale.Min, scale.Max)
        : CriteriaProblem.Of("required", path, Term.Fact(field), scale.Min, scale.Max);
}
