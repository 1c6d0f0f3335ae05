using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Objectives;
using Isms.Modules.Objectives.Measures;
using Isms.Modules.Objectives.Results;
using Isms.Modules.Objectives.Sets;
using Isms.Modules.Policy;
using Isms.Modules.Policy.Texts;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Objectives;

public sealed class SetTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.7-01")]
    public async Task A_version_is_submitted_only_when_every_department_has_its_part(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var set = await scene.SetAsync();
        (await scene.TrySubmitAsync(set)).Refusal!.Obstacles.ShouldHaveSingleItem().Link.ShouldBe(ObjectivesPaths.NewMeasure(set));
        await scene.AddAsync(set, scene.Objective() with { Shares = [new ShareFacts(scene.It, null, "修复服务器漏洞")] });
        var refused = (await scene.TrySubmitAsync(set)).Refusal!;
        refused.Code.ShouldBe(SetApproval.Incomplete.Code);
        refused.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("销售部");
        await scene.AddAsync(set, scene.Objective());
        (await scene.TrySubmitAsync(set)).Require();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.2-01")]
    public async Task With_a_policy_in_force_every_objective_serves_one_of_its_principles(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var set = await scene.SetAsync();
        var early = await scene.AddAsync(set, scene.Objective());
        await PolicyAsync("预防为主", "持续改进");
        var refused = (await scene.TrySubmitAsync(set)).Refusal!;
        refused.Obstacles.ShouldHaveSingleItem().Link.ShouldBe(ObjectivesPaths.EditMeasure(early.Id));
        (await scene.TryAsync<AddMeasure, MeasureSaved>(o => o.RunAsync(scene.Team.Actor, new AddMeasureRequest(set, scene.Objective()), default))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("objectives.principle-needed");
        // The words are the policy's, whatever was sent.
        (await scene.TryAsync<ChangeMeasure, MeasureSaved>(o => o.RunAsync(scene.Team.Actor, new ChangeMeasureRequest(early.Id, early.Version, scene.Objective() with { PrincipleKey = "principle-2", Principle = "别的" }), default))).Require();
        (await scene.App.ReadAsync(db => db.Set<Measure>().Where(m => m.Id == early.Id).Select(m => m.Principle).SingleAsync())).ShouldBe("持续改进");
        // A policy revised since leaves the objective without its principle.
        await PolicyAsync("预防为主");
        (await scene.TrySubmitAsync(set)).Refusal!.Obstacles.ShouldHaveSingleItem().Text.ShouldContain(scene.Objective().Title);
        var version = await scene.App.ReadAsync(db => db.Set<Measure>().Where(m => m.Id == early.Id).Select(m => m.Version).SingleAsync());
        (await scene.TryAsync<ChangeMeasure, MeasureSaved>(o => o.RunAsync(scene.Team.Actor, new ChangeMeasureRequest(early.Id, version, scene.Objective() with { PrincipleKey = "principle-1" }), default))).Require();
        (await scene.TrySubmitAsync(set)).Require();

        async Task PolicyAsync(params string[] principles)
        {
            var draft = await scene.DoAsync<CreatePolicy, PolicySaved>(o => o.RunAsync(scene.Team.Actor, new CreatePolicyRequest("修订"), default));
            await scene.DoAsync<ChangePolicy, PolicySaved>(o => o.RunAsync(scene.Team.Actor,
                new ChangePolicyRequest(draft.Id, draft.Version, "人人有责", principles, [.. Enum.GetValues<CommitmentTopic>().Select(t => new CommitmentInput(t, "承诺 " + t))]), default));
            var approval = (await scene.TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(scene.Team.Actor, new SubmitForApprovalRequest(PolicyApproval.KindName, draft.Id, "secret"), default))).Require().Id;
            (await scene.TrySignAsync(approval, scene.Leader)).Require();
            (await scene.TrySignAsync(approval, scene.Manager)).Require();
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.7-02")]
    public async Task Objectives_are_in_force_only_with_the_general_managers_signature(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var set = await scene.SetAsync();
        await scene.AddAsync(set, scene.Objective());
        var approval = (await scene.TrySubmitAsync(set)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Manager)).Refusal!.Code.ShouldBe(Approval.NotYours.Code, "the team reviews first");
        (await scene.TrySignAsync(approval, scene.Leader)).Require();
        (await StateAsync(scene, set)).ShouldBe(SetState.InApproval);
        (await scene.TrySignAsync(approval, scene.Representative)).Refusal!.Code.ShouldBe(Approval.NotYours.Code);
        (await scene.TrySignAsync(approval, scene.Manager)).Require();
        (await StateAsync(scene, set)).ShouldBe(SetState.Approved);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-06")]
    [Trait("Requirement", "R-GAP-10")]
    public async Task An_objective_without_its_plan_or_a_measure_without_its_six_facts_is_refused(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var set = await scene.SetAsync();
        (await FieldsAsync(scene.Objective() with { Actions = " ", Means = null, ResponsibleId = null, DueOn = null, Judging = "" })).ShouldBe(["actions", "means", "judging", "responsibleId", "dueOn"]);
        (await FieldsAsync(scene.Objective() with { EvaluatorId = null })).ShouldBe(["evaluatorId"]);
        (await FieldsAsync(scene.Objective() with { CollectorId = null, Metric = "" })).ShouldBe(["metric", "collectorId"], ignoreOrder: true);
        (await FieldsAsync(scene.Objective() with { Formula = "", DataSource = null, Unit = "" })).ShouldBe(["formula", "dataSource", "unit"]);
        (await FieldsAsync(scene.Objective() with { Target = null })).ShouldBe(["target"]);
        (await FieldsAsync(scene.Objective() with { Principle = null })).ShouldBe(["principle"]);
        (await FieldsAsync(scene.Counted() with { Controls = [] })).ShouldBe(["controls"]);
        (await FieldsAsync(scene.Counted() with { Controls = ["2022:9.99"] })).ShouldBe(["controls"]);
        (await FieldsAsync(scene.Counted() with { SourceKey = "nothing" })).ShouldContain("sourceKey");
        (await FieldsAsync(scene.Objective() with { CollectorId = Guid.CreateVersion7() })).ShouldBe(["collectorId"]);
        (await FieldsAsync(scene.Objective() with { Shares = [new ShareFacts(scene.It, 1m, "甲"), new ShareFacts(scene.It, 2m, "乙")] })).ShouldBe(["shares[1].departmentId"]);
        (await FieldsAsync(scene.Objective() with { Shares = [new ShareFacts(scene.It, 1m, "")] })).ShouldBe(["shares[0].task"]);

        async Task<IEnumerable<string>> FieldsAsync(MeasureFacts facts) =>
            (await scene.TryAsync<AddMeasure, MeasureSaved>(o => o.RunAsync(scene.Team.Actor, new AddMeasureRequest(set, facts), default))).Refusal!.Fields.Select(f => f.Field.Replace("facts.", "", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-03")]
    public async Task A_new_version_starts_with_everything_in_force_and_takes_its_place_with_its_results(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync(scene.Counted());
        (await scene.TryRecordAsync(line, new DateOnly(2026, 1, 1), 96m)).Require();
        var first = await scene.App.ReadAsync(db => db.Set<ObjectiveSet>().SingleAsync());
        first.Number.ShouldBe("SL-A-03");

        var second = await scene.SetAsync();
        var view = await scene.DoAsync<ReadObjectiveSet, ObjectiveSetView>(o => o.RunAsync(scene.Team.Actor, second, default));
        (view.Label, view.Measures.Count, view.Measures[0].Shares.Count).ShouldBe(("V2.0", 2, 2));
        (await scene.TryAsync<CreateObjectiveSet, ObjectiveSetSaved>(o => o.RunAsync(scene.Team.Actor, new CreateObjectiveSetRequest(2026, TestApp.Today, "再来一版"), default)))
            .Refusal!.Code.ShouldBe(CreateObjectiveSet.DraftExists.Code);
        // What is in force does not change; the draft does.
        (await ChangeAsync(first.Id, 98m)).Refusal.ShouldBe(SetDesk.NotDraft);
        (await ChangeAsync(second, 98m)).Require();
        await scene.ApproveAsync(second);
        (await StateAsync(scene, first.Id)).ShouldBe(SetState.Superseded);
        var now = await scene.LineAsync(line);
        (now.Measure.Target, now.Results.Single().Target, now.SetLabel).ShouldBe((98m, 95m, "V2.0"));

        async Task<Outcome<MeasureSaved>> ChangeAsync(Guid set, decimal target)
        {
            var measure = await scene.App.ReadAsync(db => db.Set<Measure>().Where(m => m.SetId == set && m.LineId == line).Select(m => new { m.Id, m.Version }).SingleAsync());
            return await scene.TryAsync<ChangeMeasure, MeasureSaved>(o => o.RunAsync(scene.Team.Actor, new ChangeMeasureRequest(measure.Id, measure.Version, scene.Objective() with { Target = target }), default));
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-04")]
    public async Task Other_objectives_ask_whether_risks_are_assessed_again_and_the_same_ones_do_not(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        await scene.InForceAsync();
        await scene.ApproveAsync(await scene.SetAsync());
        (await PromptsAsync()).ShouldBeEmpty("a new version with the same objectives");

        var changed = await scene.SetAsync();
        var measure = await scene.App.ReadAsync(db => db.Set<Measure>().Where(m => m.SetId == changed && m.Kind == MeasureKind.Objective).Select(m => new { m.Id, m.Version }).SingleAsync());
        await scene.DoAsync<ChangeMeasure, MeasureSaved>(o => o.RunAsync(scene.Team.Actor, new ChangeMeasureRequest(measure.Id, measure.Version, scene.Objective() with { Target = 97m }), default));
        (await PromptsAsync()).ShouldBeEmpty("a draft changes nothing");
        await scene.ApproveAsync(changed);

        var prompt = (await PromptsAsync()).ShouldHaveSingleItem();
        (prompt.GetProperty("cause").GetString(), prompt.GetProperty("subjectLink").GetString()).ShouldBe(("business", ObjectivesPaths.Set(changed)));
        prompt.GetProperty("reason").GetString().ShouldBe("信息安全目标从 V2.0 修订为 V3.0：新增 0 项，取消 0 项，内容或目标值变更 1 项");

        async Task<IReadOnlyList<JsonElement>> PromptsAsync() =>
            [.. (await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/reassessment-prompts")).GetProperty("rows").EnumerateArray()];
    }

    [Theory, BothDatabases]
    public async Task A_draft_is_the_teams_own_and_can_be_thrown_away_until_it_was_submitted(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var set = await scene.SetAsync();
        await scene.AddAsync(set, scene.Objective());
        (await scene.TryAsync<ReadObjectiveSet, ObjectiveSetView>(o => o.RunAsync(scene.Collector.Actor, set, default))).Refusal.ShouldBe(Refusal.NotFound);
        (await scene.DoAsync<RemoveObjectiveSet, Done>(o => o.RunAsync(scene.Team.Actor, new RemoveObjectiveSetRequest(set, 1), default))).ShouldBe(Done.It);
        (await scene.App.ReadAsync(db => db.Set<MeasureLine>().CountAsync())).ShouldBe(0);

        var again = await scene.SetAsync();
        await scene.AddAsync(again, scene.Objective());
        var approval = (await scene.TrySubmitAsync(again)).Require().Id;
        await scene.DoAsync<WithdrawApproval, ApprovalProgress>(o => o.RunAsync(scene.Team.Actor, new WithdrawApprovalRequest(approval), default));
        var version = await scene.App.ReadAsync(db => db.Set<ObjectiveSet>().Where(s => s.Id == again).Select(s => s.Version).SingleAsync());
        (await scene.TryAsync<RemoveObjectiveSet, Done>(o => o.RunAsync(scene.Team.Actor, new RemoveObjectiveSetRequest(again, version), default))).Refusal.ShouldBe(RemoveObjectiveSet.WasSubmitted);
    }

    private static Task<SetState> StateAsync(ObjectivesScene scene, Guid set) => scene.App.ReadAsync(db => db.Set<ObjectiveSet>().Where(s => s.Id == set).Select(s => s.State).SingleAsync());
}
