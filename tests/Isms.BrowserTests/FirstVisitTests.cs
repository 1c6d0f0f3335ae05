using Isms.BrowserTests.Support;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Text;
using Microsoft.Extensions.DependencyInjection;
using static Isms.BrowserTests.Support.PageSteps;

namespace Isms.BrowserTests;

public sealed class FirstVisitTests(EmptySite site) : IClassFixture<EmptySite>
{
    [Fact]
    public async Task The_first_visit_leads_through_the_set_up_to_the_sign_in_page()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync("/assets");
        await Expect(page.GetByLabel(Zh("kernel.setup.token"))).ToBeVisibleAsync();

        await page.GetByLabel(Zh("kernel.setup.token")).FillAsync("guessed");
        await FillAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = Zh("kernel.setup.do") }).ClickAsync();
        await Expect(page.GetByText(Zh("kernel.setup.token-wrong")).First).ToBeVisibleAsync();

        await using (var scope = site.Services.CreateAsyncScope())
            await page.GetByLabel(Zh("kernel.setup.token")).FillAsync((await scope.ServiceProvider.GetRequiredService<SetupToken>().IssueAsync(CancellationToken.None))!);
        await page.GetByLabel(Zh("kernel.password"), new() { Exact = false }).First.FillAsync(OwnPassword);
        await page.GetByLabel(Zh("kernel.password.repeat")).FillAsync(OwnPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = Zh("kernel.setup.do") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("sysadmin");

        await page.GetByRole(AriaRole.Link, new() { Name = Zh("kernel.sign-in.title") }).ClickAsync();
        await page.SignInAsync("sysadmin", OwnPassword, Phrase.Chinese);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Zh("work.title"), Level = 1 })).ToBeVisibleAsync();
        await page.GotoAsync("/setup");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Zh("work.title"), Level = 1 })).ToBeVisibleAsync();
    }

    private const string OwnPassword = "Correct-Horse-7-Battery";

    private static async Task FillAsync(IPage page)
    {
        await page.GetByLabel(Zh("kernel.setting.organization-name")).FillAsync("测试软件有限公司");
        await page.GetByLabel(Zh("kernel.setting.number-prefix")).FillAsync("CS");
        var names = page.GetByLabel(Zh("kernel.setup.name"));
        var users = page.GetByLabel(Zh("kernel.user-name"));
        foreach (var (place, user) in new[] { "sysadmin", "gm", "mr", "secadmin", "audadmin" }.Index())
        {
            await names.Nth(place).FillAsync("人员" + user);
            await users.Nth(place).FillAsync(user);
        }
        await page.GetByLabel(Zh("kernel.password"), new() { Exact = false }).First.FillAsync(OwnPassword);
        await page.GetByLabel(Zh("kernel.password.repeat")).FillAsync(OwnPassword);
    }
}
