using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.Items;
using Isms.Modules.Treatment.Plans;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Treatment;

public sealed class PlanTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-01")]
    public async Task A_plan_begins_with_one_proposed_item_per_risk_to_treat_the_worst_first_with_priority_one(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.DoAsync<CreateTreatmentPlan, TreatmentPlanCreated>(o => o.RunAsync(scene.Team.Actor, new CreateTreatmentPlanRequest(scene.Assessment), default));
        plan.Number.ShouldBe("SL-B-01-R04-2026-001");
        plan.Items.ShouldBe(2);

        var worst = await scene.ItemAsync(await scene.ItemOfAsync(plan.Id, scene.WorstRisk));
        var lesser = await scene.ItemAsync(await scene.ItemOfAsync(plan.Id, scene.LesserRisk));
        (worst.Number, worst.Facts.Priority, worst.StandardPriority).ShouldBe(("M-0001", 1, 1));
        worst.Risk.Level.ShouldBe(scene.Criteria.Definition.Risk.Bands[^1].Level);
        worst.Risk.Level.ShouldBeGreaterThan(lesser.Risk.Level);
        lesser.Facts.Priority.ShouldBe(1 + worst.Risk.Level - lesser.Risk.Level);
        worst.Facts.Option.ShouldBe(TreatmentOption.Reduce);
        worst.Facts.ResponsibleId.ShouldBe(scene.ItHead.Actor.PersonId);
        worst.Controls.ShouldNotBeEmpty();
        worst.Controls.ShouldAllBe(c => c.Key.StartsWith("2022:", StringComparison.Ordinal) && c.Title.Length > 0);
        worst.Facts.Method.ShouldContain(worst.Controls[0].Title);
        // A proposal decides nothing: the statement of applicability learns of it when somebody relies on the control.
        scene.Statement.Applicable.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-01")]
    public async Task Another_priority_takes_a_reason(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var item = await scene.ItemOfAsync(await scene.PlanAsync(), scene.WorstRisk);
        var facts = await scene.FactsAsync(item);

        var refusal = (await scene.TryChangeAsync(item, facts with { Priority = 3 })).Refusal!;
        refusal.Fields.ShouldHaveSingleItem().Field.ShouldBe("priorityReason");
        (await scene.TryChangeAsync(item, facts with { Priority = 3, PriorityReason = "设备年底更换" })).Require();
        (await scene.ItemAsync(item)).Facts.Priority.ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task A_plan_follows_from_a_signed_assessment_and_there_is_one_of_each(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var open = new Assessment { Number = "SL-B-01-R03-2026-002", Title = "复评", Scope = "全部", PeriodStart = TestApp.Today, PeriodEnd = TestApp.Today };
        open.RateWith(await scene.App.ReadAsync(db => db.Set<Assessment>().Select(a => a.CriteriaId).SingleAsync()));
        await scene.App.SaveAsync(db => db.Add(open));
        var first = await scene.PlanAsync();

        var refusal = (await CreateAsync(scene, open.Id)).Refusal!;
        refusal.Code.ShouldBe(CreateTreatmentPlan.NotCompleted.Code);
        refusal.Obstacles.ShouldHaveSingleItem().Link.ShouldBe("/risks/assessments/" + open.Id);
        (await CreateAsync(scene, scene.Assessment)).Refusal!.Obstacles.ShouldHaveSingleItem().Link.ShouldBe(TreatmentPaths.Plan(first));
        (await CreateAsync(scene, Guid.CreateVersion7())).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.6-01")]
    public async Task A_plan_is_not_submitted_while_a_risk_is_uncovered_or_one_of_the_five_facts_is_missing(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.CompletePlanAsync();
        var (worst, lesser) = (await scene.ItemOfAsync(plan, scene.WorstRisk), await scene.ItemOfAsync(plan, scene.LesserRisk));
        var removed = await scene.ItemAsync(lesser);
        await scene.DoAsync<RemoveTreatmentItem, Done>(o => o.RunAsync(scene.Team.Actor, new RemoveTreatmentItemRequest(lesser, removed.Version), default));
        (await scene.TryChangeAsync(worst, await scene.FactsAsync(worst) with { ResponsibleId = null, Method = " ", StartsOn = null, EndsOn = null })).Require();

        var refusal = (await scene.TrySubmitAsync(PlanApproval.KindName, plan)).Refusal!;
        refusal.Code.ShouldBe(PlanCompleteness.Incomplete.Code);
        refusal.Obstacles.Select(o => o.Link).ShouldBe([TreatmentPaths.NewItem(plan, scene.LesserRisk), TreatmentPaths.Item(worst)]);
        refusal.Obstacles[0].Text.ShouldContain(removed.Risk.Number);
        foreach (var lacking in new[] { "负责人", "处理方法", "起始日期", "完成日期" })
            refusal.Obstacles[1].Text.ShouldContain(lacking);

        (await scene.TryChangeAsync(worst, await scene.FactsAsync(worst) with { Method = "双机热备" })).Require();
        var added = await scene.DoAsync<AddTreatmentItem, TreatmentItemSaved>(async o => await o.RunAsync(
            scene.Team.Actor, new AddTreatmentItemRequest(plan, scene.LesserRisk, await scene.FactsAsync(worst) with { Priority = removed.StandardPriority }), default));
        added.Number.ShouldBe("M-0003");
        (await scene.TrySubmitAsync(PlanApproval.KindName, plan)).Require();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.6-01")]
    public async Task An_item_does_not_end_before_it_starts(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.PlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        var facts = await scene.FactsAsync(item) with { StartsOn = TestApp.Today, EndsOn = TestApp.Today.AddDays(-1) };
        (await scene.TryChangeAsync(item, facts)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("endsOn");
        (await scene.TryChangeAsync(item, facts with { EndsOn = TestApp.Today })).Require();

        var refused = await scene.TryAsync<AssignTreatmentItems, TreatmentItemsAssigned>(o => o.RunAsync(
            scene.Team.Actor, new AssignTreatmentItemsRequest(plan, [item], StartsOn: TestApp.Today.AddDays(1)), default));
        refused.Refusal!.Fields.ShouldHaveSingleItem().Message.ShouldContain("M-0001");
    }

    [Theory, BothDatabases]
    public async Task Department_person_and_dates_are_set_in_many_items_at_once(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.PlanAsync();
        Guid[] items = [await scene.ItemOfAsync(plan, scene.WorstRisk), await scene.ItemOfAsync(plan, scene.LesserRisk)];
        var request = new AssignTreatmentItemsRequest(plan, items, scene.It, scene.Technician.Actor.PersonId, TestApp.Today, TestApp.Today.AddDays(30));
        (await scene.DoAsync<AssignTreatmentItems, TreatmentItemsAssigned>(o => o.RunAsync(scene.Team.Actor, request, default))).Count.ShouldBe(2);
        foreach (var item in items)
        {
            var view = await scene.ItemAsync(item);
            (view.Facts.DepartmentId, view.Facts.ResponsibleId, view.Facts.EndsOn).ShouldBe((scene.It, scene.Technician.Actor.PersonId, (DateOnly?)TestApp.Today.AddDays(30)));
            view.Controls.ShouldNotBeEmpty();
        }
        var none = await scene.TryAsync<AssignTreatmentItems, TreatmentItemsAssigned>(o => o.RunAsync(scene.Team.Actor, new AssignTreatmentItemsRequest(plan, items), default));
        none.Refusal!.Code.ShouldBe(AssignTreatmentItems.NothingToSet.Code);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.6-02")]
    public async Task Reducing_takes_a_cost_estimate_and_the_benefit(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var item = await scene.ItemOfAsync(await scene.PlanAsync(), scene.WorstRisk);
        var facts = await scene.FactsAsync(item);
        (await scene.TryChangeAsync(item, facts with { Cost = null })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("cost");
        (await scene.TryChangeAsync(item, facts with { Benefit = "" })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("benefit");
        (await scene.TryChangeAsync(item, facts with { Cost = 1234.56m })).Require();
        (await scene.ItemAsync(item)).Facts.Cost.ShouldBe(1234.56m);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.6-03")]
    public async Task Reducing_takes_a_control_that_the_statement_of_applicability_does_not_exclude(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.PlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        var facts = await scene.FactsAsync(item);
        var (wanted, excluded) = (new ControlKey(Edition.Iso2022, "8.13"), new ControlKey(Edition.Iso2022, "8.30"));
        scene.Statement.Excluded.Add(excluded);

        (await scene.TryChangeAsync(item, facts with { Controls = [] })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("controls");
        (await scene.TryChangeAsync(item, facts with { Controls = ["2013:A.12.3.1"] })).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("treatment.unknown-control");
        var refusal = (await scene.TryChangeAsync(item, facts with { Controls = [wanted.ToString(), excluded.ToString()] })).Refusal!;
        refusal.Code.ShouldBe(ControlStandings.Excluded.Code);
        refusal.Obstacles.ShouldHaveSingleItem().Link.ShouldBe("/soa/8.30");
        scene.Statement.Applicable.ShouldBeEmpty();

        (await scene.TryChangeAsync(item, facts with { Controls = [wanted.ToString()] })).Require();
        scene.Statement.Applicable.ShouldBe([wanted]);
        (await scene.ItemAsync(item)).Controls.ShouldHaveSingleItem().Code.ShouldBe("8.13");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.6-03")]
    public async Task A_control_excluded_since_it_was_chosen_stands_against_submitting(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.CompletePlanAsync();
        var item = await scene.ItemAsync(await scene.ItemOfAsync(plan, scene.WorstRisk));
        ControlKey.TryParse(item.Controls[0].Key, out var relied).ShouldBeTrue();
        scene.Statement.Excluded.Add(relied);

        var obstacles = (await scene.TrySubmitAsync(PlanApproval.KindName, plan)).Refusal!.Obstacles;
        obstacles.ShouldContain(o => o.Link == "/soa/" + relied.Code && o.Text.Contains("M-0001", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task What_the_statement_of_applicability_excludes_is_not_proposed(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var usual = ItemProposal.ControlsFor(await scene.App.ReadAsync(db => RiskViews.Risks(db).SingleAsync(r => r.Id == scene.WorstRisk)), Edition.Iso2022);
        scene.Statement.Excluded.Add(usual[0]);
        var item = await scene.ItemAsync(await scene.ItemOfAsync(await scene.PlanAsync(), scene.WorstRisk));
        item.Controls.Select(c => c.Key).ShouldBe(usual.Skip(1).Select(c => c.ToString()));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.6-04")]
    public async Task Accepting_takes_a_reason_and_a_review_within_twelve_months_and_the_general_manager(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.CompletePlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        var facts = await scene.FactsAsync(item) with { Option = TreatmentOption.Accept, AcceptReason = "更换费用超过损失", NextReviewOn = TestApp.Today.AddMonths(12) };

        (await scene.TryChangeAsync(item, facts with { NextReviewOn = null })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("nextReviewOn");
        (await scene.TryChangeAsync(item, facts with { NextReviewOn = TestApp.Today.AddMonths(12).AddDays(1) })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("nextReviewOn");
        (await scene.TryChangeAsync(item, facts with { NextReviewOn = TestApp.Today })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("nextReviewOn");
        (await scene.TryChangeAsync(item, facts with { AcceptReason = "" })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("acceptReason");
        (await scene.TryChangeAsync(item, facts)).Require();
        // Controls belong to reducing: none is signed by mistake.
        (await scene.ItemAsync(item)).Controls.ShouldBeEmpty();

        var route = new ChangeRouteRequest(PlanApproval.KindName, 0, [RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1)]);
        (await scene.TryAsync<ChangeRoute, RouteView>(o => o.RunAsync(scene.Representative.Actor, route, default))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("signing.approver-fixed");
        await scene.ApproveAsync(PlanApproval.KindName, plan);
        (await scene.ItemAsync(item)).State.ShouldBe(TreatmentState.Implemented);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.6-05")]
    public async Task Avoiding_takes_the_activity_and_its_date_and_is_closed_with_what_became_of_it(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.CompletePlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        var facts = await scene.FactsAsync(item) with { Option = TreatmentOption.Avoid, Activity = "停止外部托管机房的代运维", ActivityEndsOn = TestApp.Today.AddDays(20) };
        (await scene.TryChangeAsync(item, facts with { Activity = null })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("activity");
        (await scene.TryChangeAsync(item, facts with { ActivityEndsOn = null })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("activityEndsOn");
        (await scene.TryChangeAsync(item, facts)).Require();
        await scene.ApproveAsync(PlanApproval.KindName, plan);
        await scene.AttachAsync(item, scene.Technician);
        (await scene.TryReportAsync(item, TreatmentState.Implemented, scene.Technician)).Require();

        (await scene.TryReportAsync(item, TreatmentState.Closed, scene.Team)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("closeNote");
        await scene.App.SaveAsync(db => db.Set<Isms.Modules.Assets.Asset>().Single(a => a.Id == scene.ItAsset).Retire(TestApp.Today, "停用"));
        (await scene.TryReportAsync(item, TreatmentState.Closed, scene.Team)).Require();
        (await scene.ItemAsync(item)).ClosedOn.ShouldBe(TestApp.Today);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.6-05")]
    public async Task An_avoided_risk_whose_asset_stays_is_closed_with_an_explanation(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.CompletePlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        (await scene.TryChangeAsync(item, await scene.FactsAsync(item) with { Option = TreatmentOption.Avoid, Activity = "停用远程维护", ActivityEndsOn = TestApp.Today })).Require();
        await scene.ApproveAsync(PlanApproval.KindName, plan);
        await scene.AttachAsync(item, scene.Technician);
        (await scene.TryReportAsync(item, TreatmentState.Implemented, scene.Technician)).Require();
        (await scene.TryReportAsync(item, TreatmentState.Closed, scene.Team, "远程端口已拆除，服务器仍在用")).Require();
        (await scene.ItemAsync(item)).CloseNote.ShouldBe("远程端口已拆除，服务器仍在用");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.6-06")]
    public async Task Transferring_takes_the_receiving_party_and_the_contract(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var item = await scene.ItemOfAsync(await scene.PlanAsync(), scene.WorstRisk);
        var facts = await scene.FactsAsync(item) with { Option = TreatmentOption.Transfer, Receiver = "某财产保险公司", Contract = "保单 2026-118" };
        (await scene.TryChangeAsync(item, facts with { Receiver = "" })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("receiver");
        (await scene.TryChangeAsync(item, facts with { Contract = null })).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("contract");
        (await scene.TryChangeAsync(item, facts)).Require();
    }

    [Theory, BothDatabases]
    public async Task Two_people_changing_one_item_the_second_gets_the_difference(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var item = await scene.ItemOfAsync(await scene.PlanAsync(), scene.WorstRisk);
        var seen = (await scene.ItemAsync(item)).Version;
        var facts = await scene.FactsAsync(item);
        (await scene.TryChangeAsync(item, facts with { Method = "双机热备" })).Require();

        var refusal = (await scene.TryChangeAsync(item, facts with { Method = "迁移到云平台" }, scene.Representative, seen)).Refusal!;
        refusal.Kind.ShouldBe(RefusalKind.Stale);
        refusal.Differences.ShouldHaveSingleItem().ShouldBe(new FieldDifference("method", "迁移到云平台", "双机热备"));
        (await scene.ItemAsync(item)).Facts.Method.ShouldBe("双机热备");
    }

    private static Task<Outcome<TreatmentPlanCreated>> CreateAsync(TreatmentScene scene, Guid assessment) =>
        scene.TryAsync<CreateTreatmentPlan, TreatmentPlanCreated>(o => o.RunAsync(scene.Team.Actor, new CreateTreatmentPlanRequest(assessment), default));
}
