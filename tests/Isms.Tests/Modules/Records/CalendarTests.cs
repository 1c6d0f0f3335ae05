using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Records;
using Isms.Modules.Records.Calendar;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Records;

public sealed class CalendarTests
{
    [Fact]
    public void Every_activity_names_a_form_and_falls_due_as_often_as_it_says()
    {
        var codes = Isms.Modules.Records.Forms.FormCatalogue.Procedures.SelectMany(p => p.Forms).Select(f => f.Code).ToHashSet();
        OperationCalendar.All.Count.ShouldBeGreaterThan(40);
        OperationCalendar.All.ShouldAllBe(a => codes.Contains(a.Form));
        OperationCalendar.All.Select(a => a.Code).Distinct().Count().ShouldBe(OperationCalendar.All.Count);
        Times("server-room").ShouldBe(52);
        Times("backup-run").ShouldBe(365);
        Times("malware-check").ShouldBe(12);
        Times("coordination").ShouldBe(4);
        Times("access-review").ShouldBe(2);
        Times("year-plan").ShouldBe(1);
        OperationCalendar.In(Find("malware-check"), 2026).ElementAt(1).ShouldBe(new Occurrence(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)));
        OperationCalendar.In(Find("access-review"), 2026).Last().ShouldBe(new Occurrence(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30)));
        foreach (var activity in OperationCalendar.All)
            OperationCalendar.In(activity, 2028).ShouldAllBe(o => o.StartsOn <= o.DueOn && o.StartsOn.Year == 2028);

        static CalendarActivity Find(string code) => OperationCalendar.All.Single(a => a.Code == code);
        static int Times(string code) => OperationCalendar.In(Find(code), 2026).Count();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-06")]
    public async Task A_missed_monthly_check_is_a_gap_and_is_brought_to_the_representative_after_three_days(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await ApprovedPlanAsync(scene);
        (await IssueAsync(scene)).Count.ShouldBeGreaterThan(5);
        (await IssueAsync(scene)).Count.ShouldBe(0);
        var march = await OperationAsync(scene, "clock-check", new DateOnly(2026, 3, 1));
        (await WorkAsync(scene, march)).ShouldBe((WorkState.Open, new DateOnly(2026, 3, 31), Office.IsmsTeam, false));
        (await scene.Team.Client.GetStringAsync("/")).ShouldContain("时钟同步检查");

        // 3 April: three days late.
        scene.App.Clock.Advance(TimeSpan.FromDays(32));
        await scene.App.RunAsync<EscalateOverdue, Outcome<Escalation>>(o => o.RunAsync(scene.App.System, default));
        (await WorkAsync(scene, march)).ShouldBe((WorkState.Open, new DateOnly(2026, 3, 31), Office.IsmsTeam, true));
        var form = await scene.FormAsync("B-34-R03");
        var page = await scene.Team.Client.GetStringAsync(RecordPaths.Form(form.Id));
        page.ShouldContain("计划要求但没有记录的期间");
        page.ShouldContain("2026-03-01 ~ 2026-03-31");
        (await scene.Team.Client.GetStringAsync("/records/plan?year=2026&filter.state=Missed")).ShouldContain("时钟同步检查");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-06")]
    public async Task A_signed_record_does_the_work_it_answers(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var before = await scene.ApprovedAsync(by: scene.Team, facts: (await scene.FactsAsync("B-34-R03")) with { FilledOn = new DateOnly(2026, 1, 20) });
        await ApprovedPlanAsync(scene);
        await IssueAsync(scene);
        (await RecordOfAsync(scene, "clock-check", new DateOnly(2026, 1, 1))).ShouldBe(before.Id);
        (await RecordOfAsync(scene, "clock-check", new DateOnly(2026, 3, 1))).ShouldBeNull();
        var done = await scene.ApprovedAsync(by: scene.Team);
        var march = await OperationAsync(scene, "clock-check", new DateOnly(2026, 3, 1));
        (await RecordOfAsync(scene, "clock-check", new DateOnly(2026, 3, 1))).ShouldBe(done.Id);
        (await WorkAsync(scene, march)).State.ShouldBe(WorkState.Done);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.1.2-01")]
    public async Task The_plan_shows_the_phase_of_each_row_and_is_signed_by_the_general_manager(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var plan = await scene.DoAsync<DrawPlan, PlanSaved>(o => o.RunAsync(scene.Leader.Actor, new DrawPlanRequest(2026, ["backup-run"]), default));
        (await scene.App.ReadAsync(db => db.Set<PlannedOperation>().CountAsync(o => o.Code == "backup-run"))).ShouldBe(0);
        (await scene.TryAsync<DrawPlan, PlanSaved>(o => o.RunAsync(scene.Leader.Actor, new DrawPlanRequest(2026), default))).Refusal!.Code.ShouldBe("records.plan-exists");
        (await scene.TryAsync<DrawPlan, PlanSaved>(o => o.RunAsync(scene.Leader.Actor, new DrawPlanRequest(2040), default))).Refusal!.Kind.ShouldBe(RefusalKind.Invalid);
        (await scene.TryAsync<DrawPlan, PlanSaved>(o => o.RunAsync(scene.Staff.Actor, new DrawPlanRequest(2027), default))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        var changed = await scene.DoAsync<ChangePlan, PlanSaved>(o => o.RunAsync(scene.Leader.Actor, new ChangePlanRequest(plan.Id, plan.Version, ["server-room"]), default));
        changed.Operations.ShouldBe(plan.Operations - 52);
        // Nothing is asked of anybody before it is signed.
        (await IssueAsync(scene)).Count.ShouldBe(0);
        var approval = (await scene.TrySubmitAsync(plan.Id, scene.Leader, PlanApproval.KindName)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        (await scene.TrySignAsync(approval, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);
        var page = await scene.Staff.Client.GetStringAsync("/records/plan?year=2026");
        foreach (var phase in new[] { "策划 P", "实施 D", "检查 C", "改进 A" })
            page.ShouldContain(phase);
        // Departments' work stands once for each of them.
        (await scene.App.ReadAsync(db => db.Set<PlannedOperation>().CountAsync(o => o.Code == "review-inputs"))).ShouldBe(2);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.3.3-01")]
    public async Task Coverage_shows_gaps_first_and_closes_them_with_signed_records(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var empty = await CoverageAsync(scene);
        empty.Count.ShouldBe(ReadCoverage.Processes.Count);
        empty.ShouldAllBe(r => r.IsGap);
        await scene.CreateAsync("B-34-R03", scene.Team);
        (await CoverageAsync(scene)).ShouldAllBe(r => r.IsGap);
        var old = await scene.ApprovedAsync(by: scene.Team, facts: (await scene.FactsAsync("B-34-R03")) with { FilledOn = TestApp.Today.AddMonths(-13) });
        (await CoverageAsync(scene)).ShouldAllBe(r => r.IsGap);
        await scene.ApprovedAsync(by: scene.Team);
        var rows = await CoverageAsync(scene);
        rows.Where(r => !r.IsGap).Select(r => r.Clause).ShouldBe(["4.2.3.1", "4.2.3.3"]);
        rows[0].IsGap.ShouldBeTrue();
        rows[^1].IsGap.ShouldBeFalse();
        // What other processes have signed counts: every kind named is one that is signed.
        var kinds = (await scene.App.RunAsync<IEnumerable<IApprovalSubject>, List<string>>(all => Task.FromResult(all.Select(s => s.Kind).ToList()))).ToHashSet();
        Isms.Kernel.Standards.Tsv.Read("coverage.tsv").Select(r => r["kind"]).Where(k => !kinds.Contains(k)).ShouldBeEmpty();
        (await scene.Staff.Client.GetStringAsync("/records/coverage")).ShouldContain("4.2.3.3");
    }

    [Theory, BothDatabases]
    public async Task In_december_what_is_due_is_proposed_once(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await scene.ApprovedAsync(by: scene.Team);
        scene.App.Clock.Advance(TimeSpan.FromDays(3 * 365 + 2 + 275));
        for (var i = 0; i < 2; i++)
            await scene.App.RunAsync<ProposeYearlyDisposal, Outcome<Done>>(o => o.RunAsync(scene.App.System, default));
        scene.App.System.Today.Month.ShouldBe(12);
        (await scene.App.ReadAsync(db => db.Set<RecordDisposal>().CountAsync())).ShouldBe(1);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == "records.dispose" && w.Office == Office.DocumentController))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Months_before_the_system_came_into_force_are_no_gaps(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await ApprovedPlanAsync(scene);
        var plan = await scene.DoAsync<ReadPlan, PlanView>(o => o.RunAsync(scene.Team.Actor, 2026, default));
        plan.Missed.ShouldBe(0);
        plan.Operations.ShouldBeLessThan(await scene.App.ReadAsync(db => db.Set<PlannedOperation>().CountAsync()));
        (await StatesAsync()).ShouldBe([OperationState.Before, OperationState.Before, OperationState.Open]);
        scene.App.Clock.Advance(TimeSpan.FromDays(32));
        (await StatesAsync()).ShouldBe([OperationState.Before, OperationState.Before, OperationState.Missed]);
        (await scene.Team.Client.GetStringAsync("/records/plan?year=2026&filter.state=Before")).ShouldContain("体系运行前");

        Task<List<OperationState>> StatesAsync() => scene.App.ReadAsync(async db => await OperationRegister.Rows(db, scene.App.System.Today, await OperationRegister.StartAsync(db, default))
            .Where(r => r.TitleZh == "时钟同步检查").OrderBy(r => r.StartsOn).Select(r => r.State).Take(3).ToListAsync());
    }

    private static async Task ApprovedPlanAsync(RecordScene scene)
    {
        var plan = await scene.DoAsync<DrawPlan, PlanSaved>(o => o.RunAsync(scene.Leader.Actor, new DrawPlanRequest(2026), default));
        var approval = (await scene.TrySubmitAsync(plan.Id, scene.Leader, PlanApproval.KindName)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        (await scene.TrySignAsync(approval, scene.Manager)).Require();
    }

    private static Task<OperationsIssued> IssueAsync(RecordScene scene) => scene.DoAsync<IssueOperations, OperationsIssued>(o => o.RunAsync(scene.App.System, default));

    private static Task<IReadOnlyList<CoverageRow>> CoverageAsync(RecordScene scene) => scene.DoAsync<ReadCoverage, IReadOnlyList<CoverageRow>>(o => o.RunAsync(scene.Team.Actor, default));

    private static Task<Guid> OperationAsync(RecordScene scene, string code, DateOnly start) =>
        scene.App.ReadAsync(db => db.Set<PlannedOperation>().Where(o => o.Code == code && o.StartsOn == start).Select(o => o.Id).SingleAsync());

    private static Task<Guid?> RecordOfAsync(RecordScene scene, string code, DateOnly start) =>
        scene.App.ReadAsync(db => db.Set<PlannedOperation>().Where(o => o.Code == code && o.StartsOn == start).Select(o => o.RecordId).SingleAsync());

    private static async Task<(WorkState State, DateOnly DueOn, Office? Office, bool Escalated)> WorkAsync(RecordScene scene, Guid operation)
    {
        var work = await scene.App.ReadAsync(db => db.Set<WorkItem>().Where(w => w.SubjectId == operation).SingleAsync());
        return (work.State, work.DueOn, work.Office, work.EscalatedAt is not null);
    }
}
