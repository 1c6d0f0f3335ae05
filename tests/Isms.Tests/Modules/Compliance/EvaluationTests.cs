using System.Net;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Compliance;
using Isms.Modules.Compliance.Evaluating;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Measures;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Compliance;

public sealed class EvaluationTests
{
    private static readonly LineFacts Met = new("已定级备案", ComplianceResult.Conforms, "备案证明", null, null, null);

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.3-02")]
    [Trait("Requirement", "R-APP6-B-10")]
    public async Task A_law_without_evaluation_in_twelve_months_is_on_the_overdue_list_until_an_evaluation_is_signed(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var id = await scene.ApplicableAsync(scene.Sales);
        var overdue = new RegisterQuery { Filters = new Dictionary<string, string> { ["attention"] = "overdue" } };
        async Task<int> OverdueAsync(int days) => (await scene.DoAsync<FindLaws, RegisterPage<LawRow>>(o => o.RunAsync(scene.Team.Later(days), overdue, default))).Count;
        (await OverdueAsync(365)).ShouldBe(0, "on the last day it is still in time");
        (await OverdueAsync(366)).ShouldBe(1);
        (await scene.WatchAsync(340)).Works.ShouldBeGreaterThan(0);
        (await scene.WorkAsync(scene.Team)).ShouldContain(w => w.Kind == LawDuties.Evaluate && w.DueOn == TestApp.Today.AddMonths(12));

        var evaluation = await scene.DoAsync<OpenEvaluation, EvaluationSaved>(o => o.RunAsync(scene.Team.Later(366), new OpenEvaluationRequest(), default));
        (await OverdueAsync(366)).ShouldBe(1, "opened is not evaluated");
        (await scene.TrySubmitAsync(EvaluationApproval.KindName, evaluation.Id)).Refusal!.Obstacles.Count.ShouldBe(1, "nobody judged the clause");
        var line = (await scene.DoAsync<ReadEvaluation, EvaluationView>(o => o.RunAsync(scene.Team.Actor, evaluation.Id, default))).Lines.Single();
        await scene.DoAsync<JudgeLine, LineSaved>(o => o.RunAsync(scene.Team.Actor, new JudgeLineRequest(line.Id, line.Version, Met), default));
        await scene.ApproveAsync(EvaluationApproval.KindName, evaluation.Id, scene.Representative);
        var law = await scene.ReadAsync(id);
        (law.EvaluatedOn, law.Result, law.EvaluateBy).ShouldBe((TestApp.Today, ComplianceResult.Conforms, TestApp.Today.AddMonths(12)));
        (await scene.WorkAsync(scene.Team)).ShouldNotContain(w => w.Kind == LawDuties.Evaluate);
        (await scene.Manager.WordAsync($"/api/v1/compliance-evaluations/{evaluation.Id}/document")).ShouldContain("备案证明");
        (await scene.TryAsync<JudgeLine, LineSaved>(o => o.RunAsync(scene.Team.Actor, new JudgeLineRequest(line.Id, line.Version + 1, Met), default))).Refusal.ShouldBe(JudgeLine.NotDraft);
    }

