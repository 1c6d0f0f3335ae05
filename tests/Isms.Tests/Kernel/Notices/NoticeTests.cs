using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Notices;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Isms.Tests.Kernel.Notices;

public sealed class NoticeTests
{
    private const string Secret = "收购甲公司的风险";

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-09")]
    public async Task A_new_duty_is_mailed_once_with_its_link_and_without_its_content(On on)
    {
        await using var server = new FakeMailServer();
        await using var app = await WithMailAsync(on, server);
        var person = await PersonAsync(app, "li@example.com");
        await AddAsync(app, person, due: 30);

        await DispatchAsync(app);
        await DispatchAsync(app);

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.ShouldContain("li@example.com");
        var text = Decoded(mail);
        text.ShouldContain("https://isms.example.cn/risks/7");
        text.ShouldContain("2026-04-01");
        text.ShouldNotContain("收购");
        (await app.ReadAsync(db => db.Set<NoticeDelivery>().SingleAsync())).State.ShouldBe(DeliveryState.Sent);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-09")]
    public async Task What_was_not_saved_is_not_sent_and_what_is_done_meanwhile_neither(On on)
    {
        await using var server = new FakeMailServer();
        await using var app = await WithMailAsync(on, server);
        var person = await PersonAsync(app, "li@example.com");
        await using (var scope = app.Services.CreateAsyncScope())
            scope.ServiceProvider.GetRequiredService<WorkInbox>().Add(Duty(person, 30));
        await AddAsync(app, person, due: 30);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<WorkInbox>().CancelAsync("risks.risk", Subject, null, default);
            await scope.ServiceProvider.GetRequiredService<IsmsDbContext>().SaveAsync(app.System, "test.cancel", default);
        }

        await DispatchAsync(app);
        server.Mails.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-11")]
    public async Task Reminders_go_out_once_each_seven_days_and_one_day_before_and_on_the_day_then_the_representative_is_told(On on)
    {
        await using var server = new FakeMailServer();
        await using var app = await WithMailAsync(on, server);
        var person = await PersonAsync(app, "li@example.com");
        await PersonAsync(app, "mr@example.com", Office.ManagementRepresentative);
        await AddAsync(app, person, due: 10);
        await DayAsync(app);
        var seen = new List<string>();
        for (var day = 1; day <= 14; day++)
        {
            app.Clock.Advance(TimeSpan.FromDays(1));
            await DayAsync(app);
            // Another node comes to the same.
            await DayAsync(app);
            seen.AddRange(await NewOccasionsAsync(app, day, seen.Count + 1));
        }
        seen.ShouldBe(["3 Soon", "9 VerySoon", "10 Due", "13 Escalated"]);
        var own = server.Mails.Where(m => Decoded(m).Contains("/risks/7", StringComparison.Ordinal)).ToList();
        own.Count.ShouldBe(5);
        own[^1].ShouldContain("mr@example.com");
    }

    [Theory]
    [InlineData("2026-03-10", "2026-03-02", "2026-03-01", "Soon")]
    [InlineData("2026-03-10", "2026-03-04", "2026-03-01", "Soon")]
    [InlineData("2026-03-10", "2026-03-02", "2026-03-04", null)]
    [InlineData("2026-03-10", "2026-03-09", "2026-03-04", "VerySoon")]
    [InlineData("2026-03-10", "2026-03-10", "2026-03-09", "Due")]
    [InlineData("2026-03-10", "2026-03-12", "2026-03-09", "Due")]
    [InlineData("2026-03-10", "2026-03-10", "2026-03-10", null)]
    [InlineData("2026-03-10", "2026-02-28", "2026-02-01", null)]
    public void An_occasion_counts_only_for_what_was_there_before(string due, string today, string given, string? expected)
    {
        Occasion? occasion = expected is null ? null : Enum.Parse<Occasion>(expected);
        var first = today == "2026-03-02" && given == "2026-03-01" ? 8 : 7;
        RemindOfDue.OccasionOn(Day(today), Day(due), Day(given), first, 1, true).ShouldBe(occasion);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-09")]
    public async Task A_failure_is_tried_again_later_and_later_then_given_up_and_sent_again_by_hand(On on)
    {
        await using var server = new FakeMailServer { Refuses = true };
        await using var app = await WithMailAsync(on, server);
        var person = await PersonAsync(app, "li@example.com");
        var administrator = await PersonAsync(app, "", Office.SystemAdministrator);
        await AddAsync(app, person, due: 30);

        await DispatchAsync(app);
        await DispatchAsync(app);
        (await DeliveryAsync(app)).Attempts.ShouldBe(1, "not before its time");
        for (var hour = 0; hour < 40; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            await DispatchAsync(app);
        }
        var failed = await DeliveryAsync(app);
        failed.State.ShouldBe(DeliveryState.GivenUp);
        failed.Attempts.ShouldBe(7);
        failed.Error.ShouldContain("no such mailbox");

        server.Refuses = false;
        (await person.Client.PostAsync($"/api/v1/notices/{failed.Id}/send-again", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await administrator.Client.PostAsync($"/api/v1/notices/{Guid.CreateVersion7()}/send-again", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.Client.PostAsync($"/api/v1/notices/{failed.Id}/send-again", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await administrator.Client.PostAsync($"/api/v1/notices/{failed.Id}/send-again", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await DispatchAsync(app);
        server.Mails.ShouldHaveSingleItem();
        var log = await administrator.Client.GetFromJsonAsync<JsonElement>("/api/v1/notices");
        log.GetProperty("rows")[0].GetProperty("state").GetString().ShouldBe("sent");
        (await administrator.Client.GetStringAsync("/notices")).ShouldContain("已发送");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-09")]
    public async Task Group_robots_are_told_once_each_in_their_own_way_and_signed(On on)
    {
        await using var robot = await FakeRobot.StartAsync();
        await using var app = await TestApp.StartAsync(on);
        await SecretAsync(app, NoticeSettings.WeComRobot, robot.Address);
        await SecretAsync(app, NoticeSettings.DingTalkRobot, robot.Address);
        await SecretAsync(app, NoticeSettings.DingTalkSecret, "SEC123");
        await SecretAsync(app, NoticeSettings.FeishuRobot, robot.Address);
        await SecretAsync(app, NoticeSettings.FeishuSecret, "SEC456");
        var person = await PersonAsync(app, "");
        await AddAsync(app, person, due: 30);

        await DispatchAsync(app);

        robot.Got.Count.ShouldBe(3);
        robot.Got.ShouldAllBe(g => !g.Body.Contains("收购") && g.Body.Contains("2026-04-01"));
        robot.Got.Single(g => g.Body.Contains("msg_type", StringComparison.Ordinal)).Body.ShouldContain("\"sign\"");
        robot.Got.Count(g => g.Query.Contains("timestamp=", StringComparison.Ordinal) && g.Query.Contains("sign=", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_robots_own_refusal_counts_as_a_failure(On on)
    {
        await using var robot = await FakeRobot.StartAsync();
        robot.Answer = """{"errcode":93000,"errmsg":"invalid webhook"}""";
        await using var app = await TestApp.StartAsync(on);
        await SecretAsync(app, NoticeSettings.WeComRobot, robot.Address);
        await AddAsync(app, await PersonAsync(app, ""), due: 30);

        await DispatchAsync(app);
        (await DeliveryAsync(app)).Error.ShouldContain("93000");
        robot.Answer = "no json";
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await DispatchAsync(app);
        (await DeliveryAsync(app)).Attempts.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A_secret_is_never_shown_nor_in_the_ledger_in_clear(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var representative = await PersonAsync(app, "", Office.ManagementRepresentative);

        (await PutAsync(representative, NoticeSettings.WeComRobot, "ftp://example.com", 1)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(representative, NoticeSettings.WeComRobot, "not an address", 1)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(representative, NoticeSettings.PublicAddress, "isms.example.cn", 1)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(representative, NoticeSettings.MailPassword, new string('x', 501), 1)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var answer = await PutAsync(representative, NoticeSettings.MailPassword, "hunter-2-secret", 1);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("hunter");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("isSet").GetBoolean().ShouldBeTrue();

        (await representative.Client.GetStringAsync("/api/v1/settings")).ShouldNotContain("hunter");
        (await representative.Client.GetStringAsync("/settings")).ShouldNotContain("hunter");
        (await representative.Client.GetStringAsync("/settings/kernel.mail-password")).ShouldNotContain("hunter");
        (await app.ReadAsync(db => db.Ledger.Select(e => e.State).ToListAsync())).ShouldAllBe(s => !s.Contains("hunter"));
        (await app.ReadAsync(db => db.Set<SettingValue>().Select(s => s.Value).ToListAsync())).ShouldAllBe(s => !s.Contains("hunter"));
        (await app.RunAsync<SettingsReader, string?>(s => s.SecretAsync(NoticeSettings.MailPassword, default))).ShouldBe("hunter-2-secret");
    }

    [Theory, BothDatabases]
    public async Task A_trial_goes_to_who_asks_and_says_what_went_wrong(On on)
    {
        await using var server = new FakeMailServer();
        await using var app = await TestApp.StartAsync(on);
        var administrator = await PersonAsync(app, "admin@example.com", Office.SystemAdministrator);
        (await administrator.Client.PostAsJsonAsync("/api/v1/notices/try", new { channel = "mail" })).StatusCode.ShouldBe(HttpStatusCode.Conflict, "not set up");
        (await administrator.Client.PostAsJsonAsync("/api/v1/notices/try", new { channel = "pigeon" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await MailAsync(app, server);
        (await administrator.Client.PostAsJsonAsync("/api/v1/notices/try", new { channel = "mail" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        server.Mails.ShouldHaveSingleItem().ShouldContain("admin@example.com");
        server.Refuses = true;
        var refused = await administrator.Client.PostAsJsonAsync("/api/v1/notices/try", new { channel = "mail" });
        (await refused.Content.ReadAsStringAsync()).ShouldContain("no such mailbox");
    }

    private static readonly Guid Subject = Guid.CreateVersion7();

    private static async Task<TestApp> WithMailAsync(On on, FakeMailServer server)
    {
        // What the test does is all that is done: a leap of the clock must not overtake a message that the schedule is just sending.
        var app = await TestApp.StartAsync(on, services => services.RemoveAll<RecurringWork>());
        await MailAsync(app, server);
        return app;
    }

    private static async Task MailAsync(TestApp app, FakeMailServer server)
    {
        await app.SetAsync(NoticeSettings.MailServer, "127.0.0.1");
        await app.SetAsync(NoticeSettings.MailPort, server.Port.ToString(CultureInfo.InvariantCulture));
        await app.SetAsync(NoticeSettings.MailSecurity, "none");
        await app.SetAsync(NoticeSettings.MailFrom, "isms@example.com");
        await app.SetAsync(NoticeSettings.PublicAddress, "https://isms.example.cn");
    }

    private static async Task SecretAsync(TestApp app, Setting setting, string value) =>
        await app.SetAsync(setting, app.Services.GetRequiredService<KeptSecrets>().Protect(value));

    private static async Task<TestPerson> PersonAsync(TestApp app, string email, params Office[] offices)
    {
        var person = await app.PersonAsync(null, offices);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        (await db.People.SingleAsync(p => p.Id == person.Actor.PersonId)).Email = email;
        await db.SaveAsync(app.System, "test.mail", default);
        return person;
    }

    private static NewWork Duty(TestPerson person, int due) =>
        new("risks.review", "risks.risk-review", [Secret], "/risks/7", "risks.risk", Subject, TestApp.Today.AddDays(due)) { PersonId = person.Actor.PersonId };

    private static async Task AddAsync(TestApp app, TestPerson person, int due)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkInbox>().Add(Duty(person, due));
        await scope.ServiceProvider.GetRequiredService<IsmsDbContext>().SaveAsync(app.System, "test.duty", default);
    }

    private static Task<int> DispatchAsync(TestApp app) => app.RunAsync<NoticeDispatch, int>(async dispatch =>
    {
        await dispatch.WorkAsync(app.System, default);
        return 0;
    });

    private static async Task DayAsync(TestApp app)
    {
        await app.RunAsync<WorkSchedule, int>(async schedule =>
        {
            await schedule.WorkAsync(app.System, default);
            return 0;
        });
        await DispatchAsync(app);
    }

    private static async Task<List<string>> NewOccasionsAsync(TestApp app, int day, int skip) =>
        [.. (await app.ReadAsync(db => Own(db).OrderBy(n => n.Id).Skip(skip).Select(n => n.Occasion).ToListAsync())).Select(o => $"{day} {o}")];

    // The processes have recurring duties of their own, which are told of too.
    private static IQueryable<WorkNotice> Own(IsmsDbContext db) =>
        db.Set<WorkNotice>().Where(n => db.Set<WorkItem>().Any(w => w.Id == n.WorkId && w.SubjectId == Subject));

    private static Task<NoticeDelivery> DeliveryAsync(TestApp app) =>
        app.ReadAsync(db => db.Set<NoticeDelivery>().AsNoTracking().SingleAsync(d => Own(db).Any(n => n.Id == d.NoticeId)));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static string Decoded(string mail) => MimeKit.MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail))).TextBody!;

    private static async Task<HttpResponseMessage> PutAsync(TestPerson person, Setting setting, string value, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/settings/" + setting.Key) { Content = JsonContent.Create(new { value }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await person.Client.SendAsync(request);
    }
}
