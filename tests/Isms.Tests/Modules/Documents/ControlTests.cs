using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Isms.Kernel.Access;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Checking;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Externals;
using Isms.Modules.Documents.Finding;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Documents.Rendering;
using Isms.Modules.Documents.Requests;
using Isms.Modules.Documents.Reviews;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Documents;

/// <summary>Master list, reviews, requests, external documents, references, search.</summary>
public sealed class ControlTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-07")]
    public async Task The_master_list_of_a_past_day_has_the_version_in_force_then(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        await scene.IssueAsync("SL-B-02");
        scene.App.Clock.Advance(TimeSpan.FromDays(10));
        await scene.DoAsync<ReviseDocument, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new ReviseDocumentRequest((scene.IdAsync("SL-B-02")).Result, false, "改"), default));
        await scene.ApproveAsync("SL-B-02");
        (await scene.TryIssueAsync("SL-B-02", TestApp.Today.AddDays(10))).Require();

        (await CellsAsync(scene, TestApp.Today.AddDays(9))).ShouldContain("A/0");
        (await CellsAsync(scene, TestApp.Today.AddDays(9))).ShouldNotContain("A/1");
        var now = await CellsAsync(scene, null);
        now.ShouldContain("A/1");
        now.ShouldNotContain("A/0");
        now.ShouldContain("ISO/IEC 27001-2013");
        (await scene.Controller.Client.GetAsync("/api/v1/documents/master-list?asOf=2030-01-01")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Employee.Client.GetAsync("/api/v1/documents/master-list")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ExportMasterList.Gaps(["SL-B-01", "SL-B-02", "SL-B-05", "SL-A-04.01", "SL-A-04.03"]).ShouldBe(["SL-B-03", "SL-B-04", "SL-A-04.02"]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.2-02")]
    public async Task A_review_that_comes_near_becomes_a_duty_once_and_ends_with_its_record(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var version = await scene.IssueAsync("SL-B-10");
        (await scene.DoAsync<AskForReviews, ReviewsAsked>(o => o.RunAsync(scene.App.System, default))).Count.ShouldBe(0);
        scene.App.Clock.Advance(TimeSpan.FromDays(340));
        await scene.DoAsync<AskForReviews, ReviewsAsked>(o => o.RunAsync(scene.App.System, default));
        await scene.DoAsync<AskForReviews, ReviewsAsked>(o => o.RunAsync(scene.App.System, default));
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == ForceDesk.ReviewWork))).ShouldBe(1);
        var held = TestApp.Today.AddDays(340);
        await scene.DoAsync<RecordReview, ReviewView>(o => o.RunAsync(scene.Team.Actor, new RecordReviewRequest(version.Id, held, "办公室", "仍然适宜", ReviewConclusion.Suitable), default));
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.Kind == ForceDesk.ReviewWork))).State.ShouldBe(WorkState.Done);
        (await scene.ReadAsync("SL-B-10")).NextReviewOn.ShouldBe(held.AddMonths(12));
    }

    [Theory, BothDatabases]
    public async Task An_employee_asks_for_a_change_and_the_version_that_carries_it_out_is_named(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var version = await scene.IssueAsync("SL-B-26");
        var made = await scene.Employee.Client.PostAsJsonAsync("/api/v1/document-change-requests", new { documentId = version.DocumentId, reason = "与实际不符", proposal = "改为每周检查" });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        (await scene.TryAsync<AnswerChange, RequestSaved>(o => o.RunAsync(scene.SalesHead.Actor, new AnswerChangeRequest(id, 1, true, "好"), default))).Refusal!.Code.ShouldBe("kernel.forbidden");
        (await scene.TryAsync<ReviseDocument, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new ReviseDocumentRequest(version.DocumentId, false, "改", id), default))).Refusal.ShouldBe(ReviseDocument.RequestNotAccepted);
        await scene.DoAsync<AnswerChange, RequestSaved>(o => o.RunAsync(scene.Controller.Actor, new AnswerChangeRequest(id, 1, true, "同意"), default));
        (await scene.TryAsync<AnswerChange, RequestSaved>(o => o.RunAsync(scene.Controller.Actor, new AnswerChangeRequest(id, 2, false, "再答"), default))).Refusal!.Code.ShouldBe(AnswerChange.Answered.Code);
        await scene.DoAsync<ReviseDocument, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new ReviseDocumentRequest(version.DocumentId, false, "改", id), default));
        var mine = (await scene.DoAsync<ListChangeRequests, IReadOnlyList<ChangeRequestView>>(o => o.RunAsync(scene.Employee.Actor, null, default))).ShouldHaveSingleItem();
        (mine.State, mine.CarriedOutIn).ShouldBe((ChangeRequestState.CarriedOut, "A/1"));
        (await scene.DoAsync<ListChangeRequests, IReadOnlyList<ChangeRequestView>>(o => o.RunAsync(scene.SalesHead.Actor, null, default))).ShouldBeEmpty();
        (await scene.Employee.Client.GetAsync($"/documents/change-requests/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-2-01")]
    public async Task A_newer_edition_is_studied_before_a_dated_reference_changes_and_an_undated_one_follows_it(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        SaveExternalRequest Of(int? year) => new(null, 0, "GB/T 44444", year, "数据安全要求", "", "国家标准", null, ExternalState.Current, null, scene.Sales, "", null, null);
        var dated = await scene.DoAsync<SaveExternal, ExternalSaved>(o => o.RunAsync(scene.Controller.Actor, Of(2016), default));
        var undated = await scene.DoAsync<SaveExternal, ExternalSaved>(o => o.RunAsync(scene.Controller.Actor, Of(null), default));
        (await OneAsync(undated.Id)).Follows.ShouldBe("GB/T 44444-2016");
        await scene.DoAsync<SaveExternal, ExternalSaved>(o => o.RunAsync(scene.Controller.Actor, Of(2025), default));
        (await OneAsync(dated.Id)).ShouldSatisfyAllConditions(e => e.Citation.ShouldBe("GB/T 44444-2016"), e => e.State.ShouldBe(ExternalState.Current), e => e.ToStudy.ShouldNotBeNull().ShouldContain("GB/T 44444-2025"));
        (await OneAsync(undated.Id)).ShouldSatisfyAllConditions(e => e.Follows.ShouldBe("GB/T 44444-2025"), e => e.ToStudy.ShouldBeNull());
        (await scene.Team.Client.GetStringAsync("/")).ShouldContain("GB/T 44444-2025");
        (await scene.Team.Client.PostAsync($"/api/v1/external-documents/{dated.Id}/study", null)).EnsureSuccessStatusCode();
        (await OneAsync(dated.Id)).ToStudy.ShouldBeNull();

        async Task<ExternalView> OneAsync(Guid id) => (await scene.DoAsync<ListExternals, IReadOnlyList<ExternalView>>(o => o.RunAsync(scene.Controller.Actor, id, default))).ShouldHaveSingleItem();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.3-02")]
    [Trait("Requirement", "R-4.3.2.3-03")]
    [Trait("Requirement", "R-DOC-23")]
    public async Task A_standard_that_is_replaced_names_the_documents_it_affects_and_asks_to_study_the_new_edition(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        (await scene.TrySaveAsync("SL-B-24", "配置遵循 GB/T 33333-2020 的要求。")).Require();
        SaveExternalRequest Of(string number, int? year, Guid? successor = null, Guid? id = null, int version = 0) => new(id, version, number, year, "网络设备安全要求", "", "国家标准", TestApp.Today, ExternalState.Current, successor, scene.Sales, "信息技术部", scene.Team.Actor.PersonId, TestApp.Today);
        var old = await scene.DoAsync<SaveExternal, ExternalSaved>(o => o.RunAsync(scene.Controller.Actor, Of("GB/T 33333", 2020), default));
        old.ReceiptNumber.ShouldBe("SL-W-010", "after the standards that come with the set-up");
        var next = await scene.DoAsync<SaveExternal, ExternalSaved>(o => o.RunAsync(scene.Controller.Actor, Of("GB/T 33333", 2026), default));
        await scene.DoAsync<SaveExternal, ExternalSaved>(o => o.RunAsync(scene.Controller.Actor, Of("GB/T 33333", 2020, next.Id, old.Id, old.Version), default));
        var view = (await scene.DoAsync<ListExternals, IReadOnlyList<ExternalView>>(o => o.RunAsync(scene.Controller.Actor, old.Id, default))).ShouldHaveSingleItem();
        view.State.ShouldBe(ExternalState.Superseded);
        view.Affected.ShouldHaveSingleItem().Number.ShouldBe("SL-B-24");
        var work = await scene.App.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.Kind == SaveExternal.StudyWork));
        (work.Office, work.SourceId).ShouldBe((Office.IsmsTeam, next.Id));
        await scene.DoAsync<FinishStudy, Isms.Kernel.Http.Done>(o => o.RunAsync(scene.SalesHead.Actor, old.Id, default));
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.Kind == SaveExternal.StudyWork))).State.ShouldBe(WorkState.Done);

        var all = await scene.Employee.Client.GetFromJsonAsync<JsonElement>("/api/v1/external-documents");
        all.EnumerateArray().Single(e => e.GetProperty("citation").GetString() == "ISO/IEC 27001-2013").GetProperty("successor").GetString()!.ShouldStartWith("ISO/IEC 27001-2022");
        all.EnumerateArray().Single(e => e.GetProperty("citation").GetString() == "GB/T 22080-2016").GetProperty("successor").GetString()!.ShouldStartWith("GB/T 22080-2025");
        foreach (var page in new[] { "/documents/external", $"/documents/external/{old.Id}", "/documents/external/new" })
            (await scene.Controller.Client.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-1.2.1-02")]
    [Trait("Requirement", "R-GAP-21")]
    public async Task References_that_do_not_fit_are_listed_with_what_was_meant(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        const string Manual = """
            1.2.1 覆盖范围
            本手册规定的范围，具体见4.2.2.1条款规定。资源见本手册第5.2.1章，职责见《信息安全体系手册》和《员工考勤程序》。
            4.2.1.1 体系的范围和边界
            范围如下：（空白）。适用于北京某某软件有限公司。
            4.2.2.1 活动
            实施活动，见9.9.9。
            5.2.1 资源的提供
            提供资源。
            """;
        (await scene.TrySaveAsync("SL-A-01", Manual)).Require();
        var id = await scene.IdAsync("SL-A-01");
        var findings = (await scene.DoAsync<CheckReferences, IReadOnlyList<CheckedDocument>>(o => o.RunAsync(scene.Team.Actor, id, default))).ShouldHaveSingleItem().Findings;
        var other = findings.Single(f => f.Fault == ReferenceFault.OtherClause);
        other.Found.ShouldContain("4.2.2.1");
        other.Place.ShouldContain("1.2.1");
        other.Suggestion.ShouldStartWith("4.2.1.1");
        findings.Single(f => f.Fault == ReferenceFault.NoClause).Found.ShouldContain("9.9.9");
        findings.ShouldNotContain(f => f.Found.Contains("5.2.1"));
        findings.Single(f => f.Fault == ReferenceFault.Spelling).Suggestion.ShouldBe("信息安全管理手册");
        findings.Single(f => f.Fault == ReferenceFault.NoDocument).Found.ShouldBe("《员工考勤程序》");
        findings.Single(f => f.Fault == ReferenceFault.OtherCompany).Found.ShouldContain("某某软件有限公司");
        findings.ShouldContain(f => f.Fault == ReferenceFault.Placeholder && f.Found == "（空白）");

        (await scene.Team.Client.PostAsJsonAsync("/api/v1/document-references/accepted", new { documentId = id, found = "《员工考勤程序》", reason = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Team.Client.PostAsJsonAsync("/api/v1/document-references/accepted", new { documentId = id, found = "《员工考勤程序》", reason = "人事制度，不受控" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await scene.Team.Client.GetStringAsync("/documents/references")).ShouldContain("人事制度，不受控");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DOC-21")]
    public async Task What_the_manual_names_otherwise_leads_to_where_it_is_kept(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        (await scene.TrySaveAsync("SL-A-01", "# 手册\n\n各部门职责见《职责权限》，另见 [[职责权限]]、[[职能分配表]]和 [[没有这个表]]。\n")).Require();
        var id = await scene.IdAsync("SL-A-01");
        var findings = (await scene.DoAsync<CheckReferences, IReadOnlyList<CheckedDocument>>(o => o.RunAsync(scene.Team.Actor, id, default))).ShouldHaveSingleItem().Findings;
        var named = findings.Single(f => f.Found == "《职责权限》");
        (named.Fault, named.Suggestion).ShouldBe((ReferenceFault.Spelling, "职能分配表"));
        findings.Single(f => f.Fault == ReferenceFault.NoDocument).Found.ShouldBe("[[没有这个表]]");

        var version = await scene.NewestAsync("SL-A-01");
        var read = await scene.App.RunAsync<VersionText, RenderedText>(o => o.ShownAsync(version, Phrase.Chinese, default));
        read.Html.Split("/organization/responsibilities").Length.ShouldBe(3, "both marks lead to the table");
        read.Html.ShouldContain("《职能分配表》");

        foreach (var words in new[] { "职责权限", "《职责权限》", "职能分配表" })
        {
            var groups = await scene.Employee.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/search?q=" + Uri.EscapeDataString(words));
            var hit = groups!.Single(g => g.GetProperty("kind").GetString() == "kernel.search.named-records").GetProperty("hits").EnumerateArray().ShouldHaveSingleItem();
            hit.GetProperty("title").GetString().ShouldBe("职能分配表");
            (await scene.Employee.Client.GetAsync(hit.GetProperty("link").GetString())).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory, BothDatabases]
    public async Task The_starter_texts_have_nothing_for_the_reference_check(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var found = await scene.DoAsync<CheckReferences, IReadOnlyList<CheckedDocument>>(o => o.RunAsync(scene.Team.Actor, null, default));
        found.SelectMany(c => c.Findings.Select(f => $"{c.Number}: {f.Found} {f.Fault}")).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.1-03")]
    [Trait("Requirement", "R-GAP-16")]
    [Trait("Requirement", "R-GAP-22")]
    public async Task What_an_edition_asks_for_and_nothing_covers_is_flagged_with_a_number_to_take(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        await scene.IssueAsync("SL-B-02");
        var needs = await scene.DoAsync<ShowNeeds, IReadOnlyList<DocumentNeed>>(o => o.RunAsync(scene.Manager.Actor, 2013, default));
        needs.Single(n => n.Clause == "7.5").Documents.Single(d => d.Number == "SL-B-02").InForce.ShouldBeTrue();
        var cryptography = needs.Single(n => n.Clause == "A.10.1");
        cryptography.SuggestedNumber.ShouldBe("SL-B-36");
        var kind = await scene.App.ReadAsync(db => db.Set<DocumentKind>().Where(k => k.Code == "procedure").Select(k => k.Id).SingleAsync());
        await scene.DoAsync<CreateDocument, DocumentSaved>(o => o.RunAsync(scene.Team.Actor, new CreateDocumentRequest(kind, scene.Office1, "密码控制程序", "Cryptography Procedure"), default));
        needs = await scene.DoAsync<ShowNeeds, IReadOnlyList<DocumentNeed>>(o => o.RunAsync(scene.Manager.Actor, 2013, default));
        needs.Single(n => n.Clause == "A.10.1").Documents.ShouldHaveSingleItem().InForce.ShouldBeFalse();
        (await scene.Manager.Client.GetAsync("/api/v1/document-needs?edition=1999")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Manager.Client.GetStringAsync("/documents/needs?edition=2022")).ShouldContain("SL-B-37");
    }

    [Theory, BothDatabases]
    public async Task Two_characters_are_found_in_texts_and_only_where_the_person_may_look(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        await scene.IssueAsync("SL-B-15");
        async Task<List<string?>> FindAsync(TestPerson by, string words, string more = "") =>
            [.. (await by.Client.GetFromJsonAsync<JsonElement>($"/api/v1/documents/search?q={Uri.EscapeDataString(words)}{more}")).EnumerateArray().Select(f => f.GetProperty("number").GetString())];
        (await FindAsync(scene.Employee, "复盘")).ShouldBe(["SL-B-15"]);
        (await FindAsync(scene.Employee, "勒索")).ShouldBeEmpty("a draft");
        (await FindAsync(scene.Employee, "勒索", "&drafts=true")).ShouldBeEmpty("still not for an employee");
        (await FindAsync(scene.Team, "勒索", "&drafts=true")).ShouldBe(["SL-B-27"]);
        (await FindAsync(scene.Employee, "盘复")).ShouldBeEmpty();
        (await scene.Employee.Client.GetAsync("/api/v1/documents/search?q=")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Employee.Client.GetStringAsync("/documents/search?q=" + Uri.EscapeDataString("复盘"))).ShouldContain("<mark>复盘</mark>");
        await scene.DoAsync<ReviseDocument, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new ReviseDocumentRequest(scene.IdAsync("SL-B-15").Result, false, "改"), default));
        (await scene.TrySaveAsync("SL-B-15", "新的正文", summary: "改")).Require();
        await scene.IssueAsync("SL-B-15");
        (await FindAsync(scene.Employee, "复盘")).ShouldBeEmpty("obsolete versions are not found");
    }

    [Theory, BothDatabases]
    public async Task Every_page_opens_in_both_languages(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var version = await scene.IssueAsync("SL-B-15");
        var (id, draft) = (version.DocumentId, await scene.IdAsync("SL-B-16"));
        string[] pages =
        [
            "/documents", "/documents/new", "/documents/kinds", "/documents/kinds/new", "/documents/reading", "/documents/search", "/documents/change-requests", "/documents/external", "/documents/references",
            "/documents/needs", $"/documents/{id}", $"/documents/{id}/versions", $"/documents/{id}/approval", $"/documents/{id}/issue", $"/documents/{id}/coverage", $"/documents/{id}/facts", $"/documents/{id}/compare",
            $"/documents/{id}/disposal", $"/documents/{draft}", $"/documents/{draft}/edit", $"/documents/{draft}/approval", $"/documents/{draft}/issue",
        ];
        foreach (var language in new[] { "zh-CN", "en" })
        {
            scene.Controller.Client.DefaultRequestHeaders.Remove("Accept-Language");
            scene.Controller.Client.DefaultRequestHeaders.Add("Accept-Language", language);
            foreach (var page in pages)
            {
                var answer = await scene.Controller.Client.GetAsync(page);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
                (await answer.Content.ReadAsStringAsync()).ShouldNotContain(">documents.", Case.Sensitive, page);
            }
        }
    }

    private static async Task<string> CellsAsync(DocumentScene scene, DateOnly? day)
    {
        var bytes = await scene.Controller.Client.GetByteArrayAsync("/api/v1/documents/master-list" + (day is { } asOf ? $"?asOf={asOf:yyyy-MM-dd}" : ""));
        using var file = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        return string.Join('|', file.WorkbookPart!.WorksheetParts.SelectMany(w => w.Worksheet!.Descendants<Cell>()).Select(c => c.InnerText));
    }
}
