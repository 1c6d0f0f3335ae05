using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Modules.Communication;
using Isms.Modules.Communication.Coordination;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Communication;

public sealed class MeetingTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.2-03")]
    public async Task Minutes_name_the_departments_that_were_not_there_and_need_a_quorum(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var id = await scene.MeetingAsync();
        var prepared = await scene.ReadAsync(id);
        prepared.Attendance.Select(a => (a.DepartmentId, a.PersonId)).ShouldBe(
            [(scene.Finance, null), (scene.Sales, scene.SalesHead.Actor.PersonId), (scene.It, scene.ItHead.Actor.PersonId)], ignoreOrder: true);
        (await scene.TryWriteAsync(await scene.MinutesAsync(id, scene.It))).Require();
        var refused = (await scene.TrySubmitAsync(id)).Refusal!;
        refused.Code.ShouldBe(MinutesApproval.Incomplete.Code);
        refused.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("67");
        // Two of three are 66.7 %: a quorum of 67 % takes all three, one of 66 % does not.
        await scene.App.SaveAsync(db => db.Add(new Isms.Kernel.Settings.SettingValue { Key = CommunicationModule.QuorumPercent.Key, Value = "66" }));
        scene.App.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await scene.MeetingAsync();
        (await scene.TryWriteAsync(await scene.MinutesAsync(second))).Require();
        await scene.SignAsync(second);
        var words = await scene.Team.WordAsync($"/api/v1/meetings/{second}/document");
        words.ShouldContain("缺席部门财务部");
        words.ShouldContain(scene.Leader.Actor.Name);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.2-04")]
    public async Task Every_fixed_point_takes_a_conclusion(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var id = await scene.MeetingAsync();
        (await scene.ReadAsync(id)).Points.Select(p => p.Topic).ShouldBe(Enum.GetValues<AgendaTopic>());
        var minutes = await scene.MinutesAsync(id, scene.It, scene.Sales, scene.Finance);
        (await scene.TryWriteAsync(minutes with { Points = [.. minutes.Points.Where(p => p.Topic is not (AgendaTopic.Policy or AgendaTopic.FollowUp))] })).Require();
        (await scene.TrySubmitAsync(id)).Refusal!.Obstacles.ShouldHaveSingleItem().Link.ShouldBe(CommunicationPaths.Meeting(id) + "#t-Policy");
        (await scene.TryWriteAsync(await scene.MinutesAsync(id, scene.It, scene.Sales, scene.Finance))).Require();
        (await scene.TrySubmitAsync(id)).Require();
        (await scene.TryWriteAsync(minutes with { Version = (await scene.ReadAsync(id)).Version })).Refusal.ShouldBe(WriteMinutes.NotDraft);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.2-08")]
    public async Task The_agenda_brings_what_the_processes_know_since_the_last_meeting(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        scene.Agenda.Entries.Add(new AgendaEntry(AgendaTopic.Controls, "适用但尚未实施的控制措施 3 项", "/applicability"));
        var id = await scene.MeetingAsync();
        scene.Agenda.AskedSince.ShouldBe(TestApp.Today.AddYears(-1));
        (await scene.ReadAsync(id)).Points.Single(p => p.Topic == AgendaTopic.Controls).Facts.ShouldContain("适用但尚未实施的控制措施 3 项");
        scene.Agenda.Entries[0] = new AgendaEntry(AgendaTopic.Controls, "适用但尚未实施的控制措施 2 项", "/applicability");
        var minutes = await scene.MinutesAsync(id, scene.It, scene.Sales, scene.Finance);
        (await scene.TryWriteAsync(minutes)).Require();
        (await scene.ReadAsync(id)).Points.Single(p => p.Topic == AgendaTopic.Controls).Facts.ShouldContain("3 项", customMessage: "it stays as it was brought");
        (await scene.TryWriteAsync((await scene.MinutesAsync(id, scene.It, scene.Sales, scene.Finance)) with { Refresh = true })).Require();
        (await scene.ReadAsync(id)).Points.Single(p => p.Topic == AgendaTopic.Controls).Facts.ShouldContain("2 项");
        await scene.SignAsync(id);
        // The next one asks since this one, and brings the open resolution.
        var next = await scene.ReadAsync(await scene.MeetingAsync());
        scene.Agenda.AskedSince.ShouldBe(TestApp.Today);
        next.Points[0].Facts.ShouldContain("三周内完成备份异地存放");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.2-01")]
    public async Task A_resolution_gets_its_number_with_the_signature_and_is_followed_until_it_is_done(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        await scene.App.SaveAsync(db => db.Add(new Isms.Kernel.Settings.SettingValue { Key = CommunicationModule.QuorumPercent.Key, Value = "50" }));
        var id = await scene.MeetingAsync();
        (await scene.TryWriteAsync(await scene.MinutesAsync(id))).Require();
        (await ListAsync(scene.Team)).ShouldBeEmpty("not signed yet");
        (await scene.InboxAsync(scene.ItHead)).ShouldBeEmpty();
        await scene.SignAsync(id);
        var resolution = (await ListAsync(scene.Team)).ShouldHaveSingleItem();
        (resolution.Number, resolution.State).ShouldBe(("2026-01", ResolutionState.Open));
        (await scene.InboxAsync(scene.ItHead)).Single().DueOn.ShouldBe(TestApp.Today.AddDays(21));
        (await ListAsync(scene.Employee)).ShouldBeEmpty("another's");

        var request = new FinishResolutionRequest(resolution.Id, resolution.Version, "已异地存放，记录 B-07");
        (await scene.TryAsync<FinishResolution, ResolutionSaved>(o => o.RunAsync(scene.SalesHead.Actor, request, default))).Refusal.ShouldBe(Refusal.NotFound);
        (await scene.ItHead.SendJsonAsync(HttpMethod.Post, $"/api/v1/resolutions/{resolution.Id}/finish", new { outcome = "已异地存放" })).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await scene.ItHead.SendJsonAsync(HttpMethod.Post, $"/api/v1/resolutions/{resolution.Id}/finish", new { outcome = "" }, resolution.Version)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await scene.DoAsync<FinishResolution, ResolutionSaved>(o => o.RunAsync(scene.ItHead.Actor, request, default));
        (await scene.InboxAsync(scene.ItHead)).ShouldBeEmpty();
        (await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/resolutions?open=true")).GetProperty("items").GetArrayLength().ShouldBe(0);

        async Task<IReadOnlyList<ResolutionView>> ListAsync(TestPerson person) => (await scene.DoAsync<FindResolutions, ResolutionList>(o => o.RunAsync(person.Actor, true, default))).Items;
    }

    [Theory, BothDatabases]
    public async Task Wrong_minutes_are_refused_field_by_field(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var id = await scene.MeetingAsync();
        var minutes = await scene.MinutesAsync(id);
        var wrong = minutes with
        {
            Attendance = [new AttendanceFacts(scene.Finance, null, true)],
            Resolutions = [new ResolutionFacts(AgendaTopic.Policy, "甲", Guid.CreateVersion7(), TestApp.Today.AddDays(-1))],
        };
        (await scene.TryWriteAsync(wrong)).Refusal!.Fields.Select(f => f.Field).ShouldBe(["resolutions[0].ownerId", "resolutions[0].dueOn", "attendance[0].personId"]);
        (await scene.TryWriteAsync(minutes with { Version = minutes.Version + 1 })).Refusal!.Kind.ShouldBe(RefusalKind.Stale);
        (await scene.TryWriteAsync(minutes with { Resolutions = [new ResolutionFacts(AgendaTopic.Policy, "", null, null)] })).Refusal!.Fields.Count.ShouldBe(3);
        (await scene.TryAsync<CreateMeeting, MeetingSaved>(o => o.RunAsync(scene.ItHead.Actor, new CreateMeetingRequest("x", TestApp.Today, null, scene.Leader.Actor.PersonId), default))).Refusal.ShouldBe(Refusal.Forbidden);
        var future = await scene.MeetingAsync(TestApp.Today.AddDays(5));
        (await scene.TryWriteAsync(await scene.MinutesAsync(future, scene.It, scene.Sales, scene.Finance))).Require();
        (await scene.TrySubmitAsync(future)).Refusal!.Obstacles.ShouldHaveSingleItem("the meeting has not been held");
    }

    [Theory, BothDatabases]
    public async Task Minutes_are_written_on_their_page_in_both_languages(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Meetings, CommunicationPaths.NewMeeting, CommunicationPaths.Resolutions);
        var numbers = await scene.App.ReadAsync(db => db.People.ToDictionaryAsync(p => p.Id, p => p.EmployeeNumber));
        (await scene.Team.PostFormAsync(CommunicationPaths.NewMeeting, "create", ("title", "协调会"), ("heldOn", "2026-03-02"), ("chairId", numbers[scene.Leader.Actor.PersonId]))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var id = await scene.App.ReadAsync(db => db.Set<Meeting>().Select(m => m.Id).SingleAsync());
        var meeting = await scene.ReadAsync(id);
        var fields = new List<(string, string)> { ("title", "协调会"), ("heldOn", "2026-03-02"), ("chairId", numbers[scene.Leader.Actor.PersonId]) };
        for (var i = 0; i < meeting.Attendance.Count; i++)
        {
            fields.Add(($"attendance[{i}].personId", numbers[scene.Employee.Actor.PersonId]));
            fields.Add(("present", meeting.Attendance[i].DepartmentId.ToString()));
        }
        fields.AddRange(meeting.Points.Select(p => ("conclusion-" + p.Topic, "无")));
        fields.AddRange([("resolutions[1].topic", "Threats"), ("resolutions[1].words", "加装门禁"), ("resolutions[1].ownerId", numbers[scene.ItHead.Actor.PersonId]), ("resolutions[1].dueOn", "2026-04-01")]);
        (await scene.Team.PostFormAsync(CommunicationPaths.Meeting(id), "minutes", [.. fields])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var written = await scene.ReadAsync(id);
        (written.Gaps.Count, written.Quorate, written.Resolutions.Single().Topic).ShouldBe((0, true, AgendaTopic.Threats));
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Meeting(id));
        await scene.SignAsync(id);
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Meeting(id), CommunicationPaths.Meetings, CommunicationPaths.Resolutions, CommunicationPaths.Resolutions + "?all=1");
        (await scene.Employee.Client.GetAsync(CommunicationPaths.Meeting(id))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.ItHead.PostFormAsync(CommunicationPaths.Resolutions, "finish-" + written.Resolutions[0].Id, ("outcome", "已加装"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
