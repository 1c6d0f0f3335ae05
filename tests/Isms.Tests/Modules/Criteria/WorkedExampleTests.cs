using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Tests.Modules.Criteria;

/// <summary>The published examples and tables: GB/T 20984-2007 Annex A, ISO/IEC 27005:2008 Annex E.</summary>
public sealed class WorkedExampleTests
{
    private static readonly CompiledCriteria Matrix = CriteriaPresets.Find("gb2007-matrix")!;
    private static readonly CompiledCriteria Multiply = CriteriaPresets.Find("gb2007-multiply")!;
    private static readonly CompiledCriteria Iso = CriteriaPresets.Find("iso27005-2008")!;

    private static readonly int[][] LikelihoodTable = [[2, 4, 7, 11, 14], [3, 6, 10, 13, 17], [5, 9, 12, 16, 20], [7, 11, 14, 18, 22], [8, 12, 17, 20, 25]];
    private static readonly int[][] LossTable = [[2, 4, 6, 10, 13], [3, 5, 9, 12, 16], [4, 7, 11, 15, 20], [5, 8, 14, 19, 22], [6, 10, 16, 21, 25]];
    private static readonly int[][] RiskTable = [[3, 6, 9, 12, 16], [5, 8, 11, 15, 18], [6, 9, 13, 17, 21], [7, 11, 16, 20, 23], [9, 14, 20, 23, 25]];

    [Theory]
    [Trait("Requirement", "R-4.2.1.5-03")]
    [InlineData("A1-T1-V1", 2, 2, 2, 6, 2, 5, 1, 6, 1)]
    [InlineData("A1-T1-V2", 2, 2, 3, 10, 2, 9, 2, 8, 2)]
    [InlineData("A1-T2-V3", 2, 1, 1, 2, 1, 3, 1, 3, 1)]
    [InlineData("A1-T2-V4", 2, 1, 4, 11, 2, 12, 3, 9, 2)]
    [InlineData("A1-T2-V5", 2, 1, 2, 4, 1, 5, 1, 3, 1)]
    // Printed as 11, level 2; the standard's own tables give 13, level 3, and the tables are what an assessor applies.
    [InlineData("A2-T3-V6", 3, 2, 4, 13, 3, 15, 3, 13, 3)]
    [InlineData("A2-T3-V7", 3, 2, 2, 6, 2, 7, 2, 8, 2)]
    [InlineData("A3-T4-V8", 5, 5, 3, 17, 4, 16, 4, 20, 4)]
    [InlineData("A3-T5-V9", 5, 4, 5, 22, 5, 25, 5, 25, 5)]
    public void The_2007_matrix_example_follows_the_tables_row_by_row(
        string row, int asset, int frequency, int severity, double likelihood, int likelihoodLevel, double impact, int impactLevel, double risk, int level) =>
        Matrix.Score(new RiskFactors(asset, frequency, severity))
            .ShouldBe(new RiskScore(likelihood, likelihoodLevel, impact, impactLevel, risk, level, level <= 2), row);

    [Theory]
    [Trait("Requirement", "R-4.2.1.5-03")]
    [InlineData(4, 1, 3, 1.732051, 3.464102, 6, 2)]
    [InlineData(4, 5, 1, 2.236068, 2.0, 4, 1)]
    [InlineData(4, 5, 5, 5.0, 4.472136, 22, 5)]
    [InlineData(4, 4, 4, 4.0, 4.0, 16, 4)]
    [InlineData(5, 3, 4, 3.464102, 4.472136, 15, 3)]
    [InlineData(5, 4, 3, 3.464102, 3.872983, 13, 3)]
    public void The_2007_multiplication_example_is_rounded_only_at_the_end(int asset, int frequency, int severity, double likelihood, double impact, double risk, int level)
    {
        var score = Multiply.Score(new RiskFactors(asset, frequency, severity));

        score.Likelihood.ShouldBe(likelihood, 5e-7);
        score.Impact.ShouldBe(impact, 5e-7);
        score.Risk.ShouldBe(risk);
        score.Level.ShouldBe(level);
    }

    [Fact]
    public void Every_cell_of_the_three_2007_matrices_is_the_published_one()
    {
        var definition = Matrix.Definition;

        definition.Likelihood.Rule.Cells!.Select(row => row.Select(cell => (int)cell)).ShouldBe(LikelihoodTable);
        definition.Impact.Rule.Cells!.Select(row => row.Select(cell => (int)cell)).ShouldBe(LossTable);
        definition.Risk.Rule.Cells!.Select(row => row.Select(cell => (int)cell)).ShouldBe(RiskTable);
    }

