using System.Globalization;
using Deque.AxeCore.Playwright;
using Isms.BrowserTests.Support;
using Isms.Kernel.Text;
using Isms.Modules.Applicability;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;

namespace Isms.BrowserTests;

/// <summary>What holds of every page in a person's menu.</summary>
public sealed class EveryPageTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData("team", "zh-CN")]
    [InlineData("team", "en")]
    [InlineData("gm", "zh-CN")]
    [InlineData("gm", "en")]
    public async Task Axe_finds_nothing_serious(string userName, string language)
    {
        var page = await site.SignInAsync(userName, CultureInfo.GetCultureInfo(language));
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add($"{page.Url}: {message.Text}");
        };
        var menu = await page.MenuAsync();
        menu.Length.ShouldBeGreaterThan(8);
        foreach (var address in menu.Concat(await InnerPagesAsync()))
        {
            var answer = await page.GotoAsync(address);
            if (answer!.Status != 200)
                faults.Add($"{address}: {answer.Status}");
            foreach (var violation in (await page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical"))
                faults.Add($"{address}: {violation.Id} ({violation.Impact}) {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(n => n.Html))}");
        }
        faults.ShouldBeEmpty(string.Join("\n", faults));
    }

    [Theory]
    [InlineData("team", "zh-CN")]
    [InlineData("gm", "en")]
    public async Task Nothing_is_wider_than_a_telephone(string userName, string language)
    {
        var page = await site.SignInAsync(userName, CultureInfo.GetCultureInfo(language), width: 390);
        var faults = new List<string>();
        foreach (var address in (await page.MenuAsync()).Concat(await InnerPagesAsync()))
        {
            await page.GotoAsync(address);
            var excess = await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth");
            if (excess > 1)
                faults.Add($"{address}: {excess} px too wide");
        }
        faults.ShouldBeEmpty(string.Join("\n", faults));
    }

    private async Task<string[]> InnerPagesAsync()
    {
        var assessment = await site.ReadAsync(db => db.Set<Assessment>().OrderBy(a => a.Number).Select(a => a.Id).FirstAsync());
        var risk = await site.ReadAsync(db => RiskViews.Risks(db).Where(r => r.AssessmentId == assessment).OrderBy(r => r.Number).Select(r => r.Id).FirstAsync());
        var asset = await site.ReadAsync(db => db.Set<Modules.Assets.Asset>().OrderBy(a => a.Number).Select(a => a.Id).FirstAsync());
        var plan = await site.ReadAsync(db => db.Set<TreatmentPlan>().Select(p => p.Id).FirstAsync());
        var soa = await site.ReadAsync(db => db.Set<SoaVersion>().Select(s => s.Id).FirstAsync());
        return
        [
            $"/risks/assessments/{assessment}", $"/risks/assessments/{assessment}/risks", $"/risks/{risk}", $"/assets/{asset}", "/criteria/gb2007-matrix/try",
            TreatmentPaths.Plan(plan), SoaPages.Soa(soa), SoaPages.Controls(soa), "/account",
        ];
    }
}
