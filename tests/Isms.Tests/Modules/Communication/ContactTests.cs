using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Modules.Communication;
using Isms.Modules.Communication.Contacts;
using Isms.Modules.Communication.Planning;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Communication;

public sealed class ContactTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-AUTH-05")]
    public async Task A_contact_is_the_management_representatives_unless_another_is_named(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var saved = await SaveAsync(scene, new ContactFacts(ContactKind.Authority, "国家互联网应急中心", null, "应急热线", "事件通报与协调"));
        saved.OwnerId.ShouldBe(scene.Representative.Actor.PersonId);
        (await SaveAsync(scene, new ContactFacts(ContactKind.Expert, "外聘专家", null, "电话", "咨询", OwnerId: scene.Employee.Actor.PersonId))).OwnerId.ShouldBe(scene.Employee.Actor.PersonId);
        (await scene.Representative.SendJsonAsync(HttpMethod.Post, $"/api/v1/contacts/{saved.Id}/events", new { heldOn = "2026-03-03", words = "通报" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Representative.SendJsonAsync(HttpMethod.Post, $"/api/v1/contacts/{saved.Id}/events", new { heldOn = "2026-03-01", words = "通报漏洞两项" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var view = await scene.DoAsync<ReadContact, ContactView>(o => o.RunAsync(scene.Team.Actor, saved.Id, default));
        view.Events.Single().Words.ShouldBe("通报漏洞两项");
        view.Contact.LastOn.ShouldBe(new DateOnly(2026, 3, 1));
        (await scene.TryAsync<ReadContact, ContactView>(o => o.RunAsync(scene.Employee.Actor, saved.Id, default))).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.4-03")]
    public async Task The_owner_is_reminded_to_verify_every_year(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var saved = await SaveAsync(scene, new ContactFacts(ContactKind.Authority, "网信主管部门", "值班室", "电话", "监管沟通"));
        saved.NextVerifyOn.ShouldBe(TestApp.Today.AddMonths(12));
        (await scene.RemindAsync(TestApp.Today)).ShouldBe(new OwnersReminded(0, 0));
        var near = TestApp.Today.AddMonths(12).AddDays(-14);
        (await scene.RemindAsync(near)).ShouldBe(new OwnersReminded(1, 0));
        (await scene.RemindAsync(near)).ShouldBe(new OwnersReminded(0, 0), "once");
        (await scene.InboxAsync(scene.Representative)).Single().DueOn.ShouldBe(saved.NextVerifyOn);
        await scene.DoAsync<LogContact, ContactLogged>(o => o.RunAsync(scene.Representative.Actor, new LogContactRequest(saved.Id, TestApp.Today, "电话核实，值班电话未变", true), default));
        (await scene.InboxAsync(scene.Representative)).ShouldBeEmpty();
        var late = Isms.Tests.Modules.Treatment.PlanApprovalTests.Later(scene.Team.Actor, 370);
        (await scene.DoAsync<ReadContact, ContactView>(o => o.RunAsync(late, saved.Id, default))).Contact.VerifyLate.ShouldBeTrue();
        (await scene.TryAsync<RemindOwners, OwnersReminded>(o => o.RunAsync(scene.Leader.Actor, default))).Refusal.ShouldBe(Refusal.Forbidden);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-02")]
    public async Task A_party_without_how_its_requirement_is_met_is_incomplete(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var facts = new ContactFacts(ContactKind.Customer, "某制造企业", "采购部", "邮箱", "客户要求", "源代码须保密", "服务合同第 8 条");
        var saved = await SaveAsync(scene, facts);
        (await CompleteAsync()).ShouldBeFalse();
        (await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/contacts?filter.complete=false")).GetProperty("rows").GetArrayLength().ShouldBe(1);
        await scene.DoAsync<SaveContact, ContactSaved>(o => o.RunAsync(scene.Team.Actor, new SaveContactRequest(saved.Id, saved.Version, facts with { HowMet = "源代码库分级授权" }), default));
        (await CompleteAsync()).ShouldBeTrue();
        (await scene.Team.WorkbookAsync("/api/v1/contacts/export?columns=name,requirement,how-met")).ShouldContain("源代码库分级授权");

        async Task<bool> CompleteAsync() => (await scene.DoAsync<ReadContact, ContactView>(o => o.RunAsync(scene.Team.Actor, saved.Id, default))).Contact.Complete;
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-08")]
    [Trait("Requirement", "R-APP6-B-14")]
    public async Task A_line_of_the_plan_without_who_is_incomplete_and_a_due_one_is_a_duty(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var facts = new PlanLineFacts("信息安全简报", "全体员工", "邮件", "信息安全沟通协调管理程序", "每季度首月", 3, TestApp.Today.AddDays(10), null);
        var saved = await scene.DoAsync<SavePlanLine, PlanLineSaved>(o => o.RunAsync(scene.Team.Actor, new SavePlanLineRequest(null, 0, facts), default));
        (await LineAsync()).Complete.ShouldBeFalse();
        (await scene.RemindAsync(TestApp.Today)).Lines.ShouldBe(0, "nobody to remind");
        await scene.DoAsync<SavePlanLine, PlanLineSaved>(o => o.RunAsync(scene.Team.Actor, new SavePlanLineRequest(saved.Id, saved.Version, facts with { OwnerId = scene.Employee.Actor.PersonId }), default));
        (await LineAsync()).Complete.ShouldBeTrue();
        (await scene.RemindAsync(TestApp.Today)).Lines.ShouldBe(1);
        (await scene.InboxAsync(scene.Employee)).Single().DueOn.ShouldBe(TestApp.Today.AddDays(10));
        var reported = await scene.DoAsync<ReportCommunication, CommunicationReported>(o => o.RunAsync(scene.Employee.Actor, new ReportCommunicationRequest(saved.Id, TestApp.Today, "第一季度简报已发"), default));
        reported.NextOn.ShouldBe(TestApp.Today.AddDays(10).AddMonths(3));
        (await scene.InboxAsync(scene.Employee)).ShouldBeEmpty();
        (await scene.TryAsync<ReportCommunication, CommunicationReported>(o => o.RunAsync(scene.SalesHead.Actor, new ReportCommunicationRequest(saved.Id, TestApp.Today, "x"), default))).Refusal.ShouldBe(Refusal.NotFound);
        (await scene.TryAsync<SavePlanLine, PlanLineSaved>(o => o.RunAsync(scene.Team.Actor, new SavePlanLineRequest(null, 0, facts with { NextOn = null }), default))).Refusal!.Fields.Single().Field.ShouldBe("nextOn");
        (await scene.Team.WorkbookAsync("/api/v1/communication-plan/export")).ShouldContain("信息安全简报");

        async Task<PlanLineRow> LineAsync() => (await scene.DoAsync<ReadPlanLine, PlanLineView>(o => o.RunAsync(scene.Team.Actor, saved.Id, default))).Line;
    }

    [Theory, BothDatabases]
    public async Task Contacts_and_plan_are_kept_on_their_pages_in_both_languages(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Contacts, CommunicationPaths.NewContact, CommunicationPaths.Plan, CommunicationPaths.NewLine);
        (await scene.Team.PostFormAsync(CommunicationPaths.NewContact, "save", ("kind", "Authority"), ("name", ""), ("topic", "x"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Team.PostFormAsync(CommunicationPaths.NewContact, "save", ("kind", "Authority"), ("name", "公安机关网安部门"), ("topic", "案件报告"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var contact = await scene.App.ReadAsync(db => db.Set<Contact>().Select(c => c.Id).SingleAsync());
        (await scene.Team.PostFormAsync(CommunicationPaths.Contact(contact), "log", ("heldOn", "2026-03-01"), ("words", "年度走访"), ("verified", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.Team.PostFormAsync(CommunicationPaths.NewLine, "save", ("what", "重大事件通报"), ("audience", "主管部门"), ("occasion", "1 小时内"), ("months", "0"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var line = await scene.App.ReadAsync(db => db.Set<PlanLine>().Select(l => l.Id).SingleAsync());
        (await scene.Team.PostFormAsync(CommunicationPaths.Line(line), "report", ("doneOn", "2026-03-01"), ("words", "演练通报一次"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Contact(contact), CommunicationPaths.Line(line), CommunicationPaths.Contacts, CommunicationPaths.Plan);
        (await scene.Employee.Client.GetAsync(CommunicationPaths.NewContact)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<ContactSaved> SaveAsync(CommunicationScene scene, ContactFacts facts) =>
        scene.DoAsync<SaveContact, ContactSaved>(o => o.RunAsync(scene.Team.Actor, new SaveContactRequest(null, 0, facts), default));
}
