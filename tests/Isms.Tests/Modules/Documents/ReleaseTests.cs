using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Secrecy;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Documents;

/// <summary>A document's way from draft to force, and that no step is skipped.</summary>
public sealed class ReleaseTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.1-01")]
    public async Task A_draft_is_not_issued_and_an_approved_one_is(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        (await scene.TryIssueAsync("SL-B-02")).Refusal!.Code.ShouldBe(IssueVersion.NotApproved.Code);
        var draft = await scene.NewestAsync("SL-B-02");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/document-versions/{draft.Id}/issue") { Content = JsonContent.Create(new { effectiveOn = TestApp.Today }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{draft.Version}\"");
        (await scene.Controller.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var issued = await scene.IssueAsync("SL-B-02");
        issued.State.ShouldBe(VersionState.Effective);
        issued.EffectiveOn.ShouldBe(TestApp.Today);
        VersionState[] all = Enum.GetValues<VersionState>();
        foreach (var from in all)
            all.Where(to => DocumentVersion.MayGo(from, to) && to != VersionState.Draft).ShouldAllBe(to => to > from, "only forward");
        DocumentVersion.MayGo(VersionState.Draft, VersionState.Effective).ShouldBeFalse();
        DocumentVersion.MayGo(VersionState.Effective, VersionState.Destroyed).ShouldBeFalse();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-01")]
    public async Task Who_wrote_it_does_not_approve_it_even_when_another_submits(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var text = (await scene.NewestAsync("SL-B-05")).BodyZh;
        (await scene.TrySaveAsync("SL-B-05", text, scene.Representative)).Require();
        var approval = (await scene.TrySubmitAsync("documents.procedure", (await scene.NewestAsync("SL-B-05")).Id)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Leader)).Require();
        (await scene.TrySignAsync(approval, scene.Representative)).Refusal!.Code.ShouldBe(VersionApproval.WroteIt.Code);
        (await scene.NewestAsync("SL-B-05")).State.ShouldBe(VersionState.InReview);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-01")]
    public async Task Only_the_general_manager_approves_manual_and_statement_of_applicability_whatever_the_route(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var refused = await scene.TryAsync<ChangeRoute, RouteView>(o => o.RunAsync(scene.Representative.Actor,
            new ChangeRouteRequest("documents.top", 0, [RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1)]), default));
        refused.Refusal!.Fields.ShouldContain(f => f.Code == "signing.approver-fixed");
        (await scene.KindAsync("SL-A-01")).ShouldBe("documents.top");
        (await scene.KindAsync("SL-A-02")).ShouldBe("documents.top");
    }

    [Theory, BothDatabases]
    public async Task Departments_named_countersign_side_by_side_and_a_returned_text_is_a_draft_again(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var document = await scene.ReadAsync("SL-B-20");
        await scene.DoAsync<ChangeDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor,
            new ChangeDocumentRequest(document.Id, document.Version, scene.Office1, Classification.Internal, true, null, [], "", null, [scene.Sales], [new RecipientFacts(RecipientScope.Everyone)]), default));
        var version = await scene.NewestAsync("SL-B-20");
        var approval = (await scene.TrySubmitAsync("documents.procedure", version.Id)).Require().Id;
        (await scene.TrySaveAsync("SL-B-20", "改动")).Refusal!.Code.ShouldBe(DraftDesk.NotDraft.Code);
        (await scene.TrySignAsync(approval, scene.Leader)).Require();
        (await scene.TrySignAsync(approval, scene.Representative)).Refusal.ShouldBe(Approval.NotItsTurn);
        var step = (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.SalesHead.Actor, approval, default))).Steps.Single(s => s.Mine);
        step.Meaning.ShouldBe(SignatureMeaning.Countersign);
        await scene.DoAsync<ReturnApproval, ApprovalProgress>(o => o.RunAsync(scene.SalesHead.Actor, new ReturnApprovalRequest(approval, step.Id, "第 3 条做不到"), default));
        (await scene.NewestAsync("SL-B-20")).State.ShouldBe(VersionState.Draft);
        (await scene.TrySaveAsync("SL-B-20", version.BodyZh)).Require();
        (await scene.ApproveAsync("SL-B-20")).State.ShouldBe(VersionState.Approved);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-03")]
    public async Task Without_a_summary_of_what_changed_or_with_a_dead_reference_it_is_not_submitted(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        (await scene.TrySaveAsync("SL-B-03", "见[[B-02]]。", summary: "")).Require();
        (await scene.TrySubmitAsync("documents.procedure", (await scene.NewestAsync("SL-B-03")).Id)).Refusal!.Code.ShouldBe(VersionApproval.NoSummary.Code);
        (await scene.TrySaveAsync("SL-B-03", "见[[B-99]]，{{nonsense}}。")).Require();
        var refused = (await scene.TrySubmitAsync("documents.procedure", (await scene.NewestAsync("SL-B-03")).Id)).Refusal!;
        refused.Code.ShouldBe(VersionApproval.Unresolved.Code);
        refused.Obstacles.Count.ShouldBe(2);
        (await scene.TrySaveAsync("SL-B-03", "")).Require();
        var id = (await scene.NewestAsync("SL-B-03")).Id;
        (await scene.TrySubmitAsync("documents.procedure", id)).Refusal!.Code.ShouldBe(VersionApproval.NoText.Code);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-02")]
    [Trait("Requirement", "R-4.3.2.2-04")]
    public async Task A_change_after_issue_is_a_new_version_and_links_open_the_one_in_force(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var first = await scene.IssueAsync("SL-B-04");
        (await scene.TrySaveAsync("SL-B-04", "改动")).Refusal!.Code.ShouldBe(DraftDesk.NotDraft.Code);
        var id = first.DocumentId;
        var begun = await scene.DoAsync<ReviseDocument, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new ReviseDocumentRequest(id, false, "补充"), default));
        begun.Label.ShouldBe("A/1");
        (await scene.TryAsync<ReviseDocument, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new ReviseDocumentRequest(id, true, "又一个"), default))).Refusal!.Code.ShouldBe(ReviseDocument.DraftExists.Code);
        (await scene.ReadAsync("SL-B-04")).Shown.Label.ShouldBe("A/0", "until the new one is in force");
        (await scene.TrySaveAsync("SL-B-04", "新的正文")).Require();
        var second = await scene.IssueAsync("SL-B-04");

        var page = await scene.Employee.Client.GetStringAsync($"/documents/{id}");
        page.ShouldContain("新的正文");
        page.ShouldNotContain("现为作废版本");
        var old = await scene.Employee.Client.GetStringAsync($"/documents/{id}?version={first.Id}");
        old.ShouldContain("现为作废版本");
        old.ShouldContain("打开现行版本 A/1");
        var reader = await scene.ReadAsync("SL-B-04", scene.Employee);
        reader.Shown.Id.ShouldBe(second.Id);
        reader.Versions.Single(v => v.Id == first.Id).State.ShouldBe(VersionState.Superseded);
        reader.NextReviewOn.ShouldBe(TestApp.Today.AddMonths(12));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DECREE-01")]
    [Trait("Requirement", "R-DECREE-02")]
    public async Task The_manual_comes_into_force_only_by_a_signed_order_after_a_review_and_not_before_it_is_signed(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var manual = await scene.ApproveAsync("SL-A-01");
        (await scene.TryIssueAsync("SL-A-01")).Refusal!.Code.ShouldBe(IssueVersion.NeedsOrder.Code);
        (await scene.TryAsync<DrawReleaseOrder, ReleaseOrderView>(o => o.RunAsync(scene.Controller.Actor, new DrawReleaseOrderRequest(manual.Id, TestApp.Today.AddDays(-1)), default)))
            .Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("documents.effective-in-past");
        var order = await scene.DoAsync<DrawReleaseOrder, ReleaseOrderView>(o => o.RunAsync(scene.Controller.Actor, new DrawReleaseOrderRequest(manual.Id, TestApp.Today.AddDays(3)), default));
        var refused = (await scene.TrySubmitAsync(ReleaseOrderApproval.KindName, order.Id, scene.Controller)).Refusal!;
        refused.Code.ShouldBe(ReleaseOrderApproval.NotReviewed.Code);
        refused.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("评审记录");
        await scene.ReviewAsync(manual.Id, ReviewConclusion.Revise);
        (await scene.TrySubmitAsync(ReleaseOrderApproval.KindName, order.Id, scene.Controller)).Refusal!.Code.ShouldBe(ReleaseOrderApproval.NotReviewed.Code);
        await scene.ReviewAsync(manual.Id);

        var approval = (await scene.TrySubmitAsync(ReleaseOrderApproval.KindName, order.Id, scene.Controller)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Representative)).Refusal!.Code.ShouldBe(Approval.NotYours.Code);
        (await scene.NewestAsync("SL-A-01")).State.ShouldBe(VersionState.Approved);
        (await scene.TrySignAsync(approval, scene.Manager)).Require();
        var released = await scene.NewestAsync("SL-A-01");
        (released.State, released.EffectiveOn).ShouldBe((VersionState.Approved, TestApp.Today.AddDays(3)));
        (await scene.App.RunAsync<DocumentsInForce, DocumentInForce?>(f => f.FindAsync("XX-A-01", TestApp.Today.AddDays(2), default))).ShouldBeNull();
        (await scene.App.RunAsync<DocumentsInForce, DocumentInForce?>(f => f.FindAsync("XX-A-01", TestApp.Today.AddDays(3), default)))!.Label.ShouldBe("A/0");

        scene.App.Clock.Advance(TimeSpan.FromDays(3));
        await scene.DoAsync<BringIntoForce, BroughtIntoForce>(o => o.RunAsync(scene.App.System, default));
        (await scene.NewestAsync("SL-A-01")).State.ShouldBe(VersionState.Effective);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DECREE-04")]
    public async Task The_order_states_commitment_and_scope_in_force_and_is_to_be_issued_again_when_the_scope_changes(On on)
    {
        var scope = new ScopeInTest();
        await using var scene = await DocumentScene.StartAsync(on, services => services.AddSingleton<IContribute<LiveFieldQuestion, LiveField>>(scope));
        var manual = await scene.ApproveAsync("SL-A-01");
        await scene.ReviewAsync(manual.Id);
        (await scene.TryAsync<DrawReleaseOrder, ReleaseOrderView>(o => o.RunAsync(scene.Controller.Actor, new DrawReleaseOrderRequest(manual.Id, TestApp.Today, "现予颁布，范围为软件销售"), default)))
            .Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("documents.order-without-scope");
        var order = await scene.DoAsync<DrawReleaseOrder, ReleaseOrderView>(o => o.RunAsync(scene.Controller.Actor, new DrawReleaseOrderRequest(manual.Id, TestApp.Today), default));
        order.Words.ShouldContain(scope.Words);
        order.Words.ShouldContain("向顾客和相关方承诺，遵守法律法规");
        // Changed while the order lay there: it is not submitted with the old scope.
        scope.Words = "应用软件的开发";
        (await scene.TrySubmitAsync(ReleaseOrderApproval.KindName, order.Id, scene.Controller)).Refusal!.Code.ShouldBe(ReleaseOrderApproval.WithoutScope.Code);
        await scene.DoAsync<DrawReleaseOrder, ReleaseOrderView>(o => o.RunAsync(scene.Controller.Actor, new DrawReleaseOrderRequest(manual.Id, TestApp.Today), default));
        var approval = (await scene.TrySubmitAsync(ReleaseOrderApproval.KindName, order.Id, scene.Controller)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Manager)).Require();
        (await OrderAsync()).ScopeChanged.ShouldBeFalse();

        scope.Words = "应用软件的开发和维护";
        (await OrderAsync()).ScopeChanged.ShouldBeTrue();
        (await scene.Controller.Client.GetStringAsync($"/documents/{manual.DocumentId}/issue")).ShouldContain("颁布令需要重新签发");

        Task<ReleaseOrderView> OrderAsync() => scene.DoAsync<ReadReleaseOrder, ReleaseOrderView>(o => o.RunAsync(scene.Controller.Actor, manual.Id, default));
    }

    /// <summary>The scope in force, as the test says.</summary>
    private sealed class ScopeInTest : IContribute<LiveFieldQuestion, LiveField>
    {
        public string Words { get; set; } = "应用软件的设计、开发和维护服务";

        public Task<IReadOnlyList<LiveField>> AnswerAsync(Actor actor, LiveFieldQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<LiveField>>([new LiveField("scope", Words)]);
    }

    [Theory, BothDatabases]
    public async Task An_order_signed_too_late_is_refused(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var manual = await scene.ApproveAsync("SL-A-01");
        await scene.ReviewAsync(manual.Id);
        var order = await scene.DoAsync<DrawReleaseOrder, ReleaseOrderView>(o => o.RunAsync(scene.Controller.Actor, new DrawReleaseOrderRequest(manual.Id, TestApp.Today), default));
        var approval = (await scene.TrySubmitAsync(ReleaseOrderApproval.KindName, order.Id, scene.Controller)).Require().Id;
        scene.App.Clock.Advance(TimeSpan.FromDays(2));
        (await scene.TrySignAsync(approval, scene.Manager)).Refusal.ShouldBe(ReleaseOrderApproval.TooEarly);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-06")]
    public async Task A_confidential_document_is_not_there_for_who_is_not_on_its_list_and_the_attempt_is_noted(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        await scene.IssueAsync("SL-B-09");
        var document = await scene.ReadAsync("SL-B-09");
        var request = new ChangeDocumentRequest(document.Id, document.Version, scene.Office1, Classification.Confidential, true, null, [], "", null, [], [new RecipientFacts(RecipientScope.Department, scene.Office1)]);
        var saved = await scene.DoAsync<ChangeDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, request, default));
        (await scene.Employee.Client.GetAsync($"/documents/{document.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Employee.Client.GetAsync($"/api/v1/documents/{document.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.App.ReadAsync(db => db.Ledger.CountAsync(e => e.EntityId == document.Id && e.UseCase == "documents.refuse-reading"))).ShouldBeGreaterThan(0);

        await scene.DoAsync<ChangeDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, request with { Version = saved.Version, Recipients = [new RecipientFacts(RecipientScope.Person, PersonId: scene.Employee.Actor.PersonId)] }, default));
        (await scene.Employee.Client.GetAsync($"/api/v1/documents/{document.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Employee.Client.GetFromJsonAsync<JsonElement>("/api/v1/documents")).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("number").GetString()).ShouldBe(["SL-B-09"], "drafts are not for everybody");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.1-05")]
    public async Task An_instruction_needs_its_procedure_and_takes_the_next_number(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var kinds = await scene.App.ReadAsync(db => db.Set<DocumentKind>().ToDictionaryAsync(k => k.Code, k => k.Id));
        var backup = await scene.IdAsync("SL-B-12");
        var request = new CreateDocumentRequest(kinds["workInstruction"], scene.Office1, "数据库备份作业指导书", null);
        (await scene.TryAsync<CreateDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, request, default))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("parentId");
        (await scene.DoAsync<CreateDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, request with { ParentId = backup }, default))).Number.ShouldBe("SL-C-01");
        (await scene.DoAsync<CreateDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, request with { ParentId = backup, TitleZh = "二" }, default))).Number.ShouldBe("SL-C-02");
        (await scene.DoAsync<CreateDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, new CreateDocumentRequest(kinds["procedure"], scene.Office1, "密码管理程序", "Cryptography Procedure"), default))).Number.ShouldBe("SL-B-36");
        (await scene.DoAsync<CreateDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, new CreateDocumentRequest(kinds["form"], scene.Office1, "备份检查表", null, ParentId: backup), default))).Number.ShouldBe("SL-B-12-F01");
        (await scene.TryAsync<CreateDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, new CreateDocumentRequest(kinds["procedure"], scene.Office1, "乱", null, "SL-B-0X"), default))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("documents.number-form");
        (await scene.TryAsync<CreateDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, new CreateDocumentRequest(kinds["procedure"], scene.Office1, "重号", null, "SL-B-02"), default))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("documents.number-taken");
    }
}
