using Isms.Kernel.Http;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.SelfChecks;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Treatment;

public sealed class SelfCheckTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.2.1-05")]
    public async Task A_control_in_place_is_checked_every_year_and_shows_as_missing_when_it_is_not(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var item = await scene.ItemOfAsync(await scene.ApprovedPlanAsync(), scene.WorstRisk);
        (await ListAsync(scene, scene.ItHead.Actor)).ShouldBeEmpty();
        await scene.AttachAsync(item, scene.Technician);
        (await scene.TryReportAsync(item, TreatmentState.Implemented, scene.Technician)).Require();

        var controls = (await scene.ItemAsync(item)).Controls.Select(c => c.Key).ToList();
        (await ListAsync(scene, scene.ItHead.Actor)).Select(c => (c.Key, c.Missing, c.DueOn)).ShouldBe(controls.Order(StringComparer.Ordinal).Select(k => (k, false, TestApp.Today.AddMonths(12))));
        (await ListAsync(scene, scene.SalesHead.Actor)).ShouldBeEmpty("another department's");
        var later = PlanApprovalTests.Later(scene.ItHead.Actor, 366);
        (await ListAsync(scene, later)).ShouldAllBe(c => c.Missing);

        var request = new RecordSelfCheckRequest(scene.It, controls[0], SelfCheckResult.Effective, "抽查备份恢复记录 5 份，均成功");
        await scene.DoAsync<RecordSelfCheck, SelfCheckRecorded>(o => o.RunAsync(later, request, default));
        (await ListAsync(scene, later)).Where(c => c.Missing).Select(c => c.Key).ShouldBe(controls.Skip(1).Order(StringComparer.Ordinal));
        var elsewhere = await scene.TryAsync<RecordSelfCheck, SelfCheckRecorded>(o => o.RunAsync(scene.SalesHead.Actor, request, default));
        elsewhere.Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, BothDatabases]
    public async Task A_weak_control_asks_for_a_reassessment(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var item = await scene.ItemOfAsync(await scene.ApprovedPlanAsync(), scene.WorstRisk);
        await scene.AttachAsync(item, scene.Technician);
        (await scene.TryReportAsync(item, TreatmentState.Implemented, scene.Technician)).Require();
        var control = (await scene.ItemAsync(item)).Controls[0];
        var request = new RecordSelfCheckRequest(scene.It, control.Key, SelfCheckResult.Weak, "备用设备未通电");
        await scene.DoAsync<RecordSelfCheck, SelfCheckRecorded>(o => o.RunAsync(scene.ItHead.Actor, request, default));
        var prompt = await scene.App.ReadAsync(db => db.Set<ReassessmentPrompt>().SingleAsync());
        prompt.Title.ShouldContain(control.Code);
    }

    private static Task<IReadOnlyList<SelfCheckView>> ListAsync(TreatmentScene scene, Isms.Kernel.Access.Actor actor) =>
        scene.DoAsync<FindSelfChecks, IReadOnlyList<SelfCheckView>>(o => o.RunAsync(actor, false, default));
}
