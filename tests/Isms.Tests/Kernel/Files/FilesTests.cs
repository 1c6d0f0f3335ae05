using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Kernel.Files;

/// <summary>Files go with a department: its people read them, its head also writes.</summary>
internal sealed class DepartmentFiles : IAttachmentSubject
{
    public const string Name = "test.department";

    public string Kind => Name;

    public Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => Task.FromResult(actor.DepartmentId == id);

    public Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) => Task.FromResult(actor.Heads(id));
}

public sealed class FilesTests
{
    private static readonly byte[] Pdf = "%PDF-1.7 content"u8.ToArray();

    [Theory, BothDatabases]
    public async Task A_file_comes_back_as_it_went_in_and_is_never_shown_inline(On on)
    {
        await using var scene = await Scene.StartAsync(on);

        var answer = await scene.UploadAsync(scene.Head, "风险 评估.pdf", Pdf);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var download = await scene.Member.Client.GetAsync(answer.Headers.Location);

        (await download.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("风险 评估.pdf");
        download.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        download.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task Who_opened_which_file_is_in_the_ledger(On on)
    {
        await using var scene = await Scene.StartAsync(on);
        var href = (await scene.UploadAsync(scene.Head, "名单.pdf", Pdf)).Headers.Location;

        (await scene.Member.Client.GetAsync(href)).EnsureSuccessStatusCode();

        var entry = await scene.App.ReadAsync(db => db.Ledger.SingleAsync(e => e.UseCase == "files.open"));
        entry.PersonId.ShouldBe(scene.Member.Actor.PersonId);
        entry.State.ShouldContain("名单.pdf");
    }

    [Theory, BothDatabases]
    public async Task The_same_content_is_kept_once_and_both_names_lead_to_it(On on)
    {
        await using var scene = await Scene.StartAsync(on);
        await scene.UploadAsync(scene.Head, "a.pdf", Pdf);
        await scene.UploadAsync(scene.Head, "b.pdf", Pdf);

        (await scene.App.ReadAsync(db => db.Set<StoredFile>().CountAsync())).ShouldBe(1);
        Directory.EnumerateFiles(Path.Combine(scene.App.Folder, "files"), "*", SearchOption.AllDirectories).Count().ShouldBe(1);
        (await scene.ListAsync(scene.Member)).GetProperty("items").EnumerateArray().Select(f => f.GetProperty("name").GetString()).ShouldBe(["a.pdf", "b.pdf"]);
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_see_the_thing_does_not_see_its_files(On on)
    {
        await using var scene = await Scene.StartAsync(on);
        var stranger = await scene.App.PersonAsync(await scene.App.DepartmentAsync("仓库"));
        var href = (await scene.UploadAsync(scene.Head, "a.pdf", Pdf)).Headers.Location;

        (await stranger.Client.GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Client.GetAsync($"/api/v1/attachments?kind={DepartmentFiles.Name}&subjectId={scene.Department}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.UploadAsync(stranger, "a.pdf", Pdf)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.App.Client().GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task Who_only_reads_neither_adds_nor_removes(On on)
    {
        await using var scene = await Scene.StartAsync(on);
        (await scene.UploadAsync(scene.Head, "a.pdf", Pdf)).EnsureSuccessStatusCode();
        var id = (await scene.ListAsync(scene.Member)).GetProperty("items")[0].GetProperty("id").GetGuid();

        (await scene.UploadAsync(scene.Member, "b.pdf", Pdf)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.Member.Client.DeleteAsync($"/api/v1/attachments/{id}")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.Head.Client.DeleteAsync($"/api/v1/attachments/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await scene.ListAsync(scene.Head)).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_file_that_is_too_large_leaves_nothing_behind(On on)
    {
        await using var scene = await Scene.StartAsync(on);
        await scene.App.SaveAsync(db => db.Add(new Isms.Kernel.Settings.SettingValue { Key = FilesSettings.LargestMegabytes.Key, Value = "1" }));
        scene.App.Clock.Advance(TimeSpan.FromSeconds(10));

        var answer = await scene.UploadAsync(scene.Head, "a.pdf", [.. Pdf, .. new byte[1024 * 1024]]);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("超过 1 MB");
        Directory.EnumerateFiles(Path.Combine(scene.App.Folder, "files"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crash_while_writing_leaves_at_most_a_part_that_the_next_start_removes()
    {
        var folder = Directory.CreateTempSubdirectory("isms-vault-").FullName;
        var vault = new FolderVault(folder);
        var kept = await vault.PutAsync(new MemoryStream(Pdf), 1000, default);
        await File.WriteAllTextAsync(Path.Combine(folder, "0123.part"), "half");

        var next = new FolderVault(folder);
        next.Sweep();

        Directory.EnumerateFiles(folder).ShouldBeEmpty();
        await using var content = (await next.OpenAsync(kept!.Sha256, default))!;
        new StreamReader(content).ReadToEnd().ShouldBe(Encoding.UTF8.GetString(Pdf));
        (await next.OpenAsync(new string('0', 64), default)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(() => next.OpenAsync("../../etc/passwd", default));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("setup.exe", "MZ", "files.type-not-allowed")]
    [InlineData("report.pdf", "MZ\u0090", "files.type-program")]
    [InlineData("notes.txt", "#!/bin/sh\nrm -rf /", "files.type-program")]
    [InlineData("notes.txt", "  <!DOCTYPE html><html>", "files.type-page")]
    [InlineData("picture.png", "<svg xmlns='http://www.w3.org/2000/svg'>", "files.type-page")]
    [InlineData("picture.svg", "<svg>", "files.type-not-allowed")]
    [InlineData("page.html", "<html>", "files.type-not-allowed")]
    [InlineData("list.csv", "a,b\n<script>alert(1)</script>", "files.type-page")]
    [InlineData("report.pdf", "plain text", "files.type-differs")]
    [InlineData("table.xlsm", "PK\u0003\u0004", "files.type-not-allowed")]
    [InlineData("empty.txt", "", "files.empty")]
    [InlineData("noextension", "text", "files.type-not-allowed")]
    [InlineData("broken.xlsx", "PK\u0003\u0004 and then nothing", "files.type-damaged")]
    public void What_could_run_or_is_not_what_it_says_is_refused(string name, string content, string code) =>
        FileType.Of(name, new MemoryStream(Encoding.Latin1.GetBytes(content))).Refused.ShouldBe(code);

    [Theory]
    [InlineData("xl/workbook.xml", "table.xlsx", null)]
    [InlineData("xl/vbaProject.bin", "table.xlsx", "files.type-macros")]
    [InlineData("word/activeX/activeX1.bin", "letter.docx", "files.type-active")]
    [InlineData("word/embeddings/oleObject1.bin", "letter.docx", "files.type-active")]
    [InlineData("xl/macrosheets/sheet1.xml", "table.xlsx", "files.type-macros")]
    [InlineData("word/document.xml", "table.xlsx", "files.type-differs")]
    [InlineData("word/document.xml", "letter.DOCX", null)]
    public void An_office_file_is_looked_into(string part, string name, string? code)
    {
        var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml");
            zip.CreateEntry(part);
        }
        var (_, refused, offender) = FileType.Of(name, content);
        refused.ShouldBe(code);
        offender.ShouldBe(code is null or "files.type-differs" ? "" : part, "what is in the way is named");
    }

    [Theory, BothDatabases]
    public async Task What_would_fetch_from_elsewhere_is_refused_by_name_and_a_link_is_not(On on)
    {
        await using var scene = await Scene.StartAsync(on);
        var refused = await scene.UploadAsync(scene.Head, "信.docx", Related("attachedTemplate", "https://evil.example/t.dotm"));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("https://evil.example/t.dotm");
        (await scene.UploadAsync(scene.Head, "信.docx", Related("hyperlink", "https://example.org/"))).StatusCode.ShouldBe(HttpStatusCode.Created);

        static byte[] Related(string type, string target)
        {
            var content = new MemoryStream();
            using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
            {
                zip.CreateEntry("[Content_Types].xml");
                zip.CreateEntry("word/document.xml");
                using var relations = new StreamWriter(zip.CreateEntry("word/_rels/document.xml.rels").Open());
                relations.Write($"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}' Target='{target}' TargetMode='External'/></Relationships>");
            }
            return content.ToArray();
        }
    }

    [Theory, BothDatabases]
    public async Task What_attached_files_say_is_found_by_two_characters_marked_and_only_by_who_may_see_it(On on)
    {
        await using var scene = await Scene.StartAsync(on);
        var stranger = await scene.App.PersonAsync(await scene.App.DepartmentAsync("销售部"));
        var gb = CodePagesEncodingProvider.Instance.GetEncoding(54936)!;
        (string Name, byte[] Content)[] files =
        [
            ("纪要.docx", Word("会议决定更换消防泵房的门锁")), ("台账.xlsx", Workbook("消防泵")), ("说明.txt", gb.GetBytes("二楼消防通道保持畅通")), ("笔记.md", "# 消防\n\n每月检查。"u8.ToArray()),
            ("无关.txt", "防火墙与消息队列"u8.ToArray()),
        ];
        foreach (var (name, content) in files)
            (await scene.UploadAsync(scene.Head, name, content)).StatusCode.ShouldBe(HttpStatusCode.Created, name);

        (await FoundAsync(scene.Member, "消防")).Select(h => h.Title).ShouldBe(["纪要.docx", "台账.xlsx", "说明.txt", "笔记.md"], ignoreOrder: true);
        (await FoundAsync(scene.Member, "消防 门锁")).ShouldHaveSingleItem().Detail.ShouldContain("更换消防泵房");
        (await FoundAsync(scene.Member, "台账")).ShouldHaveSingleItem("by its name");
        (await FoundAsync(stranger, "消防")).ShouldBeEmpty();
        var page = await scene.Member.Client.GetStringAsync("/search?q=" + Uri.EscapeDataString("消防"));
        page.ShouldContain("<mark>消防</mark>");
        (await stranger.Client.GetStringAsync("/search?q=" + Uri.EscapeDataString("消防"))).ShouldNotContain("泵房");

        var memo = (await scene.ListAsync(scene.Head)).GetProperty("items").EnumerateArray().Single(i => i.GetProperty("name").GetString() == "纪要.docx").GetProperty("id").GetGuid();
        (await scene.Head.Client.DeleteAsync($"/api/v1/attachments/{memo}")).IsSuccessStatusCode.ShouldBeTrue();
        (await FoundAsync(scene.Member, "门锁")).ShouldBeEmpty();

        static async Task<IReadOnlyList<(string Title, string Detail)>> FoundAsync(TestPerson person, string words) => [.. JsonDocument.Parse(await person.Client.GetStringAsync("/api/v1/search?q=" + Uri.EscapeDataString(words))).RootElement.EnumerateArray()
            .Where(g => g.GetProperty("kind").GetString() == "files.found").SelectMany(g => g.GetProperty("hits").EnumerateArray()).Select(h => (h.GetProperty("title").GetString()!, h.GetProperty("detail").GetString()!))];
    }

    private static byte[] Word(string text)
    {
        using var file = new MemoryStream();
        WordWriter.Write(file, new DocumentHead { Organization = "示例", Title = "纪要", GeneratedAt = DateTimeOffset.UnixEpoch }, [new WordBlock.Paragraph(text)]);
        return file.ToArray();
    }

    private static byte[] Workbook(string cell)
    {
        using var file = new MemoryStream();
        WorkbookWriter.Write(file, new DocumentHead { Organization = "示例", Title = "台账", GeneratedAt = DateTimeOffset.UnixEpoch }, [new WorkbookSheet("设备", [new SheetColumn("名称")], [[cell]])]);
        return file.ToArray();
    }

    [Fact]
    public void Macros_in_an_old_office_file_are_found_even_across_a_read_boundary()
    {
        byte[] head = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        var macro = Encoding.Unicode.GetBytes("_VBA_PROJECT");

        FileType.Of("a.xls", new MemoryStream([.. head, .. new byte[64 * 1024 - 20], .. macro])).Refused.ShouldBe("files.type-macros");
        FileType.Of("a.xls", new MemoryStream([.. head, .. new byte[90_000]])).Refused.ShouldBeNull();
    }

    [Theory]
    [InlineData("C:\\文档\\报告.pdf", "报告.pdf")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("a<b>:c|d?.pdf", "abcd.pdf")]
    [InlineData("...", "file")]
    public void A_name_is_only_a_name(string given, string kept) => AddAttachment.NameOf(given).ShouldBe(kept);

    [Theory, BothDatabases]
    public async Task The_upload_page_takes_a_file_and_returns_only_within_the_site(On on)
    {
        await using var scene = await Scene.StartAsync(on);
        var form = await scene.Head.Client.GetAsync("/attachments/add");
        var page = await form.Content.ReadAsStringAsync();
        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        foreach (var cookie in form.Headers.GetValues("Set-Cookie"))
            scene.Head.Client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        async Task<HttpResponseMessage> PostAsync(string back, byte[] content)
        {
            using var body = Scene.Body(scene.Department, "a.pdf", content);
            body.Add(new StringContent(token), "__RequestVerificationToken");
            body.Add(new StringContent("attach"), "_handler");
            body.Add(new StringContent(back), "return");
            return await scene.Head.Client.PostAsync("/attachments/add", body);
        }

        (await PostAsync("/assets/1", Pdf)).Headers.Location!.ToString().ShouldEndWith("/assets/1#files");
        (await PostAsync("//evil.example", Pdf)).Headers.Location!.ToString().ShouldNotContain("evil");
        var refused = await PostAsync("/assets/1", "MZ"u8.ToArray());
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("程序或脚本");
    }

    private sealed class Scene : IAsyncDisposable
    {
        public required TestApp App { get; init; }
        public Guid Department { get; private set; }
        public TestPerson Head { get; private set; } = null!;
        public TestPerson Member { get; private set; } = null!;

        public static async Task<Scene> StartAsync(On on)
        {
            var scene = new Scene { App = await TestApp.StartAsync(on, s => s.AddScoped<IAttachmentSubject, DepartmentFiles>()) };
            scene.Department = await scene.App.DepartmentAsync("研发部");
            scene.Head = await scene.App.PersonAsync(scene.Department, Office.DepartmentHead);
            scene.Member = await scene.App.PersonAsync(scene.Department);
            return scene;
        }

        public async Task<HttpResponseMessage> UploadAsync(TestPerson by, string name, byte[] content)
        {
            using var body = Body(Department, name, content);
            return await by.Client.PostAsync("/api/v1/attachments", body);
        }

        public static MultipartFormDataContent Body(Guid department, string name, byte[] content)
        {
            var file = new ByteArrayContent(content);
            file.Headers.ContentType = new MediaTypeHeaderValue("text/html");
            return new MultipartFormDataContent { { new StringContent(DepartmentFiles.Name), "kind" }, { new StringContent(department.ToString()), "subjectId" }, { file, "file", name } };
        }

        public async Task<JsonElement> ListAsync(TestPerson by) => JsonDocument.Parse(
            await by.Client.GetStringAsync($"/api/v1/attachments?kind={DepartmentFiles.Name}&subjectId={Department}")).RootElement.Clone();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
