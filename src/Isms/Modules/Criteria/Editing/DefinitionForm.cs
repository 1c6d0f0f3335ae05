using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Isms.Ui;

namespace Isms.Modules.Criteria.Editing;

/// <summary>
/// Reads the form of a draft back into a definition. A field's name is its place in the JSON, so that a problem of the definition shows at its field.
/// What the form does not hold (how many steps a scale has) stays as it is; that is changed by bringing in JSON.
/// </summary>
internal sealed class DefinitionForm
{
    /// <summary>Empty lines offered below the bands, to add levels.</summary>
    public const int SpareBands = 1;

    private readonly CriteriaDefinition current;
    private readonly FormInput form;
    private readonly List<FieldProblem> problems = [];

    private DefinitionForm(CriteriaDefinition current, FormInput form) => (this.current, this.form) = (current, form);

    /// <summary>The definition as filled in, or what cannot be read.</summary>
    public static Outcome<CriteriaDefinition> Read(CriteriaDefinition current, FormInput form)
    {
        var reading = new DefinitionForm(current, form);
        var definition = reading.Definition();
        IReadOnlyList<FieldProblem> problems = [.. form.Problem?.Fields ?? [], .. reading.problems];
        return problems.Count > 0 ? Refusal.Invalid(problems) : definition;
    }

    private CriteriaDefinition Definition()
    {
        var scales = Scales();
        var (impact, likelihood) = (Bands("impact.bands", current.Impact.Bands), Bands("likelihood.bands", current.Likelihood.Bands));
        var lowers = form.Enum<LoweredFactor>("existingControls.lowers");
        return current with
        {
            Name = Wording("name"),
            Source = Wording("source"),
            Scales = scales,
            AssetValue = AssetValue(),
            ImportanceBands = Bands("importanceBands", current.ImportanceBands),
            ImportantFrom = form.Int("importantFrom"),
            Impact = new Measure(Rule("impact.rule", current.Impact.Rule, scales.AssetValue.Count, scales.Severity?.Count ?? 1, scales.AssetValue.Min, scales.Severity?.Min ?? 0), impact),
            Likelihood = new Measure(Rule("likelihood.rule", current.Likelihood.Rule, scales.ThreatFrequency.Count, scales.Ease.Count, scales.ThreatFrequency.Min, scales.Ease.Min), likelihood),
            Risk = new Measure(
                Rule("risk.rule", current.Risk.Rule, impact.Count, likelihood.Count, impact.FirstOrDefault()?.Level ?? 1, likelihood.FirstOrDefault()?.Level ?? 1),
                Bands("risk.bands", current.Risk.Bands)),
            RiskTakes = form.Enum<RiskOperands>("riskTakes"),
            Rounding = new Rounding(form.Enum<RoundingMode>("rounding.mode"), form.Int("rounding.decimals")),
            AcceptableUpToLevel = form.Int("acceptableUpToLevel"),
            ExistingControls = new ControlEffect(lowers, lowers == LoweredFactor.None ? [] : [.. Enumerable.Range(0, scales.ControlEffectiveness.Count).Select(i => form.Int($"existingControls.steps[{i}]"))]),
            EaseFallsBackToSeverity = form.Bool("easeFallsBackToSeverity"),
            Reviews = new ReviewDefaults(form.Int("reviews.reassessEveryMonths"), form.Int("reviews.reviewAcceptedEveryMonths"), form.Int("reviews.remindDaysBefore")),
        };
    }

    private AssetValueRule AssetValue()
    {
        var kind = form.Enum<AssetValueKind>("assetValue.kind");
        List<AssetScore> scores = [.. Enum.GetValues<AssetScore>().Where(score => form.All("assetValue.scores").Contains(Camel(score.ToString())))];
        List<ValueBand> bands = [];
        foreach (var value in current.Scales.AssetValue.Levels.Select(level => level.Value))
        {
            var path = $"assetValue.bands[{value}]";
            if (form.Text(path + ".min").Length > 0 || form.Text(path + ".max").Length > 0)
                bands.Add(new ValueBand(value, Number(path + ".min"), Number(path + ".max")));
        }
        return new AssetValueRule(
            kind, scores,
            kind == AssetValueKind.Weighted ? [.. scores.Select(score => Number("assetValue.weights." + Camel(score.ToString())))] : null,
            bands.Count > 0 ? bands : null);
    }

    private CriteriaScales Scales()
    {
        var scales = current.Scales;
        return new CriteriaScales(
            Scale("replacementCost", scales.ReplacementCost), Scale("confidentiality", scales.Confidentiality), Scale("integrity", scales.Integrity), Scale("availability", scales.Availability),
            Scale("assetValue", scales.AssetValue), Scale("threatFrequency", scales.ThreatFrequency), Scale("ease", scales.Ease), Scale("controlEffectiveness", scales.ControlEffectiveness),
            scales.Severity is { } severity ? Scale("severity", severity) : null);
    }

    private Scale Scale(string name, Scale scale) => new([.. scale.Levels.Select((level, i) => level with
    {
        Word = Wording($"scales.{name}.levels[{i}].word"), Description = Wording($"scales.{name}.levels[{i}].description"),
    })]);

    // A line left empty is a level taken away; levels are counted anew from the first.
    private IReadOnlyList<LevelBand> Bands(string path, IReadOnlyList<LevelBand> bands)
    {
        var first = bands.Count > 0 ? bands[0].Level : 1;
        var read = new List<LevelBand>();
        for (var i = 0; i < bands.Count + SpareBands; i++)
        {
            var at = $"{path}[{i}]";
            if (form.Text(at + ".min").Length + form.Text(at + ".max").Length + form.Text(at + ".word.zh").Length + form.Text(at + ".word.en").Length > 0)
                read.Add(new LevelBand(first + read.Count, Number(at + ".min"), Number(at + ".max"), Wording(at + ".word"), form.Text(at + ".colour")));
        }
        return read;
    }

    // A rule that becomes a matrix begins with the values it had; a matrix that grows repeats its last row and column.
    private Combination Rule(string path, Combination before, int rows, int columns, int firstRow, int firstColumn)
    {
        var kind = form.Enum<CombinationKind>(path + ".kind");
        if (kind != CombinationKind.Matrix)
            return new Combination(kind);
        return new Combination(kind, [.. Enumerable.Range(0, rows).Select(IReadOnlyList<double> (row) => [.. Enumerable.Range(0, columns).Select(column => Cell(row, column))])]);

        double Cell(int row, int column)
        {
            var name = $"{path}.cells[{row}][{column}]";
            if (form.Names.Contains(name))
                return Number(name);
            return before.Cells is { Count: > 0 } cells
                ? cells[Math.Min(row, cells.Count - 1)][Math.Min(column, cells[^1].Count - 1)]
                : RuleArithmetic.Round(new Rounding(RoundingMode.HalfUp, 3), RuleArithmetic.Combine(before, firstRow + row, firstColumn + column, row, column));
        }
    }

    private Wording Wording(string path) => new(form.Text(path + ".zh"), form.Text(path + ".en"));

    private double Number(string field)
    {
        if (form.Text(field).Length == 0)
            problems.Add(new FieldProblem(field, "kernel.field-required"));
        return (double)(form.DecimalOrNull(field) ?? 0);
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
