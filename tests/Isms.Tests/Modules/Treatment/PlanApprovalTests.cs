using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.CarryingOut;
using Isms.Modules.Treatment.Items;
using Isms.Modules.Treatment.Plans;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Treatment;

public sealed class PlanApprovalTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-05")]
    public async Task The_general_managers_step_stays_closed_until_every_risk_owner_has_signed(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.CompletePlanAsync();
        var approval = (await scene.TrySubmitAsync(PlanApproval.KindName, plan)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        (await scene.TrySignAsync(approval, scene.ItHead)).Require();

        (await scene.TrySignAsync(approval, scene.Manager)).Refusal!.Code.ShouldBe(Approval.NotItsTurn.Code);
        (await StateAsync(scene, plan)).ShouldBe(PlanState.InApproval);
        (await scene.TrySignAsync(approval, scene.SalesHead)).Require();
        (await scene.TrySignAsync(approval, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);
        (await StateAsync(scene, plan)).ShouldBe(PlanState.Approved);

        var view = await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Team.Actor, approval, default));
        view.Signatures.Where(s => s.Meaning == SignatureMeaning.Countersign).Select(s => s.PersonId)
            .ShouldBe([scene.ItHead.Actor.PersonId, scene.SalesHead.Actor.PersonId], ignoreOrder: true);
        view.Signatures.ShouldAllBe(s => s.Holds);
    }

    [Theory, BothDatabases]
    public async Task A_plan_in_approval_or_approved_is_frozen_and_a_returned_one_is_not(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.CompletePlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        var facts = await scene.FactsAsync(item);
        var approval = (await scene.TrySubmitAsync(PlanApproval.KindName, plan)).Require().Id;
        (await scene.TryChangeAsync(item, facts)).Refusal.ShouldBe(PlanDesk.NotDraft);

        var step = (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Representative.Actor, approval, default))).Steps.Single(s => s.Mine).Id;
        await scene.DoAsync<ReturnApproval, ApprovalProgress>(o => o.RunAsync(scene.Representative.Actor, new ReturnApprovalRequest(approval, step, "费用请核实"), default));
        (await scene.TryChangeAsync(item, facts with { Cost = 9000m })).Require();
        await scene.ApproveAsync(PlanApproval.KindName, plan);
        (await scene.TryChangeAsync(item, facts)).Refusal.ShouldBe(PlanDesk.NotDraft);
    }

    [Theory, BothDatabases]
    public async Task What_progresses_afterwards_does_not_break_the_signatures(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.ApprovedPlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        (await scene.TryReportAsync(item, TreatmentState.InProgress, scene.Technician)).Require();
        var id = await scene.App.ReadAsync(db => db.Set<Approval>().Where(a => a.SubjectId == plan).Select(a => a.Id).SingleAsync());
        (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Team.Actor, id, default))).Signatures.ShouldAllBe(s => s.Holds);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-03")]
    public async Task Implemented_takes_evidence(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var item = await scene.ItemOfAsync(await scene.ApprovedPlanAsync(), scene.WorstRisk);
        (await scene.TryReportAsync(item, TreatmentState.InProgress, scene.Technician)).Require();
        (await scene.TryReportAsync(item, TreatmentState.Implemented, scene.Technician)).Refusal!.Code.ShouldBe(ReportProgress.NeedsEvidence.Code);
        (await scene.ItemAsync(item)).State.ShouldBe(TreatmentState.InProgress);

        await scene.AttachAsync(item, scene.Technician);
        (await scene.TryReportAsync(item, TreatmentState.Implemented, scene.Technician)).Require();
        var view = await scene.ItemAsync(item);
        (view.State, view.ImplementedOn, view.Files).ShouldBe((TreatmentState.Implemented, (DateOnly?)TestApp.Today, 1));
        view.Notes.Select(n => n.State).ShouldBe([TreatmentState.Implemented, TreatmentState.InProgress]);
        // The evidence stays as it was when it was relied on.
        using var more = new MemoryStream("x"u8.ToArray());
        (await scene.TryAsync<Isms.Kernel.Files.AddAttachment, Isms.Kernel.Files.AttachmentView>(o =>
            o.RunAsync(scene.Technician.Actor, new(ItemEvidence.KindName, item, "x.txt", more), default))).Refusal!.Code.ShouldBe("files.read-only");
    }

    [Theory, BothDatabases]
    public async Task Only_what_is_implemented_is_closed_and_not_by_who_did_it(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var item = await scene.ItemOfAsync(await scene.ApprovedPlanAsync(), scene.WorstRisk);
        (await scene.TryReportAsync(item, TreatmentState.Closed, scene.Team)).Refusal!.Code.ShouldBe(ReportProgress.NotImplemented.Code);
        await scene.AttachAsync(item, scene.Technician);
        (await scene.TryReportAsync(item, TreatmentState.Implemented, scene.Technician)).Require();
        (await scene.TryReportAsync(item, TreatmentState.Closed, scene.Technician)).Refusal.ShouldBe(ReportProgress.NotYoursToClose);
        (await scene.TryReportAsync(item, TreatmentState.Closed, scene.ItHead)).Require();
        (await scene.TryReportAsync(item, TreatmentState.InProgress, scene.ItHead)).Refusal!.Code.ShouldBe(ReportProgress.AlreadyClosed.Code);
    }

    [Theory, BothDatabases]
    public async Task The_responsible_person_has_the_item_in_the_inbox_until_it_is_carried_out(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.CompletePlanAsync();
        (await InboxAsync(scene)).ShouldBeEmpty();
        await scene.ApproveAsync(PlanApproval.KindName, plan);
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);

        var duty = (await InboxAsync(scene)).Single(w => w.SubjectId == item);
        (duty.DueOn, duty.Link, duty.Overdue).ShouldBe((TestApp.Today.AddDays(60), TreatmentPaths.Item(item), false));
        duty.Title.ShouldContain("M-0001");
        await scene.AttachAsync(item, scene.Technician);
        (await scene.TryReportAsync(item, TreatmentState.Implemented, scene.Technician)).Require();
        (await InboxAsync(scene)).ShouldNotContain(w => w.SubjectId == item);
        (await scene.TryReportAsync(item, TreatmentState.InProgress, scene.Team)).Require();
        (await InboxAsync(scene)).ShouldContain(w => w.SubjectId == item);
    }

    [Theory, BothDatabases]
    public async Task What_is_not_carried_out_by_its_end_is_overdue(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.ApprovedPlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        var late = Later(scene.Team.Actor, 61);
        (await scene.DoAsync<ReadTreatmentPlan, TreatmentPlanView>(o => o.RunAsync(scene.Team.Actor, plan, default))).Overdue.ShouldBe(0);
        (await scene.DoAsync<ReadTreatmentPlan, TreatmentPlanView>(o => o.RunAsync(late, plan, default))).Overdue.ShouldBe(2);
        (await scene.DoAsync<ReadTreatmentItem, TreatmentItemView>(o => o.RunAsync(late, item, default))).Overdue.ShouldBeTrue();
        var query = new Isms.Kernel.Registers.RegisterQuery { Filters = new Dictionary<string, string> { ["overdue"] = "true" } };
        (await scene.DoAsync<FindTreatmentItems, Isms.Kernel.Registers.RegisterPage<TreatmentItemRow>>(o => o.RunAsync(late, new FindTreatmentItemsRequest(query, plan), default))).Count.ShouldBe(2);
        (await scene.DoAsync<FindTreatmentItems, Isms.Kernel.Registers.RegisterPage<TreatmentItemRow>>(o => o.RunAsync(scene.Team.Actor, new FindTreatmentItemsRequest(query, plan), default))).Count.ShouldBe(0);
    }

    internal static Actor Later(Actor actor, int days) => new()
    {
        PersonId = actor.PersonId, UserId = actor.UserId, Name = actor.Name, DepartmentId = actor.DepartmentId, Culture = actor.Culture, Offices = actor.Offices, Today = actor.Today.AddDays(days),
    };

    private static async Task<IReadOnlyList<WorkView>> InboxAsync(TreatmentScene scene) =>
        (await scene.DoAsync<FindWork, WorkList>(o => o.RunAsync(scene.Technician.Actor, null, default))).Items;

    private static Task<PlanState> StateAsync(TreatmentScene scene, Guid plan) =>
        scene.App.ReadAsync(db => db.Set<TreatmentPlan>().Where(p => p.Id == plan).Select(p => p.State).SingleAsync());
}
