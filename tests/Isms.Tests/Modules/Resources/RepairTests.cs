using System.Net;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Modules.Resources;
using Isms.Modules.Resources.Repairs;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Resources;

public sealed class RepairTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP2-06")]
    public async Task A_hardware_problem_goes_to_the_engineering_department_with_a_response_time(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var (clerk, engineer) = (await scene.App.PersonAsync(scene.Sales), await scene.App.PersonAsync(scene.It));
        (await ReportAsync(scene, clerk)).Refusal.ShouldBe(ReportRepair.NoDepartment);
        await scene.App.SaveAsync(db => db.Add(new SettingValue { Key = ResourcesModule.RepairDepartment.Key, Value = "信息技术部" }));
        await scene.App.RunAsync<SettingsReader, bool>(s => { s.Forget(); return Task.FromResult(true); });
        var ticket = (await ReportAsync(scene, clerk)).Require();
        ticket.RespondBy.ShouldBe(TestApp.Start.UtcDateTime.AddHours(4), "urgent");
        (await scene.InboxAsync(scene.ItHead)).ShouldContain(w => w.Kind == RepairDesk.RespondWork && w.DueOn == TestApp.Today);
        (await scene.InboxAsync(scene.SalesHead)).ShouldNotContain(w => w.Kind == RepairDesk.RespondWork);

        // Only the engineering department takes it, and gives it to its own people.
        (await AcceptAsync(scene.SalesHead, null)).Refusal.ShouldBe(Refusal.NotFound);
        (await AcceptAsync(scene.ItHead, clerk)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("handlerId");
        var accepted = (await AcceptAsync(scene.ItHead, engineer)).Require();
        (await scene.InboxAsync(engineer)).ShouldContain(w => w.Kind == RepairDesk.SolveWork && w.DueOn == TestApp.Today.AddDays(5));
        var solved = (await SolveAsync(engineer, accepted.Version)).Require();
        (await scene.InboxAsync(clerk)).ShouldContain(w => w.Kind == RepairDesk.LookWork);

        // It does not work: back to the same person.
        (await CloseAsync(clerk, solved.Version, false, null)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("note");
        (await CloseAsync(engineer, solved.Version, true, null)).Refusal.ShouldBe(Refusal.NotFound, "who solved it does not close it");
        var back = (await CloseAsync(clerk, solved.Version, false, "仍然蓝屏")).Require();
        back.State.ShouldBe(RepairState.Accepted);
        (await scene.InboxAsync(engineer)).ShouldContain(w => w.Kind == RepairDesk.SolveWork);
        var again = (await SolveAsync(engineer, back.Version)).Require();
        (await CloseAsync(clerk, again.Version, true, "恢复正常")).Require().State.ShouldBe(RepairState.Closed);
        var words = await clerk.WordAsync($"/api/v1/repairs/{ticket.Id}/document");
        foreach (var expected in new[] { ticket.Number, "更换内存条", "恢复正常", engineer.Actor.Name })
            words.ShouldContain(expected);

        Task<Outcome<RepairSaved>> AcceptAsync(TestPerson by, TestPerson? handler) =>
            scene.TryAsync<AcceptRepair, RepairSaved>(o => o.RunAsync(by.Actor, new AcceptRepairRequest(ticket.Id, ticket.Version, handler?.Actor.PersonId), default));
        Task<Outcome<RepairSaved>> SolveAsync(TestPerson by, int version) =>
            scene.TryAsync<SolveRepair, RepairSaved>(o => o.RunAsync(by.Actor, new SolveRepairRequest(ticket.Id, version, "内存故障，更换内存条"), default));
        Task<Outcome<RepairSaved>> CloseAsync(TestPerson by, int version, bool works, string? note) =>
            scene.TryAsync<CloseRepair, RepairSaved>(o => o.RunAsync(by.Actor, new CloseRepairRequest(ticket.Id, version, works, note), default));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP2-06")]
    public async Task A_late_answer_shows_and_tickets_are_worked_off_on_their_pages(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var (clerk, engineer, other) = (await scene.App.PersonAsync(scene.Sales), await scene.App.PersonAsync(scene.It), await scene.App.PersonAsync(await scene.App.DepartmentAsync("财务部")));
        await scene.App.SaveAsync(db => db.Add(new SettingValue { Key = ResourcesModule.RepairDepartment.Key, Value = "信息技术部" }));
        await scene.App.RunAsync<SettingsReader, bool>(s => { s.Forget(); return Task.FromResult(true); });
        (await clerk.PostFormAsync(ResourcesPaths.NewRepair, "report", ("title", "打印机卡纸"), ("urgency", "Normal"), ("description", "连续卡纸"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "what was tried is missing");
        (await clerk.PostFormAsync(ResourcesPaths.NewRepair, "report", ("title", "打印机卡纸"), ("urgency", "Normal"), ("description", "连续卡纸"), ("tried", "清理纸道"), ("assetNumber", "NO-SUCH"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await clerk.PostFormAsync(ResourcesPaths.NewRepair, "report", ("title", "打印机卡纸"), ("urgency", "Normal"), ("description", "连续卡纸"), ("tried", "清理纸道"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var id = await scene.App.ReadAsync(db => db.Set<RepairTicket>().Select(r => r.Id).SingleAsync());
        (await other.Client.GetAsync("/api/v1/repairs/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        scene.App.Clock.Advance(TimeSpan.FromHours(25));
        (await scene.Team.Client.GetStringAsync("/api/v1/repairs?filter.late=true")).ShouldContain("打印机卡纸");
        await clerk.OpensInBothLanguagesAsync("resources", ResourcesPaths.Repairs, ResourcesPaths.NewRepair, ResourcesPaths.Repair(id));
        await engineer.OpensInBothLanguagesAsync("resources", ResourcesPaths.Repair(id));
        (await engineer.PostFormAsync(ResourcesPaths.Repair(id), "accept")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await engineer.PostFormAsync(ResourcesPaths.Repair(id), "solve", ("words", "更换搓纸轮"), ("outcome", "solved"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await clerk.OpensInBothLanguagesAsync("resources", ResourcesPaths.Repair(id));
        (await clerk.PostFormAsync(ResourcesPaths.Repair(id), "close", ("works", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.Team.WorkbookAsync("/api/v1/repairs/export")).ShouldContain("超时");
    }

    private static Task<Outcome<RepairSaved>> ReportAsync(ResourcesScene scene, TestPerson by) => scene.TryAsync<ReportRepair, RepairSaved>(o =>
        o.RunAsync(by.Actor, new ReportRepairRequest("财务主机蓝屏", "开机十分钟后蓝屏", "重装系统无效", RepairUrgency.Urgent), default));
}
