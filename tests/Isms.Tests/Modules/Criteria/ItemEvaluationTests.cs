using System.Text.Json;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Tests.Modules.Criteria;

public sealed class ItemEvaluationTests
{
    private static readonly CompiledCriteria Gb = CriteriaPresets.Find("gb2007-matrix")!;

    [Fact]
    public void Json_in_gives_json_out_in_the_order_of_the_items()
    {
        var answer = ItemEvaluation.EvaluateJson(
            Gb, """{"items":[{"assetValue":2,"threatFrequency":2,"severity":3,"ease":3},{"assetValue":5,"threatFrequency":4,"severity":5}]}""", Phrase.Chinese);
        using var response = JsonDocument.Parse(answer.Result!);
        var items = response.RootElement.GetProperty("items");

        response.RootElement.GetProperty("criteria").GetString().ShouldBe("gb2007-matrix");
        items.GetArrayLength().ShouldBe(2);
        var first = items[0];
        first.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["likelihood", "likelihoodLevel", "impact", "impactLevel", "risk", "level", "acceptable", "trace"]);
        first.GetProperty("likelihood").GetDouble().ShouldBe(10);
        first.GetProperty("likelihoodLevel").GetInt32().ShouldBe(2);
        first.GetProperty("impact").GetDouble().ShouldBe(9);
        first.GetProperty("impactLevel").GetInt32().ShouldBe(2);
        first.GetProperty("risk").GetDouble().ShouldBe(8);
        first.GetProperty("level").GetInt32().ShouldBe(2);
        first.GetProperty("trace").GetArrayLength().ShouldBe(5);
        items[1].GetProperty("risk").GetDouble().ShouldBe(25);
    }

    [Fact]
    public void Every_bad_value_of_every_item_is_named_and_nothing_is_scored()
    {
        var answer = ItemEvaluation.EvaluateItems(
            Gb, new EvaluateRequest([new(2, 2, 3), new(2.5, 1e300, null, double.NaN), null]), Phrase.English);

        answer.Result.ShouldBeNull();
        answer.Problems.Select(problem => problem.Path).ShouldBe(["items[1].assetValue", "items[1].threatFrequency", "items[1].severity", "items[1].ease", "items[2]"]);
        answer.Problems[0].In(Phrase.Chinese).ShouldBe("资产价值的取值 2.5 不正确，应为 1～5 的整数");
    }

    [Fact]
    public void A_method_without_severity_takes_any_severity_and_says_it_is_unused()
    {
        var item = ItemEvaluation.EvaluateItems(CriteriaPresets.Find("iso27005-2008")!, new EvaluateRequest([new(3, 2, 1e300, 0)]), Phrase.English).Result!.Items.ShouldHaveSingleItem();

        item.Risk.ShouldBe(5);
        item.Trace[1].ShouldStartWith("This method has no Severity");
    }

    [Theory]
    [InlineData("", "unreadable")]
    [InlineData("null", "items-required")]
    [InlineData("{}", "items-required")]
    [InlineData("""{"items":[]}""", "items-required")]
    [InlineData("""{"items":[{"assetValue":"x"}]}""", "unreadable")]
    [InlineData("""{"items":[{"assetvalue":2}]}""", "unreadable")]
    [InlineData("""{"items":[{"assetValue":2,"threatFrequency":""", "unreadable")]
    public void Text_that_is_no_request_gets_a_clear_answer(string json, string code) =>
        ItemEvaluation.EvaluateJson(Gb, json, Phrase.Chinese).Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
}
