using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signing;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Signing;

public sealed class ApprovalTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task A_notice_is_prepared_reviewed_and_approved_by_three_people_in_this_order(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await scene.SubmitAsync();
        (await scene.CodeAsync()).ShouldBe("submitted");

        (await scene.SignAsync(id, scene.Manager)).Refusal.ShouldBe(Approval.NotYours.With(scene.Representative.Actor.Name), Same);
        (await scene.SignAsync(id, scene.Representative)).Require().State.ShouldBe(ApprovalState.Running);
        (await scene.CodeAsync()).ShouldBe("submitted");
        (await scene.SignAsync(id, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);

        (await scene.CodeAsync()).ShouldBe("approved");
        scene.Rules.Heard.ShouldBe(["submitted", "approved"]);
        var view = await scene.ViewAsync(id);
        view.Signatures.Select(s => (s.Meaning, s.Name, s.Office)).ShouldBe(
        [
            (SignatureMeaning.Prepare, scene.Author.Actor.Name, Office.Employee),
            (SignatureMeaning.Review, scene.Representative.Actor.Name, Office.ManagementRepresentative),
            (SignatureMeaning.Approve, scene.Manager.Actor.Name, Office.GeneralManager),
        ]);
        view.Signatures.ShouldAllBe(s => s.Holds && s.ContentHash == view.ContentHash);
        scene.Rules.Summaries[^1].Signatures.Select(s => s.Name).ShouldBe(view.Signatures.Select(s => s.Name));
        (await scene.App.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(default))).Findings.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task The_author_can_not_sign_even_when_holding_the_office_asked_for(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var second = await scene.PersonAsync(Office.GeneralManager);
        var id = await scene.SubmitAsync(scene.Manager);
        (await scene.SignAsync(id, scene.Representative)).Require();

        (await scene.SignAsync(id, scene.Manager)).Refusal.ShouldBe(Approval.Author, Same);
        (await scene.SignAsync(id, second)).Require().State.ShouldBe(ApprovalState.Approved);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task Whoever_reviewed_can_not_approve_as_well(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var both = await scene.PersonAsync(Office.ManagementRepresentative, Office.GeneralManager);
        var id = await scene.SubmitAsync();
        (await scene.SignAsync(id, both)).Require();

        (await scene.SignAsync(id, both)).Refusal.ShouldBe(Approval.SignedBefore, Same);
        (await scene.SignAsync(id, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);
    }

    [Theory, BothDatabases]
    public async Task An_office_counts_on_the_day_of_signing(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await scene.SubmitAsync();
        await scene.App.SaveAsync(db => db.Appointments.Single(a => a.PersonId == scene.Representative.Actor.PersonId).EndsOn = TestApp.Today.AddDays(-1));
        var successor = await scene.PersonAsync(Office.ManagementRepresentative);

        (await scene.SignAsync(id, scene.Representative)).Refusal!.Code.ShouldBe("signing.not-yours");
        (await scene.SignAsync(id, successor)).Require();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task Parallel_countersigners_all_sign_before_the_approval_in_any_order(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var (one, two) = (await scene.PersonAsync(), await scene.PersonAsync());
        scene.Rules.Extra.AddRange([RouteStep.ByPerson(SignatureMeaning.Countersign, one.Actor.PersonId, 1), RouteStep.ByPerson(SignatureMeaning.Countersign, two.Actor.PersonId, 1)]);
        var id = await scene.SubmitAsync();
        (await scene.SignAsync(id, scene.Representative)).Require();
        (await scene.SignAsync(id, two)).Require();

        (await scene.SignAsync(id, scene.Manager)).Refusal!.Code.ShouldBe("signing.not-yours");
        (await scene.SignAsync(id, one)).Require();
        (await scene.SignAsync(id, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);
    }

    [Theory, BothDatabases]
    public async Task Who_must_sign_anyway_is_not_asked_to_countersign_as_well(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        foreach (var person in new[] { scene.Author, scene.Manager, scene.Representative })
            scene.Rules.Extra.Add(RouteStep.ByPerson(SignatureMeaning.Countersign, person.Actor.PersonId, 1));

        var view = await scene.ViewAsync(await scene.SubmitAsync());

        view.Steps.Select(s => s.Meaning).ShouldBe([SignatureMeaning.Review, SignatureMeaning.Approve]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task A_signer_returns_it_with_a_reason_and_the_next_round_starts_anew(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await scene.SubmitAsync();
        (await scene.ReturnAsync(id, scene.Representative, " ")).Refusal!.Fields.ShouldContain(f => f.Field == "comment");
        (await scene.ReturnAsync(id, scene.Representative, "范围写得不清楚")).Require().State.ShouldBe(ApprovalState.Returned);

        (await scene.CodeAsync()).ShouldBe("returned");
        scene.Rules.Summaries[^1].Comment.ShouldBe("范围写得不清楚");
        (await scene.ViewAsync(id)).Steps.Select(s => s.State).ShouldBe([StepState.Returned, StepState.Skipped]);
        var again = await scene.ViewAsync(await scene.SubmitAsync());
        again.Round.ShouldBe(2);
        again.Signatures.Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task Only_the_submitter_withdraws_and_only_while_it_is_under_way(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await scene.SubmitAsync();
        Task<Outcome<ApprovalProgress>> Withdraw(TestPerson by) =>
            scene.App.RunAsync<WithdrawApproval, Outcome<ApprovalProgress>>(o => o.RunAsync(by.Actor, new WithdrawApprovalRequest(id), default));

        (await Withdraw(scene.Representative)).Refusal!.Code.ShouldBe("signing.only-submitter-withdraws");
        (await Withdraw(scene.Author)).Require().State.ShouldBe(ApprovalState.Withdrawn);
        (await scene.CodeAsync()).ShouldBe("withdrawn");
        (await Withdraw(scene.Author)).Refusal.ShouldBe(Approval.NotRunning, Same);
        (await scene.SignAsyncWithStep(id, scene.Representative, (await scene.ViewAsync(id)).Steps[0].Id)).Refusal.ShouldBe(Approval.NotRunning, Same);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task A_step_is_passed_on_but_never_to_the_author_or_to_who_signs_anyway(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var deputy = await scene.PersonAsync();
        var auditor = await scene.PersonAsync(Office.ExternalAuditor);
        var id = await scene.SubmitAsync();
        var step = await scene.OpenStepAsync(id, scene.Representative);
        Task<Outcome<ApprovalProgress>> PassOn(TestPerson by, TestPerson to) => scene.App.RunAsync<DelegateStep, Outcome<ApprovalProgress>>(o =>
            o.RunAsync(by.Actor, new DelegateStepRequest(id, step, to.Actor.PersonId, "出差"), default));

        (await PassOn(scene.Representative, scene.Author)).Refusal!.Fields[0].Code.ShouldBe("signing.signer-is-author");
        (await PassOn(scene.Representative, scene.Manager)).Refusal!.Fields[0].Code.ShouldBe("signing.signer-signs-anyway");
        (await PassOn(scene.Representative, auditor)).Refusal!.Fields[0].Code.ShouldBe("signing.signer-only-reads");
        (await PassOn(scene.Manager, deputy)).Refusal!.Code.ShouldBe("signing.not-yours");
        (await PassOn(scene.Representative, deputy)).Require();

        (await scene.SignAsync(id, scene.Representative)).Refusal!.Code.ShouldBe("signing.not-yours");
        (await scene.SignAsync(id, deputy)).Require();
        var view = await scene.ViewAsync(id);
        view.Steps[0].DelegatedBy.ShouldBe(scene.Representative.Actor.Name + "：出差");
        view.Signatures[1].Office.ShouldBe(Office.Employee);
    }

    [Theory, BothDatabases]
    public async Task A_signer_asks_one_more_person_who_must_sign_before_it_goes_on(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var expert = await scene.PersonAsync();
        var id = await scene.SubmitAsync();
        Task<Outcome<ApprovalProgress>> Add(TestPerson by, TestPerson who) => scene.App.RunAsync<AddSigner, Outcome<ApprovalProgress>>(o =>
            o.RunAsync(by.Actor, new AddSignerRequest(id, who.Actor.PersonId, "请法务看一下"), default));

        (await Add(scene.Manager, expert)).Refusal.ShouldBe(AddSigner.NotInvolved, Same);
        (await Add(scene.Representative, scene.Manager)).Refusal!.Fields[0].Code.ShouldBe("signing.signer-signs-anyway");
        (await Add(scene.Representative, expert)).Require();
        (await scene.SignAsync(id, scene.Representative)).Require();
        (await scene.SignAsync(id, scene.Manager)).Refusal!.Code.ShouldBe("signing.not-yours");
        (await scene.SignAsync(id, expert)).Require();
        (await scene.SignAsync(id, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);
    }

    [Theory, BothDatabases]
    public async Task Signers_are_reminded_once_a_day(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await scene.SubmitAsync();
        Task<Outcome<ApprovalProgress>> Remind(TestPerson by) =>
            scene.App.RunAsync<RemindSigners, Outcome<ApprovalProgress>>(o => o.RunAsync(by.Actor, new RemindSignersRequest(id), default));

        (await Remind(scene.Manager)).Refusal!.Code.ShouldBe("signing.only-submitter-reminds");
        (await Remind(scene.Author)).Require();
        (await Remind(scene.Author)).Refusal.ShouldBe(RemindSigners.RemindedToday, Same);
        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        (await Remind(scene.Author)).Require();
    }

    [Theory, BothDatabases]
    public async Task A_vacant_office_is_named_before_anything_is_submitted(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        await scene.App.SaveAsync(db => db.Appointments.Single(a => a.PersonId == scene.Manager.Actor.PersonId).EndsOn = TestApp.Today.AddDays(-1));

        var refusal = (await scene.TrySubmitAsync()).Refusal!;

        refusal.Code.ShouldBe("signing.office-vacant");
        refusal.Message.ShouldContain("总经理");
        scene.Rules.Heard.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task What_only_the_author_could_review_is_refused_at_once(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);

        var refusal = (await scene.TrySubmitAsync(scene.Representative)).Refusal!;

        refusal.Code.ShouldBe("signing.nobody-else");
        refusal.Message.ShouldContain(scene.Representative.Actor.Name);
    }

    [Theory, BothDatabases]
    public async Task It_is_submitted_only_once_at_a_time_even_by_ten_at_once(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => scene.TrySubmitAsync()));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal!.Code == "signing.already-running");
        scene.Rules.Heard.ShouldBe(["submitted"]);
    }

    [Theory, BothDatabases]
    public async Task Two_signers_of_one_step_in_the_same_instant_leave_one_signature(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var second = await scene.PersonAsync(Office.ManagementRepresentative);
        var id = await scene.SubmitAsync();
        var step = await scene.OpenStepAsync(id, second);

        var outcomes = await Task.WhenAll(scene.SignAsyncWithStep(id, scene.Representative, step), scene.SignAsyncWithStep(id, second, step));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Single(o => !o.Succeeded).Refusal.ShouldBe(Approval.NotItsTurn, Same);
        (await scene.ViewAsync(id)).Signatures.Count.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task What_stands_in_the_way_for_the_subject_itself_stops_it(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        scene.Rules.Obstacle = new Refusal("kernel.in-use-or-duplicate");

        (await scene.TrySubmitAsync()).Refusal!.Code.ShouldBe("kernel.in-use-or-duplicate");
    }

    [Theory, BothDatabases]
    public async Task An_approval_is_not_there_for_people_of_another_department(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var stranger = await scene.App.PersonAsync(await scene.App.DepartmentAsync("仓库"));
        var id = await scene.SubmitAsync();
        var step = await scene.OpenStepAsync(id, scene.Representative);

        (await stranger.Client.GetAsync($"/api/v1/approvals/{id}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await scene.SignAsyncWithStep(id, stranger, step)).Refusal.ShouldNotBeNull();
        (await scene.TrySubmitAsync(stranger)).Refusal.ShouldNotBeNull();
    }

    private static readonly IEqualityComparer<Refusal?> Same = EqualityComparer<Refusal?>.Create((a, b) => a?.Code == b?.Code && a?.Message == b?.Message, r => r?.Code.GetHashCode() ?? 0);
}

internal static class SigningSteps
{
    /// <summary>Signs this very step.</summary>
    public static Task<Outcome<ApprovalProgress>> SignAsyncWithStep(this SigningScene scene, Guid approval, TestPerson by, Guid step) =>
        scene.App.RunAsync<SignStep, Outcome<ApprovalProgress>>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, step, SigningScene.Password), default));
}
