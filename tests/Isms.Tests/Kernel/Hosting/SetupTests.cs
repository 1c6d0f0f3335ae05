using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Ledger;
using Isms.Kernel.Settings;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Hosting;

public sealed class SetupTests
{
    private static readonly (string Name, string Value)[] Good =
    [
        ("organizationName", "海风科技"), ("numberPrefix", "HF"), ("language", "en"), ("timeZone", "Europe/Berlin"),
        ("administrator.name", "王强"), ("administrator.userName", "wang.qiang"), ("password", "Lake-Tower-2026"), ("repeated", "Lake-Tower-2026"),
        ("generalManager.name", "李梅"), ("generalManager.userName", "li.mei"),
        ("managementRepresentative.name", "陈涛"), ("managementRepresentative.userName", "chen.tao"),
        ("securityAdministrator.name", "赵敏"), ("securityAdministrator.userName", "zhao.min"),
    ];

    [Theory, BothDatabases]
    public async Task Before_the_set_up_every_page_leads_to_it_and_afterwards_none(On on)
    {
        await using var app = await EmptyAsync(on);
        foreach (var page in new[] { "/", "/sign-in", "/account", "/ledger" })
            (await new Browser(app).GetAsync(page)).WhereTo().ShouldBe("/setup", page);
        (await new Browser(app).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await SubmitAsync(app, await TokenAsync(app))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await new Browser(app).GetAsync("/setup")).WhereTo().ShouldBe("/");
        (await new Browser(app).GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-02")]
    public async Task The_set_up_makes_the_people_without_whom_nothing_can_go_on(On on)
    {
        await using var app = await EmptyAsync(on);
        var done = await Browser.ReadAsync(await SubmitAsync(app, await TokenAsync(app)));

        var administrator = new Browser(app);
        (await administrator.SignInAsync("wang.qiang", "Lake-Tower-2026")).WhereTo().ShouldBe("/");
        (await administrator.GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.GetAsync("/api/v1/ledger")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "the system administrator sees no content");
        var initial = done.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("li.mei", StringComparison.Ordinal)).QuerySelectorAll("code").Last().TextContent;
        var manager = new Browser(app);
        await manager.SignInAsync("li.mei", initial);
        (await manager.GetAsync("/")).WhereTo().ShouldBe("/account/password");
        var offices = await app.ReadAsync(db => db.Appointments.Select(a => a.Office).ToListAsync());
        offices.ShouldBe([Office.SystemAdministrator, Office.GeneralManager, Office.ManagementRepresentative, Office.SecurityAdministrator], ignoreOrder: true);
        (await app.RunAsync<SettingsReader, string>(s => s.TextAsync(KernelSettings.TimeZone, default))).ShouldBe("Europe/Berlin");
        (await app.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(default))).Findings.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task A_wrong_token_sets_nothing_up_and_keeps_what_was_typed(On on)
    {
        await using var app = await EmptyAsync(on);
        await TokenAsync(app);

        var answer = await SubmitAsync(app, new string('x', 32));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Browser.ReadAsync(answer)).QuerySelector("[name=organizationName]")!.GetAttribute("value").ShouldBe("海风科技");
        (await app.ReadAsync(db => db.Users.AnyAsync())).ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task The_token_of_every_node_works_and_all_are_dead_afterwards(On on)
    {
        await using var app = await EmptyAsync(on);
        var first = await TokenAsync(app);
        first.Length.ShouldBe(32);
        await TokenAsync(app);

        (await SubmitAsync(app, first)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SubmitRawAsync(app, first)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await app.ReadAsync(db => db.Set<IssuedSetupToken>().AnyAsync())).ShouldBeFalse();
        (await app.RunAsync<SetupToken, string?>(t => t.IssueAsync(default))).ShouldBeNull();
    }

    [Theory]
    [Trait("Requirement", "R-PLAT-02")]
    [InlineData("securityAdministrator.name=王强;securityAdministrator.userName=WANG.qiang", "securityAdministrator-userName")]
    [InlineData("generalManager.userName=wang.qiang", "generalManager-userName")]
    [InlineData("password=abc123;repeated=abc123", "password")]
    [InlineData("repeated=Other-Tower-2026", "repeated")]
    [InlineData("timeZone=Nowhere/Town", "timeZone")]
    [InlineData("organizationName=", "organizationName")]
    [InlineData("numberPrefix=H F", "numberPrefix")]
    [InlineData("auditAdministrator.name=钱多", "auditAdministrator-userName")]
    public async Task What_contradicts_itself_is_refused_at_its_field(string changes, string field)
    {
        await using var app = await EmptyAsync(On.Sqlite);
        var answer = await SubmitAsync(app, await TokenAsync(app), [.. changes.Split(';').Select(c => c.Split('=')).Select(c => (c[0], c[1]))]);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Browser.ReadAsync(answer)).QuerySelector($"#f-{field}-error").ShouldNotBeNull();
        (await app.ReadAsync(db => db.People.AnyAsync())).ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task In_a_small_company_one_person_holds_two_offices(On on)
    {
        await using var app = await EmptyAsync(on);
        (await SubmitAsync(app, await TokenAsync(app), ("managementRepresentative.name", "李梅"), ("managementRepresentative.userName", "li.mei"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.ReadAsync(db => db.Users.CountAsync())).ShouldBe(3);
        (await app.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(4);
    }

    [Theory, BothDatabases]
    public async Task Readiness_says_what_is_well_and_the_page_says_more_to_the_administrator(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var ready = await app.Client().GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        var checks = (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks");
        checks.GetProperty("database").GetBoolean().ShouldBeTrue();
        checks.GetProperty("migrations").GetBoolean().ShouldBeTrue();
        checks.GetProperty("files").GetBoolean().ShouldBeTrue();

        var (_, name) = await app.WithPasswordAsync(Office.SystemAdministrator);
        var browser = new Browser(app);
        await browser.SignInAsync(name);
        (await browser.PageAsync("/health")).QuerySelectorAll("tbody tr").Length.ShouldBe(6);
    }

    [Theory]
    [InlineData("zh-CN", "/no-such-page")]
    [InlineData("en", "/no-such-page")]
    public async Task A_page_that_does_not_exist_says_so_in_the_readers_language_with_a_reference(string language, string path)
    {
        await using var app = await Arrange.AppAsync(On.Sqlite);
        await app.WithPasswordAsync();
        var browser = new Browser(app);
        await browser.GetAsync("/language/" + language);

        var answer = await browser.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await Browser.ReadAsync(answer);
        page.DocumentElement.GetAttribute("lang").ShouldBe(language);
        page.QuerySelector(".error-page code")!.TextContent.ShouldNotBeEmpty();
        var posted = await browser.PostAsync(path, [new("a", "b")]);
        posted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Client().GetAsync("/api/v1/nothing")).Content.Headers.ContentType?.MediaType.ShouldNotBe("text/html");
    }

    [Fact]
    public async Task A_page_not_for_this_person_is_refused_with_words()
    {
        await using var app = await Arrange.AppAsync(On.Sqlite);
        var (_, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        var answer = await browser.GetAsync("/accounts");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Browser.ReadAsync(answer)).QuerySelector(".error-page").ShouldNotBeNull();
    }

    // The standard app comes with settings of its own; a set-up starts from none.
    private static async Task<TestApp> EmptyAsync(On on)
    {
        var app = await Arrange.AppAsync(on);
        await app.SaveAsync(db => db.RemoveRange(db.Set<SettingValue>()));
        return app;
    }

    private static async Task<string> TokenAsync(TestApp app) => (await app.RunAsync<SetupToken, string?>(t => t.IssueAsync(default)))!;

    private static Task<HttpResponseMessage> SubmitAsync(TestApp app, string token, params (string Name, string Value)[] changes) =>
        new Browser(app).SubmitAsync("/setup", "setup", [("token", token), .. Good.Where(g => !changes.Any(c => c.Name == g.Name)), .. changes]);

    // Somebody who had the form open while another finished.
    private static async Task<HttpResponseMessage> SubmitRawAsync(TestApp app, string token)
    {
        var browser = new Browser(app);
        var page = await browser.PageAsync("/sign-in");
        var antiforgery = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostAsync("/setup", [new("_handler", "setup"), new("__RequestVerificationToken", antiforgery), new("token", token), .. Good.Select(g => new KeyValuePair<string, string>(g.Name, g.Value))]);
    }
}
