using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.Documents;
using Isms.Modules.Treatment.Residual;
using Isms.Tests.Kernel.OfficeFiles.Writing;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Treatment;

/// <summary>Pages and API as people and programs meet them.</summary>
public sealed partial class WebTests
{
    [Theory, BothDatabases]
    public async Task A_plan_is_drawn_up_read_changed_and_checked_through_the_api(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var api = scene.Team.Client;
        var created = await api.PostAsJsonAsync("/api/v1/treatment-plans", new { assessmentId = scene.Assessment });
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var plan = await api.GetFromJsonAsync<JsonElement>(created.Headers.Location);
        plan.GetProperty("items").GetInt32().ShouldBe(2);
        plan.GetProperty("state").GetString().ShouldBe("draft");

        var items = await api.GetFromJsonAsync<JsonElement>(created.Headers.Location + "/items?sort=priority");
        var id = items.GetProperty("rows")[0].GetProperty("id").GetGuid();
        var read = await api.GetAsync($"/api/v1/treatment-items/{id}");
        var etag = read.Headers.ETag!.Tag;
        var body = new
        {
            option = "accept", departmentId = scene.It, responsibleId = scene.Technician.Actor.PersonId, method = "保留旧系统到年底", startsOn = "2026-03-02", endsOn = "2026-12-31",
            priority = 1, acceptReason = "年底停用", nextReviewOn = "2026-12-31",
        };
        (await api.PutAsJsonAsync($"/api/v1/treatment-items/{id}", body)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await PutAsync(api, $"/api/v1/treatment-items/{id}", body, etag)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var stale = await PutAsync(api, $"/api/v1/treatment-items/{id}", body, etag);
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stale.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("kernel.stale");

        var check = await api.GetFromJsonAsync<JsonElement>(created.Headers.Location + "/check");
        check.GetProperty("ready").GetBoolean().ShouldBeFalse();
        check.GetProperty("obstacles").GetArrayLength().ShouldBe(1);
        var refused = await PutAsync(api, $"/api/v1/treatment-items/{id}", new { option = "transfer", departmentId = scene.It, priority = 1 }, "\"2\"");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["receiver", "contract"]);
    }

