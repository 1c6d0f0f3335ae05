using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Settings;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Distribution;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Reading;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Secrecy;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Documents;

/// <summary>Distribution on paper, reading and confirming.</summary>
public sealed class ReadingTests
{
    [Theory, BothDatabases]
    public async Task Everybody_on_the_list_gets_the_duty_confirms_it_and_the_coverage_counts(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var issued = await scene.IssueAsync("SL-B-15");
        var mine = (await scene.DoAsync<ListReadings, IReadOnlyList<ReadingView>>(o => o.RunAsync(scene.Employee.Actor, default))).ShouldHaveSingleItem();
        mine.DueOn.ShouldBe(TestApp.Today.AddDays(14));
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == ReadingDesk.ReadWork && w.State == WorkState.Open))).ShouldBe(7);

        (await scene.Employee.Client.PostAsJsonAsync($"/api/v1/readings/{mine.Id}/confirmation", new { readToEnd = false })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.SalesHead.Client.PostAsJsonAsync($"/api/v1/readings/{mine.Id}/confirmation", new { readToEnd = true })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Employee.Client.GetAsync($"/api/v1/readings/{mine.Id}/sections/1")).EnsureSuccessStatusCode();
        (await scene.Employee.Client.PostAsJsonAsync($"/api/v1/readings/{mine.Id}/confirmation", new { readToEnd = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.SubjectId == mine.Id))).State.ShouldBe(WorkState.Done);

        var coverage = await scene.DoAsync<ShowCoverage, ReadingCoverage>(o => o.RunAsync(scene.Controller.Actor, issued.DocumentId, default));
        (coverage.Asked, coverage.Confirmed, coverage.Overdue).ShouldBe((7, 1, 0));
        coverage.Departments.Single(d => d.DepartmentId == scene.Sales).Confirmed.ShouldBe(1);
        (await scene.DoAsync<RemindReaders, ReadersAsked>(o => o.RunAsync(scene.Controller.Actor, issued.DocumentId, default))).Count.ShouldBe(6);
        (await scene.DoAsync<RemindReaders, ReadersAsked>(o => o.RunAsync(scene.Controller.Actor, issued.DocumentId, default))).Count.ShouldBe(0, "once a day");
        (await scene.TryAsync<ShowCoverage, ReadingCoverage>(o => o.RunAsync(scene.Employee.Actor, issued.DocumentId, default))).Refusal!.Code.ShouldBe("kernel.forbidden");

        await scene.App.PersonAsync(scene.Sales);
        (await scene.DoAsync<ShowCoverage, ReadingCoverage>(o => o.RunAsync(scene.Controller.Actor, issued.DocumentId, default))).NotAsked.ShouldBe(1);
        (await scene.DoAsync<AskNewReaders, ReadersAsked>(o => o.RunAsync(scene.Controller.Actor, issued.DocumentId, default))).Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_material_change_is_read_again_and_an_editorial_one_is_not_as_the_approver_decides(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var first = await scene.IssueAsync("SL-B-25");
        await scene.ReviseAsync("SL-B-25", material: false);
        (await AskedAsync(scene, (await scene.NewestAsync("SL-B-25")).Id)).ShouldBe(0);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == ReadingDesk.ReadWork && w.State == WorkState.Open))).ShouldBe(0, "the old version is read no more");
        (await AskedAsync(scene, first.Id)).ShouldBe(7);

        await scene.DoAsync<ReviseDocument, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new ReviseDocumentRequest(first.DocumentId, true, "改责任"), default));
        (await scene.TrySaveAsync("SL-B-25", "改后的正文", summary: "改责任", material: false)).Require();
        var version = await scene.ApproveAsync("SL-B-25");
        version.Label.ShouldBe("B/0");
        (await scene.TryAsync<DecideMaterial, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new DecideMaterialRequest(version.Id, version.Version, true), default))).Refusal!.Code.ShouldBe("kernel.forbidden");
        await scene.DoAsync<DecideMaterial, VersionSaved>(o => o.RunAsync(scene.Representative.Actor, new DecideMaterialRequest(version.Id, version.Version, true), default));
        (await scene.TryIssueAsync("SL-B-25")).Require();
        (await AskedAsync(scene, version.Id)).ShouldBe(6, "the author has read it");
    }

    [Theory, BothDatabases]
    public async Task Where_the_organization_wants_it_confirming_asks_for_the_password(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        await scene.App.SaveAsync(db => db.Add(new SettingValue { Key = DocumentsModule.ConfirmBy.Key, Value = "password" }));
        await scene.App.RunAsync<SettingsReader, int>(s => { s.Forget(); return Task.FromResult(0); });
        await scene.IssueAsync("SL-B-15");
        var mine = (await scene.DoAsync<ListReadings, IReadOnlyList<ReadingView>>(o => o.RunAsync(scene.Employee.Actor, default)))[0].Id;
        await scene.DoAsync<ReadSection, SectionView>(o => o.RunAsync(scene.Employee.Actor, new ReadSectionRequest(mine), default));
        (await scene.TryAsync<ConfirmReading, ReadingConfirmed>(o => o.RunAsync(scene.Employee.Actor, new ConfirmReadingRequest(mine, true), default))).Refusal!.Fields[0].Field.ShouldBe("secret");
        (await scene.TryAsync<ConfirmReading, ReadingConfirmed>(o => o.RunAsync(scene.Employee.Actor, new ConfirmReadingRequest(mine, true, "wrong"), default))).Refusal!.Fields[0].Code.ShouldBe("signing.secret-wrong");
        (await scene.TryAsync<ConfirmReading, ReadingConfirmed>(o => o.RunAsync(scene.Employee.Actor, new ConfirmReadingRequest(mine, true, "secret"), default))).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-08")]
    public async Task Paper_copies_have_numbers_are_signed_for_and_called_back_when_a_new_version_comes(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var document = await scene.ReadAsync("SL-B-23");
        await scene.DoAsync<ChangeDocument, DocumentSaved>(o => o.RunAsync(scene.Controller.Actor, new ChangeDocumentRequest(document.Id, document.Version, scene.Office1, Classification.Internal, false, null, [], "", null, [],
            [new RecipientFacts(RecipientScope.Department, scene.Sales, Copies: 2), new RecipientFacts(RecipientScope.Person, PersonId: scene.Manager.Actor.PersonId, Copies: 1)]), default));
        await scene.IssueAsync("SL-B-23");
        var copies = await scene.DoAsync<ListCopies, IReadOnlyList<CopyView>>(o => o.RunAsync(scene.Controller.Actor, document.Id, default));
        copies.Select(c => (c.Serial, c.To)).ShouldBe([(1, "销售部"), (2, "销售部"), (3, scene.Manager.Actor.Name)]);
        (await scene.TryAsync<ReceiveCopy, CopySaved>(o => o.RunAsync(scene.Employee.Actor, new ReceiveCopyRequest(copies[2].Id, 1), default))).Refusal.ShouldBe(ReceiveCopy.NotYours);
        await scene.DoAsync<ReceiveCopy, CopySaved>(o => o.RunAsync(scene.SalesHead.Actor, new ReceiveCopyRequest(copies[0].Id, 1), default));
        (await scene.TryAsync<RecallCopy, CopySaved>(o => o.RunAsync(scene.Employee.Actor, new RecallCopyRequest(copies[0].Id, 2), default))).Refusal!.Code.ShouldBe("kernel.forbidden");

        await scene.ReviseAsync("SL-B-23");
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == ForceDesk.RecallWork && w.State == WorkState.Open && w.Office == Office.DocumentController))).ShouldBe(3);
        await scene.DoAsync<RecallCopy, CopySaved>(o => o.RunAsync(scene.Controller.Actor, new RecallCopyRequest(copies[0].Id, 2), default));
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == ForceDesk.RecallWork && w.State == WorkState.Open))).ShouldBe(2);
        copies = await scene.DoAsync<ListCopies, IReadOnlyList<CopyView>>(o => o.RunAsync(scene.Controller.Actor, document.Id, default));
        copies.Count.ShouldBe(6, "the new version has copies of its own");
        copies.Single(c => c.RecalledAt is not null).Received.ShouldBe(scene.SalesHead.Actor.Name);
        (await scene.Controller.Client.GetAsync($"/documents/{document.Id}/issue")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
    private static Task<int> AskedAsync(DocumentScene scene, Guid version) => scene.App.ReadAsync(db => db.Set<ReadingConfirmation>().CountAsync(c => c.VersionId == version));
}
