using Isms.Cli;
using Isms.Kernel.Text;

namespace Isms.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("--help", "用法：", "assess")]
    [InlineData("assess --help", "用法：", "--criteria NAME")]
    [InlineData("score -h", "用法：", "--criteria NAME")]
    public async Task Help_is_written_in_Chinese_and_succeeds(string args, string heading, string content)
    {
        var ran = await shell.RunAsync(args.Split(' '));
        ran.Code.ShouldBe(CommandLine.Succeeded);
        ran.Out.ShouldContain(heading);
        ran.Out.ShouldContain(content);
        ran.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_is_complete_in_English()
    {
        foreach (var args in new[] { new[] { "--help" }, ["assess", "--help"], ["score", "--help"] })
        {
            var ran = await shell.RunAsync(Phrase.English, "", args);
            ran.Out.ShouldContain("Usage:");
            ran.Out.ShouldNotContain(c => c >= '\u4e00' && c <= '\u9fff');
        }
    }

    [Theory]
    [InlineData("", "没有指定命令")]
    [InlineData("conquer", "无法识别“conquer”")]
    [InlineData("score", "缺少选项 --criteria")]
    [InlineData("score --criteria", "选项 --criteria 缺少取值")]
    [InlineData("score --criteria gb1999", "gb2007-matrix")]
    [InlineData("score --criteria gb2007-matrix --verbose", "无法识别“--verbose”")]
    [InlineData("assess --criteria gb2007-matrix --out x", "缺少参数 REGISTER")]
    [InlineData("assess --jsn --criteria gb2007-matrix --out x", "无法识别“--jsn”")]
    [InlineData("assess r.xlsx --criteria gb2007-matrix --out x --edition 1999", "2005, 2013, 2022")]
    [InlineData("assess r.xlsx --criteria gb2007-matrix --out x --map name", "看不懂对应关系“name”")]
    [InlineData("score --criteria gb2007-matrix --language fr", "zh-CN, en")]
    public async Task A_wrong_call_says_what_is_wrong_and_ends_with_2(string args, string message)
    {
        var ran = await shell.RunAsync(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        ran.Code.ShouldBe(CommandLine.WronglyCalled);
        ran.Error.ShouldContain(message);
        ran.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "zh_CN.UTF-8", "zh-CN")]
    [InlineData("", "en_GB.UTF-8", "en")]
    [InlineData("", "C.UTF-8", "zh-CN")]
    [InlineData("", null, "zh-CN")]
    [InlineData("--language en", "zh_CN.UTF-8", "en")]
    [InlineData("--language=zh-CN", "en_US.UTF-8", "zh-CN")]
    public void The_language_is_the_one_asked_for_then_the_locales_then_Chinese(string args, string? locale, string expected) =>
        Terminal.LanguageOf(args.Split(' '), name => name == "LANG" ? locale : null).Name.ShouldBe(expected);

    [Fact]
    public async Task Scores_come_out_as_JSON()
    {
        var ran = await shell.RunAsync(Phrase.Chinese, """{"items":[{"assetValue":2,"threatFrequency":2,"severity":3}]}""", "score", "--criteria", "gb2007-matrix");
        ran.Code.ShouldBe(CommandLine.Succeeded);
        ran.Out.ShouldStartWith("""{"criteria":"gb2007-matrix","version":"1.0","items":[{"likelihood":10,"likelihoodLevel":2,"impact":9,"impactLevel":2,"risk":8,"level":2,""");
        ran.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"items":[{"assetValue":9,"threatFrequency":2,"severity":3}]}""", "items[0].assetValue")]
    [InlineData("""{"items":[]}""", "items")]
    [InlineData("not json", "JSON")]
    [InlineData("", "JSON")]
    public async Task Ratings_that_cannot_be_scored_are_refused_with_their_place(string input, string place)
    {
        var ran = await shell.RunAsync(Phrase.Chinese, input, "score", "--criteria", "gb2007-matrix");
        ran.Code.ShouldBe(CommandLine.Failed);
        ran.Error.ShouldContain(place);
        ran.Out.ShouldBeEmpty();
    }
}
