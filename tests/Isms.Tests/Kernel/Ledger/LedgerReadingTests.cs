using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Text;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Ledger;

public sealed class LedgerReadingTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task An_export_is_checked_without_the_database_and_any_change_to_it_is_found(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var auditor = await app.PersonAsync(await app.DepartmentAsync("工程部"), Office.InternalAuditor);

        var answer = await auditor.Client.GetAsync("/api/v1/ledger/export");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("ledger-2026-03-02.jsonl");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var report = await CheckAsync(lines);
        report.Findings.ShouldBeEmpty();
        report.Entries.ShouldBe(lines.Length);
        report.LastHash.ShouldBe(await app.ReadAsync(db => db.Ledger.OrderByDescending(e => e.Sequence).Select(e => e.Hash).FirstAsync()));
        lines[^1].ShouldContain("kernel.ledger-exported", customMessage: "the export itself is recorded");
        (await CheckAsync([.. lines[..2], .. lines[3..]])).Findings.ShouldContain(f => f.Code == "ledger.gap");
        (await CheckAsync([.. lines.Select(l => l.Replace("工程部", "财务部", StringComparison.Ordinal))])).Findings.ShouldContain(f => f.Code == "ledger.changed-entry");
        (await CheckAsync([lines[0], "{", .. lines[1..]])).Findings.ShouldContain(f => f.Code == "ledger.unreadable-line");
        (await CheckAsync([.. lines[2..]])).Intact.ShouldBeTrue("a later part by itself holds together");
        (await CheckAsync([lines[1], lines[0]])).Intact.ShouldBeFalse();
    }

    [Theory, BothDatabases] // Who may do everything else still finds no way in.
    [Trait("Requirement", "R-4.2.3.7-01")]
    public async Task What_happened_is_recorded_with_person_and_minute_and_cannot_be_written_through_the_api(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var everything = await app.PersonAsync(await app.DepartmentAsync("工程部"), [.. Enum.GetValues<Office>().Where(o => o != Office.DepartmentHead)]);
        (await everything.Client.PostAsJsonAsync("/api/v1/departments", new { code = "YY", name = "运营部" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        var before = await app.ReadAsync(db => db.Ledger.OrderByDescending(e => e.Sequence).FirstAsync());
        (before.PersonId, before.UseCase, before.At).ShouldBe((everything.Actor.PersonId, "organization.create-department", app.Clock.Instant()));

        foreach (var path in (string[])["/api/v1/ledger", "/api/v1/ledger/" + before.Sequence])
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Post])
            {
                using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(new { useCase = "kernel.nothing" }) };
                (await everything.Client.SendAsync(request)).StatusCode.ShouldBeOneOf(HttpStatusCode.MethodNotAllowed, HttpStatusCode.Forbidden);
            }
        }
        (await app.ReadAsync(db => db.Ledger.OrderByDescending(e => e.Sequence).FirstAsync())).Hash.ShouldBe(before.Hash);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task The_trail_is_filtered_by_day_person_use_case_and_kind(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var manager = await app.PersonAsync(null, Office.GeneralManager);
        // 23:30 in Shanghai is still the same day there, though 15:30 UTC.
        app.Clock.Advance(TimeSpan.FromHours(14.5));
        await app.DepartmentAsync("夜班部");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.DepartmentAsync("早班部");

        (await CountAsync(manager, "filter.type=kernel_departments&filter.at=2026-03-02")).ShouldBe(1);
        (await CountAsync(manager, "filter.type=kernel_departments&filter.at=2026-03-03")).ShouldBe(1);
        (await CountAsync(manager, "filter.type=kernel_departments&filter.at=2026-03-02..2026-03-03")).ShouldBe(2);
        (await CountAsync(manager, "filter.type=kernel_departments&filter.change=created")).ShouldBe(2);
        (await CountAsync(manager, "filter.useCase=kernel.sign-in")).ShouldBe(0);
        (await CountAsync(manager, "q=test&filter.type=kernel_departments")).ShouldBe(2);
        (await CountAsync(manager, "q=nobody")).ShouldBe(0);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task The_list_is_taken_away_as_filtered_without_content_and_that_is_recorded(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var audit = await app.PersonAsync(null, Office.AuditAdministrator);
        await app.DepartmentAsync("工程部");

        var answer = await audit.Client.GetAsync("/api/v1/ledger/list.xlsx?filter.type=kernel_departments&filter.at=2026-03-02");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var file = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(await answer.Content.ReadAsStreamAsync(), false);
        var text = file.WorkbookPart!.SharedStringTablePart?.SharedStringTable?.InnerText + string.Concat(file.WorkbookPart.WorksheetParts.Select(w => w.Worksheet!.InnerText));
        text.ShouldContain("部门");
        text.ShouldNotContain("工程部");
        (await app.LedgerCountAsync("kernel.ledger-exported")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task The_days_kept_are_at_least_180_and_shown(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var representative = await app.PersonAsync(null, Office.ManagementRepresentative);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/settings/kernel.ledger-days") { Content = JsonContent.Create(new { value = "179" }) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");

        (await representative.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await representative.Client.GetStringAsync("/ledger")).ShouldContain("不少于 1095 天");
    }

    [Theory, BothDatabases]
    public async Task An_entry_shows_what_differs_from_the_version_before(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var manager = await app.PersonAsync(null, Office.GeneralManager);
        var id = await app.DepartmentAsync("旧名");
        var department = await app.ReadAsync(db => db.Departments.AsNoTracking().SingleAsync(d => d.Id == id));
        department.Name = "新名";
        await app.SaveAsync(db => db.Update(department));

        var history = await manager.Client.GetFromJsonAsync<JsonElement[]>($"/api/v1/ledger/history/kernel_departments/{id}");
        history!.Length.ShouldBe(2);
        var entry = await manager.Client.GetFromJsonAsync<JsonElement>("/api/v1/ledger/" + history[0].GetProperty("sequence").GetInt64());
        var name = entry.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "name");
        name.GetProperty("before").GetString().ShouldBe("旧名");
        name.GetProperty("after").GetString().ShouldBe("新名");
        (await manager.Client.GetAsync($"/api/v1/ledger/history/kernel_departments/{Guid.Empty}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [Trait("Requirement", "R-PLAT-02")]
    [InlineData(Office.AuditAdministrator, "assets_assets", false)]
    [InlineData(Office.AuditAdministrator, "kernel_appointments", true)]
    [InlineData(Office.InternalAuditor, "assets_assets", true)]
    [InlineData(Office.ExternalAuditor, "assets_assets", true)]
    public void The_audit_administrator_sees_the_administration_but_no_business_content(Office office, string type, bool seen)
    {
        var actor = new Actor { PersonId = Guid.CreateVersion7(), Offices = [new HeldOffice(office, new HashSet<Guid>())] };
        ShowLedgerEntry.MaySeeContent(actor, type).ShouldBe(seen);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-02")]
    public async Task The_audit_administrator_checks_the_chain_but_takes_no_content_out(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var audit = await app.PersonAsync(null, Office.AuditAdministrator);

        (await audit.Client.GetAsync("/api/v1/ledger/export")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var report = await (await audit.Client.PostAsync("/api/v1/ledger/check", null)).Content.ReadFromJsonAsync<JsonElement>();
        report.GetProperty("intact").GetBoolean().ShouldBeTrue();
        (await app.LedgerCountAsync("kernel.ledger-checked")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task The_pages_open(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync(Office.GeneralManager);
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        var list = await browser.PageAsync("/ledger");
        await browser.PageAsync(list.QuerySelector("tbody a[href^='/ledger/']")!.GetAttribute("href")!);
        await browser.PageAsync(list.QuerySelector("tbody a[href^='/history/']")!.GetAttribute("href")!);
        var check = await Browser.ReadAsync(await browser.SubmitAsync("/ledger/check", "check"));
        check.QuerySelector(".notice.tone-good").ShouldNotBeNull();
        (await browser.GetAsync("/ledger/999999")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<int> CountAsync(TestPerson person, string query) =>
        (await person.Client.GetFromJsonAsync<JsonElement>("/api/v1/ledger?" + query)).GetProperty("count").GetInt32();

    private static Task<LedgerFileReport> CheckAsync(string[] lines) =>
        LedgerFile.CheckAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")), CancellationToken.None);
}
