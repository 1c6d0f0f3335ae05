using System.Net;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Risks;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Decisions;
using Isms.Modules.Risks.Rating;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Risks;

public sealed class DecisionTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.5-04")]
    public async Task The_acceptance_level_of_the_criteria_decides_by_itself(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();

        foreach (var risk in await scene.RisksAsync(id))
            risk.Decision.ShouldBe(risk.Level <= scene.Criteria.Definition.AcceptableUpToLevel ? RiskDecision.Accept : RiskDecision.Treat);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.5-04")]
    public async Task Accepting_a_risk_above_the_limit_takes_the_general_managers_signature(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var (assessment, risk) = await HighRiskAsync(scene);
        var asked = await AskAsync(scene, risk, TestApp.Today.AddMonths(12));

        (await scene.RiskAsync(risk.Id)).Decision.ShouldBe(RiskDecision.Treat);
        (await scene.TrySubmitAsync(AssessmentApproval.KindName, assessment, scene.Team)).Refusal!.Obstacles.ShouldContain(o => o.Text.Contains(risk.Number));
        await scene.ApproveSubjectAsync(AcceptanceApproval.KindName, asked, scene.Team, scene.Manager);

        var accepted = await scene.RiskAsync(risk.Id);
        (accepted.Decision, accepted.DecisionByHand, accepted.DecisionReason, accepted.NextReviewOn).ShouldBe((RiskDecision.Accept, true, "业务必需，已购买保险", TestApp.Today.AddMonths(12)));
        (await scene.TrySubmitAsync(AssessmentApproval.KindName, assessment, scene.Team)).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.5-04")]
    public async Task Nobody_but_the_general_manager_can_sign_an_acceptance(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var (_, risk) = await HighRiskAsync(scene);
        var asked = await AskAsync(scene, risk, TestApp.Today.AddMonths(3));
        var approval = (await scene.TrySubmitAsync(AcceptanceApproval.KindName, asked, scene.Team)).Require().Id;
        var view = await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Representative.Actor, approval, default));

        var step = view.Steps.ShouldHaveSingleItem();
        step.Office.ShouldBe(Office.GeneralManager);
        (await scene.App.RunAsync<SignStep, Outcome<ApprovalProgress>>(o => o.RunAsync(scene.Representative.Actor, new SignStepRequest(approval, step.Id, "secret"), default))).Succeeded.ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task An_acceptance_without_a_review_within_twelve_months_is_refused(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var (_, risk) = await HighRiskAsync(scene);

        foreach (var date in new DateOnly?[] { null, TestApp.Today, TestApp.Today.AddMonths(12).AddDays(1) })
        {
            var outcome = await scene.TryAsync<RequestAcceptance, AcceptanceRequested>(o => o.RunAsync(scene.Team.Actor, new RequestAcceptanceRequest(risk.Id, risk.Version, "理由", date), default));
            outcome.Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("nextReviewOn");
        }
    }

    [Theory, BothDatabases]
    public async Task A_risk_that_waits_for_a_signature_cannot_be_rated(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var (_, risk) = await HighRiskAsync(scene);
        var asked = await AskAsync(scene, risk, TestApp.Today.AddMonths(3));
        (await scene.TrySubmitAsync(AcceptanceApproval.KindName, asked, scene.Team)).Require();

        (await scene.TryAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(risk) with { Frequency = 1 }, default))).Refusal!.Code.ShouldBe("risks.risk-waits-for-signature");
    }

    [Theory, BothDatabases]
    public async Task An_acceptance_lapses_when_the_risk_gets_worse(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var (_, risk) = await HighRiskAsync(scene, frequency: 3);
        var asked = await AskAsync(scene, risk, TestApp.Today.AddMonths(3));
        await scene.ApproveSubjectAsync(AcceptanceApproval.KindName, asked, scene.Team, scene.Manager);
        var accepted = await scene.RiskAsync(risk.Id);

        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(accepted) with { Frequency = 5, Severity = 5, Ease = 5 }, default));

        var worse = await scene.RiskAsync(risk.Id);
        worse.Level.ShouldBeGreaterThan(accepted.Level);
        (worse.Decision, worse.DecisionByHand).ShouldBe((RiskDecision.Treat, false));
    }

    [Theory, BothDatabases]
    public async Task An_acceptable_risk_can_be_treated_for_a_reason_and_given_back_to_the_criteria(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var risk = (await scene.RisksAsync(await scene.ProposedAsync()))[0];
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(risk) with { Frequency = 1, Severity = 1, Ease = 1 }, default));
        var low = await scene.RiskAsync(risk.Id);
        low.Decision.ShouldBe(RiskDecision.Accept);

        (await scene.TryAsync<DecideRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, new DecideRiskRequest(low.Id, low.Version, true), default))).Refusal!.Fields[0].Field.ShouldBe("reason");
        (await scene.DoAsync<DecideRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, new DecideRiskRequest(low.Id, low.Version, true, "客户要求"), default))).Decision.ShouldBe(RiskDecision.Treat);
        (await scene.DoAsync<DecideRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, new DecideRiskRequest(low.Id, low.Version + 1, false), default))).Decision.ShouldBe(RiskDecision.Accept);
    }

    // Confirmed, and one risk of it rated so that it is above the acceptance level.
    private static async Task<(Guid Assessment, Risk Risk)> HighRiskAsync(RiskScene scene, int frequency = 4)
    {
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        await scene.ConfirmAsync(id);
        var risk = (await scene.RisksAsync(id))[0];
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(risk) with { Frequency = frequency, Severity = 4, Ease = 4 }, default));
        var high = await scene.RiskAsync(risk.Id);
        high.Acceptable.ShouldBeFalse();
        return (id, high);
    }

    private static async Task<Guid> AskAsync(RiskScene scene, Risk risk, DateOnly review) =>
        (await scene.DoAsync<RequestAcceptance, AcceptanceRequested>(o => o.RunAsync(scene.Team.Actor, new RequestAcceptanceRequest(risk.Id, risk.Version, "业务必需，已购买保险", review), default))).Id;
}
