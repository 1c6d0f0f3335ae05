using Isms.BrowserTests.Support;
using static Isms.BrowserTests.Support.PageSteps;

namespace Isms.BrowserTests;

public sealed class CriteriaTests(DemoSite site) : IClassFixture<DemoSite>
{
    // GB/T 20984-2007 annex A: asset A1 (value 2), threat T1 (frequency 2), vulnerability V2 (severity 3).
    [Fact]
    public async Task A_preset_tried_on_a_row_of_the_published_example_gives_its_results()
    {
        var page = await site.SignInAsync("team");
        await page.GotoAsync("/criteria/gb2007-matrix/try");
        var form = page.Body().Locator("form").Filter(new() { Has = page.GetByLabel(Zh("criteria.fact.threatFrequency")) });
        await form.GetByLabel(Zh("criteria.fact.assetValue")).SelectOptionAsync("2");
        await form.GetByLabel(Zh("criteria.fact.threatFrequency")).SelectOptionAsync("2");
        await form.GetByLabel(Zh("criteria.fact.severity")).SelectOptionAsync("3");
        await form.GetByRole(AriaRole.Button, new() { Name = Zh("criteria.calculate") }).ClickAsync();
        foreach (var (value, level) in new[] { (9, 2), (10, 2), (8, 2) })
            await page.SeesAsync($"{value}（{level} 级");
        await Expect(page.Locator(".matrix-mark").First).ToBeVisibleAsync();
    }
}
