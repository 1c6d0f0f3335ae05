using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using Isms.BrowserTests.Support;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Disposal;
using Microsoft.EntityFrameworkCore;
using static Isms.BrowserTests.Support.PageSteps;

namespace Isms.BrowserTests;

/// <summary>The life of a controlled document, from the first word to the last copy.</summary>
public sealed class DocumentTests(DemoSite site) : IClassFixture<DemoSite>
{
    private const string Title = "移动介质处置控制程序";

    [Fact]
    [Trait("Requirement", "R-4.3.2.1-01"), Trait("Requirement", "R-4.3.2.2-01"), Trait("Requirement", "R-4.3.2.2-04"), Trait("Requirement", "R-4.3.2.2-08"), Trait("Requirement", "R-4.3.2.2-09")]
    public async Task A_document_is_written_signed_issued_read_by_thirty_revised_recalled_and_withdrawn()
    {
        var team = await site.SignInAsync("team");
        var readers = await site.HireAsync("客服中心", 30);
        var id = await WriteAsync(team);
        await SignAsync(team, id);

        var controller = await site.SignInAsync("documents");
        await controller.GotoAsync(DocumentPaths.Issue(id));
        await controller.PressAsync(Zh("documents.issue"));
        await controller.HasTitleAsync(Title);
        await controller.SeesAsync("硬盘须消磁");
        await EverybodyReadsAsync(readers);
        await team.GotoAsync(DocumentPaths.Coverage(id));
        await team.SeesAsync("100%");
        await team.SeesAsync(Zh("documents.of-n", "30", "30"));

        // A material change asks everybody again, and the old copies on paper come back.
        await ReviseAsync(team, id, "补充固态硬盘", "\n3. 固态硬盘须物理破坏。\n", material: true);
        await SignAsync(team, id, revised: true);
        await IssueAsync(controller, id);
        (await OpenDutiesAsync(id)).ShouldBe(30);
        await controller.GotoAsync(DocumentPaths.Issue(id));
        await Expect(controller.Body().GetByText(Zh("documents.to-recall"))).ToHaveCountAsync(2);
        for (var left = 2; left > 0; left--)
        {
            await controller.Body().GetByRole(AriaRole.Row).Filter(new() { HasText = Zh("documents.to-recall") }).First.GetByRole(AriaRole.Button, new() { Name = Zh("documents.take-back") }).ClickAsync();
            await Expect(controller.Body().GetByText(Zh("documents.to-recall"))).ToHaveCountAsync(left - 1);
        }
        await EverybodyReadsAsync(readers);

        // An editorial one asks nobody.
        await ReviseAsync(team, id, "改正错字", "", material: false);
        await SignAsync(team, id, revised: true);
        await IssueAsync(controller, id);
        (await OpenDutiesAsync(id)).ShouldBe(0);

        await WithdrawAsync(controller, id);
        var reader = await site.VisitAsync(readers[1]);
        await reader.GotoAsync(DocumentPaths.Document(id));
        await reader.SeesAsync(Zh("documents.kept"));
        await reader.SeesAsync("由《信息处理设施管理程序》代替");
        var file = await reader.Context.APIRequest.GetAsync(site.Address + await reader.Body().GetByRole(AriaRole.Link, new() { Name = "Word" }).First.GetAttributeAsync("href"));
        HeadersOf(await file.BodyAsync()).ShouldContain(Zh("documents.kept"));
        (await site.ReadAsync(db => db.Set<DocumentVersion>().Where(v => v.DocumentId == id).OrderBy(v => v.Ordinal).Select(v => v.State).ToListAsync()))
            .ShouldBe([VersionState.Superseded, VersionState.Superseded, VersionState.Obsolete]);
    }

    /// <summary>A procedure that the office countersigns, for the new department, with two copies on paper.</summary>
    private static async Task<Guid> WriteAsync(IPage team)
    {
        await team.GotoAsync(DocumentPaths.Library);
        await team.FollowAsync(Zh("documents.new"));
        var kinds = team.GetByLabel(Zh("documents.field.kind"));
        await kinds.SelectOptionAsync(new SelectOptionValue { Label = (await kinds.GetByRole(AriaRole.Option).AllInnerTextsAsync()).First(o => o.StartsWith("程序文件", StringComparison.Ordinal)) });
        await team.GetByLabel(Zh("documents.field.titleZh")).FillAsync(Title);
        await team.PressAsync(Zh("documents.new"));
        await team.HasTitleAsync(Title);
        var id = Guid.Parse(new Uri(team.Url).Segments[2].TrimEnd('/'));

        await team.GetByLabel(Zh("documents.field.bodyZh")).FillAsync("# 目的\n\n规范介质的处置，见[[B-02]]。\n\n# 要求\n\n1. 处置须登记。\n2. 硬盘须消磁。\n");
        await team.PressAsync(Zh("documents.preview"));
        await team.SeesAsync("2 要求");
        await team.PressAsync(Zh("documents.save"));
        await team.SeesAsync("《文件控制程序》");

        await team.FollowAsync(Zh("documents.tab-facts"));
        await team.GetByRole(AriaRole.Checkbox, new() { Name = Zh("demo.department.office"), Exact = true }).CheckAsync();
        await team.Body().Locator("[name=scope0]").SelectOptionAsync(nameof(RecipientScope.Department));
        await team.Body().Locator("[name=department0]").SelectOptionAsync(new SelectOptionValue { Label = "客服中心" });
        await team.Body().Locator("[name=copies0]").FillAsync("2");
        await team.PressAsync(Zh("documents.save"));
        await team.SeesAsync("客服中心" + Zh("documents.copies-n", 2));
        return id;
    }

