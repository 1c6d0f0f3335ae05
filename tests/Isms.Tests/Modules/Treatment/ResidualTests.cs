using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.Items;
using Isms.Modules.Treatment.Plans;
using Isms.Modules.Treatment.Residual;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Treatment;

public sealed class ResidualTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.8-01")]
    public async Task Every_treated_risk_is_rated_again_before_the_report_is_submitted(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var report = await scene.ReportOfAsync(await scene.ApprovedPlanAsync());
        (await scene.SheetAsync(report)).Select(r => (r.RiskId, r.Level)).ShouldBe([(scene.WorstRisk, ResidualRisk.NotRated), (scene.LesserRisk, ResidualRisk.NotRated)]);
        (await scene.TryRateAsync(report, 1, only: scene.WorstRisk)).Require();

        var refusal = (await scene.TrySubmitAsync(ResidualApproval.KindName, report)).Refusal!;
        refusal.Code.ShouldBe(ResidualApproval.Incomplete.Code);
        refusal.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("R-0002");
        (await scene.TryRateAsync(report, 1)).Require().Changed.ShouldBe(1);
        (await scene.TrySubmitAsync(ResidualApproval.KindName, report)).Require();
    }

    [Theory, BothDatabases]
    public async Task Residual_risks_are_scored_with_the_criteria_of_the_assessment_and_say_how(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var report = await scene.ReportOfAsync(await scene.ApprovedPlanAsync());
        (await scene.TryRateAsync(report, 2)).Require();
        var row = (await scene.SheetAsync(report)).Single(r => r.RiskId == scene.WorstRisk);
        var expected = scene.Criteria.Score(new(row.AssetValue, 2, 2, 2, 1));
        (row.Value, row.Level, row.Acceptable).ShouldBe((expected.Risk, expected.Level, expected.Acceptable));
        row.Level.ShouldBeLessThan(row.LevelBefore);
        var view = await scene.DoAsync<ReadResidualRisk, ResidualRiskView>(o => o.RunAsync(scene.Team.Actor, row.Id, default));
        view.Trace.Count.ShouldBeGreaterThan(3);
        var items = await scene.App.ReadAsync(db => TreatmentViews.Items(db).ToListAsync());
        items.Single(i => i.RiskId == scene.WorstRisk).ResidualLevel.ShouldBe(expected.Level);
    }

    [Theory, BothDatabases]
    public async Task A_risk_higher_than_before_takes_a_reason_and_ratings_stay_on_the_scales(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var report = await scene.ReportOfAsync(await scene.ApprovedPlanAsync());
        var refused = (await scene.TryRateAsync(report, 5)).Refusal!;
        refused.Fields.ShouldHaveSingleItem().Code.ShouldBe("treatment.residual-above-before");
        refused.Fields[0].Field.ShouldBe("rows[1].reason");
        (await scene.SheetAsync(report)).ShouldAllBe(r => r.Level == ResidualRisk.NotRated);
        (await scene.TryRateAsync(report, 5, reason: "新业务上线，威胁更频繁")).Require();

        var outside = (await scene.TryRateAsync(report, 6, only: scene.WorstRisk)).Refusal!;
        outside.Fields.ShouldContain(f => f.Field == "rows[0].frequency" && f.Message.Contains('5', StringComparison.Ordinal));
        outside.Fields.ShouldContain(f => f.Field == "rows[0].severity");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.8-01")]
    public async Task Above_the_acceptance_level_the_owner_and_the_general_manager_accept_before_the_report_is_approved(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var report = await scene.ReportOfAsync(await scene.ApprovedPlanAsync());
        (await scene.TryRateAsync(report, 1)).Require();
        (await scene.TryRateAsync(report, 5, only: scene.WorstRisk)).Require();
        var residual = (await scene.SheetAsync(report)).Single(r => r.RiskId == scene.WorstRisk);
        residual.LacksAcceptance.ShouldBeTrue();
        var approval = (await scene.TrySubmitAsync(ResidualApproval.KindName, report)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Representative)).Require();

        // The owner does not countersign without having accepted one's own.
        (await scene.TrySignAsync(approval, scene.ItHead)).Refusal!.Code.ShouldBe(ResidualApproval.NotAccepted.Code);
        (await scene.TrySignAsync(approval, scene.SalesHead)).Require();
        (await scene.TryAcceptAsync(residual.Id, scene.SalesHead)).Refusal.ShouldBe(Refusal.NotFound);
        (await scene.TryAcceptAsync(residual.Id, scene.Representative)).Refusal!.Code.ShouldBe(AcceptResidualRisk.NotYours.Code);
        (await scene.TryAcceptAsync(residual.Id, scene.ItHead)).Require().ByApprover.ShouldBeFalse();
        (await scene.TrySignAsync(approval, scene.ItHead)).Require();

        var blocked = (await scene.TrySignAsync(approval, scene.Manager)).Refusal!;
        blocked.Code.ShouldBe(ResidualApproval.NotAccepted.Code);
        blocked.Obstacles.ShouldHaveSingleItem().Link.ShouldBe(TreatmentPaths.ResidualRisk(residual.Id));
        (await scene.TryAcceptAsync(residual.Id, scene.Manager)).Require();
        (await scene.TrySignAsync(approval, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);

        var row = (await scene.SheetAsync(report)).Single(r => r.RiskId == scene.WorstRisk);
        (row.ReportState, row.NextReviewOn, row.LacksAcceptance).ShouldBe((PlanState.Approved, row.ReviewOn, false));
        (await scene.TryAcceptAsync(residual.Id, scene.Manager)).Refusal.ShouldBe(AcceptResidualRisk.Decided);
        (await scene.TryRateAsync(report, 1)).Refusal.ShouldBe(ResidualDesk.NotDraft);
    }

    [Theory, BothDatabases]
    public async Task Another_rating_takes_back_what_was_accepted(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var report = await scene.ReportOfAsync(await scene.ApprovedPlanAsync());
        (await scene.TryRateAsync(report, 4)).Require();
        var residual = (await scene.SheetAsync(report)).Single(r => r.RiskId == scene.WorstRisk);
        (await scene.TryAcceptAsync(residual.Id, scene.ItHead)).Require();
        (await scene.TryRateAsync(report, 5, only: scene.WorstRisk)).Require();
        (await scene.SheetAsync(report)).Single(r => r.RiskId == scene.WorstRisk).AcceptedByOwner.ShouldBeFalse();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.8-01")]
    public async Task The_organization_can_give_the_approval_to_another_office(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var leader = await scene.App.PersonAsync(scene.It, Office.IsmsTeamLeader);
        await scene.App.SaveAsync(db => db.Add(new SettingValue { Key = TreatmentModule.ResidualApprover.Key, Value = nameof(Office.ManagementRepresentative) }));
        scene.App.Clock.Advance(TimeSpan.FromSeconds(10));
        var report = await scene.ReportOfAsync(await scene.ApprovedPlanAsync());
        (await scene.TryRateAsync(report, 1)).Require();
        var approval = (await scene.TrySubmitAsync(ResidualApproval.KindName, report)).Require().Id;
        foreach (var signer in new[] { leader, scene.ItHead, scene.SalesHead })
            (await scene.TrySignAsync(approval, signer)).Require();
        (await scene.TrySignAsync(approval, scene.Manager)).Refusal!.Code.ShouldBe("signing.not-yours");
        (await scene.TrySignAsync(approval, scene.Representative)).Require().State.ShouldBe(ApprovalState.Approved);
    }

    [Theory, BothDatabases]
    public async Task A_report_follows_from_a_signed_plan_one_at_a_time_and_says_whether_it_is_a_forecast(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.CompletePlanAsync();
        (await CreateAsync(scene, plan)).Refusal!.Code.ShouldBe("treatment.plan-not-approved");
        await scene.ApproveAsync(PlanApproval.KindName, plan);
        var first = (await CreateAsync(scene, plan)).Require();
        first.Number.ShouldBe("SL-B-01-R05-2026-001");
        (await CreateAsync(scene, plan)).Refusal!.Obstacles.ShouldHaveSingleItem().Link.ShouldBe(TreatmentPaths.Report(first.Id));
        (await scene.TryRateAsync(first.Id, 2)).Require();
        await scene.ApproveAsync(ResidualApproval.KindName, first.Id);
        (await ReadAsync(scene, first.Id)).IsForecast.ShouldBeTrue();

        foreach (var item in await scene.App.ReadAsync(db => db.Set<TreatmentItem>().Select(i => i.Id).ToListAsync()))
        {
            await scene.AttachAsync(item, scene.Technician);
            (await scene.TryReportAsync(item, TreatmentState.Implemented, scene.Technician)).Require();
        }
        (await ReadAsync(scene, first.Id)).IsForecast.ShouldBeTrue("as it was signed");
        var second = (await CreateAsync(scene, plan)).Require();
        (await ReadAsync(scene, second.Id)).IsForecast.ShouldBeFalse();
        // What was found before is taken over to be looked at, and reviews go on where it was rated last.
        (await scene.SheetAsync(second.Id)).ShouldAllBe(r => r.Frequency == 2);
        await scene.ApproveAsync(ResidualApproval.KindName, second.Id);
        (await scene.SheetAsync(first.Id)).ShouldAllBe(r => r.NextReviewOn == null);
        (await scene.SheetAsync(second.Id)).ShouldAllBe(r => r.NextReviewOn == r.ReviewOn);
    }

    [Theory, BothDatabases]
    public async Task Residual_risks_that_somebody_else_rated_are_shown_and_the_others_saved_only_when_asked(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var report = await scene.ReportOfAsync(await scene.ApprovedPlanAsync());
        var rows = await scene.SheetAsync(report);
        (await scene.TryRateAsync(report, 2, only: rows[0].RiskId)).Require();
        var mine = new RateResidualRisksRequest(report, [.. rows.Select(r => new RatedResidual(r.Id, r.Version, 1, 1, 1, 1, null, r.ReviewOn))]);

        var refused = (await scene.TryAsync<RateResidualRisks, ResidualRisksRated>(o => o.RunAsync(scene.Team.Actor, mine, default))).Refusal!;
        (refused.Kind, refused.Differences[0]).ShouldBe((RefusalKind.Stale, new FieldDifference("rows[0].frequency", "1", "2")));

        var saved = await scene.DoAsync<RateResidualRisks, ResidualRisksRated>(o => o.RunAsync(scene.Team.Actor, mine with { SaveOthers = true }, default));
        (saved.Changed, saved.Conflicts.ShouldHaveSingleItem().Name).ShouldBe((rows.Count - 1, rows[0].RiskNumber));
        var after = (await scene.SheetAsync(report)).ToDictionary(r => r.Id, r => r.Frequency);
        (after[rows[0].Id], after[rows[1].Id]).ShouldBe((2, 1));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-01")]
    public async Task Every_residual_risk_has_a_next_review_and_shows_as_overdue_when_it_has_passed(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var report = await scene.ReportOfAsync(await scene.ApprovedPlanAsync());
        (await scene.TryRateAsync(report, 1)).Require();
        var row = (await scene.SheetAsync(report))[0];
        row.ReviewOn.ShouldBe(TestApp.Today.AddMonths(12));
        var open = new RatedResidual(row.Id, row.Version, 1, 1, 1, 1, null, null);
        await scene.DoAsync<RateResidualRisks, ResidualRisksRated>(o => o.RunAsync(scene.Team.Actor, new RateResidualRisksRequest(report, [open]), default));
        (await scene.TrySubmitAsync(ResidualApproval.KindName, report)).Refusal!.Obstacles.ShouldHaveSingleItem().Text.ShouldContain(row.RiskNumber);
        var soon = open with { Version = row.Version + 1, ReviewOn = TestApp.Today.AddDays(10) };
        await scene.DoAsync<RateResidualRisks, ResidualRisksRated>(o => o.RunAsync(scene.Team.Actor, new RateResidualRisksRequest(report, [soon]), default));
        await scene.ApproveAsync(ResidualApproval.KindName, report);

        (await OverdueAsync(scene, scene.Team.Actor)).ShouldBeEmpty();
        var late = PlanApprovalTests.Later(scene.Team.Actor, 11);
        (await OverdueAsync(scene, late)).ShouldHaveSingleItem().Id.ShouldBe(row.Id);
        var kept = await ReviewAsync(scene, late, row.Id, ReviewOutcome.Keep, late.Today.AddMonths(6));
        kept.Require().ItemId.ShouldBeNull();
        (await OverdueAsync(scene, late)).ShouldBeEmpty();
        var duty = await scene.App.ReadAsync(db => db.Set<Isms.Kernel.Work.WorkItem>().SingleAsync(w => w.Kind == ResidualDesk.ReviewWork && w.State == Isms.Kernel.Work.WorkState.Open));
        duty.DueOn.ShouldBe(late.Today.AddMonths(6));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-01")]
    public async Task A_review_keeps_the_risk_or_opens_a_further_plan_for_it(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.ApprovedPlanAsync();
        var report = await scene.ReportOfAsync(plan);
        (await scene.TryRateAsync(report, 1)).Require();
        await scene.ApproveAsync(ResidualApproval.KindName, report);
        var rows = await scene.SheetAsync(report);

        (await ReviewAsync(scene, scene.Team.Actor, rows[0].Id, ReviewOutcome.Keep, null)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("nextReviewOn");
        var first = (await ReviewAsync(scene, scene.Team.Actor, rows[0].Id, ReviewOutcome.Retreat, null)).Require();
        var second = (await ReviewAsync(scene, scene.Team.Actor, rows[1].Id, ReviewOutcome.Retreat, null)).Require();
        second.PlanId.ShouldBe(first.PlanId);
        var draft = await scene.DoAsync<ReadTreatmentPlan, TreatmentPlanView>(o => o.RunAsync(scene.Team.Actor, first.PlanId!.Value, default));
        (draft.State, draft.SupplementsId, draft.Items, draft.Number).ShouldBe((PlanState.Draft, (Guid?)plan, 2, "SL-B-01-R04-2026-002"));
        (await scene.ItemAsync(first.ItemId!.Value)).Risk.Id.ShouldBe(rows[0].RiskId);
        (await ReviewAsync(scene, scene.Team.Actor, rows[0].Id, ReviewOutcome.Keep, TestApp.Today.AddMonths(1))).Refusal.ShouldBe(ReviewResidualRisk.NotKept);
        (await scene.DoAsync<ReadResidualRisk, ResidualRiskView>(o => o.RunAsync(scene.Team.Actor, rows[0].Id, default))).Reviews.ShouldHaveSingleItem().ItemId.ShouldBe(first.ItemId);
    }

    private static Task<Outcome<ResidualReportCreated>> CreateAsync(TreatmentScene scene, Guid plan) =>
        scene.TryAsync<CreateResidualReport, ResidualReportCreated>(o => o.RunAsync(scene.Team.Actor, new CreateResidualReportRequest(plan), default));

    private static Task<ResidualReportView> ReadAsync(TreatmentScene scene, Guid report) =>
        scene.DoAsync<ReadResidualReport, ResidualReportView>(o => o.RunAsync(scene.Team.Actor, report, default));

    private static async Task<IReadOnlyList<ResidualRiskRow>> OverdueAsync(TreatmentScene scene, Actor actor) =>
        (await scene.DoAsync<FindResidualRisks, RegisterPage<ResidualRiskRow>>(o => o.RunAsync(
            actor, new RegisterQuery { Filters = new Dictionary<string, string> { ["overdue"] = "true" } }, default))).Rows;

    private static async Task<Outcome<ResidualRiskReviewed>> ReviewAsync(TreatmentScene scene, Actor by, Guid residual, ReviewOutcome outcome, DateOnly? next)
    {
        var version = await scene.App.ReadAsync(db => db.Set<ResidualRisk>().Where(x => x.Id == residual).Select(x => x.Version).SingleAsync());
        return await scene.TryAsync<ReviewResidualRisk, ResidualRiskReviewed>(o => o.RunAsync(by, new ReviewResidualRiskRequest(residual, version, outcome, "控制有效，威胁没有变化", next), default));
    }
}
