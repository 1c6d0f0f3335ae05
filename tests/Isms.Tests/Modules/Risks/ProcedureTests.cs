using Isms.Kernel.Http;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Reassessment;
using Isms.Tests.Modules.Documents;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Risks;

public sealed class ProcedureTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.3-01")]
    [Trait("Requirement", "R-DOC-02")]
    public async Task No_assessment_begins_before_the_risk_management_procedure_is_in_force(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var criteria = new CriteriaVersion { VersionLabel = "V1.0", Serial = 1, BasedOn = "gb2007-matrix", CreatedAt = TestApp.Start.UtcDateTime };
        criteria.Define(CriteriaPresets.Load("gb2007-matrix"));
        criteria.Submit();
        criteria.Approve(TestApp.Start.UtcDateTime, "总经理");
        await scene.App.SaveAsync(db => db.Add(criteria));

        var refused = await BeginAsync(scene);
        refused.Refusal!.Code.ShouldBe(CreateAssessment.ProcedureNotInForce.Code);
        refused.Refusal.Obstacles.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            o => o.Text.ShouldContain("SL-B-01"),
            o => o.Link.ShouldNotBeNull());
        (await scene.TryAsync<StartReassessment, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, new StartReassessmentRequest(), default))).Refusal!.Code
            .ShouldBe(CreateAssessment.ProcedureNotInForce.Code);

        // Signed is not yet in force.
        await scene.ApproveAsync("SL-B-01");
        (await BeginAsync(scene)).Refusal!.Code.ShouldBe(CreateAssessment.ProcedureNotInForce.Code);

        (await scene.TryIssueAsync("SL-B-01")).Require();
        (await BeginAsync(scene)).Require();
    }

    private static Task<Outcome<AssessmentCreated>> BeginAsync(DocumentScene scene) =>
        scene.TryAsync<CreateAssessment, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, RiskScene.Plan(), default));
}
