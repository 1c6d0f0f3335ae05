using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Isms.Modules.Records;
using Isms.Modules.Records.Calendar;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Records;

/// <summary>Equipment and cabling are looked at every week (XX-A-04.16).</summary>
public sealed class ServerRoomTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.16")]
    public async Task The_server_room_check_comes_every_week_from_the_annual_plan_to_who_does_it(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var plan = await scene.DoAsync<DrawPlan, PlanSaved>(o => o.RunAsync(scene.Leader.Actor, new DrawPlanRequest(2026), default));
        var approval = (await scene.TrySubmitAsync(plan.Id, scene.Leader, PlanApproval.KindName)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        await IssueAsync(scene);
        (await WorkAsync(scene)).ShouldBeEmpty("the plan is not approved yet");
        (await scene.TrySignAsync(approval, scene.Manager)).Require();

        await IssueAsync(scene);
        await IssueAsync(scene);
        var monday = TestApp.Today;
        (await WorkAsync(scene)).ShouldContain((monday.AddDays(6), (Office?)Office.IsmsTeam));
        (await WorkAsync(scene)).Count(w => w.DueOn == monday.AddDays(6)).ShouldBe(1);
        (await WorkAsync(scene)).ShouldNotContain(w => w.DueOn == monday.AddDays(13), "next week's is not due yet");
        (await scene.Team.Client.GetStringAsync("/")).ShouldContain("机房巡检");
        (await scene.Seller.Client.GetStringAsync("/")).ShouldNotContain("机房巡检");

        scene.App.Clock.Advance(TimeSpan.FromDays(7));
        await IssueAsync(scene);
        (await WorkAsync(scene)).ShouldContain((monday.AddDays(13), (Office?)Office.IsmsTeam));
    }

    private static Task<OperationsIssued> IssueAsync(RecordScene scene) => scene.DoAsync<IssueOperations, OperationsIssued>(o => o.RunAsync(scene.App.System, default));

    private static async Task<List<(DateOnly DueOn, Office? Office)>> WorkAsync(RecordScene scene)
    {
        var operations = await scene.App.ReadAsync(db => db.Set<PlannedOperation>().Where(o => o.Code == "server-room").Select(o => o.Id).ToListAsync());
        var work = await scene.App.ReadAsync(db => db.Set<WorkItem>().Where(w => operations.Contains(w.SubjectId)).Select(w => new { w.DueOn, w.Office }).ToListAsync());
        return work.ConvertAll(w => (w.DueOn, w.Office));
    }
}