    [Theory, BothDatabases]
    public async Task What_is_not_met_becomes_a_measure_that_somebody_else_confirms(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        (await scene.TryAsync<OpenEvaluation, EvaluationSaved>(o => o.RunAsync(scene.Team.Actor, new OpenEvaluationRequest(), default))).Refusal.ShouldBe(OpenEvaluation.NothingToEvaluate);
        var id = await scene.ApplicableAsync(scene.Sales);
        var evaluation = await scene.DoAsync<OpenEvaluation, EvaluationSaved>(o => o.RunAsync(scene.Team.Actor, new OpenEvaluationRequest(), default));
        (await scene.TryAsync<OpenEvaluation, EvaluationSaved>(o => o.RunAsync(scene.Team.Actor, new OpenEvaluationRequest(), default))).Refusal!.Code.ShouldBe("compliance.evaluation-open");
        var line = (await scene.DoAsync<ReadEvaluation, EvaluationView>(o => o.RunAsync(scene.Team.Actor, evaluation.Id, default))).Lines.Single();
        Task<Outcome<LineSaved>> JudgeAsync(LineFacts facts, TestPerson? by = null) => scene.TryAsync<JudgeLine, LineSaved>(o => o.RunAsync((by ?? scene.Team).Actor, new JudgeLineRequest(line.Id, line.Version, facts), default));
        (await JudgeAsync(Met with { Evidence = null })).Refusal!.Fields.Single().Field.ShouldBe("evidence");
        (await JudgeAsync(Met with { Result = ComplianceResult.DoesNotConform })).Refusal!.Fields.Select(f => f.Field).ShouldBe(["measure", "responsibleId", "dueOn"]);
        (await JudgeAsync(Met, scene.Employee)).Refusal.ShouldBe(Refusal.Forbidden);
        (await JudgeAsync(Met with { Result = ComplianceResult.Partly, Measure = "补做备案", ResponsibleId = scene.Employee.Actor.PersonId, DueOn = TestApp.Today.AddDays(20) })).Require();
        await scene.ApproveAsync(EvaluationApproval.KindName, evaluation.Id, scene.Representative);
        (await scene.ReadAsync(id)).Result.ShouldBe(ComplianceResult.Partly);
        var work = (await scene.WorkAsync(scene.Employee)).Single(w => w.Kind == MeasureDesk.CarryOut);
        work.DueOn.ShouldBe(TestApp.Today.AddDays(20));

        var address = "/api/v1/compliance-measures/" + work.SubjectId;
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Post, address + "/close", new { enough = true, finding = "好" }, 1)).StatusCode.ShouldBe(HttpStatusCode.Conflict, "not done yet");
        (await CompanyScene.SendAsync(scene.Employee.Client, HttpMethod.Post, address + "/finish", new { outcome = "备案完成" }, 1)).EnsureSuccessStatusCode();
        (await scene.WorkAsync(scene.Team)).ShouldContain(w => w.Kind == MeasureDesk.Verify);
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Post, address + "/close", new { enough = false, finding = "证明没有盖章", dueOn = "2026-04-01" }, 2)).EnsureSuccessStatusCode();
        (await scene.WorkAsync(scene.Employee)).ShouldContain(w => w.Kind == MeasureDesk.CarryOut && w.DueOn == new DateOnly(2026, 4, 1));
        (await CompanyScene.SendAsync(scene.Employee.Client, HttpMethod.Post, address + "/finish", new { outcome = "已盖章" }, 3)).EnsureSuccessStatusCode();
        (await CompanyScene.SendAsync(scene.Leader.Client, HttpMethod.Post, address + "/close", new { enough = true, finding = "看过证明" }, 4)).EnsureSuccessStatusCode();
        (await scene.App.ReadAsync(db => db.Set<ComplianceMeasure>().SingleAsync())).State.ShouldBe(MeasureState.Closed);
    }

    [Theory, BothDatabases]
    public async Task The_head_of_the_department_that_answers_does_not_judge_and_the_worst_clause_counts(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var both = await scene.App.PersonAsync(scene.Sales, Isms.Kernel.Access.Office.IsmsTeam, Isms.Kernel.Access.Office.DepartmentHead);
        var id = await scene.ApplicableAsync(scene.Sales);
        (await scene.ClauseAsync(id, ComplianceScene.Clause with { Clause = "第二十五条" })).Require();
        var evaluation = await scene.DoAsync<OpenEvaluation, EvaluationSaved>(o => o.RunAsync(both.Actor, new OpenEvaluationRequest(), default));
        var lines = (await scene.DoAsync<ReadEvaluation, EvaluationView>(o => o.RunAsync(both.Actor, evaluation.Id, default))).Lines;
        lines.ShouldAllBe(l => !l.MayJudge);
        (await scene.TryAsync<JudgeLine, LineSaved>(o => o.RunAsync(both.Actor, new JudgeLineRequest(lines[0].Id, lines[0].Version, Met), default))).Refusal.ShouldBe(JudgeLine.OwnDepartment);
        EvaluationApproval.Worst([ComplianceResult.Conforms, ComplianceResult.Partly, ComplianceResult.NotApplicable]).ShouldBe(ComplianceResult.Partly);
        EvaluationApproval.Worst([ComplianceResult.Conforms, ComplianceResult.NotApplicable]).ShouldBe(ComplianceResult.Conforms);
        EvaluationApproval.Worst([ComplianceResult.NotApplicable]).ShouldBe(ComplianceResult.NotApplicable);
        foreach (var line in lines)
            await scene.DoAsync<JudgeLine, LineSaved>(o => o.RunAsync(scene.Team.Actor, new JudgeLineRequest(line.Id, line.Version, Met), default));
        await scene.ApproveAsync(EvaluationApproval.KindName, evaluation.Id, scene.Representative);
        (await scene.ReadAsync(id)).Results.Count.ShouldBe(2);
    }
}
