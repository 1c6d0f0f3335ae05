using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Objectives;
using Isms.Modules.Objectives.Measures;
using Isms.Modules.Objectives.Results;
using Isms.Modules.Objectives.Sets;
using Isms.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Objectives;

/// <summary>What the product counts by itself in the tests: whatever the test says.</summary>
internal sealed class TestCount : IMeasureSource
{
    public int Counted { get; set; } = 1;
    public int? Of { get; set; }

    public string Key => "test.count";

    public string UnitKey => "objectives.unit.pieces";

    public Task<CountedNumber> CountAsync(Actor actor, CancellationToken ct) => Task.FromResult(new CountedNumber(Counted, Of, "/treatment"));
}

/// <summary>A company of two departments with its team; today is 2 March 2026.</summary>
internal sealed class ObjectivesScene : IAsyncDisposable
{
    private ObjectivesScene(TestApp app) => App = app;

    public TestApp App { get; }
    public TestCount Count { get; } = new();
    public Guid It { get; private set; }
    public Guid Sales { get; private set; }
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Leader { get; private set; } = null!;
    public TestPerson Team { get; private set; } = null!;
    public TestPerson ItHead { get; private set; } = null!;
    public TestPerson SalesHead { get; private set; } = null!;
    public TestPerson Collector { get; private set; } = null!;
    public TestPerson Evaluator { get; private set; } = null!;

    public static async Task<ObjectivesScene> StartAsync(On on)
    {
        ObjectivesScene? made = null;
        var app = await TestApp.StartAsync(on, services =>
        {
            services.AddScoped<IReauthentication, AlwaysTheOne>();
            services.AddScoped<IMeasureSource>(_ => made!.Count);
        });
        var scene = made = new ObjectivesScene(app) { It = await app.DepartmentAsync("信息技术部"), Sales = await app.DepartmentAsync("销售部") };
        scene.Manager = await app.PersonAsync(scene.Sales, Office.GeneralManager);
        scene.Representative = await app.PersonAsync(scene.It, Office.ManagementRepresentative);
        scene.Leader = await app.PersonAsync(scene.It, Office.IsmsTeamLeader);
        scene.Team = await app.PersonAsync(scene.It, Office.IsmsTeam);
        scene.ItHead = await app.PersonAsync(scene.It, Office.DepartmentHead);
        scene.SalesHead = await app.PersonAsync(scene.Sales, Office.DepartmentHead);
        scene.Collector = await app.PersonAsync(scene.It);
        scene.Evaluator = await app.PersonAsync(scene.It);
        return scene;
    }

    public Task<Outcome<T>> TryAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public async Task<T> DoAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => (await App.RunAsync(run)).Require();

    /// <summary>An objective, taken monthly: at least 95 % of holes closed in time; split over both departments.</summary>
    public MeasureFacts Objective() => new(
        MeasureKind.Objective, "高危漏洞按期修复率不低于 95%", null, "预防为主，持续改进", "高危漏洞按期修复率", "按期修复数 ÷ 应修复数 × 100%", "漏洞扫描报告", "%", Frequency.Month, Direction.AtLeast, 95m,
        Collector.Actor.PersonId, Evaluator.Actor.PersonId, Actions: "每月扫描，七天内修复", Means: "扫描工具与一名工程师", ResponsibleId: ItHead.Actor.PersonId, DueOn: TestApp.Today.AddMonths(10), Judging: "逐月对照目标值",
        Shares: [new ShareFacts(It, null, "修复服务器漏洞"), new ShareFacts(Sales, 90m, "配合停机修复")]);

    /// <summary>A measure of controls that the product counts by itself, taken monthly: at most none.</summary>
    public MeasureFacts Counted() => new(
        MeasureKind.Control, "逾期事项为零", null, null, "逾期事项数", "逾期事项计数", "系统", null, Frequency.Month, Direction.AtMost, 0m, Collector.Actor.PersonId, Evaluator.Actor.PersonId,
        SourceKey: Count.Key, Controls: ["2022:5.24"]);

    public async Task<Guid> SetAsync(DateOnly? startsOn = null) =>
        (await DoAsync<CreateObjectiveSet, ObjectiveSetSaved>(o => o.RunAsync(Team.Actor, new CreateObjectiveSetRequest(2026, startsOn ?? new DateOnly(2026, 1, 1), "首次制定"), default))).Id;

    public Task<MeasureSaved> AddAsync(Guid set, MeasureFacts facts) => DoAsync<AddMeasure, MeasureSaved>(o => o.RunAsync(Team.Actor, new AddMeasureRequest(set, facts), default));

    public Task<Outcome<ApprovalStarted>> TrySubmitAsync(Guid set) =>
        TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(Team.Actor, new SubmitForApprovalRequest(SetApproval.KindName, set, "secret"), default));

    public async Task<Outcome<ApprovalProgress>> TrySignAsync(Guid approval, TestPerson by)
    {
        var view = await DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(Team.Actor, approval, default));
        var step = view.Steps.First(s => s.State is StepState.Open or StepState.Waiting).Id;
        return await TryAsync<SignStep, ApprovalProgress>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, step, "secret"), default));
    }

    public async Task ApproveAsync(Guid set)
    {
        var approval = (await TrySubmitAsync(set)).Require().Id;
        (await TrySignAsync(approval, Leader)).Require();
        (await TrySignAsync(approval, Manager)).Require();
    }

    /// <summary>The objective in force; its line.</summary>
    public async Task<Guid> InForceAsync(params MeasureFacts[] further)
    {
        var set = await SetAsync();
        var line = (await AddAsync(set, Objective())).LineId;
        foreach (var facts in further)
            await AddAsync(set, facts);
        await ApproveAsync(set);
        return line;
    }

    /// <summary>A result with cause and action when it misses 95.</summary>
    public Task<Outcome<ResultRecorded>> TryRecordAsync(Guid line, DateOnly period, decimal value, TestPerson? by = null, string? reason = null, Guid? department = null, bool withCause = true) =>
        TryAsync<RecordResult, ResultRecorded>(o => o.RunAsync((by ?? Collector).Actor, new RecordResultRequest(
            line, period, department, value, "47 / 50，扫描报告 S-12", reason, withCause ? "补丁窗口被推迟" : null, withCause ? "每周固定停机窗口" : null,
            withCause ? ItHead.Actor.PersonId : null, withCause ? TestApp.Today.AddDays(20) : null), default));

    public Task<MeasureLineView> LineAsync(Guid line, TestPerson? by = null) => DoAsync<ReadMeasureLine, MeasureLineView>(o => o.RunAsync((by ?? Team).Actor, line, default));

    public Task<ResultsAsked> AskAsync(DateOnly? today = null) => DoAsync<AskForResults, ResultsAsked>(o => o.RunAsync(Actor.System("schedule", today ?? TestApp.Today), default));

    public async Task<IReadOnlyList<WorkView>> InboxAsync(TestPerson person) => (await DoAsync<FindWork, WorkList>(o => o.RunAsync(person.Actor, null, default))).Items;

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class AlwaysTheOne : IReauthentication
    {
        public Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct) => Task.FromResult<Refusal?>(null);
    }
}
