using System.Text.RegularExpressions;
using Isms.BrowserTests.Support;
using Isms.Kernel.Signing;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;
using static Isms.BrowserTests.Support.PageSteps;

namespace Isms.BrowserTests;

/// <summary>Whole duties of the risk cycle, walked as the people who have them walk them.</summary>
public sealed class CycleTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Fact, Trait("Requirement", "R-4.2.1.4-01"), Trait("Requirement", "R-APP2-04")]
    public async Task A_department_head_finds_the_duty_in_the_inbox_and_confirms_the_asset_list_of_the_department()
    {
        var page = await site.SignInAsync("sales");
        await page.FollowAsync(Zh("assets.work-confirm", Zh("demo.cycle"), Zh("demo.department.sales")));
        await page.HasTitleAsync(Zh("demo.department.sales"));
        await page.PressAsync(Zh("assets.confirm"));
        await page.SeesAsync(Zh("assets.confirmed-by"));
        await Expect(page.Body().GetByRole(AriaRole.Button, new() { Name = Zh("assets.confirm") })).ToHaveCountAsync(0);
        await page.GotoAsync("/");
        await Expect(page.Body().GetByRole(AriaRole.Link, new() { Name = Zh("assets.work-confirm", Zh("demo.cycle"), Zh("demo.department.sales")) })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_team_member_begins_an_assessment_confirms_proposed_risks_and_finds_them_in_register_sheet_and_matrix()
    {
        var page = await site.SignInAsync("team");
        await page.GotoAsync("/risks/assessments");
        await page.FollowAsync(Zh("risks.new-assessment"));
        await page.GetByLabel(Zh("risks.field.title")).FillAsync("机房搬迁后的再评估");
        await page.GetByLabel(Zh("risks.field.scope")).FillAsync("新机房及其中的设备");
        await page.GetByLabel(Zh("risks.field.members")).FillAsync(Zh("demo.post.team-leader") + "\n" + Zh("demo.post.team-member"));
        await page.PressAsync(Zh("risks.begin-assessment"));
        await page.HasTitleAsync("机房搬迁后的再评估");
        var id = Guid.Parse(new Uri(page.Url).Segments[^1]);

        await page.PressAsync(Zh("risks.propose"));
        await page.SeesAsync(Zh("risks.all-covered", await site.ReadAsync(db => db.Set<Modules.Assets.Asset>().CountAsync(a => a.Important && a.State == Modules.Assets.AssetState.Active))));

        await page.FollowAsync(Zh("risks.register"));
        await page.HasTitleAsync(Zh("risks.register"));
        var boxes = page.Body().GetByRole(AriaRole.Table).GetByRole(AriaRole.Checkbox);
        for (var i = await boxes.CountAsync() - 1; i > 0; i--)
            await boxes.Nth(i).UncheckAsync();
        await page.Body().GetByLabel(Zh("risks.field.controlEffectiveness"), new() { Exact = true }).SelectOptionAsync("2");
        await page.PressAsync(Zh("risks.confirm"));
        await page.SeesAsync(Zh("risks.confirmed", 1));

        await page.FollowAsync(Zh("risks.tab-sheet"));
        var cell = page.Body().GetByRole(AriaRole.Textbox, new() { NameRegex = new(Regex.Escape(Zh("risks.field.existing-controls")) + "|" + Regex.Escape(Zh("risks.field.existingControls"))) }).First;
        await cell.FillAsync("门禁与来访登记");
        await page.PressAsync(Zh("risks.save-sheet"));
        await page.SeesAsync(Zh("ui.sheet.saved", 1));

        await page.FollowAsync(Zh("risks.tab-overview"));
        var square = page.GetByRole(AriaRole.Table, new() { Name = Zh("ui.matrix") }).GetByRole(AriaRole.Link).First;
        var behind = int.Parse(await square.Locator(".matrix-count").InnerTextAsync());
        await square.ClickAsync();
        await page.HasTitleAsync(Zh("risks.register"));
        await Expect(page.Body().GetByRole(AriaRole.Table).GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(Math.Min(behind, 50));

        (await site.ReadAsync(db => RiskViews.Risks(db).CountAsync(r => r.AssessmentId == id))).ShouldBeGreaterThan(0);
    }

    [Fact, Trait("Requirement", "R-4.2.1.4-04"), Trait("Requirement", "R-PLAT-03")]
    public async Task The_management_representative_reviews_the_important_asset_list_that_the_team_submitted()
    {
        var team = await site.SignInAsync("team");
        await team.GotoAsync("/assets/lists");
        await team.GetByLabel(Zh("assets.list-title")).FillAsync("第二版重要资产清单");
        await team.PressAsync(Zh("assets.draw"));
        await team.HasTitleAsync("第二版重要资产清单");
        await team.GetByLabel(Zh("signing.secret")).FillAsync(site.Password);
        await team.PressAsync(Zh("signing.submit"));
        await team.SeesAsync(Zh("signing.state.Running"));

        var representative = await site.SignInAsync("mr");
        await representative.FollowAsync("第二版重要资产清单");
        await representative.GetByLabel(Zh("ui.sign.password")).FillAsync(site.Password);
        await representative.PressAsync(Zh("ui.sign.do", Zh("ui.sign.review")));
        var step = representative.Body().GetByRole(AriaRole.Listitem).Filter(new() { HasText = Zh("demo.post.management-representative") }).Filter(new() { HasText = Zh("ui.sign.state.signed") });
        await Expect(step).ToHaveCountAsync(1);
        await Expect(representative.GetByLabel(Zh("ui.sign.password"))).ToHaveCountAsync(0);
    }

    [Fact, Trait("Requirement", "R-PLAT-04")]
    public async Task The_general_manager_signs_the_treatment_plan_with_the_password_and_with_nothing_else()
    {
        var page = await site.SignInAsync("gm");
        var plan = await site.ReadAsync(db => db.Set<TreatmentPlan>().AsNoTracking().SingleAsync());
        Task<int> SignaturesAsync() => site.ReadAsync(db => db.Set<Signature>().CountAsync(s => db.Set<Approval>().Any(a => a.Id == s.ApprovalId && a.SubjectId == plan.Id)));
        var before = await SignaturesAsync();
        await page.GotoAsync("/approvals?q=" + Uri.EscapeDataString(plan.Title));
        await page.FollowAsync(plan.Title);
        var approve = Zh("ui.sign.do", Zh("ui.sign.approve"));

        await page.GetByLabel(Zh("ui.sign.password")).FillAsync("not the password");
        await page.PressAsync(approve);
        await page.SeesAsync(Zh("signing.secret-wrong"));
        (await SignaturesAsync()).ShouldBe(before);

        await page.GetByLabel(Zh("ui.sign.password")).FillAsync(site.Password);
        await page.PressAsync(approve);
        await page.SeesAsync(Zh("signing.holds"));
        await page.SeesAsync(Zh("signing.state.Approved"));
        foreach (var post in new[] { "team-member", "management-representative", "general-manager" })
            await page.SeesAsync(Zh("demo.post." + post));
        (await SignaturesAsync()).ShouldBe(before + 1);
    }
}
