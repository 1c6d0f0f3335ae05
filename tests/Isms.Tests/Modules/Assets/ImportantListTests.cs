using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Lists;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Assets;

public sealed class ImportantListTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-04")]
    public async Task A_list_holds_exactly_the_important_assets_and_stays_as_it_was_when_they_change(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var server = await scene.CreateAsync();
        await scene.CreateAsync(scene.Facts("旧键盘", scores: (1, 1, 1, 1)));
        var list = (await DrawAsync(scene)).Require();
        (list.Rows, list.Number).ShouldBe((1, "SL-B-01-R02-2026-001"));

        (await scene.ChangeAsync(server.Id, 1, scene.Facts("改名的服务器"))).Require();

        (await RowsAsync(scene, list.Id)).ShouldHaveSingleItem().Name.ShouldBe("文件服务器");
        (await ReadAsync(scene, list.Id)).Intact.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DOC-06")]
    public async Task The_list_is_prepared_reviewed_approved_and_supersedes_the_one_before(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync();
        var first = (await DrawAsync(scene)).Require();
        (await scene.ApproveAsync(ListSubject.SubjectKind, first.Id, scene.Team, scene.Representative, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);
        var approved = await ReadAsync(scene, first.Id);
        (approved.State, approved.PreparedBy, approved.ReviewedBy, approved.ApprovedBy).ShouldBe(
            (ListState.Approved, scene.Team.Actor.Name, scene.Representative.Actor.Name, scene.Manager.Actor.Name));

        var second = (await DrawAsync(scene)).Require();
        second.Number.ShouldBe("SL-B-01-R02-2026-002");
        (await scene.ApproveAsync(ListSubject.SubjectKind, second.Id, scene.Team, scene.Representative, scene.Manager)).Require();

        (await ReadAsync(scene, first.Id)).State.ShouldBe(ListState.Superseded);
        var signatures = (await scene.App.RunAsync<GetApprovalOf, Outcome<ApprovalView>>(o => o.RunAsync(scene.Team.Actor, ListSubject.SubjectKind, first.Id, default))).Require().Signatures;
        signatures.ShouldAllBe(s => s.Holds);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DOC-06")]
    public async Task The_document_opens_without_repair_and_carries_number_names_and_the_mark_of_its_state(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync();
        var list = (await DrawAsync(scene)).Require();

        var draft = await DocumentAsync(scene, list.Id);
        draft.ShouldContain("草稿");
        (await scene.ApproveAsync(ListSubject.SubjectKind, list.Id, scene.Team, scene.Representative, scene.Manager)).Require();
        var approved = await DocumentAsync(scene, list.Id);

        approved.ShouldContain(list.Number);
        approved.ShouldContain("文件服务器");
        approved.ShouldContain(scene.Team.Actor.Name);
        approved.ShouldContain(scene.Representative.Actor.Name);
        approved.ShouldContain(scene.Manager.Actor.Name);
        approved.ShouldNotContain("草稿");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-04")]
    public async Task Two_lists_are_compared_asset_by_asset_and_field_by_field(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var kept = await scene.CreateAsync(scene.Facts("核心交换机"));
        var gone = await scene.CreateAsync(scene.Facts("旧防火墙"));
        await scene.CreateAsync(scene.Facts("不变的服务器"));
        var first = (await DrawAsync(scene)).Require();
        (await scene.ChangeAsync(kept.Id, 1, scene.Facts("核心交换机", scores: (4, 4, 4, 4)))).Require();
        (await scene.ChangeAsync(gone.Id, 1, scene.Facts("旧防火墙", scores: (1, 1, 1, 1)))).Require();
        await scene.CreateAsync(scene.Facts("新防火墙"));
        var second = (await DrawAsync(scene)).Require();

        var found = (await scene.App.RunAsync<CompareLists, Outcome<ListComparison>>(o => o.RunAsync(scene.Team.Actor, new CompareListsRequest(first.Id, second.Id), default))).Require();

        found.Added.ShouldHaveSingleItem().Name.ShouldBe("新防火墙");
        found.Removed.ShouldHaveSingleItem().Name.ShouldBe("旧防火墙");
        var changed = found.Changed.ShouldHaveSingleItem();
        changed.Differences.Select(d => (d.Field, d.Old, d.New)).ShouldBe(
            [("replacementCost", "3", "4"), ("integrity", "2", "4"), ("availability", "5", "4"), ("value", "5", "4"), ("importance", "5", "4")]);
        found.Same.ShouldBe(1);
        var workbook = await scene.Team.Client.GetAsync($"/api/v1/important-asset-lists/{second.Id}/comparison/{first.Id}/document");
        workbook.StatusCode.ShouldBe(HttpStatusCode.OK);
        Text(await workbook.Content.ReadAsByteArrayAsync()).ShouldContain("新防火墙");
    }

    [Theory, BothDatabases]
    public async Task A_row_changed_behind_the_system_breaks_the_list_and_it_cannot_be_submitted(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync();
        var list = (await DrawAsync(scene)).Require();
        await scene.App.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE assets_important_list_rows SET owner = 'X'"));

        (await ReadAsync(scene, list.Id)).Intact.ShouldBeFalse();
        var refused = await scene.App.RunAsync<SubmitForApproval, Outcome<ApprovalStarted>>(o => o.RunAsync(scene.Team.Actor, new SubmitForApprovalRequest(ListSubject.SubjectKind, list.Id, AssetScene.Password), default));
        refused.Refusal!.Code.ShouldBe(ListSubject.RowsChanged.Code);
    }

    [Theory, BothDatabases]
    public async Task No_list_is_drawn_from_assets_valued_by_earlier_criteria_or_from_none(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        (await DrawAsync(scene)).Refusal!.Code.ShouldBe(ListSource.NothingImportant.Code);
        await scene.CreateAsync();
        await scene.ApproveCriteriaAsync("manual-hybrid");
        (await DrawAsync(scene)).Refusal!.Code.ShouldBe(ListSource.Outdated.Code);
    }

    [Theory, BothDatabases]
    public async Task A_draft_takes_the_assets_anew_under_its_own_number_but_not_once_submitted(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync();
        var list = (await DrawAsync(scene)).Require();
        await scene.CreateAsync(scene.Facts("第二台服务器"));
        var again = (await RedrawAsync(scene, list.Id, list.Version)).Require();
        (again.Rows, again.Number).ShouldBe((2, list.Number));
        (await RowsAsync(scene, list.Id)).Count.ShouldBe(2);

        await scene.ApproveAsync(ListSubject.SubjectKind, list.Id, scene.Team);
        var version = (await ReadAsync(scene, list.Id)).Version;
        (await RedrawAsync(scene, list.Id, version)).Refusal!.Code.ShouldBe(RedrawList.NotDraft.Code);
    }

    [Theory, BothDatabases]
    public async Task A_head_sees_the_list_of_the_own_department_and_not_the_organizations(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync();
        var whole = (await DrawAsync(scene)).Require();
        var own = (await DrawAsync(scene, scene.Engineering)).Require();

        var lists = await scene.Engineer.Client.GetFromJsonAsync<JsonElement>("/api/v1/important-asset-lists");
        lists.EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(own.Id);
        (await scene.Engineer.Client.GetAsync($"/api/v1/important-asset-lists/{whole.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Treasurer.Client.GetAsync($"/api/v1/important-asset-lists/{own.Id}/document")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<Outcome<ListDrawn>> DrawAsync(AssetScene scene, Guid? department = null) =>
        scene.App.RunAsync<DrawList, Outcome<ListDrawn>>(o => o.RunAsync(scene.Team.Actor, new DrawListRequest("2026 年度重要资产清单", department), default));

    private static Task<Outcome<ListDrawn>> RedrawAsync(AssetScene scene, Guid id, int version) =>
        scene.App.RunAsync<RedrawList, Outcome<ListDrawn>>(o => o.RunAsync(scene.Team.Actor, new RedrawListRequest(id, version), default));

    private static async Task<ListView> ReadAsync(AssetScene scene, Guid id) =>
        (await scene.App.RunAsync<ReadList, Outcome<ListView>>(o => o.RunAsync(scene.Team.Actor, new ReadListRequest(id), default))).Require();

    private static Task<List<ImportantAssetListRow>> RowsAsync(AssetScene scene, Guid id) =>
        scene.App.ReadAsync(db => db.Set<ImportantAssetListRow>().Where(r => r.ListId == id).OrderBy(r => r.Ordinal).ToListAsync());

    private static async Task<string> DocumentAsync(AssetScene scene, Guid id)
    {
        var response = await scene.Team.Client.GetAsync($"/api/v1/important-asset-lists/{id}/document");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        new OpenXmlValidator().Validate(document).ShouldBeEmpty();
        return Text(bytes);
    }

    private static string Text(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return string.Concat(zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }
}
