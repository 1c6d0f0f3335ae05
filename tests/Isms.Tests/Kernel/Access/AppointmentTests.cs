using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Appointments;
using Isms.Kernel.Access.Tokens;
using Isms.Kernel.Http;
using Isms.Tests.Support;

namespace Isms.Tests.Kernel.Access;

public sealed class AppointmentTests
{
    private static readonly DateOnly Today = TestApp.Today;

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-02")]
    public async Task Nobody_holds_two_of_the_three_administrations_at_once(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var security = await app.PersonAsync(null, Office.SecurityAdministrator);
        var audit = await app.PersonAsync(null, Office.AuditAdministrator);
        var plain = await app.PersonAsync(null);

        (await AppointAsync(app, security, audit, Office.SystemAdministrator)).Refusal!.Code.ShouldBe(AppointmentRules.TwoAdministrations.Code);
        (await AppointAsync(app, security, plain, Office.SystemAdministrator, Today, Today.AddDays(9))).Succeeded.ShouldBeTrue();
        (await AppointAsync(app, security, plain, Office.AuditAdministrator, Today.AddDays(9))).Refusal!.Code.ShouldBe(AppointmentRules.TwoAdministrations.Code, "the last day of one is the first of the other");
        (await AppointAsync(app, security, plain, Office.AuditAdministrator, Today.AddDays(10))).Succeeded.ShouldBeTrue("one after the other is allowed");
        var answer = await security.Client.PostAsJsonAsync("/api/v1/appointments", new { personId = audit.Actor.PersonId, office = "systemAdministrator", startsOn = "2026-03-02" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain("2025-03-02", customMessage: "the term in the way is shown");
    }

    [Theory, BothDatabases]
    public async Task There_is_one_management_representative_and_one_general_manager_at_any_date(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var security = await app.PersonAsync(null, Office.SecurityAdministrator);
        // While nobody is general manager, the security administrator records what would need a letter; so the representative comes first here.
        foreach (var office in new[] { Office.ManagementRepresentative, Office.GeneralManager })
        {
            var first = await app.PersonAsync(null);
            var second = await app.PersonAsync(null);
            var held = (await AppointAsync(app, security, first, office)).Require();
            (await AppointAsync(app, security, second, office, Today.AddYears(3))).Refusal!.Code.ShouldBe(AppointmentRules.Taken.Code);
            var ended = await app.RunAsync<EndAppointment, Outcome<AppointmentView>>(e => e.RunAsync(security.Actor, new(held.Id, Today.AddDays(30), held.Version), default));
            ended.Require().EndsOn.ShouldBe(Today.AddDays(30));
            (await AppointAsync(app, security, second, office, Today.AddDays(30))).Refusal!.Code.ShouldBe(AppointmentRules.Taken.Code);
            (await AppointAsync(app, security, second, office, Today.AddDays(31))).Succeeded.ShouldBeTrue();
            (await HolderAsync(app, security, office, Today.AddDays(30))).ShouldBe(first.Actor.PersonId);
            (await HolderAsync(app, security, office, Today.AddDays(31))).ShouldBe(second.Actor.PersonId);
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-02")]
    public async Task Who_may_give_which_office(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var plain = await app.PersonAsync(null);
        var manager = await app.PersonAsync(null, Office.GeneralManager);
        var representative = await app.PersonAsync(null, Office.ManagementRepresentative);
        var security = await app.PersonAsync(null, Office.SecurityAdministrator);
        var system = await app.PersonAsync(null, Office.SystemAdministrator);

        (await AppointAsync(app, representative, plain, Office.DocumentController)).Succeeded.ShouldBeTrue();
        (await AppointAsync(app, representative, plain, Office.GeneralManager)).Refusal!.Code.ShouldBe(Appoint.NotYours.Code);
        foreach (var who in new[] { manager, representative, security })
            (await AppointAsync(app, who, plain, Office.IsmsTeam)).Refusal!.Code.ShouldBe(Appoint.ByLetter.Code, "there is a general manager who can sign a letter");
        (await AppointAsync(app, manager, plain, Office.AuditAdministrator)).Refusal!.Code.ShouldBe(Appoint.NotYours.Code);
        (await AppointAsync(app, system, plain, Office.IsmsTeam)).Refusal!.Code.ShouldBe(Refusal.Forbidden.Code);
        (await AppointAsync(app, plain, plain, Office.GeneralManager)).Refusal!.Code.ShouldBe(Refusal.Forbidden.Code);
        (await AppointAsync(app, security, security, Office.DocumentController)).Refusal!.Code.ShouldBe(Appoint.NotYourself.Code);
        (await AppointAsync(app, security, plain, Office.AuditAdministrator)).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_head_needs_a_department_and_an_external_auditor_a_last_day(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var security = await app.PersonAsync(null, Office.SecurityAdministrator);
        var department = await app.DepartmentAsync("研发部");
        var plain = await app.PersonAsync(department);

        (await AppointAsync(app, security, plain, Office.DepartmentHead)).Refusal!.Fields.Single().Field.ShouldBe("departmentId");
        (await AppointAsync(app, security, plain, Office.DepartmentHead, department: department)).Succeeded.ShouldBeTrue();
        (await AppointAsync(app, security, plain, Office.IsmsTeam, department: department)).Refusal!.Fields.Single().Field.ShouldBe("departmentId");
        (await AppointAsync(app, security, plain, Office.ExternalAuditor)).Refusal!.Fields.Single().Field.ShouldBe("endsOn");
        (await AppointAsync(app, security, plain, Office.ExternalAuditor, Today, Today.AddDays(-1))).Refusal!.Fields.Single().Field.ShouldBe("endsOn");
        (await AppointAsync(app, security, plain, Office.Employee)).Refusal!.Fields.Single().Field.ShouldBe("office");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-01")]
    public async Task Rights_begin_and_end_with_the_office(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var security = await app.PersonAsync(null, Office.SecurityAdministrator);
        var auditor = await app.PersonAsync(null);
        (await AppointAsync(app, security, auditor, Office.ExternalAuditor, Today.AddDays(1), Today.AddDays(2))).Require();

        var token = (await app.RunAsync<CreateAccessToken, Outcome<CreatedAccessToken>>(c => c.RunAsync(auditor.Actor, new("api", "write", 30), default))).Require().Token;
        var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        (await client.GetAsync("/api/v1/ledger")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "not yet in office");
        app.Clock.Advance(TimeSpan.FromDays(2));
        (await client.GetAsync("/api/v1/ledger")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PutAsJsonAsync("/api/v1/settings/kernel.approval-days", new { value = "9" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "reads only");
        app.Clock.Advance(TimeSpan.FromDays(1));
        (await client.GetAsync("/api/v1/ledger")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "out of office since today");
    }

    [Theory, BothDatabases]
    public async Task An_appointment_is_ended_on_its_current_version_only(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var security = await app.PersonAsync(null, Office.SecurityAdministrator);
        var held = (await AppointAsync(app, security, await app.PersonAsync(null), Office.IsmsTeam)).Require();

        var answer = await security.Client.PostAsJsonAsync($"/api/v1/appointments/{held.Id}/end", new { endsOn = "2026-04-01" });
        answer.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/appointments/{held.Id}/end") { Content = JsonContent.Create(new { endsOn = "2026-04-01" }) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"7\"");
        (await security.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.3-01")]
    public async Task The_general_manager_represents_himself_only_for_a_reason(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var security = await app.PersonAsync(null, Office.SecurityAdministrator);
        var representative = await app.PersonAsync(null, Office.ManagementRepresentative);

        (await AppointAsync(app, security, representative, Office.GeneralManager)).Refusal!.Code.ShouldBe(AppointmentRules.ManagerRepresentsHimself.Code);
        var request = new AppointRequest(representative.Actor.PersonId, Office.GeneralManager, null, Today, null, Reason: "公司只有六人");
        (await app.RunAsync<Appoint, Outcome<AppointmentView>>(a => a.RunAsync(security.Actor, request, default))).Require();
        (await AppointAsync(app, security, await app.PersonAsync(null), Office.GeneralManager)).Refusal!.Code.ShouldBe(AppointmentRules.Taken.Code, "there is one general manager");
    }

    [Fact]
    public void Two_terms_overlap_when_they_share_a_day()
    {
        var first = new Term(Guid.Empty, "", Office.IsmsTeam, null, new(2026, 1, 1), new(2026, 1, 31));
        first.Overlaps(first with { StartsOn = new(2026, 1, 31), EndsOn = null }).ShouldBeTrue();
        first.Overlaps(first with { StartsOn = new(2026, 2, 1), EndsOn = null }).ShouldBeFalse();
        first.Overlaps(first with { StartsOn = new(2025, 1, 1), EndsOn = new(2025, 12, 31) }).ShouldBeFalse();
        (first with { EndsOn = null }).Overlaps(first with { StartsOn = new(2099, 1, 1) , EndsOn = null }).ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task The_pages_appoint_and_end_as_the_operations_do(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync(Office.SecurityAdministrator);
        var (person, _) = await app.WithPasswordAsync();
        var number = await app.ReadAsync(db => Task.FromResult(db.People.Single(p => p.Id == person.Actor.PersonId).EmployeeNumber));
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        var wrong = await browser.SubmitAsync("/appointments/new", "appoint", ("personId", "nobody"), ("office", "InternalAuditor"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Browser.ReadAsync(wrong)).QuerySelector("[name=personId]")!.GetAttribute("value").ShouldBe("nobody", "what was typed is kept");
        (await browser.SubmitAsync("/appointments/new", "appoint", ("personId", number), ("office", "InternalAuditor"), ("letterNumber", "任-001"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await browser.PageAsync("/appointments");
        page.Body!.TextContent.ShouldContain("任-001");
        var form = page.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("任-001", StringComparison.Ordinal)).QuerySelector("input[name=_handler]")!.GetAttribute("value")!;
        (await browser.SubmitAsync("/appointments", form, ("endsOn", "2026-03-02"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync("/appointments?asOf=2026-03-03")).Body!.TextContent.ShouldNotContain("任-001");
    }

    private static Task<Outcome<AppointmentView>> AppointAsync(TestApp app, TestPerson by, TestPerson who, Office office, DateOnly? from = null, DateOnly? to = null, Guid? department = null) =>
        app.RunAsync<Appoint, Outcome<AppointmentView>>(a => a.RunAsync(by.Actor, new(who.Actor.PersonId, office, department, from ?? Today, to), default));

    private static async Task<Guid> HolderAsync(TestApp app, TestPerson asks, Office office, DateOnly day) =>
        (await app.RunAsync<AppointmentsAsOf, Outcome<AppointmentView[]>>(a => a.RunAsync(asks.Actor, day, default))).Require().Single(a => a.Office == office).PersonId;
}
