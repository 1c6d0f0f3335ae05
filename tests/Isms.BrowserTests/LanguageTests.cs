using System.Text.RegularExpressions;
using Isms.BrowserTests.Support;

namespace Isms.BrowserTests;

public sealed partial class LanguageTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Fact, Trait("Requirement", "R-PLAT-15")]
    public async Task A_change_of_language_keeps_the_page_and_leaves_no_Chinese_in_the_menu()
    {
        var page = await site.SignInAsync("team");
        await page.GotoAsync("/assets?q=%E6%9C%8D%E5%8A%A1%E5%99%A8&sort=-number");
        var rows = page.Body().GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Row);
        var count = await rows.CountAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "EN", Exact = true }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        new Uri(page.Url).PathAndQuery.ShouldBe("/assets?q=%E6%9C%8D%E5%8A%A1%E5%99%A8&sort=-number");
        await Expect(rows).ToHaveCountAsync(count);
        (await page.GetByRole(AriaRole.Navigation).First.InnerHTMLAsync()).ShouldNotMatch(Chinese().ToString());
        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).ShouldNotMatch(Chinese().ToString());

        await page.GetByRole(AriaRole.Link, new() { Name = "中文", Exact = true }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
    }

    [GeneratedRegex("[\\u4e00-\\u9fff]")]
    private static partial Regex Chinese();
}
