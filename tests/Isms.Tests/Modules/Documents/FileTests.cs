using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Isms.Kernel.Files;
using Isms.Kernel.OfficeFiles.Pdf;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Comparison;
using Isms.Modules.Documents.Disposal;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Printing;
using Isms.Modules.Documents.Rendering;
using Isms.Tests.Kernel.OfficeFiles.Writing;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Documents;

/// <summary>Texts as pages and files, comparison, withdrawal.</summary>
public sealed class FileTests
{
    [Fact] // A text that runs something in the reader's browser.
    public void A_script_in_a_text_does_not_run()
    {
        var html = MarkdownText.Html("# 一\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n[链接](javascript:alert(1)) ![图](https://example.org/x.png) [好](https://example.org)\n\n|a|b|\n|-|-|\n|1|2|\n", _ => null);
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img src=\"x\"");
        html.ShouldNotContain("javascript:");
        html.ShouldNotContain("example.org/x.png");
        html.ShouldContain("href=\"https://example.org\"");
        html.ShouldContain("<td>1</td>");
        html.ShouldContain("1 一");
    }

    [Fact]
    public void Fields_and_references_are_filled_in_and_dead_ones_reported()
    {
        var (text, problems) = TextMarks.Resolve("{{organization}} 见[[B-02#4.1]]与[[X-9]]，{{gone}}{{empty}}", n => n switch { "organization" => "甲*乙", "empty" => "", _ => null },
            n => n == "B-02" ? ("《文件控制程序》", "/documents/1") : null, _ => "SL-B-09");
        text.ShouldStartWith(@"甲\*乙 见[《文件控制程序》 4\.1](/documents/1)");
        problems.Select(p => p.Fault).ShouldBe([MarkFault.UnknownField, MarkFault.EmptyField, MarkFault.UnknownReference]);
        problems[2].Suggestion.ShouldBe("SL-B-09");
    }

    [Theory]
    [InlineData("每年评审一次。", "每半年评审一次。", "半")]
    [InlineData("The head approves.\nSame line.\n", "The manager approves.\nSame line.\n", "manager")]
    public void Texts_are_compared_by_words(string before, string after, string inserted)
    {
        var pieces = WordDifference.Of(before, after);
        string.Concat(pieces.Where(p => p.Kind != PieceKind.Inserted).Select(p => p.Text)).ShouldBe(before);
        string.Concat(pieces.Where(p => p.Kind != PieceKind.Deleted).Select(p => p.Text)).ShouldBe(after);
        pieces.Where(p => p.Kind == PieceKind.Inserted).ShouldHaveSingleItem().Text.ShouldBe(inserted);
    }

    [Fact]
    public void Whatever_the_texts_both_can_be_read_out_of_the_comparison() => CsCheck.Check.Sample(
        CsCheck.Gen.Select(CsCheck.Gen.String[CsCheck.Gen.Char["甲乙a \n1"], 0, 60], CsCheck.Gen.String[CsCheck.Gen.Char["甲乙a \n1"], 0, 60]), t =>
        {
            var pieces = WordDifference.Of(t.Item1, t.Item2);
            return string.Concat(pieces.Where(p => p.Kind != PieceKind.Inserted).Select(p => p.Text)) == t.Item1
                && string.Concat(pieces.Where(p => p.Kind != PieceKind.Deleted).Select(p => p.Text)) == t.Item2;
        });

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-09")]
    [Trait("Requirement", "R-4.3.2.2-03")]
    public async Task The_word_file_says_what_it_is_and_an_old_version_carries_its_mark(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var first = await scene.IssueAsync("SL-B-04");
        await scene.ReviseAsync("SL-B-04");
        var (oldText, oldHeaders) = await WordAsync(scene, first.Id);
        oldHeaders.ShouldContain("作废");
        oldText.ShouldContain("纠正措施控制程序");
        var now = await scene.NewestAsync("SL-B-04");
        var (text, headers) = await WordAsync(scene, now.Id);
        headers.ShouldNotContain("作废");
        headers.ShouldContain("SL-B-04  A/1");
        text.ShouldContain("修订履历");
        text.ShouldContain("补充一句");
        text.ShouldContain("受控");
        text.ShouldContain(scene.Representative.Actor.Name, customMessage: "who approved");
        text.ShouldContain("补充：每月检查。");
        text.ShouldNotContain("[[");
        (await scene.App.ReadAsync(db => db.Ledger.CountAsync(e => e.EntityId == now.Id && e.UseCase == "documents.download"))).ShouldBe(1);
        (await scene.Employee.Client.GetAsync($"/api/v1/document-versions/{now.Id}/file?format=exe")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var compared = await scene.Employee.Client.GetFromJsonAsync<JsonElement>($"/api/v1/document-versions/{now.Id}/comparison?with={first.Id}");
        compared.GetProperty("pieces").EnumerateArray().Last(p => p.GetProperty("kind").GetString() == "inserted").GetProperty("text").GetString()!.ShouldContain("每月检查");
        (await scene.Employee.Client.GetStringAsync($"/documents/{now.DocumentId}/compare")).ShouldContain("<ins>");
    }

    [Fact]
    public async Task A_pdf_begins_with_its_mark_and_a_broken_file_gives_none()
    {
        if (PdfConverter.Find() is null)
            Assert.Skip("LibreOffice is not installed.");
        await using var scene = await DocumentScene.StartAsync(On.Sqlite);
        var version = await scene.IssueAsync("SL-B-04");
        var answer = await scene.Employee.Client.GetAsync($"/api/v1/document-versions/{version.Id}/file?format=pdf");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await answer.Content.ReadAsByteArrayAsync())[..4].ShouldBe("%PDF"u8.ToArray());
        var broken = await scene.App.RunAsync<PdfConverter, Isms.Kernel.Http.Outcome<Isms.Kernel.Http.WrittenFile>>(c => c.ConvertAsync(new MemoryStream([1, 2, 3]), ".docx", "x.pdf", default));
        broken.Refusal?.Code.ShouldBe(PdfConverter.Failed.Code);
        broken.Value?.Content.Dispose();
    }

    [Fact]
    [Trait("Requirement", "R-4.3.2.2-05")]
    public async Task What_is_in_force_has_its_pdf_kept_and_opened_by_everybody_until_another_version_takes_its_place()
    {
        if (PdfConverter.Find() is null)
            Assert.Skip("LibreOffice is not installed.");
        await using var scene = await DocumentScene.StartAsync(On.Sqlite);
        var version = await scene.IssueAsync("SL-B-04");
        (await scene.DoAsync<MakeRenditions, RenditionsMade>(o => o.RunAsync(scene.App.System, default))).Count.ShouldBe(2, "one in each language");
        (await scene.DoAsync<MakeRenditions, RenditionsMade>(o => o.RunAsync(scene.App.System, default))).Count.ShouldBe(0);
        (await scene.TryAsync<MakeRenditions, RenditionsMade>(o => o.RunAsync(scene.Manager.Actor, default))).Refusal!.Code.ShouldBe("kernel.forbidden");
        var kept = await scene.App.ReadAsync(db => (from r in db.Set<StoredRendition>() join f in db.Set<StoredFile>() on r.FileId equals f.Id where r.Language == "zh" select f.Sha256).SingleAsync());
        var opened = await scene.Employee.Client.GetByteArrayAsync($"/api/v1/document-versions/{version.Id}/file?format=pdf");
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(opened)).ShouldBe(kept);
        await scene.ReviseAsync("SL-B-04");
        var superseded = await scene.Employee.Client.GetByteArrayAsync($"/api/v1/document-versions/{version.Id}/file?format=pdf");
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(superseded)).ShouldNotBe(kept, "it now says that it is no longer in force");
    }

    [Theory, BothDatabases]
    public async Task An_uploaded_word_file_becomes_the_text_and_one_that_fetches_from_outside_is_refused_by_name(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var version = await scene.NewestAsync("SL-B-33");
        (await UploadAsync(scene, version, "变更.docx", Word("上传的变更管理正文", external: true))).ShouldContain("evil.example");
        (await UploadAsync(scene, version, "变更.docm", Word("正文"))).ShouldContain(".docx");
        (await UploadAsync(scene, version, "变更.docx", [1, 2, 3])).ShouldContain("变更.docx");
        (await UploadAsync(scene, version, "变更.docx", Word("上传的变更管理正文"))).ShouldBe("");
        var issued = await scene.IssueAsync("SL-B-33");
        issued.FileText.ShouldContain("上传的变更管理正文");
        var (text, headers) = await WordAsync(scene, issued.Id);
        text.ShouldContain("SL-B-33");
        text.ShouldContain("上传的变更管理正文");
        headers.ShouldNotContain("作废");
        await scene.ReviseAsync("SL-B-33");
        (await WordAsync(scene, issued.Id)).Headers.ShouldContain("作废");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-06")]
    [Trait("Requirement", "R-4.3.2.2-10")]
    public async Task A_withdrawn_document_is_marked_kept_with_its_reason_and_destroyed_only_with_approval_witness_and_in_time(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var version = await scene.IssueAsync("SL-B-32");
        (await scene.TryAsync<AskForDisposal, DisposalView>(o => o.RunAsync(scene.Controller.Actor, new AskForDisposalRequest(version.Id, DisposalAct.Destroy, "不用了", WitnessId: scene.Team.Actor.PersonId), default))).Refusal!.Code.ShouldBe(AskForDisposal.StillUsed.Code);
        var paper = await scene.DoAsync<AskForDisposal, DisposalView>(o => o.RunAsync(scene.Controller.Actor, new AskForDisposalRequest(version.Id, DisposalAct.Withdraw, "合并到其他程序", "合同要求保留十年"), default));
        await SignAllAsync(scene, paper.Id);
        (await scene.NewestAsync("SL-B-32")).State.ShouldBe(VersionState.Obsolete);
        var page = await scene.Controller.Client.GetStringAsync($"/documents/{version.DocumentId}");
        page.ShouldContain("作废保留");
        page.ShouldContain("合同要求保留十年");
        (await WordAsync(scene, version.Id, scene.Controller)).Headers.ShouldContain("作废保留");
        (await scene.Employee.Client.GetFromJsonAsync<JsonElement>("/api/v1/documents?filter.state=Effective")).GetProperty("rows").GetArrayLength().ShouldBe(0);

        var destroy = new AskForDisposalRequest(version.Id, DisposalAct.Destroy, "保存期满", WitnessId: scene.Team.Actor.PersonId);
        (await scene.TryAsync<AskForDisposal, DisposalView>(o => o.RunAsync(scene.Controller.Actor, destroy, default))).Refusal!.Code.ShouldBe(AskForDisposal.KeptLonger.Code);
        scene.App.Clock.Advance(TimeSpan.FromDays(366 * 5));
        (await scene.TryAsync<AskForDisposal, DisposalView>(o => o.RunAsync(scene.Controller.Actor, destroy with { WitnessId = scene.Controller.Actor.PersonId }, default))).Refusal!.Fields[0].Code.ShouldBe("documents.witness-needed");
        var last = await scene.DoAsync<AskForDisposal, DisposalView>(o => o.RunAsync(scene.Controller.Actor, destroy, default));
        await SignAllAsync(scene, last.Id);
        (await scene.NewestAsync("SL-B-32")).State.ShouldBe(VersionState.Destroyed);
        (await scene.TryAsync<ReadVersion, VersionTextView>(o => o.RunAsync(scene.Controller.Actor, version.Id, default))).Refusal!.Code.ShouldBe(ReadVersion.Destroyed.Code);
    }

    private static async Task SignAllAsync(DocumentScene scene, Guid paper)
    {
        var approval = (await scene.TrySubmitAsync(DisposalApproval.KindName, paper, scene.Controller)).Require().Id;
        foreach (var signer in new[] { scene.Representative, scene.Team, scene.Manager })
        {
            if ((await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(signer.Actor, approval, default))).Steps.Any(s => s.Mine))
                (await scene.TrySignAsync(approval, signer)).Require();
        }
    }

    private static async Task<string> UploadAsync(DocumentScene scene, DocumentVersion version, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/document-versions/{version.Id}/file") { Content = form };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version.Version}\"");
        var answer = await scene.Team.Client.SendAsync(request);
        if (answer.IsSuccessStatusCode)
            return "";
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("file")[0].GetString()!;
    }

    [Fact]
    public void Markdown_keeps_its_looks_lists_tables_links_and_pictures_in_the_Word_file()
    {
        // The frame of a JPEG of 200 by 100 pixels is all that is looked at.
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 100, 0, 200, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xD9];
        const string markdown = "# 一\n正文**粗体**、*斜体*、~~删除~~、`代码`和[链接](https://example.org/a)。\n\n1. 第一\n   - 其下\n     - 再下\n2. 第二\n\n> 引用\n\n```\na = 1\nb = 2\n```\n\n"
            + "|名称|数量|状态|\n|:-|-:|:-:|\n|**服务器**|12|好|\n\n前![图|40](file:a.jpg)后\n\n---\n";
        var blocks = MarkdownText.Blocks(markdown, name => name == "a.jpg" ? jpeg : null);
        using var memory = new MemoryStream();
        WordWriter.Write(memory, new DocumentHead { Organization = "示例", Title = "文件", GeneratedAt = DateTimeOffset.UnixEpoch, Culture = Isms.Kernel.Text.Phrase.Chinese }, blocks);
        using var file = WordprocessingDocument.Open(memory, false);
        file.ShouldBeValid();
        var body = file.MainDocumentPart!.Document!.Body!;
        Words(r => r.RunProperties?.Bold is not null).ShouldBe(["粗体", "服务器"]);
        Words(r => r.RunProperties?.Italic is not null).ShouldBe(["斜体"]);
        Words(r => r.RunProperties?.Strike is not null).ShouldBe(["删除"]);
        Words(r => r.RunProperties?.RunFonts?.Ascii?.Value == "Courier New").ShouldBe(["代码", "a = 1b = 2"]);
        body.Descendants<Hyperlink>().ShouldHaveSingleItem().InnerText.ShouldBe("链接");
        file.MainDocumentPart.HyperlinkRelationships.ShouldHaveSingleItem().Uri.AbsoluteUri.ShouldBe("https://example.org/a");
        var items = body.Elements<Paragraph>().Where(p => p.InnerText is "1.第一" or "•其下" or "◦其下" or "▪再下" or "2.第二").ToList();
        items.Select(p => p.InnerText).ShouldBe(["1.第一", "◦其下", "▪再下", "2.第二"]);
        items.Select(p => int.Parse(p.ParagraphProperties!.Indentation!.Left!.Value!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe([630, 1050, 1470, 630]);
        body.Descendants<TableCell>().Where(c => c.InnerText is "12" or "好").Select(c => c.Descendants<Justification>().Single().Val!.Value).ShouldBe([JustificationValues.Right, JustificationValues.Center]);
        body.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Extent>().ShouldHaveSingleItem().Cx!.Value.ShouldBe(40 * 36_000);
        body.InnerText.ShouldEndWith("前后");

        List<string> Words(Func<Run, bool> those) => [.. body.Descendants<Run>().Where(those).Select(r => r.InnerText)];
    }

    private static byte[] Word(string text, bool external = false)
    {
        using var memory = new MemoryStream();
        using (var file = WordprocessingDocument.Create(memory, DocumentFormat.OpenXml.WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            main.Document = new Document(new Body(new Paragraph(new Run(new Text(text)))));
            if (external)
                main.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", new Uri("https://evil.example/t.dotm"));
        }
        return memory.ToArray();
    }

    private static async Task<(string Text, string Headers)> WordAsync(DocumentScene scene, Guid version, TestPerson? by = null)
    {
        var bytes = await (by ?? scene.Employee).Client.GetByteArrayAsync($"/api/v1/document-versions/{version}/file?format=docx");
        using var file = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        return (file.MainDocumentPart!.Document!.Body!.InnerText, string.Concat(file.MainDocumentPart.HeaderParts.Select(h => h.Header!.OuterXml + h.Header.InnerText)));
    }
}
