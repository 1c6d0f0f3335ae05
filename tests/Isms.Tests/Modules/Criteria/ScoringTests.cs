using System.Globalization;
using CsCheck;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Tests.Modules.Criteria;

public sealed class ScoringTests
{
    private static readonly CriteriaDefinition Gb = CriteriaPresets.Load("gb2007-matrix");

    public static TheoryData<string> Presets => [.. CriteriaPresets.Names];

    private static readonly Combination Product = new(CombinationKind.Product);

    [Fact]
    [Trait("Requirement", "R-4.2.1.5-01")]
    public void Impact_by_product_of_asset_value_4_and_severity_3_is_12() =>
        CompiledCriteria.Of(Gb with { Impact = Gb.Impact with { Rule = Product } }).Score(new RiskFactors(4, 1, 3)).Impact.ShouldBe(12);

    [Fact]
    [Trait("Requirement", "R-4.2.1.5-02")]
    public void Likelihood_by_product_of_frequency_2_and_ease_5_is_10() =>
        CompiledCriteria.Of(Gb with { Likelihood = Gb.Likelihood with { Rule = Product } }).Score(new RiskFactors(4, 2, 3, Ease: 5)).Likelihood.ShouldBe(10);

    [Theory]
    [InlineData(CombinationKind.Product, 12)]
    [InlineData(CombinationKind.SqrtProduct, 3.4641016151377544)]
    [InlineData(CombinationKind.FloorSqrtProduct, 3)]
    [InlineData(CombinationKind.Sum, 7)]
    [InlineData(CombinationKind.Max, 4)]
    [InlineData(CombinationKind.First, 4)]
    [InlineData(CombinationKind.Second, 3)]
    public void Each_formula_gives_its_value(CombinationKind kind, double impact) =>
        CompiledCriteria.Of(Gb with { Impact = Gb.Impact with { Rule = new Combination(kind) } }).Score(new RiskFactors(4, 1, 3)).Impact.ShouldBe(impact, 1e-12);

