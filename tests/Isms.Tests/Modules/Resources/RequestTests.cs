using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Modules.Resources;
using Isms.Modules.Resources.Facilities;
using Isms.Modules.Resources.Requests;
using Isms.Modules.Resources.Summary;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Resources;

public sealed class RequestTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.2.1-03")]
    public async Task Purpose_b_names_the_procedure_it_supports(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var facts = scene.Firewall() with { Purpose = ResourcePurpose.Procedure };
        (await scene.TryCreateAsync(facts)).Refusal!.Fields.Select(f => (f.Field, f.Code)).ShouldBe([("procedure", "resources.procedure-needed")]);
        (await scene.TryCreateAsync(facts with { Procedure = "不存在的程序" })).Refusal!.Fields.Select(f => f.Code).ShouldBe(["resources.no-such-procedure"]);
        var id = (await scene.TryCreateAsync(facts with { Procedure = "XX-B-01" })).Require().Id;
        (await scene.ReadAsync(id)).Procedure.ShouldBe("XX-B-01");
        var api = await scene.ItHead.SendJsonAsync(HttpMethod.Post, "/api/v1/resource-requests", new { title = "加班", kind = "time", purpose = "procedure", reason = "x", departmentId = scene.It, neededOn = "2026-05-01", planned = 5 });
        (await api.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["procedure"]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-07")]
    public async Task What_is_granted_is_spent_up_to_its_amount_and_no_further(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var draft = (await scene.TryCreateAsync(scene.Firewall())).Require().Id;
        (await scene.TrySpendAsync(draft, 1m)).Refusal!.Code.ShouldBe("resources.not-granted");
        var id = await scene.GrantedAsync();
        (await scene.InboxAsync(scene.ItHead)).ShouldContain(w => w.Kind == RequestApproval.SupplyWork && w.SubjectId == id);
        (await scene.TrySpendAsync(id, 30_000m)).Require().Left.ShouldBe(50_000m);
        (await scene.TrySpendAsync(id, 50_000.01m)).Refusal!.Code.ShouldBe("resources.above-granted");
        (await scene.TrySpendAsync(id, 0m)).Refusal!.Fields.Single().Field.ShouldBe("amount");
        (await scene.TrySpendAsync(id, -30_000.01m)).Refusal!.Fields.Single().Code.ShouldBe("resources.amount-below-zero");
        (await scene.TrySpendAsync(id, -5_000m)).Require().Spent.ShouldBe(25_000m);
        (await scene.TrySpendAsync(id, 1m, scene.SalesHead)).Refusal.ShouldBe(Refusal.NotFound);
        var view = await scene.ReadAsync(id);
        (view.Planned, view.Granted, view.Spent, view.Uses.Count, view.AnsweredOn).ShouldBe((80_000m, 80_000m, 25_000m, 2, (DateOnly?)TestApp.Today));
        (await scene.InboxAsync(scene.ItHead)).ShouldNotContain(w => w.Kind == RequestApproval.SupplyWork);
        var summary = await scene.DoAsync<EndRequest, RequestSaved>(o => o.RunAsync(scene.ItHead.Actor, new EndRequestRequest(id, view.Version, "已到货并验收"), default));
        summary.State.ShouldBe(RequestState.Closed);
        (await scene.TrySpendAsync(id, 1m)).Refusal!.Code.ShouldBe("resources.not-granted");
    }

    [Theory, BothDatabases]
    public async Task Less_is_granted_by_sending_it_back_and_asking_for_less(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var id = (await scene.TryCreateAsync(scene.Firewall())).Require().Id;
        var approval = await scene.SubmitAsync(id);
        var step = (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Representative.Actor, approval, default))).Steps.Single(s => s.Mine).Id;
        (await scene.TryAsync<ChangeRequest, RequestSaved>(o => o.RunAsync(scene.ItHead.Actor, new ChangeRequestRequest(id, 2, scene.Firewall()), default))).Refusal.ShouldBe(ChangeRequest.NotDraft);
        await scene.DoAsync<ReturnApproval, ApprovalProgress>(o => o.RunAsync(scene.Representative.Actor, new ReturnApprovalRequest(approval, step, "先批六万"), default));
        var version = (await scene.ReadAsync(id)).Version;
        (await scene.TryAsync<ChangeRequest, RequestSaved>(o => o.RunAsync(scene.ItHead.Actor, new ChangeRequestRequest(id, version, scene.Firewall() with { Asked = 90_000m }), default)))
            .Refusal!.Fields.Single().Code.ShouldBe("resources.asked-above-planned");
        await scene.DoAsync<ChangeRequest, RequestSaved>(o => o.RunAsync(scene.ItHead.Actor, new ChangeRequestRequest(id, version, scene.Firewall() with { Asked = 60_000m }), default));
        var again = await scene.SubmitAsync(id);
        await scene.SignAsync(again, scene.Representative);
        await scene.SignAsync(again, scene.Manager);
        var view = await scene.ReadAsync(id);
        (view.Planned, view.Granted).ShouldBe((80_000m, 60_000m));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.1-05")]
    public async Task A_request_that_management_did_not_answer_in_time_shows(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var id = (await scene.TryCreateAsync(scene.Firewall())).Require().Id;
        (await scene.ReadAsync(id)).AnswerDueOn.ShouldBeNull();
        await scene.SubmitAsync(id);
        (await LateAsync(15)).ShouldBeFalse("the last day is in time");
        (await LateAsync(16)).ShouldBeTrue();
        var query = new Isms.Kernel.Registers.RegisterQuery { Filters = new Dictionary<string, string> { ["late"] = "true" } };
        var late = Isms.Tests.Modules.Treatment.PlanApprovalTests.Later(scene.Team.Actor, 16);
        (await scene.DoAsync<FindRequests, Isms.Kernel.Registers.RegisterPage<ResourceRow>>(o => o.RunAsync(late, query, default))).Count.ShouldBe(1);

        async Task<bool> LateAsync(int days) => (await scene.DoAsync<ReadRequest, RequestView>(o => o.RunAsync(Isms.Tests.Modules.Treatment.PlanApprovalTests.Later(scene.Team.Actor, days), id, default))).Late;
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.2.1-02")]
    public async Task The_year_is_summed_by_purpose_and_kind(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var granted = await scene.GrantedAsync();
        (await scene.TrySpendAsync(granted, 79_000m)).Require();
        (await scene.TryCreateAsync(scene.Firewall() with { Planned = 20_000m })).Require();
        (await scene.TryCreateAsync(scene.Firewall() with { Kind = ResourceKind.Time, Planned = 12.5m, Purpose = ResourcePurpose.Law })).Require();
        (await scene.TryCreateAsync(scene.Firewall() with { NeededOn = new DateOnly(2027, 1, 1) })).Require();
        var summary = await scene.DoAsync<ReadSummary, YearSummary>(o => o.RunAsync(scene.Manager.Actor, 2026, default));
        summary.Rows.ShouldBe(
        [
            new SummaryRow(ResourcePurpose.Law, ResourceKind.Time, 1, 1, 0, 12.5m, 0m, 0m),
            new SummaryRow(ResourcePurpose.Controls, ResourceKind.Equipment, 2, 1, 0, 100_000m, 80_000m, 79_000m),
        ]);
        (await scene.SalesHead.Client.GetFromJsonAsync<JsonElement>("/api/v1/resource-requests/summary?year=2026")).GetProperty("rows").GetArrayLength().ShouldBe(0, "another department's");
        (await scene.Manager.WorkbookAsync("/api/v1/resource-requests/summary/document?year=2026")).ShouldContain("79000");
        (await scene.Manager.WorkbookAsync("/api/v1/resource-requests/export?filter.kind=Time")).ShouldNotContain("设备与工具\n");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-7.3-10")]
    public async Task A_decision_that_needs_resources_opens_a_request_for_the_department(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        await scene.App.RunAsync<IServiceProvider, int>(async services =>
        {
            var db = (Isms.Kernel.Data.IsmsDbContext)services.GetService(typeof(Isms.Kernel.Data.IsmsDbContext))!;
            await using var writing = await db.BeginAsync(default);
            await ((SignalRaiser)services.GetService(typeof(SignalRaiser))!).RaiseAsync(scene.Representative.Actor,
                new ResourceNeeded("reviews.decision", Guid.CreateVersion7(), "管理评审 2026-01 决定 d", "/", "采购防火墙", scene.It, TestApp.Today.AddDays(60)), default);
            await db.SaveAsync(scene.Representative.Actor, "test.arrange", default);
            await writing.CommitAsync(default);
            return 0;
        });
        var request = await scene.App.ReadAsync(db => db.Set<ResourceRequest>().SingleAsync());
        (request.Title, request.NeededOn, request.State).ShouldBe(("采购防火墙", TestApp.Today.AddDays(60), RequestState.Draft));
        (await scene.InboxAsync(scene.ItHead)).ShouldContain(w => w.Kind == ResourceNeededHandler.FillWork);
        // Nothing is asked for yet: it cannot be submitted before somebody says how much.
        var empty = await scene.TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(scene.ItHead.Actor, new SubmitForApprovalRequest(RequestApproval.KindName, request.Id, "secret"), default));
        empty.Refusal!.Code.ShouldBe("resources.no-amount");
        await scene.DoAsync<ChangeRequest, RequestSaved>(o => o.RunAsync(scene.ItHead.Actor, new ChangeRequestRequest(request.Id, 1, scene.Firewall()), default));
        await scene.SubmitAsync(request.Id);
        (await scene.InboxAsync(scene.ItHead)).ShouldNotContain(w => w.Kind == ResourceNeededHandler.FillWork);
        (await scene.ReadAsync(request.Id)).SourceTitle.ShouldBe("管理评审 2026-01 决定 d");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.3-04")]
    public async Task A_facility_without_an_owner_is_incomplete(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var facts = new FacilityFacts("中心机房", scene.It, "3 楼 301", null, "门禁、双路供电");
        var saved = await scene.DoAsync<SaveFacility, FacilitySaved>(o => o.RunAsync(scene.ItHead.Actor, new SaveFacilityRequest(null, 0, facts), default));
        (await CompleteAsync()).ShouldBeFalse();
        var incomplete = await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/facilities?filter.complete=false");
        incomplete.GetProperty("rows").GetArrayLength().ShouldBe(1);
        var body = new { name = "中心机房", departmentId = scene.It, location = "3 楼 301", ownerId = scene.ItHead.Actor.PersonId, protection = "门禁、双路供电" };
        (await scene.ItHead.SendJsonAsync(HttpMethod.Put, $"/api/v1/facilities/{saved.Id}", body)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await scene.ItHead.SendJsonAsync(HttpMethod.Put, $"/api/v1/facilities/{saved.Id}", body, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CompleteAsync()).ShouldBeTrue();
        (await scene.SalesHead.SendJsonAsync(HttpMethod.Put, $"/api/v1/facilities/{saved.Id}", body, 2)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Team.WorkbookAsync("/api/v1/facilities/export")).ShouldContain("中心机房");

        async Task<bool> CompleteAsync() => (await scene.DoAsync<ReadFacility, FacilityRow>(o => o.RunAsync(scene.Team.Actor, saved.Id, default))).Complete;
    }

    [Theory, BothDatabases]
    public async Task Every_page_opens_in_both_languages_and_a_request_is_made_on_its_pages(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        await scene.Team.OpensInBothLanguagesAsync("resources", ResourcesPaths.Requests, ResourcesPaths.NewRequest, ResourcesPaths.Summary, ResourcesPaths.Facilities, ResourcesPaths.NewFacility);
        (string, string)[] fields = [("title", "聘请渗透测试"), ("departmentId", scene.It.ToString()), ("kind", "Money"), ("planned", "五万"), ("neededOn", "2026-06-01"), ("purpose", "Improvement"), ("reason", "每年一次")];
        var wrong = await scene.ItHead.PostFormAsync(ResourcesPaths.NewRequest, "create", fields);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("五万");
        (await scene.ItHead.PostFormAsync(ResourcesPaths.NewRequest, "create", [.. fields.Where(f => f.Item1 != "planned"), ("planned", "50000")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var id = await scene.GrantedAsync();
        var draft = await scene.App.ReadAsync(db => db.Set<ResourceRequest>().Where(r => r.Id != id).Select(r => r.Id).SingleAsync());
        await scene.Team.OpensInBothLanguagesAsync("resources", ResourcesPaths.Request(id), ResourcesPaths.Request(draft), ResourcesPaths.Requests, ResourcesPaths.Summary);
        (await scene.ItHead.PostFormAsync(ResourcesPaths.Request(id), "use", ("usedOn", "2026-03-02"), ("amount", "1000"), ("note", "定金"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.ItHead.PostFormAsync(ResourcesPaths.NewFacility, "save", ("name", "档案室"), ("departmentId", scene.It.ToString()), ("version", "0"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.SalesHead.Client.GetAsync(ResourcesPaths.Request(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.ReadAsync(id)).Spent.ShouldBe(1000m);
    }
}
