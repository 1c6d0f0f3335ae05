using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Communication;
using Isms.Modules.Communication.Coordination;
using Isms.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Communication;

/// <summary>What a process brings before the meeting in the tests.</summary>
internal sealed class TestAgenda : IContribute<AgendaAsked, AgendaEntry>
{
    public List<AgendaEntry> Entries { get; } = [];
    public DateOnly? AskedSince { get; private set; }

    public Task<IReadOnlyList<AgendaEntry>> AnswerAsync(Actor actor, AgendaAsked question, CancellationToken ct)
    {
        AskedSince = question.Since;
        return Task.FromResult<IReadOnlyList<AgendaEntry>>([.. Entries]);
    }
}

/// <summary>A company of three departments that meets; finance has no head.</summary>
internal sealed class CommunicationScene : IAsyncDisposable
{
    private CommunicationScene(TestApp app) => App = app;

    public TestApp App { get; }
    public TestAgenda Agenda { get; } = new();
    public Guid It { get; private set; }
    public Guid Sales { get; private set; }
    public Guid Finance { get; private set; }
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Leader { get; private set; } = null!;
    public TestPerson Team { get; private set; } = null!;
    public TestPerson ItHead { get; private set; } = null!;
    public TestPerson SalesHead { get; private set; } = null!;
    public TestPerson Employee { get; private set; } = null!;

    public static async Task<CommunicationScene> StartAsync(On on)
    {
        CommunicationScene? made = null;
        var app = await TestApp.StartAsync(on, services =>
        {
            services.AddScoped<IReauthentication, AlwaysTheOne>();
            services.AddScoped<IContribute<AgendaAsked, AgendaEntry>>(_ => made!.Agenda);
        });
        var scene = made = new CommunicationScene(app) { It = await app.DepartmentAsync("信息技术部"), Sales = await app.DepartmentAsync("销售部"), Finance = await app.DepartmentAsync("财务部") };
        scene.Representative = await app.PersonAsync(scene.It, Office.ManagementRepresentative);
        scene.Leader = await app.PersonAsync(scene.It, Office.IsmsTeamLeader);
        scene.Team = await app.PersonAsync(scene.It, Office.IsmsTeam);
        scene.ItHead = await app.PersonAsync(scene.It, Office.DepartmentHead);
        scene.SalesHead = await app.PersonAsync(scene.Sales, Office.DepartmentHead);
        scene.Employee = await app.PersonAsync(scene.It);
        return scene;
    }

    public Task<Outcome<T>> TryAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public async Task<T> DoAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => (await App.RunAsync(run)).Require();

    public async Task<Guid> MeetingAsync(DateOnly? on = null) => (await DoAsync<CreateMeeting, MeetingSaved>(o =>
        o.RunAsync(Team.Actor, new CreateMeetingRequest("2026 年第一次信息安全协调会", on ?? TestApp.Today, "301 会议室", Leader.Actor.PersonId), default))).Id;

    public Task<MeetingView> ReadAsync(Guid id) => DoAsync<ReadMeeting, MeetingView>(o => o.RunAsync(Team.Actor, id, default));

    /// <summary>IT and sales were there, every point is concluded, and one resolution is made.</summary>
    public async Task<WriteMinutesRequest> MinutesAsync(Guid id, params Guid[] present)
    {
        var meeting = await ReadAsync(id);
        var there = present.Length > 0 ? present : [It, Sales];
        return new WriteMinutesRequest(
            id, meeting.Version, meeting.Title, meeting.HeldOn, meeting.Place, meeting.ChairId, Refresh: false, [.. meeting.Points.Select(p => new PointFacts(p.Topic, "符合，继续保持"))],
            [.. meeting.Attendance.Select(a => new AttendanceFacts(a.DepartmentId, a.PersonId ?? (there.Contains(a.DepartmentId) ? Employee.Actor.PersonId : null), there.Contains(a.DepartmentId)))],
            [new ResolutionFacts(AgendaTopic.Controls, "三周内完成备份异地存放", ItHead.Actor.PersonId, TestApp.Today.AddDays(21))]);
    }

    public Task<Outcome<MeetingSaved>> TryWriteAsync(WriteMinutesRequest request) => TryAsync<WriteMinutes, MeetingSaved>(o => o.RunAsync(Team.Actor, request, default));

    public Task<Outcome<ApprovalStarted>> TrySubmitAsync(Guid id) =>
        TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(Team.Actor, new SubmitForApprovalRequest(MinutesApproval.KindName, id, "secret"), default));

    public async Task SignAsync(Guid id)
    {
        var approval = (await TrySubmitAsync(id)).Require().Id;
        var view = await DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(Leader.Actor, approval, default));
        await DoAsync<SignStep, ApprovalProgress>(o => o.RunAsync(Leader.Actor, new SignStepRequest(approval, view.Steps.Single(s => s.Mine).Id, "secret"), default));
    }

    public async Task<IReadOnlyList<WorkView>> InboxAsync(TestPerson person) => (await DoAsync<FindWork, WorkList>(o => o.RunAsync(person.Actor, null, default))).Items;

    public Task<OwnersReminded> RemindAsync(DateOnly today) => DoAsync<RemindOwners, OwnersReminded>(o => o.RunAsync(Actor.System("schedule", today), default));

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class AlwaysTheOne : IReauthentication
    {
        public Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct) => Task.FromResult<Refusal?>(null);
    }
}