    [Fact]
    public void Every_2007_rating_scores_as_reading_the_tables_by_hand_does()
    {
        int[] likelihoodTops = [5, 11, 16, 21, 25], lossTops = [5, 10, 15, 20, 25], riskTops = [6, 12, 18, 23, 25];
        foreach (var factors in Matrix.EveryCombination())
        {
            var likelihood = LikelihoodTable[factors.ThreatFrequency - 1][(factors.Ease ?? factors.Severity!.Value) - 1];
            var loss = LossTable[factors.AssetValue - 1][factors.Severity!.Value - 1];
            var (likelihoodLevel, lossLevel) = (Level(likelihoodTops, likelihood), Level(lossTops, loss));
            var risk = RiskTable[lossLevel - 1][likelihoodLevel - 1];

            Matrix.Score(factors).ShouldBe(new RiskScore(likelihood, likelihoodLevel, loss, lossLevel, risk, Level(riskTops, risk), Level(riskTops, risk) <= 2));
        }

        static int Level(int[] tops, int value) => Array.FindIndex(tops, top => value <= top) + 1;
    }

    [Fact]
    public void Every_cell_of_table_E1a_is_asset_plus_threat_plus_ease()
    {
        int[][][] table =
        [
            [[0, 1, 2], [1, 2, 3], [2, 3, 4]],
            [[1, 2, 3], [2, 3, 4], [3, 4, 5]],
            [[2, 3, 4], [3, 4, 5], [4, 5, 6]],
            [[3, 4, 5], [4, 5, 6], [5, 6, 7]],
            [[4, 5, 6], [5, 6, 7], [6, 7, 8]],
        ];
        for (var asset = 0; asset <= 4; asset++)
        {
            for (var threat = 0; threat <= 2; threat++)
            {
                for (var ease = 0; ease <= 2; ease++)
                    Iso.Score(new RiskFactors(asset, threat, null, ease)).Risk.ShouldBe(table[asset][threat][ease], $"{asset} {threat} {ease}");
            }
        }
    }

    [Theory]
    [InlineData(3, 2, 0, 5)]
    [InlineData(2, 0, 2, 4)]
    public void The_two_examples_of_E1a_come_out(int asset, int threat, int ease, double risk) =>
        Iso.Score(new RiskFactors(asset, threat, null, ease)).Risk.ShouldBe(risk);

    [Fact]
    public void E1b_is_impact_plus_likelihood_in_three_bands()
    {
        var cells = CriteriaGrids.Of(Iso).Risk.Cells;
        for (var impact = 0; impact <= 4; impact++)
        {
            for (var likelihood = 0; likelihood <= 4; likelihood++)
            {
                var cell = cells[impact][likelihood];
                cell.Reachable.ShouldBeTrue();
                cell.LowestRisk.ShouldBe(impact + likelihood);
                cell.HighestRisk.ShouldBe(impact + likelihood);
                Iso.RiskBand(cell.HighestLevel!.Value).Word.En.ShouldBe((impact + likelihood) switch { <= 2 => "Low", <= 5 => "Medium", _ => "High" });
            }
        }
    }

    [Fact]
    public void The_iso_preset_ignores_a_severity_says_so_and_asks_for_ease()
    {
        var answer = Iso.Evaluate(new RiskFactors(3, 2, 99, 0), Phrase.English);
        answer.Result!.Score.Risk.ShouldBe(5);
        answer.Result.Trace.ShouldContain("This method has no Severity; the one given takes no part");

        Iso.Evaluate(new RiskFactors(3, 2, 2), Phrase.English).Problems.ShouldHaveSingleItem().Path.ShouldBe("ease");
    }

    [Fact]
    public void In_a_2007_preset_ease_replaces_severity_in_the_likelihood_only()
    {
        var without = Matrix.Score(new RiskFactors(2, 2, 3));
        var with = Matrix.Score(new RiskFactors(2, 2, 3, Ease: 5));

        without.Likelihood.ShouldBe(10);
        with.Likelihood.ShouldBe(17);
        with.Impact.ShouldBe(without.Impact);
    }
}
