using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Kernel.Settings;

public sealed class SettingsTests
{
    [Theory, BothDatabases]
    public async Task A_setting_changes_within_its_range_on_its_current_version_and_into_the_ledger(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var representative = await app.PersonAsync(null, Office.ManagementRepresentative);

        (await PutAsync(representative, "settings/kernel.approval-days", new { value = "61" }, 1)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(representative, "settings/kernel.approval-days", new { value = "many" }, 1)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(representative, "settings/kernel.approval-days", new { value = "10" }, null)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await PutAsync(representative, "settings/kernel.nothing", new { value = "10" }, 1)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(representative, "settings/kernel.time-zone", new { value = "Mars/Olympus" }, 1)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var changed = await PutAsync(representative, "settings/kernel.approval-days", new { value = " 10 " }, 1);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await PutAsync(representative, "settings/kernel.approval-days", new { value = "11" }, 1)).StatusCode.ShouldBe(HttpStatusCode.Conflict, "somebody else was first");
        (await PutAsync(representative, "settings/kernel.approval-days", new { value = "11" }, 2)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.RunAsync<SettingsReader, int>(s => s.NumberAsync(KernelSettings.ApprovalDays, default))).ShouldBe(11, "in force at once");
        var listed = (await representative.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/settings"))!.Single(s => s.GetProperty("key").GetString() == "kernel.approval-days");
        listed.GetProperty("changedBy").GetString().ShouldBe(representative.Actor.Name);
        (await app.ReadAsync(db => db.Ledger.CountAsync(e => e.UseCase == "kernel.setting-changed" && e.PersonId == representative.Actor.PersonId))).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Every_setting_of_every_process_is_listed_with_a_name_in_both_languages(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var representative = await app.PersonAsync(null, Office.ManagementRepresentative);

        var settings = await representative.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/settings");
        settings!.Length.ShouldBe(app.Services.GetRequiredService<Catalogue>().Settings.Count);
        settings.ShouldAllBe(s => s.GetProperty("label").GetString() != s.GetProperty("key").GetString());
    }

    [Theory, BothDatabases]
    public async Task The_page_keeps_what_was_typed_and_shows_what_somebody_else_saved(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync(Office.ManagementRepresentative);
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        var wrong = await browser.SubmitAsync("/settings/kernel.approval-days", "change", ("value", "zwölf"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Browser.ReadAsync(wrong)).QuerySelector("[name=value]")!.GetAttribute("value").ShouldBe("zwölf");
        (await browser.SubmitAsync("/settings/kernel.approval-days", "change", ("value", "12"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var stale = await browser.SubmitAsync("/settings/kernel.approval-days", "change", ("value", "13"), ("version", "1"));
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var shown = await Browser.ReadAsync(stale);
        shown.QuerySelector("[name=value]")!.GetAttribute("value").ShouldBe("13");
        shown.Body!.TextContent.ShouldContain("“12”");
        (await browser.GetAsync("/settings/kernel.nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{prefix}-B-{year}-{serial:0000}", null)]
    [InlineData("{serial}", null)]
    [InlineData("{prefix}-{year}", "kernel.numbering.one-serial")]
    [InlineData("{serial}-{serial:00}", "kernel.numbering.one-serial")]
    [InlineData("{serial}-{month}", "kernel.numbering.unknown-token")]
    [InlineData("{serial", "kernel.numbering.one-serial")]
    [InlineData("{serial}-}", "kernel.numbering.unknown-token")]
    public void A_pattern_has_exactly_one_serial_and_no_unknown_tokens(string pattern, string? problem) =>
        ChangeNumberRule.ProblemOf(pattern)?.Code.ShouldBe(problem);

    [Theory, BothDatabases]
    public async Task A_changed_rule_shows_the_next_number_and_is_used_from_then_on(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var representative = await app.PersonAsync(null, Office.ManagementRepresentative);
        var kind = app.Services.GetRequiredService<Catalogue>().Numbers.Values.FirstOrDefault();
        Assert.SkipWhen(kind is null, "no process numbers anything yet");

        var changed = await (await PutAsync(representative, "number-rules/" + kind.Code, new { pattern = "{prefix}/Q/{year}/{serial:000}" }, 1)).Content.ReadFromJsonAsync<JsonElement>();
        changed.GetProperty("next").GetString().ShouldBe("SL/Q/2026/001");
        var taken = await app.RunAsync<Isms.Kernel.Data.IsmsDbContext, string>(async db =>
        {
            await using var writing = await db.BeginAsync(default);
            var number = await new Numbers(db, new SettingsReader(db, app.Clock, app.Services.GetRequiredService<KeptSecrets>())).TakeAsync(kind, default);
            await db.SaveAsync(app.System, "test.arrange", default);
            await writing.CommitAsync(default);
            return number;
        });
        taken.ShouldBe("SL/Q/2026/001");
        (await PutAsync(representative, "number-rules/" + kind.Code, new { pattern = "{year}" }, 2)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<HttpResponseMessage> PutAsync(TestPerson person, string path, object body, int? version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/" + path) { Content = JsonContent.Create(body) };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return person.Client.SendAsync(request);
    }
}
