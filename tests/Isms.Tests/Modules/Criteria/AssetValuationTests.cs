using CsCheck;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Tests.Modules.Criteria;

public sealed class AssetValuationTests
{
    private static readonly CriteriaDefinition Manual = CriteriaPresets.Load("manual-hybrid");
    private static readonly IReadOnlyList<AssetScore> Four = [AssetScore.ReplacementCost, AssetScore.Confidentiality, AssetScore.Integrity, AssetScore.Availability];
    private static readonly ValueBand[] SumBands = [new(1, 4, 6), new(2, 7, 9), new(3, 10, 13), new(4, 14, 16), new(5, 17, 20)];

    [Fact]
    [Trait("Requirement", "R-4.2.1.4-03")]
    public void Scores_3_4_2_5_with_the_maximum_give_value_5_and_very_important()
    {
        var criteria = CompiledCriteria.Of(Manual);
        var valuation = criteria.Value(new AssetScores(3, 4, 2, 5), Phrase.English).Result!;

        valuation.Value.ShouldBe(5);
        criteria.ImportanceBand(valuation.ImportanceLevel).Word.ShouldBe(new Wording("非常重要", "Very important"));
        valuation.Important.ShouldBeTrue();
        valuation.Trace.ShouldBe(
        [
            "Criteria: Manual method (four scores, five-level matrices), version 1.0",
            "Asset value = max(Replacement cost 3, Confidentiality 4, Integrity 2, Availability 5) = 5",
            "Asset value 5 → importance level 5 (Very important)",
            "Asset value 5 is at least 4: important asset",
        ]);
    }

    [Theory]
    [Trait("Requirement", "R-4.2.1.4-03")]
    [InlineData(AssetValueKind.Max, 5, 5)]
    [InlineData(AssetValueKind.RoundedMean, 3.5, 4)]
    [InlineData(AssetValueKind.Weighted, 3.8, 4)]
    [InlineData(AssetValueKind.SumToBands, 14, 4)]
    [InlineData(AssetValueKind.LogMean, 3.90689059560852, 4)]
    public void Each_formula_values_the_scores_3_4_2_5_in_its_way(AssetValueKind kind, double unrounded, int value)
    {
        var rule = new AssetValueRule(
            kind, Four,
            kind == AssetValueKind.Weighted ? [0.1, 0.4, 0.2, 0.3] : null,
            kind == AssetValueKind.SumToBands ? SumBands : null);
        var valuation = CompiledCriteria.Of(Manual with { AssetValue = rule }).Value(new AssetScores(3, 4, 2, 5), Phrase.Chinese).Result!;

        valuation.Unrounded.ShouldBe(unrounded, 1e-9);
        valuation.Value.ShouldBe(value);
        valuation.Trace.ShouldAllBe(step => !step.Contains("criteria.") && !step.Contains('{'));
    }

    [Fact]
    public void A_half_that_binary_fractions_miss_by_a_hair_is_still_rounded_up()
    {
        var rule = new AssetValueRule(AssetValueKind.Weighted, Four, [0.1, 0.2, 0.3, 0.4]);
        var valuation = CompiledCriteria.Of(Manual with { AssetValue = rule }).Value(new AssetScores(2, 5, 3, 1), Phrase.Chinese).Result!;

        valuation.Unrounded.ShouldBeLessThan(2.5);
        valuation.Value.ShouldBe(3);
        valuation.Trace[1].ShouldEndWith("= 2.5，四舍五入为 3");
    }

    [Fact]
    public void Only_the_chosen_scores_take_part() =>
        CriteriaPresets.Find("gb2007-matrix")!.Value(new AssetScores(5, 2, 1, 2), Phrase.Chinese).Result!.Value.ShouldBe(2);

    [Fact]
    public void The_iso_preset_maps_scores_1_to_5_onto_0_to_4()
    {
        var criteria = CriteriaPresets.Find("iso27005-2008")!;
        for (var score = 1; score <= 5; score++)
            criteria.Value(new AssetScores(1, score, 1, 1), Phrase.Chinese).Result!.Value.ShouldBe(score - 1);
    }

    [Fact]
    public void An_asset_is_important_exactly_from_the_limit_on()
    {
        var criteria = CompiledCriteria.Of(Manual with { ImportantFrom = 3 });

        criteria.Value(new AssetScores(1, 2, 1, 1), Phrase.Chinese).Result!.Important.ShouldBeFalse();
        criteria.Value(new AssetScores(1, 3, 1, 1), Phrase.Chinese).Result!.Important.ShouldBeTrue();
    }

    [Fact]
    public void A_higher_score_never_lowers_the_value()
    {
        var score = Gen.Int[1, 5];
        var kinds = new[]
        {
            new AssetValueRule(AssetValueKind.Max, Four), new AssetValueRule(AssetValueKind.RoundedMean, Four), new AssetValueRule(AssetValueKind.LogMean, Four),
            new AssetValueRule(AssetValueKind.Weighted, Four, [0.1, 0.2, 0.3, 0.4]), new AssetValueRule(AssetValueKind.SumToBands, Four, null, SumBands),
        }.Select(rule => CompiledCriteria.Of(Manual with { AssetValue = rule })).ToArray();
        Gen.Select(Gen.Int[0, kinds.Length - 1].Select(i => kinds[i]), score, score, score, Gen.Int[1, 4]).Sample((criteria, r, c, i, a) =>
            criteria.Value(new AssetScores(r, c, i, a + 1), Phrase.Chinese).Result!.Value >= criteria.Value(new AssetScores(r, c, i, a), Phrase.Chinese).Result!.Value);
    }

    [Fact]
    public void A_score_outside_its_scale_is_refused_with_field_value_and_range()
    {
        var answer = CompiledCriteria.Of(Manual).Value(new AssetScores(3, 4, 2, 6), Phrase.English);

        answer.Result.ShouldBeNull();
        var problem = answer.Problems.ShouldHaveSingleItem();
        problem.Path.ShouldBe("availability");
        problem.In(Phrase.English).ShouldBe("Availability is 6; it must be a whole number from 1 to 5");
    }
}
