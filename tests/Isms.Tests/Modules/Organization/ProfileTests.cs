using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Charts;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.Profile;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Organization;

public sealed class ProfileTests
{
    private static readonly DateOnly Today = TestApp.Today;

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP1-01")]
    public async Task Placeholders_and_names_of_other_companies_are_found_in_the_profile(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        (await SaveAsync(scene, team, 0, new ProfileFacts(Introduction: "示例科技有限公司前身为某某安防工程有限公司，注册号 XX，从事软件开发。", Business: "软件开发"))).Require();

        var profile = await team.Client.GetFromJsonAsync<JsonElement>("/api/v1/organization-profile");
        var doubts = profile.GetProperty("doubts").EnumerateArray().Select(d => (d.GetProperty("found").GetString(), d.GetProperty("foreign").GetBoolean())).ToList();
        doubts.ShouldContain(d => d.Item2 && d.Item1!.Contains("安防工程有限公司", StringComparison.Ordinal));
        doubts.ShouldContain(("XX", false));
        doubts.ShouldNotContain(d => d.Item1 == "示例科技有限公司", "one's own name is no stranger");
        (await team.Client.GetAsync("/organization/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await team.Client.GetAsync("/api/v1/organization-profile/document")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP1-01")]
    public async Task The_profile_is_what_it_was_on_any_day(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        (await SaveAsync(scene, team, 0, new ProfileFacts(new DateOnly(2024, 1, 1), Business: "系统集成"))).Require();
        var now = (await SaveAsync(scene, team, 0, new ProfileFacts(Today, Business: "软件开发"))).Require();
        (await SaveAsync(scene, team, 0, new ProfileFacts(Today, Business: "别的"))).Refusal!.Kind.ShouldBe(RefusalKind.VersionRequired);
        (await SaveAsync(scene, team, now.Version + 1, new ProfileFacts(Today, Business: "别的"))).Refusal!.Kind.ShouldBe(RefusalKind.Stale);
        (await SaveAsync(scene, team, now.Version, new ProfileFacts(Today, FoundedOn: Today.AddDays(1)))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("foundedOn");

        (await BusinessAsync("2025-06-01")).ShouldBe("系统集成");
        (await BusinessAsync("2026-03-02")).ShouldBe("软件开发");
        (await BusinessAsync("2023-01-01")).ShouldBe("");

        async Task<string?> BusinessAsync(string day) => (await team.Client.GetFromJsonAsync<JsonElement>("/api/v1/organization-profile?on=" + day)).GetProperty("business").GetString();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP1-02")]
    [Trait("Requirement", "R-DOC-24")]
    public async Task A_certificate_asks_for_renewal_in_time_until_it_is_renewed(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        (await SaveCertificateAsync(scene, team, null, 0, new CertificateFacts("软件企业证书", IssuedOn: Today, ExpiresOn: Today.AddDays(-1)))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("expiresOn");
        var far = (await SaveCertificateAsync(scene, team, null, 0, new CertificateFacts("安全技术防范系统设计、施工、维修资格证", "R-1", "省公安厅", ExpiresOn: Today.AddDays(91), Grade: "三级"))).Require();
        (await OpenAsync(scene)).ShouldBe(0);

        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        (await scene.App.RunAsync<WatchOrganization, Outcome<OrganizationWatched>>(o => o.RunAsync(scene.App.System, default))).Require();
        (await OpenAsync(scene)).ShouldBe(1, "ninety days before");
        var certificate = (await team.Client.GetFromJsonAsync<JsonElement>("/api/v1/organization-profile")).GetProperty("certificates").EnumerateArray().Single();
        (certificate.GetProperty("due").GetBoolean(), certificate.GetProperty("daysLeft").GetInt32()).ShouldBe((true, 90));
        (certificate.GetProperty("number").GetString(), certificate.GetProperty("issuer").GetString(), certificate.GetProperty("grade").GetString()).ShouldBe(("R-1", "省公安厅", "三级"));
        (await team.Client.GetAsync($"/organization/certificates/{far.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RemindedAsync()).ShouldBeFalse();
        scene.App.Clock.Advance(TimeSpan.FromDays(60));
        (await scene.App.RunAsync<WatchOrganization, Outcome<OrganizationWatched>>(o => o.RunAsync(Actor.System("schedule", scene.Today), default))).Require();
        (await RemindedAsync()).ShouldBeTrue("thirty days before, once more");
        (await OpenAsync(scene)).ShouldBe(1);

        (await SaveCertificateAsync(scene, team, far.Id, far.Version, new CertificateFacts("软件企业证书", "R-2", ExpiresOn: Today.AddYears(3)))).Require();
        (await OpenAsync(scene)).ShouldBe(0, "renewed");

        Task<bool> RemindedAsync() => scene.App.ReadAsync(db => db.Set<WorkItem>().AnyAsync(w => w.SubjectKind == CertificateWork.Subject && w.State == WorkState.Open && w.RemindedAt != null));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP2-01")]
    public async Task The_chart_is_drawn_from_the_data_of_the_day(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        await scene.App.DepartmentAsync("测试组 <二>", scene.Engineering);
        var first = await scene.PersonAsync();
        var second = await scene.PersonAsync();
        await scene.IssueAsync(scene.Grant(first, Office.ManagementRepresentative), scene.Grant(first, Office.DepartmentHead, department: scene.Engineering));
        await scene.IssueAsync(scene.Grant(second, Office.ManagementRepresentative, Today.AddDays(10), handover: true));

        var texts = await TextsAsync("2026-03-02");
        texts.ShouldContain(first.Actor.Name);
        texts.ShouldNotContain(second.Actor.Name);
        texts.ShouldContain("工程部");
        texts.ShouldContain("测试组 <二>");
        texts.ShouldContain("空缺", "nobody leads the team");
        (await TextsAsync("2026-03-12")).ShouldContain(second.Actor.Name);
        (await scene.Clerk.Client.GetAsync("/organization/chart?paper=A3")).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<List<string>> TextsAsync(string day)
        {
            var answer = await scene.Clerk.Client.GetAsync($"/api/v1/organization-chart?on={day}&paper=A3");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
            return [.. XDocument.Parse(await answer.Content.ReadAsStringAsync()).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        }
    }

    [Fact]
    public void No_two_boxes_of_a_large_chart_lie_over_each_other_and_it_fits_the_paper()
    {
        ChartBox Box(string title, params string[] names) => new(title, names);
        ChartDepartment Tree(string name, int depth) => new(Box(name, "负责人"), depth == 0 ? [] : [Tree(name + "一", depth - 1), Tree(name + "二", depth - 1)]);
        var content = new ChartContent("图", "", Box("总经理", "甲"), Box("管理者代表"), Box("组长", "乙"), Box("成员", [.. Enumerable.Range(1, 40).Select(i => "成员" + i)]), Box("责任人", "丙"), Box("审核员", "丁"),
            [.. Enumerable.Range(0, 20).Select(i => Tree("部门" + i, i % 3))]);
        foreach (var (paper, width, height) in new[] { (ChartPaper.A4, 277.0, 190.0), (ChartPaper.A3, 400.0, 277.0) })
        {
            var svg = XDocument.Parse(OrganizationChart.Draw(content, paper, Phrase.Chinese)).Root!;
            var boxes = svg.Elements().Where(e => e.Name.LocalName == "rect" && e.Attribute("x") is not null).Select(e => (X: (int)e.Attribute("x")!, Y: (int)e.Attribute("y")!, W: (int)e.Attribute("width")!, H: (int)e.Attribute("height")!)).ToList();
            boxes.Count.ShouldBeGreaterThan(40);
            for (var i = 0; i < boxes.Count; i++)
            {
                for (var j = i + 1; j < boxes.Count; j++)
                    (boxes[i].X + boxes[i].W <= boxes[j].X || boxes[j].X + boxes[j].W <= boxes[i].X || boxes[i].Y + boxes[i].H <= boxes[j].Y || boxes[j].Y + boxes[j].H <= boxes[i].Y).ShouldBeTrue($"{boxes[i]} {boxes[j]}");
            }
            var view = svg.Attribute("viewBox")!.Value.Split(' ').Select(int.Parse).ToArray();
            boxes.ShouldAllBe(b => b.X >= 0 && b.X + b.W <= view[2] && b.Y + b.H <= view[3]);
            double.Parse(svg.Attribute("width")!.Value[..^2], System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(width);
            double.Parse(svg.Attribute("height")!.Value[..^2], System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(height);
        }
    }

    [Fact]
    public void Two_hundred_departments_are_spread_over_sheets_that_can_be_read()
    {
        ChartDepartment Tree(int number, int below) => new(new ChartBox("部门" + number, []), [.. Enumerable.Range(1, below).Select(i => Tree(number * 100 + i, 0))]);
        var departments = Enumerable.Range(1, 50).Select(i => Tree(i, 3)).ToList();
        foreach (var (paper, most) in new[] { (ChartPaper.A4, 24), (ChartPaper.A3, 54) })
        {
            var sheets = OrganizationChart.Sheets(departments, paper);
            sheets.SelectMany(s => s).ShouldBe(departments, "all of them, once, in order");
            sheets.ShouldAllBe(s => s.Sum(d => 1 + d.Below.Count) <= most);
        }
        OrganizationChart.Sheets([], ChartPaper.A4).ShouldHaveSingleItem();
        OrganizationChart.Sheets([Tree(1, 80), Tree(2, 0)], ChartPaper.A4).Count.ShouldBe(2, "a department keeps all below it");
    }

    [Theory, BothDatabases]
    public async Task A_head_writes_the_duties_of_the_own_department_only(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var sales = await scene.App.DepartmentAsync("销售部");
        var head = await scene.PersonAsync(Office.DepartmentHead);
        (await PutAsync(scene.Engineering, 0)).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(scene.Engineering, 0)).ShouldBe(HttpStatusCode.PreconditionRequired);
        (await PutAsync(scene.Engineering, 1)).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(sales, 0)).ShouldBe(HttpStatusCode.NotFound);
        (await head.Client.GetAsync($"/organization/departments/{scene.Engineering}/duties")).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> PutAsync(Guid department, int version)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/departments/{department}/duties") { Content = JsonContent.Create(new { general = "统计资产", security = "排查风险" + version }) };
            if (version > 0)
                request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            return (await head.Client.SendAsync(request)).StatusCode;
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-04")]
    public async Task Other_business_and_other_processes_of_a_department_ask_whether_risks_are_assessed_again(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        var facts = new ProfileFacts(Today.AddYears(-1), Business: "应用软件开发");
        var first = (await SaveAsync(scene, team, 0, facts)).Require();
        (await SaveAsync(scene, team, first.Version, facts with { Address = "科技园" })).Require();
        (await ReasonsAsync()).ShouldBeEmpty("written down for the first time, or no other business");
        (await SaveAsync(scene, team, 0, new ProfileFacts(Today, Business: "云服务运营"))).Require();
        (await ReasonsAsync()).ShouldBe([$"组织概况中的业务自 {Today:yyyy-MM-dd} 起变更"]);

        var department = await scene.App.DepartmentAsync("运维部");
        var version = 0;
        foreach (var general in new[] { "开发", "开发", "运维" })
        {
            version = (await scene.App.RunAsync<SaveDepartmentDuties, Outcome<DepartmentDutiesView>>(o =>
                o.RunAsync(team.Actor, new SaveDepartmentDutiesRequest(department, version, general, "保密"), default))).Require().Version;
        }
        (await ReasonsAsync()).ShouldBe([$"组织概况中的业务自 {Today:yyyy-MM-dd} 起变更", "部门“运维部”的一般职责（业务过程）变更"], ignoreOrder: true);

        async Task<IReadOnlyList<string>> ReasonsAsync() =>
            [.. (await team.Client.GetFromJsonAsync<JsonElement>("/api/v1/reassessment-prompts")).GetProperty("rows").EnumerateArray().Select(p => p.GetProperty("reason").GetString()!)];
    }

    private static Task<Outcome<ProfileSaved>> SaveAsync(OrganizationScene scene, TestPerson by, int version, ProfileFacts facts) =>
        scene.App.RunAsync<SaveProfile, Outcome<ProfileSaved>>(o => o.RunAsync(by.Actor, new SaveProfileRequest(version, facts), default));

    private static Task<Outcome<CertificateSaved>> SaveCertificateAsync(OrganizationScene scene, TestPerson by, Guid? id, int version, CertificateFacts facts) =>
        scene.App.RunAsync<SaveCertificate, Outcome<CertificateSaved>>(o => o.RunAsync(scene.Now(by.Actor), new SaveCertificateRequest(id, version, facts), default));

    private static Task<int> OpenAsync(OrganizationScene scene) =>
        scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.SubjectKind == CertificateWork.Subject && w.State == WorkState.Open));
}
