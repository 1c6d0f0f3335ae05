using System.Net;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Kernel.Work;

public sealed class WorkTests
{
    private static readonly Guid Subject = Guid.CreateVersion7();

    [Theory, BothDatabases]
    public async Task A_duty_is_in_the_inbox_of_the_person_or_of_who_holds_the_office(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var one = await app.PersonAsync(null);
        var manager = await app.PersonAsync(null, Office.GeneralManager);
        await AddAsync(app, New("a") with { PersonId = one.Actor.PersonId }, New("b") with { Office = Office.GeneralManager });

        (await ListAsync(app, one)).Items.Select(i => i.Kind).ShouldBe(["test.a"]);
        (await ListAsync(app, manager)).Items.Select(i => i.Kind).ShouldBe(["test.b"]);
    }

    [Theory, BothDatabases]
    public async Task A_departments_duty_goes_to_its_head_and_while_it_has_none_to_the_head_above(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var company = await app.DepartmentAsync("公司");
        var (headed, vacant) = (await app.DepartmentAsync("研发部", company), await app.DepartmentAsync("仓库", company));
        var (above, head) = (await app.PersonAsync(company, Office.DepartmentHead), await app.PersonAsync(headed, Office.DepartmentHead));
        await AddAsync(app, New("headed") with { Office = Office.DepartmentHead, DepartmentId = headed }, New("vacant") with { Office = Office.DepartmentHead, DepartmentId = vacant });

        (await ListAsync(app, head)).Items.Select(i => i.Kind).ShouldBe(["test.headed"]);
        (await ListAsync(app, above)).Items.Select(i => i.Kind).ShouldBe(["test.vacant"]);
    }

    [Theory, BothDatabases]
    public async Task What_is_done_or_cancelled_leaves_the_inbox(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var one = await app.PersonAsync(null);
        await AddAsync(app, New("a") with { PersonId = one.Actor.PersonId }, New("b") with { PersonId = one.Actor.PersonId }, New("c") with { PersonId = one.Actor.PersonId });
        await ChangeAsync(app, async inbox =>
        {
            await inbox.CompleteAsync(one.Actor, "criteria.criteria", Subject, "test.a", default);
            await inbox.CancelAsync("criteria.criteria", Subject, "test.b", default);
        });

        (await ListAsync(app, one)).Items.Select(i => i.Kind).ShouldBe(["test.c"]);
        (await app.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.Kind == "test.a"))).DoneByName.ShouldBe(one.Actor.Name);
    }

    [Theory, BothDatabases]
    public async Task The_earliest_due_comes_first_and_is_overdue_from_the_day_after(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var one = await app.PersonAsync(null);
        await AddAsync(app,
            New("later") with { PersonId = one.Actor.PersonId, DueOn = TestApp.Today.AddDays(9) },
            New("today") with { PersonId = one.Actor.PersonId, DueOn = TestApp.Today },
            New("late") with { PersonId = one.Actor.PersonId, DueOn = TestApp.Today.AddDays(-1) });

        (await ListAsync(app, one)).Items.Select(i => (i.Kind, i.Overdue)).ShouldBe([("test.late", true), ("test.today", false), ("test.later", false)]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-11")]
    public async Task Three_days_after_the_due_date_the_management_representative_is_told_and_only_once(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var one = await app.PersonAsync(null);
        var representative = await app.PersonAsync(null, Office.ManagementRepresentative);
        await AddAsync(app, New("a") with { PersonId = one.Actor.PersonId, DueOn = TestApp.Today.AddDays(-2) });
        Task<int> Sweep() => app.RunAsync<EscalateOverdue, int>(async o => (await o.RunAsync(app.System, default)).Require().Count);

        (await Sweep()).ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromDays(1));
        // The schedule may have been first.
        (await Sweep()).ShouldBeLessThanOrEqualTo(1);
        (await Sweep()).ShouldBe(0);
        (await app.ReadAsync(db => db.Ledger.CountAsync(e => e.UseCase == "work.escalate"))).ShouldBe(1);

        (await ListAsync(app, representative)).Escalated.Select(i => i.Kind).ShouldBe(["test.a"]);
        (await ListAsync(app, one)).Escalated.ShouldBeEmpty();
        await ChangeAsync(app, inbox => inbox.CompleteAsync(one.Actor, "criteria.criteria", Subject, "test.a", default));
        (await ListAsync(app, representative)).Escalated.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-11")]
    public async Task The_schedule_looks_by_itself(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var one = await app.PersonAsync(null);
        await AddAsync(app, New("a") with { PersonId = one.Actor.PersonId, DueOn = TestApp.Today.AddDays(-10) });

        // The timer of the schedule starts in the background; the clock is moved until it has seen it.
        for (var tries = 0; tries < 200 && await app.ReadAsync(db => db.Set<WorkItem>().AnyAsync(w => w.PersonId == one.Actor.PersonId && w.EscalatedAt == null)); tries++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        (await app.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.PersonId == one.Actor.PersonId))).EscalatedAt.ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task Nobody_escalates_by_hand(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var manager = await app.PersonAsync(null, Office.GeneralManager, Office.ManagementRepresentative);

        (await app.RunAsync<EscalateOverdue, Outcome<Escalation>>(o => o.RunAsync(manager.Actor, default))).Refusal.ShouldBe(Refusal.Forbidden);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-1.1-01")]
    public async Task The_inbox_counts_what_is_to_do_per_phase_and_the_page_shows_it(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var one = await app.PersonAsync(null);
        await AddAsync(app, New("a") with { PersonId = one.Actor.PersonId, DueOn = TestApp.Today.AddDays(-4) }, New("b") with { PersonId = one.Actor.PersonId });

        var json = await one.Client.GetFromJsonAsync("/api/v1/work");
        json.GetProperty("count").GetInt32().ShouldBe(2);
        json.GetProperty("phases").EnumerateArray().Single(p => p.GetProperty("phase").GetString() == "plan").GetProperty("count").GetInt32().ShouldBe(2);
        json.GetProperty("phases").EnumerateArray().Count().ShouldBeGreaterThanOrEqualTo(4);
        (await one.Client.GetFromJsonAsync("/api/v1/work?phase=do")).GetProperty("items").GetArrayLength().ShouldBe(0);

        var page = await one.Client.GetStringAsync("/");
        page.ShouldContain("已逾期 4 天");
        page.ShouldContain("/?phase=plan");
        (await app.Client().GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static NewWork New(string kind) =>
        new("test." + kind, "signing.work.Review", ["风险准则"], "/somewhere", "criteria.criteria", Subject, TestApp.Today.AddDays(5));

    private static Task AddAsync(TestApp app, params NewWork[] work) => ChangeAsync(app, inbox =>
    {
        foreach (var item in work)
            inbox.Add(item);
        return Task.CompletedTask;
    });

    private static async Task ChangeAsync(TestApp app, Func<WorkInbox, Task> change)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<WorkInbox>());
        await scope.ServiceProvider.GetRequiredService<IsmsDbContext>().SaveAsync(app.System, "test.arrange", default);
    }

    private static Task<WorkList> ListAsync(TestApp app, TestPerson person) =>
        app.RunAsync<FindWork, WorkList>(async o => (await o.RunAsync(person.Actor, null, default)).Require());
}

internal static class Json
{
    public static async Task<JsonElement> GetFromJsonAsync(this HttpClient client, string address)
    {
        var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
