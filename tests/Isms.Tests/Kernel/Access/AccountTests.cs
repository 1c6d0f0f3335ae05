using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.Accounts;
using Isms.Kernel.Access.Tokens;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Access;

public sealed class AccountTests
{
    [Theory]
    [Trait("Requirement", "R-APP5-A-04.06")]
    [InlineData("abc123", "kernel.password-too-short")]
    [InlineData("abcdefghijkl1", "kernel.password-too-simple")]
    [InlineData("Password123!", "kernel.password-common")]
    [InlineData("Qwerty-2026-1", "kernel.password-common")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa", "kernel.password-common")]
    [InlineData("12345678901234567", "kernel.password-common")]
    [InlineData("Xx-Zhang.San-9", "kernel.password-has-user-name")]
    [InlineData("Guilin-7-Hills", null)]
    [InlineData("the quiet lake at dawn", null)]
    public void A_password_must_be_long_mixed_and_not_easily_guessed(string password, string? problem)
    {
        var problems = PasswordPolicy.Check("newPassword", password, "zhang.san", 10).Select(p => p.Code).ToList();
        if (problem is null)
            problems.ShouldBeEmpty();
        else
            problems.ShouldContain(problem);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.06")]
    public async Task A_change_of_password_follows_the_policy_and_its_history(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        (await ChangeAsync(browser, Arrange.Password, "abc123")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ChangeAsync(browser, "Wrong-Password-1", "Brave-River-11")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ChangeAsync(browser, Arrange.Password, Arrange.Password)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the present one is one of the last five");
        var current = Arrange.Password;
        for (var i = 1; i <= 5; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            (await ChangeAsync(browser, current, "Brave-River-1" + i)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
            current = "Brave-River-1" + i;
        }
        (await ChangeAsync(browser, current, "Brave-River-11")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "fifth from the last");
        (await ChangeAsync(browser, current, Arrange.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "sixth from the last");
        (await new Browser(app).SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.06")]
    public async Task The_shortest_length_and_the_longest_age_are_settings(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        await app.SetAsync(KernelSettings.PasswordLength, "14");
        await app.SetAsync(KernelSettings.PasswordDays, "90");
        var (_, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);
        await browser.SignInAsync(name);
        (await ChangeAsync(browser, Arrange.Password, "Brave-River-1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ChangeAsync(browser, Arrange.Password, "Brave-River-12")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        app.Clock.Advance(TimeSpan.FromDays(91));
        var later = new Browser(app);
        await later.SignInAsync(name, "Brave-River-12");
        (await later.GetAsync("/account")).WhereTo().ShouldBe("/account/password");
    }

    [Theory, BothDatabases]
    public async Task A_changed_password_ends_all_other_sessions_and_all_tokens(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (person, name) = await app.WithPasswordAsync();
        var one = new Browser(app);
        var other = new Browser(app);
        await one.SignInAsync(name);
        await other.SignInAsync(name);
        var token = (await app.RunAsync<CreateAccessToken, Outcome<CreatedAccessToken>>(c => c.RunAsync(person.Actor, new("x", "read", 10), default))).Require();

        await ChangeAsync(one, Arrange.Password, "Brave-River-11");

        (await one.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await WithToken(app, token.Token).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task Sessions_are_listed_and_ended_one_by_one_or_all_at_once(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        var here = new Browser(app);
        var there = new Browser(app);
        await here.SignInAsync(name);
        await there.SignInAsync(name);

        var page = await here.PageAsync("/account");
        var form = page.QuerySelectorAll("input[name=_handler]").Select(i => i.GetAttribute("value")!).First(v => v.StartsWith("end-", StringComparison.Ordinal) && v != "end-all");
        (await here.SubmitAsync("/account", form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await here.SubmitAsync("/account", "end-all");

        (await there.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await here.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var sessions = await (await here.GetAsync("/api/v1/me/sessions")).Content.ReadFromJsonAsync<JsonElement[]>();
        sessions!.Single().GetProperty("current").GetBoolean().ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Nobody_ends_another_persons_session_or_token(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (person, name) = await app.WithPasswordAsync();
        var other = await app.PersonAsync(null);
        await new Browser(app).SignInAsync(name);
        var session = await app.ReadAsync(db => db.Set<Session>().Where(s => s.UserId == person.Actor.UserId).Select(s => s.Id).FirstAsync());
        var token = (await app.RunAsync<CreateAccessToken, Outcome<CreatedAccessToken>>(c => c.RunAsync(person.Actor, new("x", "read", 10), default))).Require();

        (await other.Client.DeleteAsync("/api/v1/me/sessions/" + session)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Client.DeleteAsync("/api/v1/me/tokens/" + token.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task A_token_does_what_its_scope_says_until_it_ends_and_makes_no_others(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (person, _) = await app.WithPasswordAsync(Office.ManagementRepresentative);
        var reads = (await (await person.Client.PostAsJsonAsync("/api/v1/me/tokens", new { name = "reads", scope = "read", days = 30 })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        var writes = (await (await person.Client.PostAsJsonAsync("/api/v1/me/tokens", new { name = "writes", scope = "write", days = 60 })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        reads.ShouldStartWith("isms_");

        (await WithToken(app, reads).GetAsync("/api/v1/settings")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PutSettingAsync(WithToken(app, reads))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PutSettingAsync(WithToken(app, writes))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await WithToken(app, writes).PostAsJsonAsync("/api/v1/me/tokens", new { name = "more", scope = "write", days = 30 })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await person.Client.PostAsJsonAsync("/api/v1/me/tokens", new { name = "long", scope = "read", days = 366 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await person.Client.PostAsJsonAsync("/api/v1/me/tokens", new { name = "odd", scope = "admin", days = 3 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        app.Clock.Advance(TimeSpan.FromDays(31));
        (await WithToken(app, reads).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await WithToken(app, writes).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.ReadAsync(db => db.Set<AccessToken>().AnyAsync(t => t.TokenHash == reads))).ShouldBeFalse("only the hash is kept");
    }

    [Theory, BothDatabases]
    public async Task The_token_page_shows_a_token_once_and_makes_it_void(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        var made = await Browser.ReadAsync(await browser.SubmitAsync("/account/tokens", "create", ("name", "报表")));
        var token = made.QuerySelector(".notice code")!.TextContent;
        (await WithToken(app, token).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await browser.PageAsync("/account/tokens");
        page.Body!.TextContent.ShouldContain("报表");
        page.Body.TextContent.ShouldNotContain(token);
        var form = page.QuerySelectorAll("input[name=_handler]").Select(i => i.GetAttribute("value")!).Single(v => v.StartsWith("revoke-", StringComparison.Ordinal));
        await browser.SubmitAsync("/account/tokens", form);
        (await WithToken(app, token).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-01")]
    public async Task A_new_account_opens_with_a_password_that_must_be_changed_first(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, admin) = await app.WithPasswordAsync(Office.SystemAdministrator);
        var person = new Person { EmployeeNumber = "E7777", Name = "林晓" };
        person.Rename("林晓");
        await app.SaveAsync(db => db.Add(person));
        var administrator = new Browser(app);
        await administrator.SignInAsync(admin);

        var made = await Browser.ReadAsync(await administrator.SubmitAsync("/accounts/new", "create", ("personId", "林晓"), ("userName", "lin.xiao")));
        var initial = made.QuerySelector(".notice code")!.TextContent;
        (await administrator.SubmitAsync("/accounts/new", "create", ("personId", "林晓"), ("userName", "lin.xiao2"))).StatusCode.ShouldBe(HttpStatusCode.Conflict, "one account a person");

        var browser = new Browser(app);
        (await browser.SignInAsync("lin.xiao", initial)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/account")).WhereTo().ShouldBe("/account/password");
        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ChangeAsync(browser, initial, initial)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the same again is no change");
        (await ChangeAsync(browser, initial, "Brave-River-11")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task A_disabled_account_is_out_at_once_and_answers_like_an_unknown_one(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (person, name) = await app.WithPasswordAsync();
        var (_, admin) = await app.WithPasswordAsync(Office.SystemAdministrator);
        var browser = new Browser(app);
        await browser.SignInAsync(name);
        var administrator = new Browser(app);
        await administrator.SignInAsync(admin);

        (await administrator.SubmitAsync("/accounts/" + person.Actor.UserId, "act", ("action", "Disable"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await new Browser(app).SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await administrator.SubmitAsync("/accounts/" + person.Actor.UserId, "act", ("action", "Enable"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await new Browser(app).SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task The_system_administrator_ends_a_lock(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (person, name) = await app.WithPasswordAsync();
        var admin = await app.PersonAsync(null, Office.SystemAdministrator);
        for (var i = 0; i < 5; i++)
            await new Browser(app).SignInAsync(name, "Wrong-Password-1");

        (await admin.Client.PostAsync($"/api/v1/accounts/{person.Actor.UserId}/unlock", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await new Browser(app).SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-02")]
    public async Task The_three_administrations_are_apart(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var system = await app.PersonAsync(null, Office.SystemAdministrator);
        var security = await app.PersonAsync(null, Office.SecurityAdministrator);
        var audit = await app.PersonAsync(null, Office.AuditAdministrator);
        var employee = await app.PersonAsync(null);

        foreach (var (path, who) in new[] { ("/api/v1/accounts", system), ("/api/v1/appointments", security), ("/api/v1/ledger", audit) })
            (await who.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        foreach (var who in new[] { security, audit, employee })
            (await who.Client.GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var who in new[] { system, security, employee })
            (await who.Client.GetAsync("/api/v1/ledger")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var who in new[] { system, audit, employee })
            (await who.Client.PostAsJsonAsync("/api/v1/appointments", new { personId = employee.Actor.PersonId, office = "ismsTeam", startsOn = "2026-03-02" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task The_matrix_says_what_is_enforced(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync(Office.SecurityAdministrator);
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        var rows = await (await browser.GetAsync("/api/v1/permissions")).Content.ReadFromJsonAsync<JsonElement[]>();
        rows!.Single(r => r.GetProperty("code").GetString() == "kernel.accounts").GetProperty("grants").EnumerateObject().Single().Value.GetString().ShouldBe("everywhere");
        (await browser.PageAsync("/permissions")).QuerySelectorAll("tbody tr").Length.ShouldBeGreaterThan(8);
    }

    private static Task<HttpResponseMessage> ChangeAsync(Browser browser, string current, string next) =>
        browser.SubmitAsync("/account/password", "password", ("currentPassword", current), ("newPassword", next), ("repeated", next));

    private static HttpClient WithToken(TestApp app, string token)
    {
        var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static Task<HttpResponseMessage> PutSettingAsync(HttpClient client)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/settings/kernel.approval-days") { Content = JsonContent.Create(new { value = "9" }) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        return client.SendAsync(request);
    }
}
