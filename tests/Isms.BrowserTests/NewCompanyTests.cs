using System.Text;
using Isms.BrowserTests.Support;
using Isms.Kernel.Access;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Objectives;
using Isms.Modules.Policy;
using Isms.Modules.Scope;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Isms.BrowserTests.Support.PageSteps;

namespace Isms.BrowserTests;

/// <summary>A company that has nothing yet, from the token of the set-up to its first objectives, each step by the person whose it is.</summary>
public sealed class NewCompanyTests(EmptySite site) : IClassFixture<EmptySite>
{
    private const string Own = "Correct-Horse-7-Battery";
    private const string Statement = "全员参与，预防为主，保护客户信息，持续改进";

    private readonly Dictionary<string, IPage> _pages = [];

    [Fact]
    public async Task From_an_empty_database_to_organization_scope_policy_and_objectives_in_force()
    {
        var initial = await SetUpAsync();
        foreach (var user in new[] { "gm", "mr" })
            await FirstSignInAsync(user, initial[user]);
        await OrganizationAsync();
        await AppointAsync();
        foreach (var (person, user) in new[] { ("Q001", "leader"), ("Q002", "team") })
            await FirstSignInAsync(user, await OpenAccountAsync(person, user));
        await MatrixAsync();
        await ScopeAsync();
        await PolicyAsync();
        await ObjectivesAsync();
    }

