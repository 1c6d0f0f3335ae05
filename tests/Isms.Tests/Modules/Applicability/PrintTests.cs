using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability;
using Isms.Modules.Applicability.Decisions;
using Isms.Tests.Kernel.OfficeFiles.Writing;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Applicability;

public sealed class PrintTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-02")]
    public async Task The_workbook_has_a_row_for_every_control_of_the_catalogue_and_each_additional_one(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.InForceAsync(before: async soa =>
        {
            (await scene.RunAsync<AddControl, ControlDecided>(o => o.RunAsync(scene.Team.Actor, new AddControlRequest(soa, "源代码水印", "可追溯", SoaScene.Applicable()), default))).Require();
            await scene.DecideAsync(soa, "2022:8.30", SoaScene.Excluded());
        });
        using var file = SpreadsheetDocument.Open(await DownloadAsync(scene.Manager, $"/api/v1/soas/{id}/document.xlsx"), false);
        file.ShouldBeValid();
        var cells = file.Cells();
        var printed = cells.Values.ToHashSet();
        ControlCatalogue.Of(Edition.Iso2022).Controls.Where(c => !printed.Contains(c.Key.Code)).ShouldBeEmpty();
        var codes = ControlCatalogue.Of(Edition.Iso2022).Controls.Select(c => c.Key.Code).Append("C-01").ToHashSet();
        cells.Values.Count(codes.Contains).ShouldBe(94);
        printed.ShouldContain("源代码水印");
        printed.ShouldContain(SoaScene.LongReason);
        var everything = string.Join('\n', Enumerable.Range(0, 3).SelectMany(i => file.Cells(i).Values));
        foreach (var text in new[] { "软件开发与运维服务", "SL-A-02", "V1.0", "示例科技", scene.Team.Actor.Name, scene.Representative.Actor.Name, scene.Manager.Actor.Name, "2026-03-02" })
            everything.ShouldContain(text);
        (await scene.App.ReadAsync(db => db.Ledger.CountAsync(e => e.UseCase == "applicability.print" && e.EntityId == id))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task The_Word_document_carries_scope_version_names_and_the_watermark_of_its_state(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var first = await scene.InForceAsync();
        var second = await scene.PrepareAsync(Edition.Iso2022, "年度评审");
        (await WordAsync(scene, second)).ShouldSatisfyAllConditions(t => t.ShouldContain("V1.1"), t => t.ShouldContain("草稿"));
        await scene.ApproveAsync(second);
        (await WordAsync(scene, second)).ShouldSatisfyAllConditions(
            t => t.ShouldContain("软件开发与运维服务"), t => t.ShouldContain(scene.Manager.Actor.Name), t => t.ShouldNotContain("草稿"));
        (await WordAsync(scene, first)).ShouldContain("V1.0");
    }

    [Theory, BothDatabases]
    public async Task A_signed_version_is_printed_as_it_was_signed(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.InForceAsync();
        var control = (await scene.ControlAsync(id, "2022:8.13")).Implementation;
        (await SoaScene.PutAsync(scene.Team, "/api/v1/control-implementations/" + control.Id, control.Version,
            new { status = "implemented", departmentId = scene.Engineering, evidenceLink = "https://wiki.example/backup" })).EnsureSuccessStatusCode();
        await scene.RiskAsync("2022:8.13");
        using var file = SpreadsheetDocument.Open(await DownloadAsync(scene.Team, $"/api/v1/soas/{id}/document.xlsx"), false);
        var texts = file.Cells().Values.ToList();
        texts.ShouldNotContain("已实施");
        texts.ShouldNotContain("工程部");
        texts.ShouldNotContain(t => t.Contains("R-0001", StringComparison.Ordinal));
        (await scene.ControlAsync(id, "2022:8.13")).Implementation.Status.ShouldBe(ImplementationStatus.Implemented);
    }

    [Theory, BothDatabases]
    public async Task The_list_is_exported_as_it_is_shown(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        await scene.DecideAsync(id, "2022:8.30", SoaScene.Excluded());
        using var file = SpreadsheetDocument.Open(await DownloadAsync(scene.Head, $"/api/v1/soas/{id}/controls.xlsx?filter.standing=Excluded&columns=code,reason"), false);
        file.ShouldBeValid();
        var texts = file.Cells().Values.ToList();
        texts.ShouldContain("8.30");
        texts.ShouldContain(SoaScene.LongReason);
        texts.ShouldNotContain("8.13");
    }

    [Fact]
    [Trait("Requirement", "R-DOC-03")]
    public void Every_spelling_of_the_statement_means_one_document()
    {
        foreach (var spelling in new[] { "《信息安全适用性声明SoA》", "《信息安全适用性声明（SoA）》", "《信息安全适用性声明》", "信息安全适用性声明SOA", "XX-A-02" })
            DocumentList.Resolve(spelling).ShouldNotBeNull(spelling).Pattern.ShouldBe("XX-A-02");
    }

    private static async Task<string> WordAsync(SoaScene scene, Guid id)
    {
        using var file = WordprocessingDocument.Open(await DownloadAsync(scene.Team, $"/api/v1/soas/{id}/document.docx"), false);
        file.ShouldBeValid();
        var main = file.MainDocumentPart!;
        return string.Join('\n', main.HeaderParts.Select(h => h.Header!.OuterXml).Append(main.Document!.Body!.InnerText));
    }

    private static async Task<MemoryStream> DownloadAsync(TestPerson by, string address)
    {
        using var response = await by.Client.GetAsync(address);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return new MemoryStream(await response.Content.ReadAsByteArrayAsync());
    }
}
