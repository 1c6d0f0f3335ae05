using Isms.Kernel.Access;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signing;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Signing;

public sealed class SignatureTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-04")]
    public async Task Nothing_is_signed_with_a_wrong_password(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        (await scene.TrySubmitAsync(secret: "wrong")).Refusal!.Fields[0].Code.ShouldBe("signing.secret-wrong");
        scene.Rules.Heard.ShouldBeEmpty();

        var id = await scene.SubmitAsync();
        (await scene.SignAsync(id, scene.Representative, "wrong")).Refusal!.Fields[0].Field.ShouldBe("secret");
        (await scene.ViewAsync(id)).Signatures.Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-04")]
    public async Task Guessing_the_password_when_signing_locks_the_account(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        for (var i = 0; i < 5; i++)
            (await scene.TrySubmitAsync(secret: "guess" + i)).Succeeded.ShouldBeFalse();

        (await scene.TrySubmitAsync()).Refusal!.Code.ShouldBe("kernel.sign-in-locked");
        scene.App.Clock.Advance(TimeSpan.FromMinutes(16));
        (await scene.TrySubmitAsync()).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-04")]
    public async Task A_one_time_code_signs_once(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var factor = new SecondFactor { UserId = scene.Author.Actor.UserId, ConfirmedAt = TestApp.Start.UtcDateTime };
        await scene.App.SaveAsync(db => db.Add(factor));
        var code = Totp.CodeOf(factor.Secret, Totp.StepOf(scene.App.Clock.GetUtcNow().UtcDateTime));
        var id = (await scene.TrySubmitAsync(secret: code)).Require().Id;
        (await scene.ReturnAsync(id, scene.Representative, "改")).Require();

        (await scene.TrySubmitAsync(secret: code)).Refusal!.Fields[0].Code.ShouldBe("signing.secret-wrong");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-04")]
    public async Task What_changed_after_it_was_submitted_can_not_be_signed(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await scene.SubmitAsync();
        await scene.RenameAsync("悄悄改过的规定");

        (await scene.SignAsync(id, scene.Representative)).Refusal!.Code.ShouldBe("signing.content-changed");
        (await scene.ViewAsync(id)).ContentChanged.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task Who_tried_to_sign_what_was_not_to_be_signed_is_in_the_ledger(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var second = await scene.PersonAsync(Office.GeneralManager);
        var id = await scene.SubmitAsync(scene.Manager);
        var approval = (await scene.ViewAsync(id)).Steps.Last().Id;
        Task<Outcome<ApprovalProgress>> SignAsync(TestPerson by) => scene.App.RunAsync<SignStep, Outcome<ApprovalProgress>>(o => o.RunAsync(by.Actor, new SignStepRequest(id, approval, SigningScene.Password), default));

        (await SignAsync(second)).Refusal.ShouldNotBeNull("out of order");
        (await scene.SignAsync(id, scene.Representative)).Require();
        (await SignAsync(scene.Manager)).Refusal!.Code.ShouldBe(Approval.Author.Code);
        await scene.RenameAsync("悄悄改过的规定");
        (await SignAsync(second)).Refusal!.Code.ShouldBe("signing.content-changed");
        (await scene.App.RunAsync<WithdrawApproval, Outcome<ApprovalProgress>>(o => o.RunAsync(scene.Manager.Actor, new WithdrawApprovalRequest(id), default))).Require();
        (await SignAsync(second)).Refusal!.Code.ShouldBe(Approval.NotRunning.Code);

        var noted = await scene.App.ReadAsync(db => db.Ledger.Where(e => e.UseCase == "signing.refuse" && e.EntityId == id).OrderBy(e => e.Sequence).Select(e => e.State).ToListAsync());
        noted.Count.ShouldBe(4);
        foreach (var (state, code) in noted.Zip([Approval.NotItsTurn.Code, Approval.Author.Code, "signing.content-changed", Approval.NotRunning.Code]))
            state.ShouldContain(code);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-04")]
    public async Task A_change_after_approval_shows_every_signature_as_broken(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await ApprovedAsync(scene);
        await scene.RenameAsync("悄悄改过的规定");

        (await scene.ViewAsync(id)).Signatures.ShouldAllBe(s => s.Broken.Contains("signing.broken-content"));
        (await scene.App.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(default))).Intact.ShouldBeFalse();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-04")]
    public async Task A_stored_text_changed_in_the_database_shows_the_signatures_as_broken(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await ApprovedAsync(scene);
        await scene.App.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE kernel_approvals SET content = '{{}}' WHERE id = {id}"));

        (await scene.ViewAsync(id)).Signatures.ShouldAllBe(s => s.Broken.Contains("signing.broken-stored"));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-04")]
    public async Task A_signature_row_changed_in_the_database_is_reported_here_and_by_the_ledger(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await ApprovedAsync(scene);
        await Should.ThrowAsync<Exception>(() => ExecuteAsync(scene, "UPDATE kernel_signatures SET person_name = 'x'"));
        await Should.ThrowAsync<Exception>(() => ExecuteAsync(scene, "DELETE FROM kernel_signatures"));
        await ExecuteAsync(scene, on == On.Sqlite ? "DROP TRIGGER kernel_signatures_no_update" : "DROP TRIGGER kernel_signatures_no_change ON kernel_signatures");
        await ExecuteAsync(scene, "UPDATE kernel_signatures SET person_name = '某人' WHERE meaning = 'Approve'");

        var view = await scene.ViewAsync(id);
        view.Signatures.Single(s => !s.Holds).Broken.ShouldBe(["signing.broken-row"]);
        view.Signatures.Single(s => !s.Holds).Meaning.ShouldBe(SignatureMeaning.Approve);
        (await scene.App.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(default))).Findings
            .ShouldContain(f => f.Code == "ledger.changed-row" && f.EntityType == "kernel_signatures");
    }

    private static async Task<Guid> ApprovedAsync(SigningScene scene)
    {
        var id = await scene.SubmitAsync();
        (await scene.SignAsync(id, scene.Representative)).Require();
        (await scene.SignAsync(id, scene.Manager)).Require();
        return id;
    }

    private static Task<int> ExecuteAsync(SigningScene scene, string sql) => scene.App.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));
}
