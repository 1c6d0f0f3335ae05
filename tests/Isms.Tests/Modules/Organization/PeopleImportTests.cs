using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Progress;
using Isms.Modules.Organization.Importing;
using Isms.Modules.Organization.Leaving;
using Isms.Tests.Kernel.OfficeFiles;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Organization;

public sealed class PeopleImportTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP1-03")]
    public async Task Unknown_departments_are_asked_about_before_anything_is_stored(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        var import = await BeginAsync(scene, team, book => book.Row("工号", "姓名", "所属部门", "岗位", "入职日期")
            .Row("A01", "甲", "网络工程部", "工程师", "2024-05-06").Row("A02", "乙", "批发门市部", "店长", null).Row("A03", "丙", "工程部", "工程师", "2025年1月2日"));

        import.Preview.Unknown.Select(u => u.Word).ShouldBe(["批发门市部", "网络工程部"], ignoreOrder: true);
        (import.Preview.New, import.Preview.Rejected).ShouldBe((1, 2));
        (await CommitAsync(scene, team, import)).Refusal!.Code.ShouldBe(ImportDesk.RowsRejected.Code);
        (await scene.App.ReadAsync(db => db.People.CountAsync(p => p.EmployeeNumber.StartsWith("A0")))).ShouldBe(0, "all or nothing");

        var settings = new PeopleImportSettings { Departments = new Dictionary<string, string?> { ["网络工程部"] = scene.Engineering.ToString(), ["批发门市部"] = PeopleImportSettings.NewDepartment } };
        var mapped = (await scene.App.RunAsync<ChangePeopleImport, Outcome<PeopleImportView>>(o => o.RunAsync(team.Actor, new ChangePeopleImportRequest(import.Id, import.Version, settings), default))).Require();
        (mapped.Preview.New, mapped.Preview.Rejected).ShouldBe((3, 0));
        (await CommitAsync(scene, team, mapped)).Require().Added.ShouldBe(3);

        var people = await scene.App.ReadAsync(db => (from p in db.People join d in db.Departments on p.DepartmentId equals d.Id where p.EmployeeNumber.StartsWith("A0") orderby p.EmployeeNumber select new { p.EmployeeNumber, d.Name, p.JoinedOn }).ToListAsync());
        people.Select(p => (p.EmployeeNumber, p.Name, p.JoinedOn)).ShouldBe([("A01", "工程部", new DateOnly(2024, 5, 6)), ("A02", "批发门市部", null), ("A03", "工程部", new DateOnly(2025, 1, 2))]);
    }

    [Theory, BothDatabases]
    public async Task The_same_list_again_changes_only_what_differs_and_keeps_moves(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        await scene.App.DepartmentAsync("财务部");
        await CommitOkAsync(scene, team, book => book.Row("工号", "姓名", "部门", "岗位", "邮箱").Row("A01", "甲", "工程部", "工程师", "a@example.com").Row("A02", "乙", "工程部", "工程师", null));

        var again = await BeginAsync(scene, team, book => book.Row("工号", "姓名", "部门", "岗位", "邮箱").Row("A01", "甲", "财务部", "会计", null).Row("A02", "乙", "工程部", "工程师", null));
        (again.Preview.New, again.Preview.Changed, again.Preview.Unchanged).ShouldBe((0, 1, 1));
        again.Preview.ChangedRows.ShouldHaveSingleItem().Differences.Select(d => (d.Old, d.New)).ShouldBe([("工程部", "财务部"), ("工程师", "会计")]);
        (await CommitAsync(scene, team, again)).Require().Changed.ShouldBe(1);

        var person = await scene.App.ReadAsync(db => db.People.SingleAsync(p => p.EmployeeNumber == "A01"));
        person.Email.ShouldBe("a@example.com", "a blank cell changes nothing");
        var record = await team.Client.GetFromJsonAsync<JsonElement>($"/api/v1/people/{person.Id}/record");
        record.GetProperty("placements").EnumerateArray().Select(p => p.GetProperty("department").GetString()).ShouldBe(["财务部", "工程部"]);
        (await scene.App.ReadAsync(db => db.Ledger.CountAsync(e => e.EntityId == person.Id))).ShouldBe(2, "added once, changed once");
    }

    [Theory, BothDatabases]
    public async Task Good_rows_are_taken_and_the_others_reported_with_reasons(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        var import = await BeginAsync(scene, team, book => book.Row("员工花名册").Row("工号", "姓名", "部门", "邮箱", "入职日期", "离职日期")
            .Row("A01", "甲", "工程部", "not-mail", null, null).Row("A02", null, "工程部", null, null, null).Row("A03", "丙", "工程部", null, "2025-03-01", "2025-02-01").Row("A04", "丁", "工程部", null, null, null).Row("A04", "戊", "工程部", null, null, null));
        import.Preview.Rejections.Select(r => r.Row).ShouldBe([3, 4, 5, 7]);

        (await CommitAsync(scene, team, import, ImportMode.GoodRows)).Require().Added.ShouldBe(1);
        var report = await team.Client.GetAsync($"/api/v1/people/imports/{import.Id}/report");
        report.StatusCode.ShouldBe(HttpStatusCode.OK);
        report.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        (await CommitAsync(scene, team, import)).Refusal.ShouldNotBeNull("done is done");
    }

    [Theory, BothDatabases]
    public async Task The_interface_takes_a_file_and_shows_it_to_nobody_else(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var (team, other) = (await scene.PersonAsync(Office.IsmsTeam), await scene.PersonAsync(Office.IsmsTeam));
        var bytes = Book(book => book.Row("工号", "姓名").Row("B01", "己"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", "名册.xlsx" } };
        var created = await team.Client.PostAsync("/api/v1/people/imports", form);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await other.Client.GetAsync(created.Headers.Location)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var request = new HttpRequestMessage(HttpMethod.Post, created.Headers.Location + "/commit") { Content = JsonContent.Create(new { mode = "allOrNothing" }) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        (await team.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.App.ReadAsync(db => db.People.CountAsync(p => p.EmployeeNumber == "B01"))).ShouldBe(1);
        using var empty = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file", "x.xlsx" } };
        (await team.Client.PostAsync("/api/v1/people/imports", empty)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await team.Client.GetAsync("/organization/people/import")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await team.Client.GetAsync(created.Headers.Location!.ToString().Replace("/api/v1/people/imports", "/organization/people/import", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task Ten_thousand_people_go_in_at_once(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        var import = await BeginAsync(scene, team, book =>
        {
            book.Row("工号", "姓名", "部门", "岗位");
            for (var i = 0; i < 10_000; i++)
                book.Row($"N{i:00000}", $"员工{i}", "工程部", "工程师");
        });
        var done = (await scene.App.RunAsync<PeopleImportRun, Outcome<ImportCommitted>>(o => o.ImportAsync(team.Actor, new CommitImportRequest(import.Id, import.Version, ImportMode.AllOrNothing), new JobProgress(), default))).Require();
        done.Added.ShouldBe(10_000);
        (await scene.App.ReadAsync(db => db.People.CountAsync(p => p.EmployeeNumber.StartsWith("N")))).ShouldBe(10_000);
    }

    private static MemoryStream Book(Action<XlsxBuilder.SheetPart> rows) => new XlsxBuilder().Sheet("员工", rows).Build();

    private static async Task<PeopleImportView> BeginAsync(OrganizationScene scene, TestPerson by, Action<XlsxBuilder.SheetPart> rows)
    {
        await using var book = Book(rows);
        return (await scene.App.RunAsync<BeginPeopleImport, Outcome<PeopleImportView>>(o => o.RunAsync(by.Actor, new BeginPeopleImportRequest("名册.xlsx", book), default))).Require();
    }

    private static Task<Outcome<ImportCommitted>> CommitAsync(OrganizationScene scene, TestPerson by, PeopleImportView import, ImportMode mode = ImportMode.AllOrNothing) =>
        scene.App.RunAsync<CommitPeopleImport, Outcome<ImportCommitted>>(o => o.RunAsync(by.Actor, new CommitImportRequest(import.Id, import.Version, mode), default));

    private static async Task CommitOkAsync(OrganizationScene scene, TestPerson by, Action<XlsxBuilder.SheetPart> rows) =>
        (await CommitAsync(scene, by, await BeginAsync(scene, by, rows))).Require();
}
