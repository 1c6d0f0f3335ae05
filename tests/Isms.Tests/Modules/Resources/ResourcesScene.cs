using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Resources;
using Isms.Modules.Resources.Requests;
using Isms.Modules.Resources.Spending;
using Isms.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Resources;

/// <summary>A company of two departments that asks for resources.</summary>
internal sealed class ResourcesScene : IAsyncDisposable
{
    private ResourcesScene(TestApp app) => App = app;

    public TestApp App { get; }
    public Guid It { get; private set; }
    public Guid Sales { get; private set; }
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Team { get; private set; } = null!;
    public TestPerson ItHead { get; private set; } = null!;
    public TestPerson SalesHead { get; private set; } = null!;

    public static async Task<ResourcesScene> StartAsync(On on)
    {
        var app = await TestApp.StartAsync(on, services => services.AddScoped<IReauthentication, AlwaysTheOne>());
        var scene = new ResourcesScene(app) { It = await app.DepartmentAsync("信息技术部"), Sales = await app.DepartmentAsync("销售部") };
        scene.Manager = await app.PersonAsync(scene.Sales, Office.GeneralManager);
        scene.Representative = await app.PersonAsync(scene.It, Office.ManagementRepresentative);
        scene.Team = await app.PersonAsync(scene.It, Office.IsmsTeam);
        scene.ItHead = await app.PersonAsync(scene.It, Office.DepartmentHead);
        scene.SalesHead = await app.PersonAsync(scene.Sales, Office.DepartmentHead);
        return scene;
    }

    public Task<Outcome<T>> TryAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public async Task<T> DoAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => (await App.RunAsync(run)).Require();

    /// <summary>A firewall for IT, 80,000 yuan.</summary>
    public RequestFacts Firewall() => new("采购下一代防火墙 1 台", ResourceKind.Equipment, ResourcePurpose.Controls, null, "边界防护能力不足", It, TestApp.Today.AddDays(40), 80_000m);

    public Task<Outcome<RequestSaved>> TryCreateAsync(RequestFacts facts, TestPerson? by = null) => TryAsync<CreateRequest, RequestSaved>(o => o.RunAsync((by ?? ItHead).Actor, facts, default));

    public Task<RequestView> ReadAsync(Guid id, TestPerson? by = null) => DoAsync<ReadRequest, RequestView>(o => o.RunAsync((by ?? Team).Actor, id, default));

    public async Task<Guid> SubmitAsync(Guid id) => (await DoAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(ItHead.Actor, new SubmitForApprovalRequest(RequestApproval.KindName, id, "secret"), default))).Id;

    public async Task SignAsync(Guid approval, TestPerson by)
    {
        var view = await DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(by.Actor, approval, default));
        await DoAsync<SignStep, ApprovalProgress>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, view.Steps.Single(s => s.Mine).Id, "secret"), default));
    }

    public async Task<Guid> GrantedAsync(RequestFacts? facts = null)
    {
        var id = (await TryCreateAsync(facts ?? Firewall())).Require().Id;
        var approval = await SubmitAsync(id);
        await SignAsync(approval, Representative);
        await SignAsync(approval, Manager);
        return id;
    }

    public Task<Outcome<UseReported>> TrySpendAsync(Guid id, decimal amount, TestPerson? by = null) =>
        TryAsync<ReportUse, UseReported>(o => o.RunAsync((by ?? ItHead).Actor, new ReportUseRequest(id, TestApp.Today, amount, "合同 HT-12"), default));

    public async Task<IReadOnlyList<WorkView>> InboxAsync(TestPerson person) => (await DoAsync<FindWork, WorkList>(o => o.RunAsync(person.Actor, null, default))).Items;

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class AlwaysTheOne : IReauthentication
    {
        public Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct) => Task.FromResult<Refusal?>(null);
    }
}
