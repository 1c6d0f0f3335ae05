using Isms.Kernel.Http;
using Isms.Modules.Objectives;
using Isms.Modules.Objectives.Results;
using Isms.Modules.Risks;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Objectives;

public sealed class ResultTests
{
    private static readonly DateOnly January = new(2026, 1, 1);
    private static readonly DateOnly February = new(2026, 2, 1);

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-04")]
    public async Task A_second_entry_for_a_period_is_a_correction_with_its_reason_and_both_stay(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync();
        (await scene.TryRecordAsync(line, new DateOnly(2026, 1, 20), 90m)).Require().PeriodStart.ShouldBe(January);
        var refused = (await scene.TryRecordAsync(line, January, 97m)).Refusal!;
        refused.Fields.Select(f => (f.Field, f.Code)).ShouldBe([("reason", "objectives.correction-needs-reason")]);
        (await scene.TryRecordAsync(line, January, 97m, reason: "误把低危漏洞计入")).Require().Met.ShouldBeTrue();

        var results = (await scene.LineAsync(line)).Results;
        results.Select(r => (r.Value, r.Corrected)).ShouldBe([(97m, false), (90m, true)]);
        results[0].Reason.ShouldBe("误把低危漏洞计入");
        // The action was for a miss that was none.
        results[1].Remedy!.State.ShouldBe(RemedyState.Cancelled);
        (await scene.InboxAsync(scene.ItHead)).ShouldNotContain(w => w.Kind == ResultDesk.ActWork);
        (await scene.InboxAsync(scene.Evaluator)).Count(w => w.Kind == ResultDesk.EvaluateWork).ShouldBe(1);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.4-04")]
    public async Task A_missed_target_takes_cause_and_action_and_the_action_is_somebodys_duty(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync();
        var refused = (await scene.TryRecordAsync(line, January, 94.99m, withCause: false)).Refusal!;
        refused.Fields.Select(f => f.Field).ShouldBe(["cause", "action", "actionOwnerId", "actionDueOn"]);
        (await scene.LineAsync(line)).Results.ShouldBeEmpty();
        (await scene.TryRecordAsync(line, January, 95m, withCause: false)).Require().Met.ShouldBeTrue("on the target is on the target");

        (await scene.TryRecordAsync(line, February, 94.99m)).Require().Met.ShouldBeFalse();
        var duty = (await scene.InboxAsync(scene.ItHead)).Single(w => w.Kind == ResultDesk.ActWork);
        (duty.DueOn, duty.Link).ShouldBe((TestApp.Today.AddDays(20), ObjectivesPaths.Line(line)));
        var remedy = (await scene.LineAsync(line)).Results[0].Remedy!;
        var stranger = await scene.TryAsync<FinishRemedy, RemedySaved>(o => o.RunAsync(scene.SalesHead.Actor, new FinishRemedyRequest(remedy.Id, remedy.Version, "完成"), default));
        stranger.Refusal.ShouldBe(ExplainMiss.NotYours);
        await scene.DoAsync<FinishRemedy, RemedySaved>(o => o.RunAsync(scene.ItHead.Actor, new FinishRemedyRequest(remedy.Id, remedy.Version, "已固定窗口，三周内全部修复"), default));
        (await scene.InboxAsync(scene.ItHead)).ShouldNotContain(w => w.Kind == ResultDesk.ActWork);
        var overview = await scene.DoAsync<ReadOverview, ObjectivesOverview>(o => o.RunAsync(scene.Team.Actor, null, default));
        (overview.Rows[0].Standing, overview.Rows[0].OpenActions).ShouldBe((MeasureStanding.Missed, 0));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-06")]
    public async Task Two_periods_below_target_ask_for_a_reassessment_once(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync();
        (await scene.TryRecordAsync(line, new DateOnly(2025, 12, 1), 80m)).Require();
        (await PromptsAsync()).ShouldBeEmpty();
        (await scene.TryRecordAsync(line, February, 80m)).Require();
        (await PromptsAsync()).ShouldBeEmpty("January lies between");
        (await scene.TryRecordAsync(line, January, 80m)).Require();
        (await PromptsAsync()).ShouldHaveSingleItem().SubjectId.ShouldBe(line);
        (await scene.TryRecordAsync(line, January, 81m, reason: "更正")).Require();
        (await PromptsAsync()).Count.ShouldBe(1);

        Task<List<ReassessmentPrompt>> PromptsAsync() => scene.App.ReadAsync(db => db.Set<ReassessmentPrompt>().Where(p => p.Cause == Isms.Kernel.Signals.ReassessmentCause.Control).ToListAsync());
    }

    [Theory, BothDatabases]
    public async Task Results_are_for_the_collector_the_team_and_a_head_for_the_own_department(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync();
        (await scene.TryRecordAsync(line, January, 96m, scene.Evaluator)).Refusal.ShouldBe(RecordResult.NotYours);
        (await scene.TryRecordAsync(line, January, 96m, scene.SalesHead)).Refusal.ShouldBe(RecordResult.NotYours);
        (await scene.TryRecordAsync(line, January, 92m, scene.SalesHead, department: scene.It)).Refusal.ShouldBe(RecordResult.NotYours);
        var own = (await scene.TryRecordAsync(line, January, 92m, scene.SalesHead, department: scene.Sales, withCause: false)).Require();
        own.Met.ShouldBeTrue("the department's own target is 90");
        (await scene.TryRecordAsync(line, January, 96m, department: Guid.CreateVersion7())).Refusal.ShouldBe(Refusal.NotFound);
        (await scene.TryRecordAsync(Guid.CreateVersion7(), January, 96m)).Refusal.ShouldBe(Refusal.NotFound);
        var split = await scene.DoAsync<ReadSplit, ObjectivesSplit>(o => o.RunAsync(scene.SalesHead.Actor, default));
        split.Departments.Single(d => d.DepartmentId == scene.Sales).Measures.Single().Last!.Value.ShouldBe(92m);
    }

    [Theory, BothDatabases]
    public async Task A_period_that_is_not_over_has_no_result_yet_and_one_long_ago_none_any_more(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync();
        foreach (var day in new[] { TestApp.Today, TestApp.Today.AddYears(1), TestApp.Today.AddYears(-4) })
            (await scene.TryRecordAsync(line, day, 96m)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("periodStart");
        (await scene.TryAsync<RecordResult, ResultRecorded>(o => o.RunAsync(scene.Collector.Actor, new RecordResultRequest(line, January, null, null, null), default)))
            .Refusal!.Fields.Select(f => f.Field).ShouldBe(["value", "basis"]);
    }

    [Theory, BothDatabases]
    public async Task What_is_due_is_asked_of_the_collector_once_and_shows_as_missing_past_its_day(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync();
        (await scene.AskAsync()).ShouldBe(new ResultsAsked(2, 0));
        (await scene.AskAsync()).ShouldBe(new ResultsAsked(0, 0));
        (await scene.InboxAsync(scene.Collector)).Count(w => w.Kind == ResultDesk.EnterWork).ShouldBe(2);
        (await StandingAsync(0)).ShouldBe(MeasureStanding.NoResult);
        (await StandingAsync(60)).ShouldBe(MeasureStanding.Missing);

        (await scene.TryRecordAsync(line, February, 96m)).Require();
        (await scene.InboxAsync(scene.Collector)).Count(w => w.Kind == ResultDesk.EnterWork).ShouldBe(1);
        (await scene.TryRecordAsync(line, January, 96m)).Require();
        (await scene.InboxAsync(scene.Collector)).ShouldNotContain(w => w.Kind == ResultDesk.EnterWork);
        (await StandingAsync(0)).ShouldBe(MeasureStanding.Met);
        (await scene.AskAsync(new DateOnly(2026, 4, 1))).Asked.ShouldBe(1, "March is over");
        (await scene.TryAsync<AskForResults, ResultsAsked>(o => o.RunAsync(scene.Manager.Actor, default))).Refusal.ShouldBe(Refusal.Forbidden);

        async Task<MeasureStanding> StandingAsync(int days) => (await scene.DoAsync<ReadOverview, ObjectivesOverview>(o =>
            o.RunAsync(Isms.Tests.Modules.Treatment.PlanApprovalTests.Later(scene.Team.Actor, days), 2026, default))).Rows.Single().Standing;
    }

    [Theory, BothDatabases]
    public async Task What_the_product_counts_is_recorded_by_itself_and_a_miss_is_asked_to_be_explained(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        await scene.InForceAsync(scene.Counted());
        var line = await scene.App.ReadAsync(db => db.Set<Measure>().Where(m => m.Kind == MeasureKind.Control).Select(m => m.LineId).SingleAsync());
        scene.Count.Counted = 3;
        (await scene.AskAsync()).ShouldBe(new ResultsAsked(3, 1), "January lies too far back to be counted now");
        var view = await scene.LineAsync(line);
        var result = view.Results.ShouldHaveSingleItem();
        (result.PeriodStart, result.Value, result.Met, result.Link, result.EnteredBy).ShouldBe((February, 3m, false, "/treatment", ""));
        view.Live!.Value.ShouldBe(3m);
        (await scene.InboxAsync(scene.Collector)).ShouldContain(w => w.Kind == ResultDesk.ExplainWork && w.SubjectId == result.Id);

        await scene.DoAsync<ExplainMiss, RemedySaved>(o => o.RunAsync(scene.Collector.Actor, new ExplainMissRequest(result.Id, "人手不足", "调整排班", scene.ItHead.Actor.PersonId, TestApp.Today.AddDays(9)), default));
        (await scene.InboxAsync(scene.Collector)).ShouldNotContain(w => w.Kind == ResultDesk.ExplainWork);
        (await scene.InboxAsync(scene.ItHead)).ShouldContain(w => w.Kind == ResultDesk.ActWork);
        var twice = await scene.TryAsync<ExplainMiss, RemedySaved>(o => o.RunAsync(scene.Collector.Actor, new ExplainMissRequest(result.Id, "又", "又", scene.ItHead.Actor.PersonId, TestApp.Today), default));
        twice.Refusal.ShouldBe(ExplainMiss.Explained);

        // Counted again by hand: a correction with its reason; nobody types the number.
        scene.Count.Counted = 0;
        var recount = await scene.DoAsync<RecordResult, ResultRecorded>(o => o.RunAsync(scene.Collector.Actor, new RecordResultRequest(line, February, null, 99m, null, "三项均已登记完成"), default));
        (recount.Value, recount.Met).ShouldBe((0m, true));
    }

    [Theory, BothDatabases]
    public async Task A_result_is_judged_once_by_its_evaluator(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync();
        var result = (await scene.TryRecordAsync(line, January, 96m)).Require().Id;
        var request = new EvaluateResultRequest(result, Effectiveness.Effective, "修复流程有效");
        (await scene.TryAsync<EvaluateResult, ResultEvaluated>(o => o.RunAsync(scene.Collector.Actor, request, default))).Refusal.ShouldBe(EvaluateResult.NotEvaluator);
        await scene.DoAsync<EvaluateResult, ResultEvaluated>(o => o.RunAsync(scene.Evaluator.Actor, request, default));
        (await scene.InboxAsync(scene.Evaluator)).ShouldBeEmpty();
        (await scene.TryAsync<EvaluateResult, ResultEvaluated>(o => o.RunAsync(scene.Evaluator.Actor, request, default))).Refusal.ShouldBe(EvaluateResult.Evaluated);
        (await scene.TryRecordAsync(line, January, 97m, reason: "更正")).Require();
        (await scene.TryAsync<EvaluateResult, ResultEvaluated>(o => o.RunAsync(scene.Evaluator.Actor, request, default))).Refusal.ShouldBe(EvaluateResult.Corrected);
    }
}