    [Theory]
    [MemberData(nameof(Presets))]
    [Trait("Requirement", "R-4.2.1.5-03")]
    public void A_worse_rating_never_lowers_any_result(string preset)
    {
        var criteria = CriteriaPresets.Find(preset)!;
        var all = criteria.EveryCombination().ToHashSet();
        foreach (var factors in all)
        {
            RiskFactors[] worse =
            [
                factors with { AssetValue = factors.AssetValue + 1 },
                factors with { ThreatFrequency = factors.ThreatFrequency + 1 },
                factors with { Severity = factors.Severity + 1 },
                factors with { Ease = factors.Ease + 1 },
            ];
            var score = criteria.Score(factors);
            foreach (var other in worse.Where(all.Contains).Select(candidate => criteria.Score(candidate)))
            {
                other.Likelihood.ShouldBeGreaterThanOrEqualTo(score.Likelihood);
                other.LikelihoodLevel.ShouldBeGreaterThanOrEqualTo(score.LikelihoodLevel);
                other.Impact.ShouldBeGreaterThanOrEqualTo(score.Impact);
                other.ImpactLevel.ShouldBeGreaterThanOrEqualTo(score.ImpactLevel);
                other.Risk.ShouldBeGreaterThanOrEqualTo(score.Risk);
                other.Level.ShouldBeGreaterThanOrEqualTo(score.Level);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    [Trait("Requirement", "R-4.2.1.5-03")]
    public void Every_result_lies_in_exactly_one_band_and_has_its_level(string preset)
    {
        var criteria = CriteriaPresets.Find(preset)!;
        foreach (var score in criteria.EveryCombination().Select(factors => criteria.Score(factors)))
        {
            In(criteria.Definition.Risk.Bands, score.Risk).ShouldBe(score.Level);
            In(criteria.Definition.Impact.Bands, Math.Floor(score.Impact + 0.5)).ShouldBe(score.ImpactLevel);
            In(criteria.Definition.Likelihood.Bands, Math.Floor(score.Likelihood + 0.5)).ShouldBe(score.LikelihoodLevel);
            score.Acceptable.ShouldBe(score.Level <= criteria.Definition.AcceptableUpToLevel);
        }

        static int In(IReadOnlyList<LevelBand> bands, double value) => bands.Where(band => value >= band.Min && value <= band.Max).ShouldHaveSingleItem().Level;
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Evaluating_gives_the_same_numbers_as_scoring_and_says_why_in_both_languages(string preset)
    {
        var criteria = CriteriaPresets.Find(preset)!;
        foreach (var factors in criteria.EveryCombination())
        {
            foreach (var culture in new[] { Phrase.Chinese, Phrase.English })
            {
                var evaluation = criteria.Evaluate(factors, culture).Result.ShouldNotBeNull();
                evaluation.Score.ShouldBe(criteria.Score(factors));
                evaluation.Trace[0].ShouldContain(criteria.Definition.Name.In(culture));
                evaluation.Trace.ShouldAllBe(step => !step.Contains("criteria.") && !step.Contains('{'));
            }
        }
    }

    [Fact]
    [Trait("Requirement", "R-4.2.1.3-03")]
    public void Recalculating_from_the_stored_criteria_gives_the_same_results()
    {
        Gen.Select(Preset, Gen.Int[0, 100_000], Gen.Int[0, 5]).Sample((name, pick, control) =>
        {
            var criteria = CriteriaPresets.Find(name)!;
            var stored = CompiledCriteria.Of(CriteriaJson.Read(CriteriaJson.Write(criteria.Definition)).Result!);
            var all = criteria.EveryCombination().ToArray();
            var factors = all[pick % all.Length] with { ControlEffectiveness = control == 0 ? null : control };
            return stored.Score(factors) == criteria.Score(factors) && criteria.Score(factors) == criteria.Score(factors);
        });
    }

    [Fact]
    public void Any_monotone_matrices_are_accepted_and_read_cell_by_cell()
    {
        var steps = Gen.Int[0, 3].Array[5].Array[5];
        Gen.Select(steps, steps, steps, Gen.Int[1, 4]).Sample((a, b, c, acceptable) =>
        {
            var (impact, likelihood, risk) = (Rising(a), Rising(b), Rising(c));
            var criteria = CompiledCriteria.Of(Gb with { Impact = impact, Likelihood = likelihood, Risk = risk, AcceptableUpToLevel = acceptable });
            foreach (var factors in criteria.EveryCombination())
            {
                var score = criteria.Score(factors);
                var i = impact.Rule.Cells![factors.AssetValue - 1][factors.Severity!.Value - 1];
                var l = likelihood.Rule.Cells![factors.ThreatFrequency - 1][(factors.Ease ?? factors.Severity.Value) - 1];
                (score.Impact, score.Likelihood).ShouldBe((i, l));
                score.Risk.ShouldBe(risk.Rule.Cells![score.ImpactLevel - 1][score.LikelihoodLevel - 1]);
                score.Acceptable.ShouldBe(score.Level <= acceptable);
            }
        }, iter: 50);

        static Measure Rising(int[][] steps)
        {
            var cells = new double[5][];
            for (var row = 0; row < 5; row++)
            {
                cells[row] = new double[5];
                for (var column = 0; column < 5; column++)
                    cells[row][column] = steps[row][column] + Math.Max(row > 0 ? cells[row - 1][column] : 0, column > 0 ? cells[row][column - 1] : 0);
            }
            var word = new Wording("级", "level");
            return new Measure(
                new Combination(CombinationKind.Matrix, cells),
                [.. Enumerable.Range(1, 5).Select(level => new LevelBand(level, (level - 1) * 10, level == 5 ? 100 : level * 10 - 1, word, "#ffffff"))]);
        }
    }

    [Fact]
    public void Existing_controls_lower_ease_step_by_step_and_never_below_the_scale()
    {
        var criteria = CriteriaPresets.Find("manual-hybrid")!;
        double Likelihood(int? ease, int? control) => criteria.Score(new RiskFactors(3, 3, 4, ease, control)).Likelihood;

        Likelihood(5, null).ShouldBe(20);
        Likelihood(5, 1).ShouldBe(20);
        Likelihood(5, 3).ShouldBe(16);
        Likelihood(5, 5).ShouldBe(12);
        Likelihood(1, 5).ShouldBe(5);
        Likelihood(null, 5).ShouldBe(9);
        criteria.Score(new RiskFactors(3, 3, 4, 5, 5)).Impact.ShouldBe(15);
        criteria.Evaluate(new RiskFactors(3, 3, 4, 5, 5), Phrase.Chinese).Result!.Trace.ShouldContain("现有控制有效性 5：被利用容易程度由 5 下调 2 级，取 3");
    }

    [Fact]
    public void Better_controls_never_raise_a_risk()
    {
        var criteria = CriteriaPresets.Find("manual-hybrid")!;
        foreach (var factors in criteria.EveryCombination())
        {
            var risks = Enumerable.Range(1, 5).Select(control => criteria.Score(factors with { ControlEffectiveness = control }).Risk).ToArray();
            risks.ShouldBe(risks.OrderDescending());
            risks[0].ShouldBe(criteria.Score(factors).Risk);
        }
    }

    [Fact]
    public void Existing_controls_that_lower_severity_also_lower_the_ease_taken_from_it()
    {
        var criteria = CompiledCriteria.Of(Gb with { ExistingControls = new ControlEffect(LoweredFactor.Severity, [0, 0, 1, 1, 2]) });

        criteria.Score(new RiskFactors(3, 3, 4, null, 5)).ShouldBe(criteria.Score(new RiskFactors(3, 3, 2)));
        criteria.Score(new RiskFactors(3, 3, 4, 4, 5)).Likelihood.ShouldBe(16);
        criteria.Score(new RiskFactors(3, 3, 1, null, 5)).ShouldBe(criteria.Score(new RiskFactors(3, 3, 1)));
    }

    [Fact]
    public void The_trace_shows_each_step_with_its_numbers()
    {
        CriteriaPresets.Find("gb2007-matrix")!.Evaluate(new RiskFactors(2, 2, 3, 3), Phrase.Chinese).Result!.Trace.ShouldBe(
        [
            "准则：GB/T 20984-2007 矩阵法，版本 1.0",
            "可能性 = 矩阵[威胁发生频率 2][被利用容易程度 3] = 10 → 等级 2（低）",
            "影响值 = 矩阵[资产价值 2][脆弱性严重程度 3] = 9 → 等级 2（低）",
            "风险值 = 矩阵[影响等级 2][可能性等级 2] = 8 → 等级 2（低）",
            "风险等级 2 不高于可接受等级 2：可接受",
        ]);
        CriteriaPresets.Find("gb2007-multiply")!.Evaluate(new RiskFactors(4, 5, 1), Phrase.English).Result!.Trace.ShouldBe(
        [
            "Criteria: GB/T 20984-2007, multiplication method, version 1.0",
            "No Ease of exploitation given: likelihood takes Severity 1",
            "Likelihood = √(Threat frequency 5 × Severity 1) = 2.236068, rounded half up to 2 for its level → level 2 (Low)",
            "Impact = √(Asset value 4 × Severity 1) = 2 → level 2 (Low)",
            "Risk = Impact 2 × Likelihood 2.236068 = 4.472136, rounded half up to 4 → level 1 (Very low)",
            "Risk level 1 is within the acceptance level 2: acceptable",
        ]);
    }

    [Fact]
    public void A_rating_outside_its_scale_is_named_with_its_value_and_range()
    {
        var answer = CompiledCriteria.Of(Gb).Evaluate(new RiskFactors(6, 2, null, 0, 9), Phrase.English);

        answer.Result.ShouldBeNull();
        answer.Problems.Select(problem => problem.In(Phrase.English)).ShouldBe(
        [
            "Asset value is 6; it must be a whole number from 1 to 5",
            "Severity is missing; give a whole number from 1 to 5",
            "Ease of exploitation is 0; it must be a whole number from 1 to 5",
            "Effectiveness of existing controls is 9; it must be a whole number from 1 to 5",
        ]);
        answer.Problems[0].In(Phrase.Chinese).ShouldBe("资产价值的取值 6 不正确，应为 1～5 的整数");
    }

    [Fact]
    public void No_ratings_at_all_make_evaluation_throw()
    {
        var any = Gen.Select(Gen.Int, Gen.Int, Gen.Int.Nullable(), Gen.Int.Nullable(), Gen.Int.Nullable());
        Gen.Select(Preset, Gen.OneOf(any, Gen.Select(Small, Small, Small.Nullable(), Small.Nullable(), Small.Nullable()))).Sample((name, f) =>
        {
            var answer = CriteriaPresets.Find(name)!.Evaluate(new RiskFactors(f.Item1, f.Item2, f.Item3, f.Item4, f.Item5), CultureInfo.InvariantCulture);
            return answer.Result is null == answer.Problems.Count > 0;
        });
    }

    private static readonly Gen<int> Small = Gen.Int[-1, 6];

    private static readonly Gen<string> Preset = Gen.Int[0, CriteriaPresets.Names.Count - 1].Select(i => CriteriaPresets.Names[i]);
}
