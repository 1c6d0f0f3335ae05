using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Modules.Communication;
using Isms.Modules.Communication.Reporting;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Communication;

public sealed class ReportTests
{
    [Theory, BothDatabases]
    public async Task A_report_brings_the_facts_and_is_read_by_the_general_manager(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var manager = await scene.App.PersonAsync(scene.It, Office.GeneralManager);
        scene.Agenda.Entries.Add(new AgendaEntry(AgendaTopic.Incidents, "本季度事件 2 起", "/"));
        var id = (await scene.DoAsync<CreateReport, ReportSaved>(o => o.RunAsync(scene.Representative.Actor, new CreateReportRequest("运行情况报告", TestApp.Today.AddMonths(-3)), default))).Id;
        scene.Agenda.AskedSince.ShouldBe(TestApp.Today.AddMonths(-3));
        (await TrySubmitAsync()).Refusal.ShouldBe(ReportRoute.NoSummary);
        await scene.DoAsync<WriteReport, ReportSaved>(o => o.RunAsync(scene.Representative.Actor, new WriteReportRequest(id, 1, "运行情况报告", "体系运行平稳", "请批准采购防火墙"), default));
        var approval = (await TrySubmitAsync()).Value!.Id;
        (await scene.TryAsync<WriteReport, ReportSaved>(o => o.RunAsync(scene.Team.Actor, new WriteReportRequest(id, 3, "x", "y", null), default))).Refusal.ShouldBe(WriteReport.NotDraft);
        var step = (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(manager.Actor, approval, default))).Steps.Single(s => s.Mine).Id;
        await scene.DoAsync<SignStep, ApprovalProgress>(o => o.RunAsync(manager.Actor, new SignStepRequest(approval, step, "secret"), default));
        (await scene.App.ReadAsync(db => db.Set<TeamReport>().Select(r => r.State).SingleAsync())).ShouldBe(ReportState.Acknowledged);
        var words = await scene.Team.WordAsync($"/api/v1/management-reports/{id}/document");
        foreach (var expected in new[] { "本季度事件 2 起", "体系运行平稳", "请批准采购防火墙", manager.Actor.Name })
            words.ShouldContain(expected);
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Reports, CommunicationPaths.Report(id));

        Task<Isms.Kernel.Http.Outcome<ApprovalStarted>> TrySubmitAsync() =>
            scene.TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(scene.Representative.Actor, new SubmitForApprovalRequest(ReportApproval.KindName, id, "secret"), default));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP2-03")]
    public async Task The_teams_monthly_report_is_drawn_from_the_data_and_goes_to_the_representatives_inbox(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        scene.Agenda.Entries.Add(new AgendaEntry(AgendaTopic.Incidents, "本月事件 1 起", "/"));
        var id = (await scene.DoAsync<CreateReport, ReportSaved>(o => o.RunAsync(scene.Team.Actor, new CreateReportRequest("2 月月报", TestApp.Today.AddMonths(-1), ReportKind.Team), default))).Id;
        await scene.DoAsync<WriteReport, ReportSaved>(o => o.RunAsync(scene.Team.Actor, new WriteReportRequest(id, 1, "2 月月报", "按计划运行", null), default));
        (await scene.TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(scene.Team.Actor, new SubmitForApprovalRequest(ReportApproval.KindName, id, "secret"), default))).Refusal.ShouldBe(Isms.Kernel.Http.Refusal.NotFound, "not the general manager's");
        var approval = (await scene.DoAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(scene.Team.Actor, new SubmitForApprovalRequest(TeamReportApproval.KindName, id, "secret"), default))).Id;
        (await scene.InboxAsync(scene.Representative)).ShouldContain(w => w.Title.Contains("2 月月报", StringComparison.Ordinal));
        var step = (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Representative.Actor, approval, default))).Steps.Single(s => s.Mine).Id;
        await scene.DoAsync<SignStep, ApprovalProgress>(o => o.RunAsync(scene.Representative.Actor, new SignStepRequest(approval, step, "secret"), default));
        var words = await scene.Team.WordAsync($"/api/v1/management-reports/{id}/document");
        foreach (var expected in new[] { "本月事件 1 起", "本期完成信息安全待办", scene.Representative.Actor.Name })
            words.ShouldContain(expected);
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Report(id));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP2-02")]
    public async Task A_departments_report_is_reviewed_by_the_representative_and_hidden_from_other_heads(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        (await scene.SalesHead.SendJsonAsync(HttpMethod.Post, "/api/v1/management-reports", new { title = "部门报告", from = "2026-02-01", kind = "department", departmentId = scene.It })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.SalesHead.SendJsonAsync(HttpMethod.Post, "/api/v1/management-reports", new { title = "部门报告", from = "2026-02-01", kind = "department" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.SalesHead.PostFormAsync(CommunicationPaths.Reports, "create", ("title", "部门报告"), ("from", "2026-02-01"), ("departmentId", scene.Sales.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var id = await scene.App.ReadAsync(db => db.Set<TeamReport>().Select(r => r.Id).SingleAsync());
        (await scene.SalesHead.PostFormAsync(CommunicationPaths.Report(id), "write", ("title", "部门报告"), ("summary", "资产已排查"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.ItHead.Client.GetAsync("/api/v1/management-reports/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.ItHead.PostFormAsync(CommunicationPaths.Report(id), "write", ("title", "x"), ("summary", "y"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Representative.Client.GetStringAsync("/api/v1/management-reports?filter.kind=Department")).ShouldContain("部门报告", customMessage: "the representative sees what every department submits");
        var approval = (await scene.DoAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(scene.SalesHead.Actor, new SubmitForApprovalRequest(DepartmentReportApproval.KindName, id, "secret"), default))).Id;
        var step = (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Representative.Actor, approval, default))).Steps.Single(s => s.Mine).Id;
        await scene.DoAsync<SignStep, ApprovalProgress>(o => o.RunAsync(scene.Representative.Actor, new SignStepRequest(approval, step, "secret"), default));
        (await scene.App.ReadAsync(db => db.Set<TeamReport>().Select(r => r.State).SingleAsync())).ShouldBe(ReportState.Acknowledged);
    }

    [Theory, BothDatabases]
    public async Task A_report_is_written_through_the_api_and_on_its_pages(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        (await scene.Team.SendJsonAsync(HttpMethod.Post, "/api/v1/management-reports", new { title = "报告", from = "2026-03-03" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "in the future");
        (await scene.ItHead.SendJsonAsync(HttpMethod.Post, "/api/v1/management-reports", new { title = "报告", from = "2026-01-01" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Team.PostFormAsync(CommunicationPaths.Reports, "create", ("title", "报告"), ("from", "2026-01-01"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var id = await scene.App.ReadAsync(db => db.Set<TeamReport>().Select(r => r.Id).SingleAsync());
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Report(id));
        (await scene.Team.PostFormAsync(CommunicationPaths.Report(id), "write", ("title", "报告"), ("summary", ""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Team.PostFormAsync(CommunicationPaths.Report(id), "write", ("title", "报告"), ("summary", "平稳"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var body = new { title = "报告", summary = "总体平稳" };
        (await scene.Team.SendJsonAsync(HttpMethod.Put, $"/api/v1/management-reports/{id}", body)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await scene.Team.SendJsonAsync(HttpMethod.Put, $"/api/v1/management-reports/{id}", body, 1)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.Team.SendJsonAsync(HttpMethod.Put, $"/api/v1/management-reports/{id}", body, 2)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Team.Client.GetFromJsonAsync<JsonElement>($"/api/v1/management-reports/{id}")).GetProperty("summary").GetString().ShouldBe("总体平稳");
    }
}
