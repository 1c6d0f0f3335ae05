using System.Net;
using System.Security.Cryptography;
using Isms.Kernel.Access;
using Isms.Kernel.Access.SignIn.Outside;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Isms.Tests.Kernel.Access.Outside;

public sealed class OidcTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task Whom_the_provider_knows_and_we_know_too_is_signed_in_and_sent_on(On on)
    {
        await using var provider = await FakeProvider.StartAsync(TestApp.Start.UtcDateTime);
        await using var app = await AppAsync(on, provider);
        var (person, name) = await app.WithPasswordAsync(Office.IsmsTeam);
        provider.Claims["preferred_username"] = name;
        var browser = new Browser(app);
        (await browser.PageAsync("/sign-in")).Body!.TextContent.ShouldContain("统一登录");

        var arrival = await SignInAsync(browser, provider, "/sign-in/oidc?return=/assets");

        arrival.WhereTo().ShouldBe("/assets");
        (await browser.PageAsync("/account")).Body!.TextContent.ShouldContain(person.Actor.Name);
        (await app.LedgerCountAsync("kernel.sign-in")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-10")]
    public async Task Who_has_no_account_or_left_stays_outside_and_it_is_recorded(On on)
    {
        await using var provider = await FakeProvider.StartAsync(TestApp.Start.UtcDateTime);
        await using var app = await AppAsync(on, provider);
        var (person, name) = await app.WithPasswordAsync();
        provider.Claims["preferred_username"] = "nobody-we-know";

        var browser = new Browser(app);
        (await SignInAsync(browser, provider)).WhereTo().ShouldBe("/sign-in?refused=kernel.oidc-no-account");
        (await browser.PageAsync("/sign-in?refused=kernel.oidc-no-account")).Body!.TextContent.ShouldContain("没有可用的账号");
        provider.Claims["preferred_username"] = name;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
            (await db.People.SingleAsync(p => p.Id == person.Actor.PersonId)).LeftOn = TestApp.Today.AddDays(-1);
            await db.SaveAsync(app.System, "test.leave", default);
        }
        (await SignInAsync(browser, provider)).WhereTo().ShouldBe("/sign-in?refused=kernel.oidc-no-account");
        (await app.LedgerCountAsync("kernel.sign-in-failed")).ShouldBe(2);
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("nonce")]
    [InlineData("unsigned")]
    public async Task A_token_that_is_not_for_us_or_not_theirs_opens_nothing(string lie)
    {
        await using var provider = await FakeProvider.StartAsync(TestApp.Start.UtcDateTime);
        await using var app = await AppAsync(On.Sqlite, provider);
        var (_, name) = await app.WithPasswordAsync();
        provider.Claims["preferred_username"] = name;
        if (lie == "key")
            provider.OtherKey = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "1" };
        provider.Lie = token =>
        {
            if (lie == "audience")
                token.Audience = "another-client";
            if (lie == "issuer")
                token.Issuer = "https://other.example";
            if (lie == "expired")
                (token.NotBefore, token.IssuedAt, token.Expires) = (provider.Now.AddHours(-2), provider.Now.AddHours(-2), provider.Now.AddHours(-1));
            if (lie == "nonce")
                token.Claims["nonce"] = "another";
            if (lie == "unsigned")
                token.SigningCredentials = null;
        };

        (await SignInAsync(new Browser(app), provider)).WhereTo().ShouldBe("/sign-in?refused=kernel.oidc-not-believed");
    }

    [Fact]
    public async Task A_way_back_that_did_not_begin_here_or_took_too_long_is_refused()
    {
        await using var provider = await FakeProvider.StartAsync(TestApp.Start.UtcDateTime);
        await using var app = await AppAsync(On.Sqlite, provider);
        await app.WithPasswordAsync();
        var browser = new Browser(app);

        (await browser.GetAsync("/sign-in/oidc/callback?state=x&code=y")).WhereTo().ShouldBe("/sign-in?refused=kernel.oidc-late");
        var away = (await browser.GetAsync("/sign-in/oidc")).Headers.Location!.ToString();
        var state = QueryHelpers.ParseQuery(new Uri(away).Query)["state"].ToString();
        (await browser.GetAsync("/sign-in/oidc/callback?state=other&code=" + provider.Agree(away))).WhereTo().ShouldBe("/sign-in?refused=kernel.oidc-late");
        away = (await browser.GetAsync("/sign-in/oidc")).Headers.Location!.ToString();
        state = QueryHelpers.ParseQuery(new Uri(away).Query)["state"].ToString();
        (await browser.GetAsync($"/sign-in/oidc/callback?state={state}&error=access_denied")).WhereTo().ShouldBe("/sign-in?refused=kernel.oidc-denied");
        away = (await browser.GetAsync("/sign-in/oidc?return=https://evil.example")).Headers.Location!.ToString();
        state = QueryHelpers.ParseQuery(new Uri(away).Query)["state"].ToString();
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        (await browser.GetAsync($"/sign-in/oidc/callback?state={state}&code={provider.Agree(away)}")).WhereTo().ShouldBe("/sign-in?refused=kernel.oidc-late");
    }

    [Fact]
    public async Task Without_a_provider_or_while_it_does_not_answer_the_local_password_works()
    {
        await using var app = await Arrange.AppAsync(On.Sqlite);
        var (_, name) = await app.WithPasswordAsync();
        var browser = new Browser(app);
        (await browser.GetAsync("/sign-in/oidc")).WhereTo().ShouldBe("/sign-in?refused=kernel.oidc-not-set-up");

        await app.SetAsync(OutsideSettings.OidcIssuer, "http://127.0.0.1:1");
        await app.SetAsync(OutsideSettings.OidcClient, "isms");
        (await browser.GetAsync("/sign-in/oidc")).WhereTo().ShouldBe("/sign-in?refused=kernel.oidc-unreachable");
        (await browser.SignInAsync(name)).WhereTo().ShouldBe("/");
    }

    private static async Task<TestApp> AppAsync(On on, FakeProvider provider)
    {
        var app = await Arrange.AppAsync(on);
        await app.SetAsync(OutsideSettings.OidcIssuer, provider.Issuer);
        await app.SetAsync(OutsideSettings.OidcClient, "isms");
        await app.SetAsync(OutsideSettings.OidcSecret, app.Services.GetRequiredService<KeptSecrets>().Protect("top-secret"));
        return app;
    }

    private static async Task<HttpResponseMessage> SignInAsync(Browser browser, FakeProvider provider, string start = "/sign-in/oidc")
    {
        var away = (await browser.GetAsync(start)).Headers.Location!.ToString();
        var state = QueryHelpers.ParseQuery(new Uri(away).Query)["state"].ToString();
        return await browser.GetAsync($"/sign-in/oidc/callback?state={state}&code={provider.Agree(away)}");
    }
}
