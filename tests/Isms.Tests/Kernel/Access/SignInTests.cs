using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Settings;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Access;

public sealed class SignInTests
{
    [Theory, BothDatabases]
    public async Task The_right_password_opens_a_session_that_only_this_browser_holds(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (person, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);

        var answer = await browser.SignInAsync(name.ToUpperInvariant(), address: "/sign-in?return=%2Fassets%3Fq%3D1");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.WhereTo().ShouldBe("/assets?q=1");
        var cookie = browser.SetCookies.Single(c => c.StartsWith("isms.session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        // Plain HTTP on a LAN: a Secure cookie would never come back.
        cookie.ShouldNotContain("secure");
        var me = await (await browser.GetAsync("/api/v1/me")).Content.ReadFromJsonAsync<JsonElement>();
        me.GetProperty("personId").GetGuid().ShouldBe(person.Actor.PersonId);
        (await app.ReadAsync(db => db.Set<Session>().AnyAsync(s => s.TokenHash == browser.Cookie("isms.session")!))).ShouldBeFalse("only the hash is kept");
    }

    [Theory, BothDatabases]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer_even_when_locked(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        for (var i = 0; i < 6; i++)
        {
            var known = await MessageAsync(app, name, "Wrong-Password-1");
            (await MessageAsync(app, "nobody-of-that-name", "Wrong-Password-1")).ShouldBe(known);
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task Five_wrong_passwords_lock_the_account_for_fifteen_minutes(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        for (var i = 0; i < 5; i++)
            (await new Browser(app).SignInAsync(name, "Wrong-Password-1")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await new Browser(app).SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the right password does not open a locked account");
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        (await MessageAsync(app, name, Arrange.Password)).ShouldContain("1 分钟");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await new Browser(app).SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.LedgerCountAsync("kernel.sign-in-locked")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_right_password_forgets_the_wrong_ones_before_it(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
                await new Browser(app).SignInAsync(name, "Wrong-Password-1");
            (await new Browser(app).SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task The_limits_of_the_lock_are_settings(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        await app.SetAsync(KernelSettings.LockoutFailures, "3");
        await app.SetAsync(KernelSettings.LockoutMinutes, "60");
        var (_, name) = await app.WithPasswordAsync();
        for (var i = 0; i < 3; i++)
            await new Browser(app).SignInAsync(name, "Wrong-Password-1");

        (await MessageAsync(app, name, Arrange.Password)).ShouldContain("60 分钟");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task Sign_ins_failures_and_sign_outs_stand_in_the_ledger(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (person, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);
        await browser.SignInAsync(name, "Wrong-Password-1");
        await browser.SignInAsync(name);
        var page = await browser.PageAsync("/account");
        await browser.PostAsync("/sign-out", [new("__RequestVerificationToken", page.QuerySelector("form[action='/sign-out'] input")!.GetAttribute("value")!)]);

        var events = await app.ReadAsync(db => db.Ledger.Where(e => e.EntityId == person.Actor.UserId).OrderBy(e => e.Sequence).Select(e => e.UseCase).ToListAsync());
        events.ShouldBe(["kernel.sign-in-failed", "kernel.sign-in", "kernel.sign-out"]);
        (await app.ReadAsync(db => db.Ledger.Where(e => e.UseCase == "kernel.sign-in").Select(e => e.PersonId).SingleAsync())).ShouldBe(person.Actor.PersonId);
        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task Sign_out_without_the_forms_token_does_nothing(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        await browser.PostAsync("/sign-out", []);

        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task A_session_ends_after_an_hour_without_a_request(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);
        await browser.SignInAsync(name);
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK, "every request gives another hour");
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-01")]
    public async Task An_external_auditors_access_ends_with_the_appointment_and_somebody_who_left_cannot_sign_in(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (person, name) = await app.WithPasswordAsync();
        var people = await app.ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Id == person.Actor.PersonId));
        people.LeftOn = TestApp.Today.AddDays(-1);
        await app.SaveAsync(db => db.Update(people));

        (await new Browser(app).SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/assets?q=1", "/assets?q=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\\..//evil", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_the_sign_in_the_way_leads_only_to_this_site(string? asked, string expected) => LocalAddress.Of(asked).ShouldBe(expected);

    [Theory, BothDatabases]
    public async Task The_language_is_chosen_without_leaving_the_site_and_follows_the_person(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        var answer = await browser.GetAsync("/language/en?return=%2F%2Fevil.example");
        answer.WhereTo().ShouldBe("/");
        (await browser.PageAsync("/account")).DocumentElement.GetAttribute("lang").ShouldBe("en");

        var another = new Browser(app);
        (await another.PageAsync("/sign-in")).DocumentElement.GetAttribute("lang").ShouldBe("zh-CN");
        await another.SignInAsync(name);
        (await another.PageAsync("/account")).DocumentElement.GetAttribute("lang").ShouldBe("en");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task With_a_second_factor_the_password_alone_opens_nothing_and_a_code_works_once(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        var (secret, recovery) = await EnrolAsync(app, name);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var browser = new Browser(app);
        var answer = await browser.SignInAsync(name);
        answer.WhereTo().ShouldBe("/sign-in/second-factor?return=%2F");
        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SubmitCodeAsync(browser, "000000")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var before = browser.Cookie("isms.session");
        (await SubmitCodeAsync(browser, CodeOf(app, secret))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        browser.Cookie("isms.session").ShouldNotBe(before);
        (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var other = new Browser(app);
        await other.SignInAsync(name);
        (await SubmitCodeAsync(other, CodeOf(app, secret))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the same code again");
        (await SubmitCodeAsync(other, recovery)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var third = new Browser(app);
        await third.SignInAsync(name);
        (await SubmitCodeAsync(third, recovery)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the same recovery code again");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task Wrong_codes_lock_as_wrong_passwords_do(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync();
        var (secret, _) = await EnrolAsync(app, name);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        // Signing in by password again and again must not buy more guesses at the code.
        for (var i = 0; i < 5; i++)
        {
            var guessing = new Browser(app);
            await guessing.SignInAsync(name);
            await SubmitCodeAsync(guessing, "000000");
        }

        (await new Browser(app).SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        secret.Length.ShouldBe(32);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task Where_a_second_factor_is_required_those_offices_can_do_nothing_before_setting_it_up(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        await app.SetAsync(KernelSettings.SecondFactor, "required");
        foreach (var office in new[] { Office.GeneralManager, Office.ManagementRepresentative, Office.SystemAdministrator, Office.SecurityAdministrator, Office.AuditAdministrator })
        {
            var (_, name) = await app.WithPasswordAsync(office);
            var browser = new Browser(app);
            await browser.SignInAsync(name);
            (await browser.GetAsync("/account")).WhereTo().ShouldBe("/account/second-factor");
            (await browser.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await browser.GetAsync("/account/second-factor")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        var (employee, _) = await app.WithPasswordAsync();
        (await employee.Client.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task When_more_sign_in_than_can_wait_the_rest_is_turned_away_at_once()
    {
        var gate = new PasswordGate(1, 1);
        using var inside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var first = Task.Run(() => gate.RunAsync(() =>
        {
            inside.Set();
            go.Wait();
        }, CancellationToken.None));
        inside.Wait();
        var second = gate.RunAsync(() => { }, CancellationToken.None);
        (await gate.RunAsync(() => { }, CancellationToken.None)).ShouldBeFalse();
        go.Set();
        (await first).ShouldBeTrue();
        (await second).ShouldBeTrue();
        (await gate.RunAsync(() => { }, CancellationToken.None)).ShouldBeTrue();
    }

    private static async Task<(string Secret, string Recovery)> EnrolAsync(TestApp app, string name)
    {
        var browser = new Browser(app);
        await browser.SignInAsync(name);
        var page = await browser.PageAsync("/account/second-factor");
        page.QuerySelector("img")!.GetAttribute("src")!.ShouldStartWith("data:image/png");
        var secret = page.QuerySelector("ol code")!.TextContent.Replace(" ", "");
        var done = await Browser.ReadAsync(await browser.SubmitAsync("/account/second-factor", "confirm", ("code", CodeOf(app, secret))));
        return (secret, done.QuerySelector("ul.font-monospace li")!.TextContent.Trim());
    }

    private static string CodeOf(TestApp app, string secret) => Totp.CodeOf(secret, Totp.StepOf(app.Clock.GetUtcNow().UtcDateTime));

    private static Task<HttpResponseMessage> SubmitCodeAsync(Browser browser, string code) => browser.SubmitAsync("/sign-in/second-factor", "second-factor", ("code", code));

    private static async Task<string> MessageAsync(TestApp app, string name, string password) =>
        (await Browser.ReadAsync(await new Browser(app).SignInAsync(name, password))).QuerySelector(".form-errors")!.TextContent.Trim();
}
