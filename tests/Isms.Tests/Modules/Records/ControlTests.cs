using System.Net;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Records;
using Isms.Modules.Records.Control;
using Isms.Modules.Records.Filling;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Records;

public sealed class ControlTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.3.2-01")]
    [Trait("Requirement", "R-PLAT-17")]
    public async Task What_is_due_is_proposed_but_never_what_is_held(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var (due, held) = (await scene.ApprovedAsync(by: scene.Team), await scene.ApprovedAsync(by: scene.Team));
        (await ProposeAsync(scene)).Refusal!.Code.ShouldBe("records.nothing-due");
        await scene.DoAsync<HoldRecords, RecordsKept>(o => o.RunAsync(scene.Controller.Actor, new HoldRecordsRequest([held.Id], "合同纠纷取证"), default));
        Later(scene);
        var disposal = (await ProposeAsync(scene)).Require();
        (await ReadAsync(scene, disposal.Id)).Items.ShouldHaveSingleItem().RecordId.ShouldBe(due.Id);
        // Proposed is not destroyed.
        (await scene.ReadAsync(due.Id, scene.Team)).State.ShouldBe(RecordState.Approved);
        (await scene.TryAsync<CarryOutDisposal, DisposalSaved>(o => o.RunAsync(scene.Controller.Actor, new CarryOutDisposalRequest(disposal.Id, disposal.Version), default))).Refusal!.Code.ShouldBe("records.disposal-not-signed");

        // Put on hold after it was proposed: neither submitted nor carried out.
        await scene.DoAsync<HoldRecords, RecordsKept>(o => o.RunAsync(scene.Controller.Actor, new HoldRecordsRequest([due.Id], "内审取样"), default));
        (await scene.TrySubmitAsync(disposal.Id, scene.Controller, DisposalApproval.KindName)).Refusal!.Code.ShouldBe("records.disposal-held");
        (await scene.TryAsync<HoldRecords, RecordsKept>(o => o.RunAsync(scene.Staff.Actor, new HoldRecordsRequest([due.Id]), default))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await scene.Staff.Client.GetAsync("/records/disposals")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-03")]
    public async Task A_disposal_needs_two_people_and_leaves_only_hashes_and_the_certificate(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        const string Secret = "门禁控制器已更换为新型号七七";
        var facts = await scene.FactsAsync("R-01");
        var record = await scene.CreateAsync("R-01", scene.Staff, facts with { Fields = new Dictionary<string, Isms.Modules.Records.Domain.FilledField>(facts.Fields) { ["what"] = new(Secret) }, NoneForBlanks = false });
        await scene.AttachAsync(record.Id, scene.Staff, "附件内容" + Secret);
        (await scene.TrySubmitAsync(record.Id, scene.Staff)).Require();
        var hash = (await scene.ReadAsync(record.Id, scene.Staff)).ContentHash;
        var file = await scene.App.ReadAsync(db => (from a in db.Set<Attachment>() join f in db.Set<StoredFile>() on a.FileId equals f.Id where a.SubjectId == record.Id select f.Sha256).SingleAsync());
        Later(scene);

        var disposal = (await ProposeAsync(scene)).Require();
        var approval = (await scene.TrySubmitAsync(disposal.Id, scene.Controller, DisposalApproval.KindName)).Require().Id;
        (await scene.TryAsync<SignStep, ApprovalProgress>(async o => await o.RunAsync(scene.Controller.Actor, new SignStepRequest(approval, (await StepAsync(scene, approval)), "secret"), default))).Refusal!.Code.ShouldBe("signing.author");
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        var version = (await ReadAsync(scene, disposal.Id)).Version;
        await scene.DoAsync<CarryOutDisposal, DisposalSaved>(o => o.RunAsync(scene.Controller.Actor, new CarryOutDisposalRequest(disposal.Id, version), default));

        // Gone: content, search, files, ledger. Left: number, hash, signatures that still hold.
        (await scene.App.ReadAsync(db => db.Set<RecordContent>().AnyAsync(c => c.RecordId == record.Id))).ShouldBeFalse();
        (await scene.App.ReadAsync(db => db.Set<Attachment>().AnyAsync(a => a.SubjectId == record.Id))).ShouldBeFalse();
        (await scene.App.Services.GetRequiredService<IFileVault>().OpenAsync(file, default)).ShouldBeNull();
        (await scene.App.ReadAsync(db => db.Ledger.CountAsync(e => e.State.Contains(Secret)))).ShouldBe(0);
        (await scene.App.ReadAsync(db => db.Set<Approval>().CountAsync(a => a.Content.Contains(Secret)))).ShouldBe(0);
        (await scene.Team.Client.GetStringAsync("/api/v1/records?q=控制器")).ShouldNotContain(record.Number);
        var view = await scene.ReadAsync(record.Id, scene.Team);
        (view.State, view.ContentHash, view.Filled.Fields.Count).ShouldBe((RecordState.Disposed, hash, 0));
        var approvals = await scene.App.ReadAsync(db => db.Set<Approval>().Where(a => a.SubjectId == record.Id).Select(a => a.Id).SingleAsync());
        (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Team.Actor, approvals, default))).Signatures.ShouldAllBe(s => s.Holds);
        (await scene.Team.Client.GetAsync($"/api/v1/records/{record.Id}/document")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var certificate = new MemoryStream(await scene.Controller.Client.GetByteArrayAsync($"/api/v1/record-disposals/{disposal.Id}/document"));
        var text = EveryFormTests.Printed(certificate);
        foreach (var part in new[] { disposal.Number, record.Number, hash, scene.Controller.Actor.Name, scene.Representative.Actor.Name })
            text.ShouldContain(part);
        (await scene.Controller.Client.GetAsync(RecordPaths.Disposal(disposal.Id))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Team.Client.GetAsync(RecordPaths.Record(record.Id))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task A_period_that_waits_for_an_event_starts_when_the_event_is_stated(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var record = await scene.ApprovedAsync("B-09-R04", scene.Team);
        var view = await scene.ReadAsync(record.Id, scene.Team);
        (view.Retention.From, view.RetainUntil).ShouldBe((Isms.Modules.Records.Domain.RetentionStart.Contract, null));
        (await StartAsync(TestApp.Today.AddDays(1))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.retention-start-day");
        (await StartAsync(TestApp.Today)).Require();
        (await scene.ReadAsync(record.Id, scene.Team)).RetainUntil.ShouldBe(TestApp.Today.AddYears(3));
        var plain = await scene.ApprovedAsync(by: scene.Team);
        (await scene.TryAsync<StartRetention, RecordSaved>(o => o.RunAsync(scene.Controller.Actor, new StartRetentionRequest(plain.Id, 4, TestApp.Today), default))).Refusal!.Code.ShouldBe("records.retention-not-waiting");

        Task<Outcome<RecordSaved>> StartAsync(DateOnly day) => scene.TryAsync<StartRetention, RecordSaved>(o => o.RunAsync(scene.Controller.Actor, new StartRetentionRequest(record.Id, view.Version, day), default));
    }

    [Theory, BothDatabases]
    public async Task Records_struck_off_a_disposal_are_kept(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var (one, two) = (await scene.ApprovedAsync(by: scene.Team), await scene.ApprovedAsync(by: scene.Team));
        Later(scene);
        var disposal = (await ProposeAsync(scene)).Require();
        var changed = await scene.DoAsync<ChangeDisposal, DisposalSaved>(o => o.RunAsync(scene.Controller.Actor, new ChangeDisposalRequest(disposal.Id, disposal.Version, "期满", "碎纸", [one.Id]), default));
        changed.Records.ShouldBe(1);
        (await ReadAsync(scene, disposal.Id)).Items.ShouldHaveSingleItem().RecordId.ShouldBe(two.Id);
        (await scene.TryAsync<ChangeDisposal, DisposalSaved>(o => o.RunAsync(scene.Controller.Actor, new ChangeDisposalRequest(disposal.Id, disposal.Version, "期满", "碎纸"), default))).Refusal!.Kind.ShouldBe(RefusalKind.Stale);
    }

    private static Isms.Kernel.Access.Actor OnDay(RecordScene scene) => new()
    {
        PersonId = scene.Controller.Actor.PersonId, UserId = scene.Controller.Actor.UserId, Name = scene.Controller.Actor.Name, DepartmentId = scene.It, Offices = scene.Controller.Actor.Offices,
        Culture = scene.Controller.Actor.Culture, Today = DateOnly.FromDateTime(scene.App.Clock.GetUtcNow().UtcDateTime.AddHours(8)),
    };

    private static Task<Outcome<DisposalSaved>> ProposeAsync(RecordScene scene) =>
        scene.TryAsync<ProposeDisposal, DisposalSaved>(o => o.RunAsync(OnDay(scene), new ProposeDisposalRequest(), default));

    private static Task<DisposalView> ReadAsync(RecordScene scene, Guid id) => scene.DoAsync<ReadDisposal, DisposalView>(o => o.RunAsync(scene.Controller.Actor, id, default));

    private static async Task<Guid> StepAsync(RecordScene scene, Guid approval) =>
        (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Controller.Actor, approval, default))).Steps[0].Id;

    // The sessions of the scene last five years.
    private static void Later(RecordScene scene) => scene.App.Clock.Advance(TimeSpan.FromDays(3 * 366));
}
