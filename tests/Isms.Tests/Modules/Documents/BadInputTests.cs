using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Documents;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Documents;

/// <summary>What a document must not take.</summary>
public sealed class BadInputTests
{
    [Fact] // A small file that unpacks to gigabytes.
    public async Task A_word_file_that_unpacks_to_far_more_than_it_weighs_is_refused_before_it_is_unpacked()
    {
        await using var scene = await DocumentScene.StartAsync(On.Sqlite);
        var version = await scene.NewestAsync("SL-B-33");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Bomb()) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", "变更.docx" } };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/document-versions/{version.Id}/file") { Content = form };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version.Version}\"");
        using var answer = await scene.Team.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("展开后过大");
        (await scene.NewestAsync("SL-B-33")).FileId.ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task A_script_in_a_text_is_words_on_the_page_and_in_what_is_found(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        (await scene.TrySaveAsync("SL-B-15", "# 试\n\n<script>alert(1)</script> 勒索<img src=x onerror=alert(2)>[点](javascript:alert(3))")).Require();
        var version = await scene.IssueAsync("SL-B-15");
        foreach (var address in new[] { DocumentPaths.Document(version.DocumentId), DocumentPaths.Search + "?q=" + Uri.EscapeDataString("勒索"), "/search?q=" + Uri.EscapeDataString("勒索") })
        {
            var page = await scene.Employee.Client.GetStringAsync(address);
            page.ShouldContain("勒索");
            page.ShouldNotContain("<script>alert");
            page.ShouldNotContain("<img src=x");
            page.ShouldNotContain("href=\"javascript:");
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-01")]
    public async Task After_withdrawal_or_a_change_in_the_database_nobody_signs(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var version = await scene.NewestAsync("SL-B-04");
        var approval = (await scene.TrySubmitAsync("documents.procedure", version.Id)).Require().Id;
        var step = (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Leader.Actor, approval, default))).Steps.Single(s => s.Mine).Id;
        Task<Outcome<ApprovalProgress>> SignAsync() => scene.TryAsync<SignStep, ApprovalProgress>(o => o.RunAsync(scene.Leader.Actor, new SignStepRequest(approval, step, "secret"), default));
        await scene.App.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE documents_versions SET body_zh = 'other' WHERE id = {version.Id}"));
        (await SignAsync()).Refusal!.Code.ShouldBe("signing.content-changed");
        await scene.DoAsync<WithdrawApproval, ApprovalProgress>(o => o.RunAsync(scene.Team.Actor, new WithdrawApprovalRequest(approval), default));
        (await SignAsync()).Refusal!.Code.ShouldBe(Approval.NotRunning.Code);
        (await scene.NewestAsync("SL-B-04")).State.ShouldBe(VersionState.Draft);
    }

    private static byte[] Bomb()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml");
            using var part = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 110; i++)
                part.Write(zeros);
        }
        return memory.ToArray();
    }
}