    private async Task SignAsync(IPage team, Guid id, bool revised = false)
    {
        await team.GotoAsync(DocumentPaths.Approval(id));
        await team.SubmitAsync(site.Password);
        var representative = await site.SignInAsync("mr");
        if (!revised)
        {
            // Out of order: nothing to sign before the others did.
            await representative.GotoAsync(DocumentPaths.Approval(id));
            await Expect(representative.GetByLabel(Zh("ui.sign.password"))).ToHaveCountAsync(0);
        }
        foreach (var (user, meaning) in new[] { ("leader", "review"), ("office", "countersign") })
        {
            var signer = await site.SignInAsync(user);
            await signer.GotoAsync("/approvals");
            await signer.FollowAsync(Title);
            await signer.SignStepAsync(meaning, site.Password);
            await signer.Context.CloseAsync();
        }
        await representative.GotoAsync(DocumentPaths.Approval(id));
        await representative.SignStepAsync("approve", site.Password);
        await representative.SeesAsync(Zh("signing.state.Approved"));
        await representative.Context.CloseAsync();
    }

    private static async Task IssueAsync(IPage controller, Guid id)
    {
        await controller.GotoAsync(DocumentPaths.Issue(id));
        await controller.PressAsync(Zh("documents.issue"));
        await Expect(controller.Body().GetByText(Zh("documents.state.Effective")).First).ToBeVisibleAsync();
    }

    private static async Task ReviseAsync(IPage team, Guid id, string summary, string more, bool material)
    {
        await team.GotoAsync(DocumentPaths.Document(id));
        await team.GetByLabel(Zh("documents.field.changeSummary")).FillAsync(summary);
        await team.PressAsync(Zh("documents.revise"));
        var body = team.GetByLabel(Zh("documents.field.bodyZh"));
        await body.FillAsync(await body.InputValueAsync() + more);
        await team.GetByLabel(Zh("documents.field.material")).SelectOptionAsync(material ? "true" : "false");
        await team.PressAsync(Zh("documents.save"));
    }

    /// <summary>Two through the browser, from the inbox on; the others by the API, with their own sessions.</summary>
    private async Task EverybodyReadsAsync(IReadOnlyList<Reader> readers)
    {
        foreach (var reader in readers.Take(2))
        {
            var page = await site.VisitAsync(reader);
            await page.GotoAsync("/");
            await page.FollowAsync(Title);
            await page.SeesAsync("硬盘须消磁");
            await page.PressAsync(Zh("documents.confirm-reading"));
            await page.SeesAsync(Zh("documents.read-to-end"));
            await page.Body().GetByRole(AriaRole.Checkbox).CheckAsync();
            await page.PressAsync(Zh("documents.confirm-reading"));
            await page.HasTitleAsync(Zh("documents.reading"));
            await page.Context.CloseAsync();
        }
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(site.Address) };
        foreach (var reader in readers.Skip(2))
        {
            var duty = await site.ReadAsync(db => db.Set<ReadingConfirmation>().Where(c => c.PersonId == reader.Id && c.ConfirmedAt == null && c.DroppedAt == null).Select(c => c.Id).SingleAsync());
            using var section = await AskAsync(client, reader, HttpMethod.Get, $"/api/v1/readings/{duty}/sections/1");
            section.StatusCode.ShouldBe(HttpStatusCode.OK);
            using var answer = await AskAsync(client, reader, HttpMethod.Post, $"/api/v1/readings/{duty}/confirmation", new { readToEnd = true });
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, Reader reader, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Cookie", $"{Kernel.Access.ActorMiddleware.SessionCookie}={reader.Token}");
        return await client.SendAsync(request);
    }

    private async Task WithdrawAsync(IPage controller, Guid id)
    {
        await controller.GotoAsync(DocumentPaths.Issue(id));
        await controller.FollowAsync(Zh("documents.ask-disposal"));
        await controller.GetByLabel(Zh("documents.field.reason"), new() { Exact = false }).First.FillAsync("由《信息处理设施管理程序》代替");
        await controller.GetByLabel(Zh("documents.field.keepReason")).FillAsync("合同要求保留三年");
        await controller.PressAsync(Zh("documents.ask-disposal"));
        await controller.SubmitAsync(site.Password);
        foreach (var (user, meaning) in new[] { ("mr", "review"), ("gm", "approve") })
        {
            var signer = await site.SignInAsync(user);
            await signer.GotoAsync("/approvals");
            await signer.FollowAsync(Zh("documents.disposal-of." + DisposalAct.Withdraw, Title));
            await signer.SignStepAsync(meaning, site.Password);
            await signer.Context.CloseAsync();
        }
    }

    private Task<int> OpenDutiesAsync(Guid id) => site.ReadAsync(db => (
        from c in db.Set<ReadingConfirmation>()
        join v in db.Set<DocumentVersion>() on c.VersionId equals v.Id
        where v.DocumentId == id && c.ConfirmedAt == null && c.DroppedAt == null
        select c).CountAsync());

    private static string HeadersOf(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        return string.Concat(zip.Entries.Where(e => e.FullName.StartsWith("word/header", StringComparison.Ordinal)).Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }
}