    private async Task<Dictionary<string, string>> SetUpAsync()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync("/");
        await using (var scope = site.Services.CreateAsyncScope())
            await page.GetByLabel(Zh("kernel.setup.token")).FillAsync((await scope.ServiceProvider.GetRequiredService<SetupToken>().IssueAsync(CancellationToken.None))!);
        await page.GetByLabel(Zh("kernel.setting.organization-name")).FillAsync("示例软件公司");
        await page.GetByLabel(Zh("kernel.setting.number-prefix")).FillAsync("SL");
        foreach (var (place, user) in new[] { "sysadmin", "gm", "mr", "secadmin", "audadmin" }.Index())
        {
            await page.GetByLabel(Zh("kernel.setup.name")).Nth(place).FillAsync("人员" + user);
            await page.GetByLabel(Zh("kernel.user-name")).Nth(place).FillAsync(user);
        }
        await page.GetByLabel(Zh("kernel.password"), new() { Exact = false }).First.FillAsync(Own);
        await page.GetByLabel(Zh("kernel.password.repeat")).FillAsync(Own);
        await page.GetByRole(AriaRole.Button, new() { Name = Zh("kernel.setup.do") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("sysadmin");
        var rows = await page.GetByRole(AriaRole.Table).Locator("tbody tr").AllAsync();
        var passwords = new Dictionary<string, string>();
        foreach (var row in rows)
        {
            var cells = await row.Locator("td").AllInnerTextsAsync();
            passwords[cells[2].Trim()] = cells[3].Trim();
        }
        await page.GetByRole(AriaRole.Link, new() { Name = Zh("kernel.sign-in.title") }).ClickAsync();
        await page.SignInAsync("sysadmin", Own, Phrase.Chinese);
        await page.HasTitleAsync(Zh("work.title"));
        _pages["sysadmin"] = page;
        return passwords;
    }

    private async Task FirstSignInAsync(string user, string initial)
    {
        var page = _pages[user] = await site.OpenAsync();
        await page.GotoAsync("/sign-in");
        await page.SignInAsync(user, initial, Phrase.Chinese);
        var fields = page.Body().Locator("input[type=password]");
        await Expect(fields).ToHaveCountAsync(3);
        foreach (var (place, text) in new[] { initial, Own, Own }.Index())
            await fields.Nth(place).FillAsync(text);
        await page.Body().GetByRole(AriaRole.Button).First.ClickAsync();
        await page.HasTitleAsync(Zh("work.title"));
    }

    private async Task OrganizationAsync()
    {
        var page = _pages["mr"];
        // The home page says what comes first, and leads there.
        await page.FollowAsync(Zh("overview.home-next", Zh("organization.step-departments"), Zh("kernel.office.ManagementRepresentative")));
        await page.HasTitleAsync(Zh("organization.departments"));
        await page.GotoAsync("/organization/people");
        await page.FollowAsync(Zh("organization.import"));
        await UploadAsync(page, "名册.csv", "工号,姓名,部门,岗位\nQ001,人员甲,研发部,部门经理\nQ002,人员乙,综合部,网络管理员\nQ003,人员丙,综合部,部门经理\n");
        await page.PressAsync(Zh("organization.import-found-all"));
        await page.PressAsync(Zh("organization.import-commit", 3, 0));
        await page.SeesAsync(Zh("organization.import-done", 3, 0, 0, 0));
    }

    private async Task AppointAsync()
    {
        var page = _pages["mr"];
        await page.GotoAsync("/organization/offices");
        await page.FollowAsync(Zh("organization.fill-vacancies"));
        var lines = page.Body().Locator("fieldset");
        var count = await lines.CountAsync();
        count.ShouldBe(5, "leader, member, three departments");
        for (var i = 0; i < count; i++)
        {
            var office = await lines.Nth(i).GetByLabel(Zh("organization.office"), new() { Exact = true }).InputValueAsync();
            var department = await lines.Nth(i).GetByLabel(Zh("organization.department"), new() { Exact = true }).Locator("option:checked").InnerTextAsync();
            await lines.Nth(i).GetByLabel(Zh("organization.person-name")).FillAsync(
                office == nameof(Office.IsmsTeamLeader) || department.Trim() == "研发部" ? "Q001" : office == nameof(Office.IsmsTeam) ? "Q002" : department.Trim() == "综合部" ? "Q003" : "人员mr");
        }
        await page.PressAsync(Zh("organization.letter-save"));
        await SubmitAsync(page);
        await SignAsync("gm", Zh("organization.letter-title"), Zh("ui.sign.approve"));
        (await site.ReadAsync(db => db.Appointments.CountAsync(a => a.LetterNumber != ""))).ShouldBe(5);
    }

    private async Task<string> OpenAccountAsync(string person, string user)
    {
        var page = _pages["sysadmin"];
        await page.GotoAsync("/accounts/new");
        await page.Body().Locator("[name=personId]").FillAsync(person);
        await page.Body().GetByLabel(Zh("kernel.user-name")).FillAsync(user);
        await page.PressAsync(Zh("kernel.accounts.new"));
        await page.SeesAsync(user);
        return (await page.Body().Locator("code, .initial-password, .font-monospace").First.InnerTextAsync()).Trim();
    }

    private async Task MatrixAsync()
    {
        var page = _pages["team"];
        await page.GotoAsync("/organization/responsibilities");
        await page.FollowAsync(Zh("organization.matrix-import"));
        var text = new StringBuilder("标准要素,信息安全管理小组,综合部,研发部\n");
        foreach (var (row, number) in Tsv.Read("responsibility-elements.tsv").Where(r => r["edition"] == "2005").Select((r, i) => (r, i)))
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{row["code"]} {row["title_zh"]},△,{(number == 7 ? "△" : "▲")},{(number % 2 == 0 ? "△" : "-")}\n");
        await UploadAsync(page, "职能分配表.csv", text.ToString());
        await page.PressAsync(Zh("organization.matrix-import-commit"));
        await page.FollowAsync(Zh("organization.matrix-tab.checks"));
        // One element has no department in the lead: it is put right in the table itself.
        await page.FollowAsync("4.3.3");
        await page.Body().GetByLabel("4.3.3 综合部").FillAsync("▲");
        await page.PressAsync(Zh("organization.matrix-save"));
        await page.GotoAsync(new Uri(page.Url).AbsolutePath + "/approval");
        await SubmitAsync(page);
        var title = Zh("organization.matrix-title-n", "V1.0");
        await SignAsync("mr", title, Zh("ui.sign.review"));
        await SignAsync("gm", title, Zh("ui.sign.approve"));
    }

    private async Task ScopeAsync()
    {
        var page = _pages["team"];
        await page.GotoAsync("/");
        await page.FollowAsync(Zh("scope.step"));
        await page.PressAsync(Zh("scope.new"));
        foreach (var field in new[] { "business", "location", "assets", "technology", "scopeText", "boundaryText" })
            await page.Body().Locator($"[name={field}]").FillAsync(field == "scopeText" ? "应用软件的设计、开发和维护服务" : "写明的内容：" + field);
        await Expect(page.Body().Locator("[name=organization]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("研发部"));
        await page.PressAsync(Zh("scope.save"));
        var scope = new Uri(page.Url).AbsolutePath;
        foreach (var kind in Enum.GetValues<DrawingKind>())
        {
            await page.GotoAsync(scope + "/drawings");
            var card = page.Locator("#" + kind);
            await card.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
            {
                Name = kind + ".svg", MimeType = "image/svg+xml", Buffer = Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect x="20" y="20" width="360" height="260" fill="none" stroke="#000"/></svg>"""),
            });
            await card.GetByRole(AriaRole.Button, new() { Name = Zh("scope.upload"), Exact = true }).ClickAsync();
            await Expect(card).ToContainTextAsync(kind + ".svg");
        }
        await page.Locator("#" + DrawingKind.Premises).GetByRole(AriaRole.Link, new() { Name = Zh("scope.mark-areas") }).ClickAsync();
        await MarkAsync(page);
        await page.GotoAsync(scope + "/context");
        await page.Body().Locator("[name=topic]").FillAsync("核心开发人员流动较大");
        await page.Body().Locator("[name=effect]").FillAsync("离职交接和权限回收");
        await page.Body().GetByLabel(Zh("scope.climate-label")).CheckAsync();
        await page.Locator("#issue").GetByRole(AriaRole.Button, new() { Name = Zh("scope.add"), Exact = true }).ClickAsync();
        await page.SeesAsync("核心开发人员流动较大");
        await page.Locator("#party [name=name]").FillAsync("客户");
        await page.Locator("#party [name=requirement]").FillAsync("源代码保密");
        await page.Locator("#party").GetByRole(AriaRole.Button, new() { Name = Zh("scope.add"), Exact = true }).ClickAsync();
        await page.SeesAsync("源代码保密");
        await page.GotoAsync(scope + "/approval");
        await SubmitAsync(page);
        await SignAsync("mr", Zh("scope.title-n", "V1.0"), Zh("ui.sign.review"));
        await SignAsync("gm", Zh("scope.title-n", "V1.0"), Zh("ui.sign.approve"));
        (await site.ReadAsync(db => ScopeViews.Statements(db).SingleAsync(s => s.State == ScopeState.Approved))).ScopeText.ShouldBe("应用软件的设计、开发和维护服务");
    }

    // A rectangle by dragging, a triangle by keyboard: both end in the field, and in red on the drawing.
    private static async Task MarkAsync(IPage page)
    {
        var plan = page.Locator("isms-areas");
        await Expect(plan.Locator(".plan-cross")).ToHaveCountAsync(1);
        var box = (await plan.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * .1f), box.Y + (box.Height * .1f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * .4f), box.Y + (box.Height * .5f), new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Expect(page.Body().Locator("[name=points]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^[\d.]+,[\d.]+( [\d.]+,[\d.]+){3}$"));
        await page.Body().Locator("[name=name]").FillAsync("机房");
        await page.PressAsync(Zh("scope.add"));
        await Expect(page.Locator(".plan-name")).ToHaveTextAsync("机房");

        await page.Locator("isms-areas").FocusAsync();
        foreach (var key in new[] { "Space", "Space", "Shift+ArrowRight", "Space", "Shift+ArrowDown", "Space", "Enter" })
            await page.Keyboard.PressAsync(key);
        await Expect(page.Body().Locator("[name=points]")).ToHaveValueAsync("50,50 55,50 55,55");
        await Expect(page.Body().Locator("[name=name]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("财务室");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".plan-name")).ToHaveCountAsync(2);
    }

    private async Task PolicyAsync()
    {
        var page = _pages["team"];
        await page.GotoAsync("/policy");
        await page.PressAsync(Zh("policy.new"));
        await Expect(page.Body().Locator("[name='c.Training']")).ToHaveValueAsync(Zh("policy.commitment.Training"));
        await page.Body().Locator("[name=text]").FillAsync(Statement);
        await page.PressAsync(Zh("policy.save"));
        await page.FollowAsync(Zh("policy.to-approval"));
        await SubmitAsync(page);
        await SignAsync("leader", Zh("policy.title-n", "V1.0"), Zh("ui.sign.review"));
        await SignAsync("gm", Zh("policy.title-n", "V1.0"), Zh("ui.sign.approve"));
        foreach (var user in new[] { "gm", "mr", "leader", "team" })
        {
            await _pages[user].GotoAsync("/");
            await _pages[user].SeesAsync(Statement);
        }
    }

    private async Task ObjectivesAsync()
    {
        var page = _pages["team"];
        await page.GotoAsync("/objectives");
        await page.FollowAsync(Zh("objectives.to-versions"));
        await page.FollowAsync(Zh("objectives.new-version"));
        await page.PressAsync(Zh("objectives.new-version"));
        await page.FollowAsync(Zh("objectives.gap-no-objective"));
        foreach (var (name, text) in new[]
        {
            ("title", "高危漏洞按期修复率不低于 95%"), ("metric", "按期修复率"), ("formula", "按期修复数 ÷ 应修复数"), ("dataSource", "漏洞扫描报告"), ("target", "95"), ("unit", "%"), ("collectorId", "Q002"),
            ("evaluatorId", "Q001"), ("actions", "每月扫描"), ("means", "扫描工具"), ("responsibleId", "Q001"), ("dueOn", "2099-12-31"), ("judging", "逐季对照目标值"),
        })
            await page.Body().Locator($"[name={name}]").FillAsync(text);
        await page.Body().Locator("[name=principleKey]").SelectOptionAsync("principle-1");
        foreach (var task in await page.Body().Locator("[name^=task-]").AllAsync())
            await task.FillAsync("按期修复本部门的漏洞");
        await page.PressAsync(Zh("objectives.save"));
        await page.SeesAsync("高危漏洞按期修复率不低于 95%");
        await page.FollowAsync(Zh("objectives.to-approval"));
        await SubmitAsync(page);
        var title = await site.ReadAsync(db => db.Set<ObjectiveSet>().Select(s => s.Number).SingleAsync());
        await SignAsync("leader", title, Zh("ui.sign.review"));
        await SignAsync("gm", title, Zh("ui.sign.approve"));
        (await site.ReadAsync(db => ObjectiveViews.InForce(db).CountAsync())).ShouldBe(1);
    }

    private static async Task UploadAsync(IPage page, string name, string text)
    {
        await page.Body().Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.Body().Locator("form").GetByRole(AriaRole.Button).Last.ClickAsync();
        await page.HasTitleAsync(name);
    }

    private static async Task SubmitAsync(IPage page)
    {
        await page.GetByLabel(Zh("signing.secret")).FillAsync(Own);
        await page.PressAsync(Zh("signing.submit"));
        await page.SeesAsync(Zh("ui.sign.state.signed"));
    }

    // From the inbox, as people come to what they have to sign.
    private async Task SignAsync(string user, string title, string what)
    {
        var page = _pages[user];
        await page.GotoAsync("/");
        await page.FollowAsync(title);
        await page.GetByLabel(Zh("ui.sign.password")).FillAsync(Own);
        await page.PressAsync(Zh("ui.sign.do", what));
        await Expect(page.GetByLabel(Zh("ui.sign.password"))).ToHaveCountAsync(0);
    }
}
