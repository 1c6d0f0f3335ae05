using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Tests.Modules.Criteria;

public sealed class DefinitionCheckTests
{
    private static readonly CriteriaDefinition Gb = CriteriaPresets.Load("gb2007-matrix");
    private static readonly CriteriaDefinition Iso = CriteriaPresets.Load("iso27005-2008");

    public static TheoryData<string> Presets => [.. CriteriaPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_has_no_problems(string preset) => CriteriaPresets.Load(preset).Validate().ShouldBeEmpty();

    [Fact]
    [Trait("Requirement", "R-4.2.1.5-03")]
    public void A_gap_between_bands_is_refused() => Refused(Risk(Band(Gb.Risk.Bands, 2, band => band with { Min = 14 })), "band-gap", "risk.bands[2]");

    [Fact]
    [Trait("Requirement", "R-4.2.1.5-03")]
    public void An_overlap_of_bands_is_refused() => Refused(Risk(Band(Gb.Risk.Bands, 2, band => band with { Min = 12 })), "band-overlap", "risk.bands[2]");

    [Fact]
    [Trait("Requirement", "R-4.2.1.5-03")]
    public void Bands_that_end_before_the_highest_result_are_refused()
    {
        Refused(Risk(Band(Gb.Risk.Bands, 4, band => band with { Max = 24 })), "not-covered", "risk.bands");
        Refused(Gb with { Impact = Gb.Impact with { Bands = Band(Gb.Impact.Bands, 0, band => band with { Min = 3 }) } }, "not-covered", "impact.bands");
        Refused(Gb with { Likelihood = Gb.Likelihood with { Bands = Band(Gb.Likelihood.Bands, 4, band => band with { Max = 24 }) } }, "not-covered", "likelihood.bands");
        Refused(Gb with { ImportanceBands = Band(Gb.ImportanceBands, 0, band => band with { Min = 2, Max = 1 }) }, "band-reversed", "importanceBands[0]");
    }

    [Fact]
    public void Band_limits_must_fit_the_rounding()
    {
        Refused(Risk(Band(Gb.Risk.Bands, 0, band => band with { Max = 6.5 })), "band-edge", "risk.bands[0]");

        var tenths = Gb with { Rounding = new Rounding(RoundingMode.HalfUp, 1) };
        tenths.Validate().Select(problem => problem.Code).Distinct().ShouldBe(["band-gap"]);
    }

    [Fact]
    public void Levels_must_count_up_by_one() => Refused(Risk(Band(Gb.Risk.Bands, 1, band => band with { Level = 3 })), "band-levels", "risk.bands");

    [Fact]
    public void A_colour_must_be_written_as_hex() => Refused(Risk(Band(Gb.Risk.Bands, 1, band => band with { Colour = "red" })), "band-colour", "risk.bands[1].colour");

    [Fact]
    public void A_matrix_of_the_wrong_size_is_refused()
    {
        var cells = Gb.Likelihood.Rule.Cells!;
        Refused(Likelihood([.. cells.Take(4)]), "matrix-size", "likelihood.rule.cells");
        Refused(Likelihood([.. cells.Take(4), [.. cells[4].Take(4)]]), "matrix-size", "likelihood.rule.cells");
        Refused(Gb with { Likelihood = Gb.Likelihood with { Rule = new Combination(CombinationKind.Matrix) } }, "matrix-size", "likelihood.rule.cells");
    }

    [Fact]
    public void A_matrix_that_falls_along_a_row_or_a_column_is_refused()
    {
        Refused(Likelihood(Cell(1, 1, 2)), "matrix-falls", "likelihood.rule.cells[1][1]");
        Refused(Likelihood(Cell(1, 4, 12)), "matrix-falls", "likelihood.rule.cells[1][4]");
        Refused(Likelihood(Cell(4, 4, double.NaN)), "outside", "likelihood.rule.cells[4][4]");
    }

    [Fact]
    public void Cells_without_a_matrix_are_refused() =>
        Refused(Gb with { Impact = Gb.Impact with { Rule = Gb.Impact.Rule with { Kind = CombinationKind.Product } } }, "cells-unexpected", "impact.rule.cells");

    [Fact]
    public void A_risk_matrix_reads_levels_only() => Refused(Gb with { RiskTakes = RiskOperands.Values }, "risk-matrix-takes-levels", "riskTakes");

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void The_acceptance_level_must_be_one_of_the_levels(int level) => Refused(Gb with { AcceptableUpToLevel = level }, "outside", "acceptableUpToLevel");

    [Fact]
    public void The_important_asset_limit_must_be_on_the_scale() => Refused(Gb with { ImportantFrom = 6 }, "outside", "importantFrom");

    [Fact]
    public void Weights_must_match_the_scores_and_add_up_to_one()
    {
        AssetScore[] scores = [AssetScore.Confidentiality, AssetScore.Integrity];
        Refused(Asset(new(AssetValueKind.Weighted, scores)), "weights-needed", "assetValue.weights");
        Refused(Asset(new(AssetValueKind.Weighted, scores, [1])), "weights-needed", "assetValue.weights");
        Refused(Asset(new(AssetValueKind.Weighted, scores, [0.5, 0.4])), "weights-sum", "assetValue.weights");
        Refused(Asset(new(AssetValueKind.Max, scores, [0.5, 0.5])), "weights-unexpected", "assetValue.weights");
        Asset(new(AssetValueKind.Weighted, scores, [0.7, 0.3])).Validate().ShouldBeEmpty();
    }

    [Fact]
    public void An_asset_value_that_could_leave_its_scale_is_refused()
    {
        AssetScore[] scores = [AssetScore.Confidentiality, AssetScore.Integrity];
        Refused(Asset(new(AssetValueKind.SumToBands, scores)), "value-bands-needed", "assetValue.bands");
        Refused(Asset(new(AssetValueKind.SumToBands, scores, null, [new(1, 2, 5), new(5, 6, 9)])), "not-covered", "assetValue.bands");
        Refused(Asset(new(AssetValueKind.SumToBands, scores, null, [new(1, 2, 5), new(6, 6, 10)])), "value-bands-values", "assetValue.bands");
        Refused(Asset(new(AssetValueKind.SumToBands, scores, null, [])), "value-bands-needed", "assetValue.bands");
        Refused(Iso with { AssetValue = Iso.AssetValue with { Bands = null } }, "not-covered", "assetValue");
        Refused(Asset(new(AssetValueKind.Max, [])), "scores-taking-part", "assetValue.scores");
        Refused(Asset(new(AssetValueKind.Max, [AssetScore.Integrity, AssetScore.Integrity])), "scores-taking-part", "assetValue.scores");
    }

    [Fact]
    public void Scales_must_count_up_without_holes_and_have_words_in_both_languages()
    {
        var ease = Gb.Scales.Ease;
        Refused(Ease(new Scale([.. ease.Levels.Take(1)])), "scale-size", "scales.ease");
        Refused(Ease(new Scale([])), "scale-size", "scales.ease");
        Refused(Ease(new Scale([.. ease.Levels.Where(level => level.Value != 3)])), "scale-steps", "scales.ease");
        Refused(Ease(new Scale([.. ease.Levels.Select(level => level.Value == 2 ? level with { Word = new Wording("难", " ") } : level)])), "text-missing", "scales.ease.levels[1].word.en");
        Refused(Gb with { Scales = Gb.Scales with { Integrity = new Scale([.. Gb.Scales.Integrity.Levels.Take(4)]) } }, "score-scales-differ", "assetValue.scores");
    }

    [Fact]
    public void Severity_can_only_stand_in_for_ease_on_the_same_scale() =>
        Refused(Iso with { EaseFallsBackToSeverity = true }, "fallback-scales-differ", "easeFallsBackToSeverity");

    [Fact]
    public void A_method_without_severity_cannot_use_it()
    {
        Refused(Iso with { Impact = Iso.Impact with { Rule = new Combination(CombinationKind.Sum) } }, "severity-missing", "impact.rule");
        Refused(Iso with { ExistingControls = new ControlEffect(LoweredFactor.Severity, [0, 0, 0, 1, 1]) }, "severity-missing", "existingControls.lowers");
    }

    [Fact]
    public void Better_controls_must_not_lower_less()
    {
        const string steps = "existingControls.steps";
        Refused(Gb with { ExistingControls = new ControlEffect(LoweredFactor.Ease, [0, 1, 0, 1, 2]) }, "control-steps-falling", steps);
        Refused(Gb with { ExistingControls = new ControlEffect(LoweredFactor.Ease, [0, 1]) }, "control-steps-count", steps);
        Refused(Gb with { ExistingControls = new ControlEffect(LoweredFactor.Ease, [0, 1, 2, 3, 5]) }, "control-steps-falling", steps);
        Refused(Gb with { ExistingControls = new ControlEffect(LoweredFactor.None, [0]) }, "control-steps-unexpected", steps);
    }

    [Fact]
    public void Review_intervals_have_limits() => Refused(Gb with { Reviews = Gb.Reviews with { ReassessEveryMonths = 37 } }, "outside", "reviews.reassessEveryMonths");

    [Fact]
    public void An_invalid_definition_cannot_be_compiled() =>
        Should.Throw<ArgumentException>(() => CompiledCriteria.Of(Gb with { AcceptableUpToLevel = 9 })).Message.ShouldContain("acceptableUpToLevel");

    private static void Refused(CriteriaDefinition definition, string code, string path)
    {
        var problems = definition.Validate();
        problems.Select(problem => (problem.Code, problem.Path)).ShouldContain((code, path));
        foreach (var problem in problems)
        {
            problem.In(Phrase.Chinese).ShouldNotContain("criteria.");
            problem.In(Phrase.English).ShouldNotContain("criteria.");
            problem.In(Phrase.English).ShouldNotContain("{");
        }
    }

    private static CriteriaDefinition Risk(IReadOnlyList<LevelBand> bands) => Gb with { Risk = Gb.Risk with { Bands = bands } };

    private static CriteriaDefinition Likelihood(IReadOnlyList<IReadOnlyList<double>> cells) => Gb with { Likelihood = Gb.Likelihood with { Rule = new Combination(CombinationKind.Matrix, cells) } };

    private static CriteriaDefinition Asset(AssetValueRule rule) => Gb with { AssetValue = rule };

    private static CriteriaDefinition Ease(Scale scale) => Gb with { Scales = Gb.Scales with { Ease = scale } };

    private static IReadOnlyList<LevelBand> Band(IReadOnlyList<LevelBand> bands, int at, Func<LevelBand, LevelBand> change) =>
        [.. bands.Select((band, i) => i == at ? change(band) : band)];

    private static IReadOnlyList<IReadOnlyList<double>> Cell(int row, int column, double value) =>
        [.. Gb.Likelihood.Rule.Cells!.Select(IReadOnlyList<double> (cells, r) => [.. cells.Select((cell, c) => (r, c) == (row, column) ? value : cell)])];
}