    [Theory, BothDatabases]
    public async Task A_head_sees_the_own_departments_items_and_another_departments_are_not_found(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.PlanAsync();
        var (own, other) = (await scene.ItemOfAsync(plan, scene.LesserRisk), await scene.ItemOfAsync(plan, scene.WorstRisk));
        var head = scene.SalesHead.Client;
        (await head.GetFromJsonAsync<JsonElement>($"/api/v1/treatment-plans/{plan}/items")).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("id").GetGuid()).ShouldBe([own]);
        (await head.GetFromJsonAsync<JsonElement>($"/api/v1/treatment-plans/{plan}")).GetProperty("items").GetInt32().ShouldBe(1);
        (await head.GetAsync($"/api/v1/treatment-items/{own}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await head.GetAsync($"/api/v1/treatment-items/{other}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await head.GetAsync($"/treatment/items/{other}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(head, $"/api/v1/treatment-items/{other}", new { option = "reduce", departmentId = scene.It, priority = 1 }, "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // A head does not hand one's own item to a department one does not head.
        var moved = await PutAsync(head, $"/api/v1/treatment-items/{own}", new { option = "transfer", departmentId = scene.It, priority = 2, receiver = "甲", contract = "乙" }, "\"1\"");
        (await moved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("departmentId", out _).ShouldBeTrue();
        // An employee with nothing to do sees no plan at all.
        (await scene.Technician.Client.GetAsync($"/api/v1/treatment-plans/{plan}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Technician.Client.GetFromJsonAsync<JsonElement>("/api/v1/treatment-plans")).GetProperty("rows").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task The_responsible_person_finds_the_item_among_ones_own_and_reports_on_its_page(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var item = await scene.ItemOfAsync(await scene.ApprovedPlanAsync(), scene.WorstRisk);
        var mine = await PageAsync(scene.Technician, TreatmentPaths.Mine);
        mine.ShouldContain("M-0001");
        var posted = await PostAsync(scene.Technician, TreatmentPaths.Item(item), "progress", ("state", "InProgress"), ("text", "设备已到货"));
        posted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PageAsync(scene.Technician, TreatmentPaths.Item(item))).ShouldContain("设备已到货");
        // Without evidence the page says what is missing and keeps what was typed.
        var refused = await PostAsync(scene.Technician, TreatmentPaths.Item(item), "progress", ("state", "Implemented"), ("text", "已切换"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var html = await refused.Content.ReadAsStringAsync();
        html.ShouldContain("请先上传实施证据");
        html.ShouldContain("已切换");
    }

    [Theory, BothDatabases]
    public async Task An_item_is_planned_on_its_page_with_controls_by_their_codes(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.PlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        var responsible = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == scene.Technician.Actor.PersonId).Select(p => p.EmployeeNumber).SingleAsync());
        (string, string)[] fields =
        [
            ("option", "Reduce"), ("moreControls", "A.8.13、5.30"), ("method", "双机热备"), ("departmentId", scene.It.ToString()), ("responsibleId", responsible),
            ("startsOn", "2026-03-02"), ("endsOn", "2026-06-30"), ("cost", "１2000.50"), ("benefit", "停机损失减少九成"), ("priority", "1"),
        ];
        var wrong = await PostAsync(scene.Team, TreatmentPaths.Item(item), "change", [.. fields.Where(f => f.Item1 != "cost"), ("cost", "一万")]);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("一万");
        (await PostAsync(scene.Team, TreatmentPaths.Item(item), "change", fields)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var view = await scene.ItemAsync(item);
        view.Controls.Select(c => c.Code).ShouldBe(["5.30", "8.13"]);
        view.Facts.Cost.ShouldBe(12000.50m);
        view.Facts.ResponsibleId.ShouldBe(scene.Technician.Actor.PersonId);
        view.Gaps.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Every_page_opens_in_both_languages(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.ApprovedPlanAsync();
        var item = await scene.ItemOfAsync(plan, scene.WorstRisk);
        var report = await scene.ReportOfAsync(plan);
        (await scene.TryRateAsync(report, 4)).Require();
        var residual = (await scene.SheetAsync(report))[0].Id;
        string[] pages =
        [
            TreatmentPaths.Plans, "/treatment/new", TreatmentPaths.Plan(plan), TreatmentPaths.PlanApproval(plan), TreatmentPaths.Item(item), TreatmentPaths.Mine,
            TreatmentPaths.Reports, TreatmentPaths.Report(report), TreatmentPaths.ReportApproval(report), TreatmentPaths.ResidualRisks, TreatmentPaths.ResidualRisk(residual), TreatmentPaths.SelfChecks + "?all=1",
        ];
        foreach (var page in pages)
        {
            foreach (var english in new[] { false, true })
                Regex.Matches(WithoutNames(await PageAsync(scene.Team, page, english)), @"\btreatment\.[a-z]").ShouldBeEmpty(page);
        }
        (await scene.Technician.Client.GetAsync("/treatment/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task The_sheet_rates_all_risks_at_once_on_its_page(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var report = await scene.ReportOfAsync(await scene.ApprovedPlanAsync());
        var fields = new List<(string, string)>();
        var risks = await scene.SheetAsync(report);
        for (var i = 0; i < 2; i++)
            fields.AddRange([($"rows[{i}].id", risks[i].Id.ToString()), ($"rows[{i}].was", ""), ($"rows[{i}].version", "1"), ($"rows[{i}].frequency", "2"), ($"rows[{i}].severity", "2"), ($"rows[{i}].ease", "1"), ($"rows[{i}].controlEffectiveness", "2"), ($"rows[{i}].reviewOn", "2026-09-01")]);
        (await PostAsync(scene.Team, TreatmentPaths.Report(report), "rate", [.. fields])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.SheetAsync(report)).ShouldAllBe(r => r.Level != ResidualRisk.NotRated && r.Ease == 1 && r.ReviewOn == new DateOnly(2026, 9, 1));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DOC-04")]
    [Trait("Requirement", "R-DOC-05")]
    public async Task Plan_and_report_are_exported_under_the_titles_the_manual_names_them_by(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var plan = await scene.ApprovedPlanAsync();
        var report = await scene.ReportOfAsync(plan);
        (await scene.TryRateAsync(report, 1)).Require();
        await scene.ApproveAsync(ResidualApproval.KindName, report);

        var workbook = await scene.Team.Client.GetAsync($"/api/v1/treatment-plans/{plan}/document");
        workbook.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("风险处理计划.xlsx");
        var sheet = await WorkbookAsync(workbook);
        sheet.ShouldContain("SL-B-01-R04-2026-001");
        sheet.ShouldContain(scene.Manager.Actor.Name);
        sheet.ShouldContain("M-0002");
        var document = await scene.Team.Client.GetAsync($"/api/v1/residual-reports/{report}/document");
        document.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("剩余风险评估报告.docx");
        var text = await WordAsync(document);
        text.ShouldContain("SL-B-01-R05-2026-001");
        text.ShouldContain("R-0002");

        // One record type each, whatever spelling the manual uses.
        DocumentList.ResolveRecord("《风险处理计划》").ShouldBe(DocumentList.ResolveRecord(TreatmentPlanDocument.Title(Phrase.Chinese)));
        DocumentList.ResolveRecord(TreatmentPlanDocument.Title(Phrase.Chinese))!.Code.ShouldBe("risk-treatment-plan");
        DocumentList.ResolveRecord(ResidualRiskReportDocument.Title(Phrase.Chinese))!.Document.Pattern.ShouldBe("XX-B-01");
        // A head's copy has the own department's items only.
        var own = await WorkbookAsync(await scene.SalesHead.Client.GetAsync($"/api/v1/treatment-plans/{plan}/document"));
        own.ShouldContain("M-0002");
        own.ShouldNotContain("M-0001");
    }

    [Theory, BothDatabases]
    public async Task Lists_take_at_most_five_statements_beside_who_is_asking(On on)
    {
        var counter = new StatementCounter();
        await using var scene = await TreatmentScene.StartAsync(on, services => services.ConfigureDbContext<IsmsDbContext>(o => o.AddInterceptors(counter)));
        var plan = await scene.ApprovedPlanAsync();
        var report = await scene.ReportOfAsync(plan);
        (await scene.TryRateAsync(report, 1)).Require();
        foreach (var address in new[] { TreatmentPaths.Plans, TreatmentPaths.Plan(plan), TreatmentPaths.Mine, TreatmentPaths.Reports, TreatmentPaths.Report(report), TreatmentPaths.ResidualRisks })
        {
            await PageAsync(scene.Team, address);
            counter.Statements.Clear();
            await PageAsync(scene.Team, address);
            var own = counter.Statements.Where(s => s.Contains("treatment_", StringComparison.Ordinal) || s.Contains("risks_", StringComparison.Ordinal)).ToList();
            own.Count.ShouldBeLessThanOrEqualTo(5, address + Environment.NewLine + string.Join(Environment.NewLine, own));
        }
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string address, object body, string etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return await client.SendAsync(request);
    }

    private static async Task<string> PageAsync(TestPerson person, string address, bool english = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (english)
            request.Headers.Add("Cookie", Session(person) + "; " + Isms.Kernel.Access.ActorMiddleware.LanguageCookie + "=en");
        using var response = await person.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> PostAsync(TestPerson person, string address, string form, params (string Name, string Value)[] fields)
    {
        using var page = await person.Client.GetAsync(address);
        var html = await page.Content.ReadAsStringAsync();
        var token = Token().Match(html).Groups["value"].Value;
        var version = Regex.Match(html, @"name=""version"" value=""(?<value>\d+)""").Groups["value"].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([new("_handler", form), new("__RequestVerificationToken", token), new("version", version), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]),
        };
        var given = page.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(c => c.Split(';')[0]) : [];
        request.Headers.Add("Cookie", string.Join("; ", given.Prepend(Session(person))));
        return await person.Client.SendAsync(request);
    }

    /// <summary>All texts of the first sheet; the file opens without repair.</summary>
    private static async Task<string> WorkbookAsync(HttpResponseMessage response)
    {
        using var file = SpreadsheetDocument.Open(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), false);
        file.ShouldBeValid();
        return string.Join('\n', file.Cells().Values);
    }

    private static async Task<string> WordAsync(HttpResponseMessage response)
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), false);
        file.ShouldBeValid();
        return string.Concat(file.MainDocumentPart!.Document!.Body!.InnerText, string.Concat(file.MainDocumentPart.HeaderParts.Select(h => h.Header!.InnerText)));
    }

    // A request's own cookies take the place of the client's.
    private static string Session(TestPerson person) => string.Join("; ", person.Client.DefaultRequestHeaders.GetValues("Cookie"));

    private static string WithoutNames(string html) => Regex.Replace(html, @"(href|src|action|value|name|id|for)=""[^""]*""", "");

    [GeneratedRegex(@"name=""__RequestVerificationToken"" value=""(?<value>[^""]+)""")]
    private static partial Regex Token();

    private sealed class StatementCounter : DbCommandInterceptor
    {
        public List<string> Statements { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Statements.Add(command.CommandText);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
