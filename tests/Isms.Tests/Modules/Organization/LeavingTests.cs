using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Tokens;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.Offices;
using Isms.Modules.Organization.People;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Organization;

public sealed class LeavingTests
{
    private static readonly DateOnly Today = TestApp.Today;

    [Theory, BothDatabases]
    [Trait("Requirement", "R-AUTH-07")]
    public async Task Who_leaves_at_once_has_no_office_session_token_or_account_the_same_day_and_the_vacancy_is_in_the_inbox(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        var head = await scene.PersonAsync();
        await scene.IssueAsync(scene.Grant(head, Office.DepartmentHead, department: scene.Engineering));
        var token = (await scene.App.RunAsync<CreateAccessToken, Outcome<CreatedAccessToken>>(o => o.RunAsync(head.Actor, new("api", "read", 30), default))).Require().Token;
        var api = scene.App.Client();
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await api.GetAsync("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var version = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == head.Actor.PersonId).Select(p => p.Version).SingleAsync());

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/people/{head.Actor.PersonId}/leaving") { Content = JsonContent.Create(new { lastDay = "2026-03-02", atOnce = true }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        (await team.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await api.GetAsync("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await head.Client.GetAsync("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await scene.App.ReadAsync(db => db.Users.Where(u => u.PersonId == head.Actor.PersonId).Select(u => u.DisabledAt).SingleAsync())).ShouldNotBeNull();
        (await scene.App.ReadAsync(db => db.Appointments.Where(a => a.PersonId == head.Actor.PersonId).Select(a => a.EndsOn).SingleAsync())).ShouldBe(Today);
        (await OpenAsync(scene, Vacancies.WorkSubject)).ShouldContain(w => w.SubjectId == scene.Engineering);
    }

    [Theory, BothDatabases]
    public async Task The_account_is_closed_by_itself_the_day_after_the_last_day(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        var leaver = await scene.PersonAsync();
        (await LeaveAsync(scene, team, leaver, Today.AddDays(2))).Require();
        (await leaver.Client.GetAsync("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.OK, "still here");

        scene.App.Clock.Advance(TimeSpan.FromDays(3));
        (await leaver.Client.GetAsync("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "refused even before the watch ran");
        // The schedule may have run by the clock already; it can run any number of times.
        (await scene.App.RunAsync<WatchOrganization, Outcome<OrganizationWatched>>(o => o.RunAsync(scene.App.System, default))).Require();
        (await scene.App.ReadAsync(db => db.Users.Where(u => u.PersonId == leaver.Actor.PersonId).Select(u => u.DisabledAt).SingleAsync())).ShouldNotBeNull();
        (await scene.App.RunAsync<WatchOrganization, Outcome<OrganizationWatched>>(o => o.RunAsync(scene.App.System, default))).Require().AccountsClosed.ShouldBe(0, "once");
        (await scene.App.RunAsync<WatchOrganization, Outcome<OrganizationWatched>>(o => o.RunAsync(team.Actor, default))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task The_checklist_is_in_the_inboxes_and_assets_must_be_handed_over_first(On on)
    {
        await using var scene = await Assets.AssetScene.StartAsync(on);
        var system = await scene.App.PersonAsync(null, Office.SystemAdministrator);
        await scene.CreateAsync();
        var owner = await scene.App.ReadAsync(db => db.Set<Isms.Modules.Assets.Asset>().Select(a => a.OwnerId).SingleAsync());
        var version = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == owner).Select(p => p.Version).SingleAsync());
        (await scene.App.RunAsync<RecordLeaving, Outcome<PersonSaved>>(o => o.RunAsync(scene.Team.Actor, new RecordLeavingRequest(owner, version, Today.AddDays(5)), default))).Require();

        var view = (await scene.App.RunAsync<ReadLeaving, Outcome<LeavingView>>(o => o.RunAsync(scene.Team.Actor, owner, default))).Require();
        view.Tasks.Select(t => t.Duty).ShouldBe(Enum.GetValues<LeavingDuty>(), ignoreOrder: true);
        view.Ties.ShouldHaveSingleItem();
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.SubjectKind == Departures.SubjectKind && w.State == WorkState.Open))).ShouldBe(5);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.SubjectKind == Departures.SubjectKind && w.Office == Office.SystemAdministrator))).ShouldBe(1);

        (await DoneAsync(scene.Team, view, LeavingDuty.Assets)).Refusal!.Code.ShouldBe(CompleteLeavingTask.StillTied.Code);
        (await DoneAsync(scene.Team, view, LeavingDuty.Accounts)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound, "accounts are the system administrator's");
        (await DoneAsync(scene.Treasurer, view, LeavingDuty.Keys)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound, "another department's");
        (await DoneAsync(scene.Team, view, LeavingDuty.Keys)).Require().DoneAt.ShouldNotBeNull();
        (await DoneAsync(system, view, LeavingDuty.Accounts)).Require();
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.SubjectKind == Departures.SubjectKind && w.State == WorkState.Open))).ShouldBe(3);
        (await scene.Team.Client.GetAsync($"/organization/people/{owner}/leaving")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var now = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == owner).Select(p => p.Version).SingleAsync());
        (await scene.App.RunAsync<RecordLeaving, Outcome<PersonSaved>>(o => o.RunAsync(scene.Team.Actor, new RecordLeavingRequest(owner, now, null), default))).Require();
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.SubjectKind == Departures.SubjectKind && w.State == WorkState.Open))).ShouldBe(0, "stays after all");

        Task<Outcome<LeavingTaskView>> DoneAsync(TestPerson by, LeavingView of, LeavingDuty duty)
        {
            var task = of.Tasks.Single(t => t.Duty == duty);
            return scene.App.RunAsync<CompleteLeavingTask, Outcome<LeavingTaskView>>(o => o.RunAsync(by.Actor, new CompleteLeavingTaskRequest(task.Id, task.Version, "交给行政部"), default));
        }
    }

    private static async Task<Outcome<PersonSaved>> LeaveAsync(OrganizationScene scene, TestPerson by, TestPerson who, DateOnly lastDay)
    {
        var version = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == who.Actor.PersonId).Select(p => p.Version).SingleAsync());
        return await scene.App.RunAsync<RecordLeaving, Outcome<PersonSaved>>(o => o.RunAsync(by.Actor, new RecordLeavingRequest(who.Actor.PersonId, version, lastDay), default));
    }

    private static Task<List<WorkItem>> OpenAsync(OrganizationScene scene, string kind) =>
        scene.App.ReadAsync(db => db.Set<WorkItem>().Where(w => w.SubjectKind == kind && w.State == WorkState.Open).ToListAsync());
}
