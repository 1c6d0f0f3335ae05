using CsCheck;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Tests.Kernel.OfficeFiles.Importing;

public sealed class ParserTests
{
    [Theory]
    [InlineData("3", 3)]
    [InlineData("３", 3)]
    [InlineData(" 3　", 3)]
    [InlineData("3.0", 3)]
    [InlineData("3（中）", 3)]
    [InlineData("３ （中等）", 3)]
    [InlineData("3-中", 3)]
    [InlineData("3 - Medium", 3)]
    [InlineData("中(3)", 3)]
    [InlineData("中-3", 3)]
    [InlineData("高", 4)]
    [InlineData("很高", 5)]
    [InlineData("Very High", 5)]
    [InlineData("一般", 3)]
    [InlineData("三", 3)]
    [InlineData("三级", 3)]
    [InlineData("3级", 3)]
    [InlineData("3分（中）", 3)]
    [InlineData("Level 3", 3)]
    [InlineData("③", 3)]
    [InlineData("Ⅳ", 4)]
    [InlineData("5（很高）", 5)]
    [InlineData("1（很低）", 1)]
    public void A_score_is_understood_as_people_write_it(string text, int score)
    {
        var parsed = Score(text);
        parsed.Problem.ShouldBeNull();
        parsed.Warning.ShouldBeNull();
        parsed.Value.ShouldBe(score);
    }

    [Theory]
    [InlineData("6", "office.score-out-of-range")]
    [InlineData("0", "office.score-out-of-range")]
    [InlineData("-3", "office.score-out-of-range")]
    [InlineData("六", "office.score-out-of-range")]
    [InlineData("6（很高）", "office.score-out-of-range")]
    [InlineData("3.5", "office.score-not-whole")]
    [InlineData("3（高）", "office.score-contradiction")]
    [InlineData("低(4)", "office.score-contradiction")]
    [InlineData("3~4", "office.score-not-understood")]
    [InlineData("3（原5）", "office.score-not-understood")]
    [InlineData("约3", "office.score-not-understood")]
    [InlineData(">3", "office.score-not-understood")]
    [InlineData("3以上", "office.score-not-understood")]
    [InlineData("3,0", "office.score-not-understood")]
    [InlineData("重要", "office.score-not-understood")]
    [InlineData("N/A", "office.score-not-understood")]
    [InlineData("待定", "office.score-not-understood")]
    [InlineData("—", "office.score-not-understood")]
    [InlineData("999999999999999999999", "office.score-out-of-range")]
    [Trait("Requirement", "R-4.2.1.4-02")]
    public void What_is_no_score_on_the_scale_is_refused(string text, string code) => Score(text).Problem.ShouldBe(code);

    [Fact]
    [Trait("Requirement", "R-4.2.1.4-02")]
    public void Only_whole_numbers_on_the_scale_are_scores() => Gen.OneOf(Gen.Int[-20, 20].Select(i => (double)i), Gen.Double[-20, 20]).Sample(number =>
    {
        var parsed = ScoreParser.Parse(new SheetCell(1, CellKind.Number, "", "", number), ScoreScale.FiveLevels);
        var valid = number is >= 1 and <= 5 && double.IsInteger(number);
        return (parsed.Problem is null) == valid && (!valid || parsed.Value == (int)number);
    });

    [Fact]
    public void Other_kinds_of_cells_are_no_scores()
    {
        Score(CellKind.Error, "#REF!").ShouldBe("office.cell-error");
        Score(CellKind.FormulaWithoutValue, "").ShouldBe("office.formula-without-value");
        Score(CellKind.Boolean, "TRUE").ShouldBe("office.score-not-understood");
        Score(CellKind.Date, "2026-01-03").ShouldBe("office.score-not-understood");
        Score(CellKind.Empty, "").ShouldBe("office.score-empty");
    }

    [Fact]
    public void A_companys_own_word_beside_the_number_is_a_warning() =>
        Score("3（敏感）").ShouldSatisfyAllConditions(p => p.Value.ShouldBe(3), p => p.Warning.ShouldBe("office.score-unknown-word"));

    [Fact]
    public void Any_scale_and_its_words_can_be_read()
    {
        var scale = new ScoreScale(0, 3, ScoreScale.Folded(new Dictionary<string, int> { ["公开"] = 0, ["内部"] = 1, ["秘密"] = 2, ["机密"] = 3 }));
        ScoreParser.Parse(Text("机密"), scale).Value.ShouldBe(3);
        ScoreParser.Parse(Text("0（公开）"), scale).Problem.ShouldBeNull();
        ScoreParser.Parse(Text("4"), scale).Problem.ShouldBe("office.score-out-of-range");
    }

    [Fact]
    public void Any_text_is_a_score_or_a_problem_but_never_an_exception() =>
        Gen.String[Gen.Char["1234567890.-+三中高低（）()级 e∞②/"], 0, 8].Sample(text =>
        {
            var parsed = Score(text);
            return (parsed.Problem is null) == parsed.Value is >= 1 and <= 5;
        });

    [Theory]
    [InlineData("2026-03-18")]
    [InlineData("2026/3/18")]
    [InlineData("2026.3.18")]
    [InlineData("２０２６年３月１８日")]
    [InlineData("2026 年 3 月 18 日")]
    [InlineData("20260318")]
    [InlineData("2026-03-18 09:30:00")]
    [InlineData("18 Mar 2026")]
    [InlineData("March 18, 2026")]
    public void A_date_is_understood_as_people_write_it(string text) => DateParser.Parse(Text(text)).Value.ShouldBe(new DateOnly(2026, 3, 18));

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026年3月")]
    [InlineData("46099")]
    [InlineData("长期")]
    public void What_may_be_two_dates_or_none_is_refused(string text) => DateParser.Parse(Text(text)).Problem.ShouldBe("office.date-not-understood");

    [Theory]
    [InlineData("12,000.50", 12000.50)]
    [InlineData("￥12,000", 12000)]
    [InlineData("1.2万元", 12000)]
    [InlineData("-3 元", -3)]
    [InlineData("１２", 12)]
    public void A_number_is_understood_as_people_write_it(string text, double number) => NumberParser.Parse(Text(text)).Value.ShouldBe((decimal)number);

    [Theory]
    [InlineData("1,2")]
    [InlineData("两台")]
    [InlineData("12-13")]
    public void What_is_no_number_is_refused(string text) => NumberParser.Parse(Text(text)).Problem.ShouldBe("office.number-not-understood");

    [Theory]
    [InlineData("资产　价值\n（参考）*", "资产价值参考", "资产价值")]
    [InlineData("保密性（1～5）", "保密性15", "保密性")]
    [InlineData("Asset Name", "assetname", "assetname")]
    [InlineData("【必填】责任人", "必填责任人", "责任人")]
    public void Headings_are_compared_by_their_letters(string heading, string key, string withoutBrackets)
    {
        HeadingText.Key(heading).ShouldBe(key);
        HeadingText.KeyWithoutBrackets(heading).ShouldBe(withoutBrackets);
    }

    [Fact]
    public void Kept_texts_lose_only_what_cannot_be_seen() =>
        HeadingText.Clean("　\u200B公司网站（云主机）\r\n甲  乙　").ShouldBe("公司网站（云主机） 甲 乙");

    private static SheetCell Text(string text) => new(1, CellKind.Text, text, text);

    private static ParsedValue<int> Score(string text) => ScoreParser.Parse(Text(text), ScoreScale.FiveLevels);

    private static string? Score(CellKind kind, string text) => ScoreParser.Parse(new SheetCell(1, kind, text, text), ScoreScale.FiveLevels).Problem;
}
