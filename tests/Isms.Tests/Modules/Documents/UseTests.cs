using System.Net;
using System.Net.Http.Json;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Disposal;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Rendering;
using Isms.Modules.Records;
using Isms.Modules.Records.Forms;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Documents;

/// <summary>What rests on a document: its forms and the documents below it.</summary>
public sealed class UseTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.1-02")]
    public async Task The_manual_in_force_is_not_withdrawn(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var manual = await scene.IssueManualAsync();
        var refused = await scene.TryAsync<AskForDisposal, DisposalView>(o => o.RunAsync(scene.Controller.Actor, new AskForDisposalRequest(manual.Id, DisposalAct.Withdraw, "不再需要"), default));
        refused.Refusal!.Code.ShouldBe(DocumentUses.PartOfTheSet.Code);
        var answer = await scene.Controller.Client.PostAsJsonAsync("/api/v1/document-disposals", new { versionId = manual.Id, act = "withdraw", reason = "不再需要" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.NewestAsync("SL-A-01")).State.ShouldBe(VersionState.Effective);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DOC-14")]
    public async Task A_procedure_lists_its_forms_a_form_leads_to_its_procedure_and_neither_is_withdrawn_under_the_other(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        (await scene.TryAsync<AddStarterForms, StarterFormsAdded>(o => o.RunAsync(scene.App.System, default))).Require();
        var version = await scene.IssueAsync("SL-B-12");
        var uses = await scene.DoAsync<ListUses, IReadOnlyList<DocumentUse>>(o => o.RunAsync(scene.Employee.Actor, version.DocumentId, default));
        var form = uses.First(u => u.Number == "SL-B-12-R01");
        uses.Count(u => u.Number.StartsWith("SL-B-12-R", StringComparison.Ordinal)).ShouldBe(4);
        (await scene.Employee.Client.GetStringAsync(DocumentPaths.Document(version.DocumentId))).ShouldContain(form.Link);
        (await scene.Employee.Client.GetStringAsync(form.Link)).ShouldContain(DocumentPaths.Document(version.DocumentId));

        var refused = await scene.TryAsync<AskForDisposal, DisposalView>(o => o.RunAsync(scene.Controller.Actor, new AskForDisposalRequest(version.Id, DisposalAct.Withdraw, "合并"), default));
        refused.Refusal!.Code.ShouldBe(DocumentUses.InUse.Code);
        refused.Refusal!.Obstacles.ShouldContain(o => o.Link == form.Link);
    }

    [Theory, BothDatabases]
    public async Task A_new_version_of_a_procedure_asks_whether_its_forms_still_fit(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        (await scene.TryAsync<AddStarterForms, StarterFormsAdded>(o => o.RunAsync(scene.App.System, default))).Require();
        var first = await scene.IssueAsync("SL-B-12");
        (await OpenAsync(scene)).ShouldBeEmpty("a first version has no forms that were made for an older one");
        await scene.ReviseAsync("SL-B-12");
        var open = await OpenAsync(scene);
        open.Count.ShouldBe(4);
        var form = open[0].SubjectId;
        (await scene.Controller.Client.GetStringAsync(RecordPaths.Form(form))).ShouldContain("表单无需修改");
        (await scene.Employee.Client.PostAsync($"/api/v1/record-forms/{form}/check", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Controller.Client.PostAsync($"/api/v1/record-forms/{form}/check", null)).EnsureSuccessStatusCode();
        (await OpenAsync(scene)).Select(w => w.SubjectId).ShouldNotContain(form);
        (await scene.Controller.Client.GetStringAsync(RecordPaths.Form(form))).ShouldNotContain("表单无需修改");
        (await scene.Controller.Client.PostAsync($"/api/v1/record-forms/{first.Id}/check", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DOC-08")]
    [Trait("Requirement", "R-DOC-13")]
    [Trait("Requirement", "R-DOC-14")]
    [Trait("Requirement", "R-DOC-15")]
    public async Task Procedures_named_in_the_manual_lead_to_their_documents(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var index = await scene.App.RunAsync<VersionText, DocumentIndex>(t => t.IndexAsync(default));
        foreach (var (name, number) in new[]
        {
            ("《记录控制程序》", "SL-B-03"), ("《纠正措施控制程序》", "SL-B-04"), ("《内部审核管理程序》", "SL-B-06"), ("《管理评审程序》", "SL-B-07"), ("《信息安全法律法规管理程序》", "SL-B-10"),
            ("《重要信息备份管理程序》", "SL-B-12"), ("《员工培训管理程序》", "SL-B-18"),
        })
        {
            index.Find(name).ShouldNotBeNull(name).Number.ShouldBe(number, name);
            var draft = await scene.NewestAsync("SL-B-01");
            var shown = await scene.App.RunAsync<VersionText, RenderedText>(t => t.HtmlAsync(draft, $"按[[{name.Trim('《', '》')}]]执行。", Isms.Kernel.Text.Phrase.Chinese, default));
            shown.Problems.ShouldBeEmpty(name);
            (await scene.Team.Client.GetAsync(DocumentPaths.Document(await scene.IdAsync(number)))).StatusCode.ShouldBe(HttpStatusCode.OK);
            shown.Html.ShouldContain(DocumentPaths.Document(await scene.IdAsync(number)));
        }
    }

    private static Task<List<WorkItem>> OpenAsync(DocumentScene scene) =>
        scene.App.ReadAsync(db => db.Set<WorkItem>().AsNoTracking().Where(w => w.Kind == FormsToCheck.CheckWork && w.State == WorkState.Open).ToListAsync());
}
