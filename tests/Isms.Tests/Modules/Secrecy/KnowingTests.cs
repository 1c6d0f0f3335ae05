using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Records.Filling;
using Isms.Modules.Secrecy;
using Isms.Modules.Secrecy.Changes;
using Isms.Modules.Secrecy.Holders;
using Isms.Tests.Modules.Assets;
using Isms.Tests.Modules.Documents;
using Isms.Tests.Modules.Records;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Secrecy;

/// <summary>Who may know what follows from the class as it is now, everywhere.</summary>
public sealed class KnowingTests
{
    private const string Asset = "assets.asset";

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.04")]
    public async Task An_asset_raised_to_secret_is_at_once_not_there_for_who_may_not_know_it(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var keeper = await scene.PersonAsync(scene.Finance);
        var asset = await scene.CreateAsync(scene.Facts("核心源代码库", classification: Classification.Internal));
        var file = (await scene.App.RunAsync<AddAttachment, Outcome<AttachmentView>>(o => o.RunAsync(scene.Team.Actor,
            new AddAttachmentRequest(AssetAttachments.SubjectKind, asset.Id, "设计说明.txt", new MemoryStream(Encoding.UTF8.GetBytes("设计"))), default))).Require();
        (await KnowingAsync(scene, asset.Id, scene.Representative)).Everybody.ShouldBeTrue();
        (await scene.Team.Client.GetAsync("/assets/" + asset.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var raised = await scene.Representative.Client.PostAsJsonAsync($"/api/v1/classified-things/{Asset}/{asset.Id}/class", new { @class = "Secret", reason = "泄露会造成重大损失" });
        raised.StatusCode.ShouldBe(HttpStatusCode.OK);

        var list = await KnowingAsync(scene, asset.Id, scene.Representative);
        (list.Class, list.Everybody).ShouldBe((Classification.Secret, false));
        list.People.Select(p => p.PersonId).ShouldBe([scene.Engineer.Actor.PersonId, scene.Manager.Actor.PersonId, scene.Representative.Actor.PersonId], ignoreOrder: true);
        (await scene.App.RunAsync<ReadAsset, Outcome<AssetView>>(o => o.RunAsync(scene.Team.Actor, new ReadAssetRequest(asset.Id), default))).Refusal.ShouldBe(Refusal.NotFound);
        (await scene.ChangeAsync(asset.Id, 2, scene.Facts("改名"))).Refusal.ShouldBe(Refusal.NotFound);
        foreach (var address in new[] { "/assets/" + asset.Id, "/api/v1/assets/" + asset.Id, file.Href, $"/api/v1/attachments?kind={AssetAttachments.SubjectKind}&subjectId={asset.Id}", $"/api/v1/classified-things/{Asset}/{asset.Id}", $"/secrecy/things/{Asset}/{asset.Id}" })
            (await scene.Team.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        (await scene.Team.Client.GetStringAsync("/assets")).ShouldNotContain("核心源代码库");
        (await scene.Team.Client.GetStringAsync("/search?q=核心源代码库")).ShouldNotContain(asset.Id.ToString());
        (await scene.App.RunAsync<ListAssets, Outcome<RegisterPage<InventoryRow>>>(o => o.RunAsync(scene.Team.Actor, new RegisterQuery { Search = "源代码" }, default))).Require().Rows.ShouldBeEmpty();
        (await scene.Engineer.Client.GetStringAsync("/search?q=核心源代码库")).ShouldContain(asset.Id.ToString());

        // Named for this one thing, whatever the office; and taken off again.
        (await KnowAsync(scene, asset.Id, keeper)).ShouldBe(HttpStatusCode.NotFound);
        var named = await scene.Representative.Client.PostAsJsonAsync($"/api/v1/classified-things/{Asset}/{asset.Id}/holders", new { personId = scene.Team.Actor.PersonId, reason = "维护" });
        named.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Team.Client.GetAsync("/api/v1/assets/" + asset.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var holder = (await named.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        (await scene.Representative.Client.DeleteAsync("/api/v1/classified-things/holders/" + holder)).IsSuccessStatusCode.ShouldBeTrue();
        (await scene.Team.Client.GetAsync("/api/v1/assets/" + asset.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.04")]
    public async Task Opening_and_downloading_an_upper_class_is_logged(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var plain = await scene.CreateAsync(scene.Facts("打印机", classification: Classification.Internal));
        var asset = await scene.CreateAsync(scene.Facts("报价模型", classification: Classification.Confidential));
        var file = (await scene.App.RunAsync<AddAttachment, Outcome<AttachmentView>>(o => o.RunAsync(scene.Team.Actor,
            new AddAttachmentRequest(AssetAttachments.SubjectKind, asset.Id, "模型.txt", new MemoryStream(Encoding.UTF8.GetBytes("公式"))), default))).Require();
        await scene.Team.Client.GetAsync("/api/v1/assets/" + plain.Id);
        await scene.Team.Client.GetAsync("/api/v1/assets/" + asset.Id);
        await scene.Team.Client.GetAsync(file.Href);
        await scene.Treasurer.Client.GetAsync("/api/v1/assets/" + asset.Id);
        var rows = (await scene.Representative.Client.GetFromJsonAsync<JsonElement>("/api/v1/classified-openings")).GetProperty("rows").EnumerateArray().ToList();
        rows.Select(r => (r.GetProperty("personName").GetString(), r.GetProperty("way").GetString())).ShouldBe([(scene.Team.Actor.Name, "download"), (scene.Team.Actor.Name, "read")], ignoreOrder: true);
        rows.ShouldAllBe(r => r.GetProperty("subjectId").GetGuid() == asset.Id);
        (await scene.Team.Client.GetAsync("/api/v1/classified-openings")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Treasurer.Client.GetFromJsonAsync<JsonElement>("/api/v1/classified-openings")).GetProperty("rows").GetArrayLength().ShouldBe(0, "another department's");
        (await scene.Representative.Client.GetAsync("/api/v1/classified-openings/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Representative.Client.GetStringAsync("/secrecy/openings")).ShouldContain("报价模型");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.04")]
    public async Task A_document_raised_to_top_secret_is_known_to_the_manager_and_those_on_its_list(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var version = await scene.IssueAsync("SL-B-09");
        var id = version.DocumentId;
        (await scene.Employee.Client.GetAsync("/api/v1/documents/" + id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await scene.DoAsync<NameHolder, HolderSaved>(o => o.RunAsync(scene.Representative.Actor, new NameHolderRequest("documents.document", id, scene.SalesHead.Actor.PersonId, null, "执行"), default));
        await scene.DoAsync<ChangeClass, ClassChanged>(o => o.RunAsync(scene.Representative.Actor, new ChangeClassRequest("documents.document", id, Classification.TopSecret, "含定价"), default));
        foreach (var person in new[] { scene.Employee, scene.Team, scene.Controller, scene.Representative })
        {
            (await person.Client.GetAsync("/documents/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await person.Client.GetAsync($"/api/v1/documents/versions/{version.Id}/file")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await person.Client.GetFromJsonAsync<JsonElement>("/api/v1/documents?q=商业秘密")).GetProperty("rows").GetArrayLength().ShouldBe(0);
            (await person.Client.GetStringAsync("/documents/search?q=商业秘密管理")).ShouldNotContain(id.ToString());
        }
        (await scene.Manager.Client.GetAsync("/api/v1/documents/" + id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.SalesHead.Client.GetAsync("/documents/" + id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.App.ReadAsync(db => db.Set<Opening>().Where(o => o.SubjectId == id).Select(o => o.PersonId).Distinct().ToListAsync())).ShouldContain(scene.SalesHead.Actor.PersonId);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-08")]
    public async Task A_lower_class_of_a_document_counts_only_after_the_head_and_the_representative_signed(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var head = await scene.App.PersonAsync(scene.Office1, Office.DepartmentHead);
        await scene.IssueAsync("SL-B-09");
        var id = await scene.IdAsync("SL-B-09");
        await scene.DoAsync<ChangeClass, ClassChanged>(o => o.RunAsync(scene.Team.Actor, new ChangeClassRequest("documents.document", id, Classification.Confidential, "含定价"), default));
        var document = await scene.ReadAsync("SL-B-09");
        var request = new ChangeDocumentRequest(id, document.Version, scene.Office1, Classification.Internal, true, null, [], "", null, [], []);
        (await scene.TryAsync<ChangeDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, request, default))).Refusal!.Code.ShouldBe("secrecy.lowering-needs-approval");
        var asked = await scene.DoAsync<ChangeClass, ClassChanged>(o => o.RunAsync(scene.Team.Actor, new ChangeClassRequest("documents.document", id, Classification.Internal, "定价已删去"), default));
        asked.Class.ShouldBe(Classification.Confidential);
        (await scene.TryAsync<ChangeClass, ClassChanged>(o => o.RunAsync(scene.Team.Actor, new ChangeClassRequest("documents.document", id, Classification.Public, "再低"), default))).Refusal!.Code.ShouldBe("secrecy.asked-already");
        (await scene.Employee.Client.GetAsync("/api/v1/class-lowerings/" + asked.Lowering)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var approval = (await scene.TrySubmitAsync(LoweringApproval.KindName, asked.Lowering!.Value)).Require().Id;
        (await scene.TrySignAsync(approval, head)).Require();
        (await scene.Employee.Client.GetAsync("/api/v1/documents/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        (await scene.Employee.Client.GetAsync("/api/v1/documents/" + id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Representative.Client.GetAsync("/secrecy/lowerings/" + asked.Lowering)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.04")]
    public async Task A_record_raised_to_secret_leaves_lists_search_files_and_evidence(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var record = await scene.CreateAsync("B-22-R05", scene.Staff);
        (await scene.Team.Client.GetAsync("/api/v1/records/" + record.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var raised = await scene.DoAsync<ChangeClass, ClassChanged>(o => o.RunAsync(scene.ItHead.Actor, new ChangeClassRequest("records.record", record.Id, Classification.Secret, "机房布局"), default));
        raised.Class.ShouldBe(Classification.Secret);
        (await scene.Team.Client.GetAsync("/api/v1/records/" + record.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Team.Client.GetAsync($"/api/v1/records/{record.Id}/document")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/records")).GetProperty("rows").GetArrayLength().ShouldBe(0);
        (await scene.Team.Client.GetStringAsync("/search?q=" + record.Number)).ShouldNotContain(record.Id.ToString());
        // Who filled it in, and the head, still may; what they do is logged.
        (await scene.Staff.Client.GetAsync("/records/" + record.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.ItHead.Client.GetAsync($"/api/v1/records/{record.Id}/document")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.App.ReadAsync(db => db.Set<Opening>().Where(o => o.SubjectId == record.Id).Select(o => o.Way).ToListAsync())).ShouldContain(OpeningWay.Print);
        (await scene.TryAsync<ChangeClass, ClassChanged>(o => o.RunAsync(scene.Seller.Actor, new ChangeClassRequest("records.record", record.Id, Classification.Public, "x"), default))).Refusal.ShouldBe(Refusal.NotFound);
        (await scene.TryAsync<ReadThing, ThingView>(o => o.RunAsync(scene.Staff.Actor, new ReadThingRequest("nothing.such", record.Id), default))).Refusal.ShouldBe(Refusal.NotFound);
    }

    private static async Task<ThingView> KnowingAsync(AssetScene scene, Guid id, TestPerson by) =>
        (await scene.App.RunAsync<ReadThing, Outcome<ThingView>>(o => o.RunAsync(by.Actor, new ReadThingRequest(Asset, id), default))).Require();

    private static async Task<HttpStatusCode> KnowAsync(AssetScene scene, Guid id, TestPerson by) => (await by.Client.GetAsync("/api/v1/assets/" + id)).StatusCode;
}
