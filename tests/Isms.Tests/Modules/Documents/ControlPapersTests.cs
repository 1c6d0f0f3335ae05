using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Isms.Kernel.Access;
using Isms.Kernel.Signing;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Disposal;
using Isms.Modules.Documents.Distribution;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Externals;
using Isms.Modules.Documents.Requests;
using Isms.Modules.Secrecy;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Kernel.OfficeFiles.Writing;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Documents;

/// <summary>The document control procedure with the seven records it asks for, each as a file from the running process.</summary>
public sealed class ControlPapersTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-02")]
    public async Task The_document_control_procedure_is_walked_and_each_of_its_seven_records_comes_out_as_a_file(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var document = await scene.ReadAsync("SL-B-32");
        await scene.DoAsync<ChangeDocument, DocumentSaved>(o => o.RunAsync(scene.Controller.Actor, new ChangeDocumentRequest(document.Id, document.Version, scene.Office1, Classification.Internal, false, null, [], "", null, [],
            [new RecipientFacts(RecipientScope.Department, scene.Sales, Copies: 2)]), default));

        // Written, reviewed, approved and issued: 文件审批单.
        var first = await scene.IssueAsync("SL-B-32");
        var sheet = await WordAsync(scene.Employee, $"/api/v1/document-versions/{first.Id}/approval-sheet", "文件审批单");
        foreach (var said in new[] { "SL-B-32", first.TitleZh, "A/0", scene.Team.Actor.Name, scene.Leader.Actor.Name, scene.Representative.Actor.Name, "编制", "审核", "批准" })
            sheet.ShouldContain(said);

        // Handed out, signed for, called back: 文件发放回收登记表.
        var copies = await scene.DoAsync<ListCopies, IReadOnlyList<CopyView>>(o => o.RunAsync(scene.Controller.Actor, document.Id, default));
        await scene.DoAsync<ReceiveCopy, CopySaved>(o => o.RunAsync(scene.SalesHead.Actor, new ReceiveCopyRequest(copies[0].Id, 1), default));
        await scene.DoAsync<RecallCopy, CopySaved>(o => o.RunAsync(scene.Controller.Actor, new RecallCopyRequest(copies[1].Id, 1, "封面破损，已换发"), default));
        var register = await WorkbookAsync(scene.Controller, "/api/v1/document-copies/export?documentId=" + document.Id, "文件发放回收登记表");
        foreach (var said in new[] { "SL-B-32", "销售部", scene.SalesHead.Actor.Name, scene.Controller.Actor.Name, "封面破损，已换发", "2026" })
            register.ShouldContain(said);
        (await scene.Employee.Client.GetAsync("/api/v1/document-copies/export")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // Asked for, answered, carried out by the next version: 文件更改申请单.
        var asked = await scene.DoAsync<AskForChange, RequestSaved>(o => o.RunAsync(scene.Employee.Actor, new AskForChangeRequest(document.Id, "流程缺少检查频次", "补充每月检查一次"), default));
        await scene.DoAsync<AnswerChange, RequestSaved>(o => o.RunAsync(scene.Team.Actor, new AnswerChangeRequest(asked.Id, asked.Version, true, "同意，列入下一版"), default));
        await scene.DoAsync<ReviseDocument, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new ReviseDocumentRequest(document.Id, false, "补充检查频次", asked.Id), default));
        var second = await scene.IssueAsync("SL-B-32");
        var request = await WordAsync(scene.Employee, $"/api/v1/document-change-requests/{asked.Id}/document", "文件更改申请单");
        foreach (var said in new[] { asked.Number, "SL-B-32", "流程缺少检查频次", "补充每月检查一次", scene.Employee.Actor.Name, scene.Team.Actor.Name, "同意，列入下一版", "A/1" })
            request.ShouldContain(said);
        (await scene.SalesHead.Client.GetAsync($"/api/v1/document-change-requests/{asked.Id}/document")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "another's request");

        // Looked at again: 文件评审记录.
        var review = await scene.ReviewAsync(second.Id);
        var reviewed = await WordAsync(scene.Team, $"/api/v1/document-reviews/{review.Id}/document", "文件评审记录");
        foreach (var said in new[] { "SL-B-32", "A/1", "办公室、销售部", "内容完整，可以实施", "适宜", scene.Team.Actor.Name })
            reviewed.ShouldContain(said);

        // What comes from outside: 外来文件清单.
        await scene.DoAsync<SaveExternal, ExternalSaved>(o => o.RunAsync(scene.Controller.Actor,
            new SaveExternalRequest(null, 0, "GB 99999", 2026, "示例外来标准", "Sample standard", "标准网站", TestApp.Today, ExternalState.Current, null, scene.Office1, "研发部", null, null), default));
        var externals = await WorkbookAsync(scene.Employee, "/api/v1/external-documents/export", "外来文件清单");
        foreach (var said in new[] { "GB 99999", "示例外来标准", "标准网站", "办公室", "研发部" })
            externals.ShouldContain(said);

        // What is in force: 受控文件清单.
        var master = await WorkbookAsync(scene.Controller, "/api/v1/documents/master-list", "受控文件清单");
        foreach (var said in new[] { "SL-B-32", "A/1", first.TitleZh, "示例外来标准" })
            master.ShouldContain(said);

        // No longer wanted: 文件作废销毁申请单.
        var disposal = await scene.DoAsync<AskForDisposal, DisposalView>(o => o.RunAsync(scene.Controller.Actor, new AskForDisposalRequest(second.Id, DisposalAct.Withdraw, "合并到其他程序", "合同要求保留十年"), default));
        (await WordAsync(scene.Controller, $"/api/v1/document-disposals/{disposal.Id}/document", "文件作废销毁申请单")).ShouldContain("尚未提交审批");
        var approval = (await scene.TrySubmitAsync(DisposalApproval.KindName, disposal.Id, scene.Controller)).Require().Id;
        foreach (var signer in new[] { scene.Representative, scene.Manager })
        {
            if ((await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(signer.Actor, approval, default))).Steps.Any(s => s.Mine))
                (await scene.TrySignAsync(approval, signer)).Require();
        }
        var withdrawn = await WordAsync(scene.Controller, $"/api/v1/document-disposals/{disposal.Id}/document", "文件作废销毁申请单");
        foreach (var said in new[] { disposal.Number, "SL-B-32", "A/1", "合并到其他程序", "合同要求保留十年", scene.Controller.Actor.Name, scene.Representative.Actor.Name, scene.Manager.Actor.Name })
            withdrawn.ShouldContain(said);
        (await scene.Employee.Client.GetAsync($"/api/v1/document-disposals/{disposal.Id}/document")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // Each page offers its file.
        (await scene.Controller.Client.GetStringAsync($"/documents/{document.Id}/versions")).ShouldContain($"/api/v1/document-versions/{first.Id}/approval-sheet");
        var issue = await scene.Controller.Client.GetStringAsync($"/documents/{document.Id}/issue");
        foreach (var offered in new[] { "/api/v1/document-copies/export", $"/api/v1/document-reviews/{review.Id}/document", $"/api/v1/document-disposals/{disposal.Id}/document" })
            issue.ShouldContain(offered);
        (await scene.Employee.Client.GetStringAsync(DocumentPaths.Request(asked.Id))).ShouldContain($"/api/v1/document-change-requests/{asked.Id}/document");
        (await scene.Employee.Client.GetStringAsync("/documents/external")).ShouldContain("/api/v1/external-documents/export");
        (await scene.App.LedgerCountAsync("documents.print-paper")).ShouldBe(7, "what leaves is noted");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DECREE-03")]
    public async Task Once_the_manual_is_released_every_employee_has_to_read_it_and_the_overview_shows_how_many_did_and_who_is_late(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var employees = new List<TestPerson>();
        for (var i = 0; i < 30; i++)
            employees.Add(await scene.App.PersonAsync(scene.Sales));
        var left = await scene.App.PersonAsync(scene.Sales);
        await scene.App.RunAsync<Isms.Kernel.Data.IsmsDbContext, int>(async db =>
        {
            (await db.People.FindAsync(left.Actor.PersonId))!.LeftOn = TestApp.Today.AddDays(-1);
            await db.SaveAsync(scene.App.System, "test.arrange", default);
            return 0;
        });
        var manual = await scene.IssueManualAsync();

        foreach (var employee in employees)
        {
            var mine = JsonDocument.Parse(await employee.Client.GetStringAsync("/api/v1/readings")).RootElement.EnumerateArray().Single();
            mine.GetProperty("dueOn").GetString().ShouldBe("2026-03-16", "14 days unless set otherwise");
        }
        (await scene.App.ReadAsync(db => db.Set<ReadingConfirmation>().CountAsync(c => c.PersonId == left.Actor.PersonId))).ShouldBe(0, "who left is asked nothing");
        var asked = JsonDocument.Parse(await scene.Controller.Client.GetStringAsync($"/api/v1/documents/{manual.DocumentId}/coverage")).RootElement.GetProperty("asked").GetInt32();
        asked.ShouldBeGreaterThanOrEqualTo(30);
        foreach (var employee in employees.Skip(1))
            await ConfirmAsync(employee);

        var early = await scene.Controller.Client.GetStringAsync("/overview");
        early.ShouldContain($"已确认 29/{asked} 人");
        early.ShouldNotContain(employees[0].Actor.Name);
        foreach (var other in new[] { scene.Manager, scene.Representative, scene.Leader, scene.Controller, scene.Team, scene.SalesHead, scene.Employee })
            await ConfirmAsync(other);
        scene.App.Clock.Advance(TimeSpan.FromDays(15));
        var controller = await scene.App.PersonAsync(scene.Office1, Office.DocumentController);
        var late = await controller.Client.GetStringAsync("/overview");
        late.ShouldContain($"{100 * (asked - 1) / asked}%");
        late.ShouldContain("逾期未确认 1 人：" + employees[0].Actor.Name);
        (await controller.Client.GetStringAsync($"/documents/{manual.DocumentId}/coverage")).ShouldContain(employees[0].Actor.Name);
    }

    private static async Task ConfirmAsync(TestPerson person)
    {
        foreach (var reading in JsonDocument.Parse(await person.Client.GetStringAsync("/api/v1/readings")).RootElement.EnumerateArray().ToList())
        {
            var id = reading.GetProperty("id").GetGuid();
            for (var section = 1; (await person.Client.GetAsync($"/api/v1/readings/{id}/sections/{section}")).IsSuccessStatusCode; section++)
            {
            }
            (await person.Client.PostAsJsonAsync($"/api/v1/readings/{id}/confirmation", new { readToEnd = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private static async Task<byte[]> FileAsync(TestPerson by, string path, string name)
    {
        var answer = await by.Client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        answer.Content.Headers.ContentDisposition!.FileNameStar!.ShouldContain(name);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> WordAsync(TestPerson by, string path, string name)
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(await FileAsync(by, path, name)), false);
        file.ShouldBeValid();
        return file.MainDocumentPart!.Document!.Body!.InnerText;
    }

    private static async Task<string> WorkbookAsync(TestPerson by, string path, string name)
    {
        using var file = SpreadsheetDocument.Open(new MemoryStream(await FileAsync(by, path, name)), false);
        file.ShouldBeValid();
        return string.Join('|', file.WorkbookPart!.WorksheetParts.SelectMany(w => w.Worksheet!.Descendants<Cell>()).Select(c => c.InnerText));
    }
}
