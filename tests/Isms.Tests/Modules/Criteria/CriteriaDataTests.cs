using System.Text.Json;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Tests.Modules.Criteria;

public sealed class CriteriaDataTests
{
    private static readonly CriteriaDefinition Gb = CriteriaPresets.Load("gb2007-matrix");

    public static TheoryData<string> Presets => [.. CriteriaPresets.Names];

    [Fact]
    public void The_four_presets_are_found_by_name_and_no_other()
    {
        CriteriaPresets.Names.ShouldBe(["gb2007-matrix", "gb2007-multiply", "iso27005-2008", "manual-hybrid"]);
        CriteriaPresets.Names.ShouldAllBe(name => CriteriaPresets.Load(name).Code == name);
        CriteriaPresets.Find("../criteria/gb2007-matrix").ShouldBeNull();
        CriteriaPresets.Load("manual-hybrid").Source.En.ShouldContain("proposal");
    }

    [Theory]
    [MemberData(nameof(Presets))]
    [Trait("Requirement", "R-4.2.1.3-03")]
    public void Writing_and_reading_again_gives_the_same_bytes(string preset)
    {
        var json = CriteriaJson.Write(CriteriaPresets.Load(preset));
        var again = CriteriaJson.Read(json).Result.ShouldNotBeNull();

        CriteriaJson.Write(again).ShouldBe(json);
        CriteriaDifference.Between(CriteriaPresets.Load(preset), again).ShouldBeEmpty();
        json.ShouldContain("资产价值", customMessage: "stored text stays readable");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"code\":\"a\",\"code\":\"b\"}")]
    public void Json_that_is_no_definition_is_a_problem_not_an_exception(string json) =>
        CriteriaJson.Read(json).Problems.ShouldHaveSingleItem().Code.ShouldBe("unreadable");

    [Theory]
    [InlineData("\"version\":", "\"versions\":")]
    [InlineData("\"levels\":[{", "\"levels\":[null,{")]
    [InlineData("\"kind\":\"matrix\"", "\"kind\":3")]
    [InlineData("\"kind\":\"matrix\"", "\"kind\":\"magic\"")]
    [InlineData("\"decimals\":0", "\"decimals\":null")]
    public void A_spoilt_definition_is_refused_with_the_place(string good, string bad)
    {
        var json = CriteriaJson.Write(Gb);
        json.ShouldContain(good);
        var problem = CriteriaJson.Read(json.Replace(good, bad)).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("unreadable");
        problem.In(Phrase.Chinese).ShouldContain("$");
    }

    [Fact]
    public void Each_changed_fact_is_listed_with_its_place_in_words()
    {
        var cells = Gb.Risk.Rule.Cells!.Select(row => row.ToArray()).ToArray();
        cells[4][3] = 24;
        var changed = Gb with
        {
            AcceptableUpToLevel = 3,
            Risk = new Measure(Gb.Risk.Rule with { Cells = cells }, [.. Gb.Risk.Bands.Select(band => band.Level == 4 ? band with { Word = band.Word with { En = "Serious" } } : band)]),
            Rounding = Gb.Rounding with { Mode = RoundingMode.Up },
        };
        var facts = CriteriaDifference.Between(Gb, changed);

        facts.ShouldBe(
        [
            new ChangedFact("risk.rule.cells[4][3]", "23", "24"),
            new ChangedFact("risk.bands[4].word.en", "High", "Serious"),
            new ChangedFact("rounding.mode", "halfUp", "up"),
            new ChangedFact("acceptableUpToLevel", "2", "3"),
        ]);
        facts[0].Label(Phrase.Chinese).ShouldBe("风险值 › 计算方法 › 矩阵第 5 行第 4 列");
        facts[1].Label(Phrase.English).ShouldBe("Risk › Bands 4 › Word › English");
        ChangedFact.Said(facts[2].After!, Phrase.Chinese).ShouldBe("向上取整");
    }

    [Fact]
    public void A_new_lowest_band_does_not_make_the_others_look_changed()
    {
        var fewer = Gb with { Risk = Gb.Risk with { Bands = [.. Gb.Risk.Bands.Skip(1)] } };
        var facts = CriteriaDifference.Between(fewer, Gb);

        facts.ShouldAllBe(fact => fact.Path.StartsWith("risk.bands[1].") && fact.Before == null);
        facts.Count.ShouldBe(6);
    }

    [Fact]
    public void Every_member_of_a_definition_has_a_name_in_both_languages()
    {
        var paths = CriteriaPresets.Names.Select(CriteriaPresets.Load).SelectMany(preset => CriteriaDifference.Between(preset, Emptied(preset)).Concat(CriteriaDifference.Between(Emptied(preset), preset)));
        paths.Select(fact => fact.Label(Phrase.English)).ShouldAllBe(label => !label.Contains("criteria."));

        static CriteriaDefinition Emptied(CriteriaDefinition definition)
        {
            var nothing = new Scale([]);
            return definition with
            {
                Scales = new CriteriaScales(nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing),
                Code = "", Version = "", Name = new Wording("", ""), Source = new Wording("", ""), ImportantFrom = -1, AcceptableUpToLevel = -1,
                AssetValue = new AssetValueRule(AssetValueKind.Weighted, [], [1]), ImportanceBands = [],
                Impact = new Measure(new Combination(CombinationKind.Second), []), Likelihood = new Measure(new Combination(CombinationKind.Second), []), Risk = new Measure(new Combination(CombinationKind.Second), []),
                RiskTakes = 1 - definition.RiskTakes, Rounding = new Rounding(RoundingMode.Up, 3), EaseFallsBackToSeverity = !definition.EaseFallsBackToSeverity,
                ExistingControls = new ControlEffect(LoweredFactor.Severity, [7]), Reviews = new ReviewDefaults(0, 0, 0),
            };
        }
    }

    [Fact]
    public void Every_choice_has_a_name_in_both_languages()
    {
        Type[] choices = [typeof(AssetScore), typeof(AssetValueKind), typeof(CombinationKind), typeof(RiskOperands), typeof(RoundingMode), typeof(LoweredFactor)];
        foreach (var choice in choices.SelectMany(Enum.GetNames).Select(JsonNamingPolicy.CamelCase.ConvertName))
        {
            ChangedFact.Said(choice, Phrase.Chinese).ShouldNotBe(choice);
            ChangedFact.Said(choice, Phrase.English).ShouldNotBe(choice);
        }
    }

    [Fact]
    public void The_risk_matrix_shows_every_pair_of_levels_with_its_colour()
    {
        var grids = CriteriaGrids.Of(CompiledCriteria.Of(Gb));

        grids.Likelihood.Cells[1][2].ShouldBe(new GridCell(10, 2, "#cfe8a0"));
        grids.Impact.Cells[1][2].ShouldBe(new GridCell(9, 2, "#cfe8a0"));
        grids.Risk.Cells.Select(row => row.Select(cell => cell.HighestRisk!.Value)).ShouldBe(Gb.Risk.Rule.Cells!);
        grids.Risk.Cells[4][4].ShouldBe(new RiskGridCell(5, 5, true, 25, 25, 5, 5, "#f58b8b"));
    }

    [Fact]
    public void Where_risk_comes_from_values_a_pair_of_levels_shows_the_spread_of_its_risks()
    {
        var criteria = CriteriaPresets.Find("gb2007-multiply")!;
        var cells = CriteriaGrids.Of(criteria).Risk.Cells.SelectMany(row => row).ToArray();
        var scores = criteria.EveryCombination().Select(factors => criteria.Score(factors)).ToArray();

        foreach (var cell in cells.Where(cell => cell.Reachable))
        {
            var here = scores.Where(score => (score.ImpactLevel, score.LikelihoodLevel) == (cell.ImpactLevel, cell.LikelihoodLevel)).ToArray();
            (here.Min(score => score.Level), here.Max(score => score.Level)).ShouldBe((cell.LowestLevel!.Value, cell.HighestLevel!.Value));
        }
        cells.Where(cell => !cell.Reachable).ShouldAllBe(cell => cell.HighestLevel == null && cell.Colour == null);
        cells.ShouldContain(cell => cell.LowestLevel < cell.HighestLevel);
    }
}
