using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Documents.Reviews;
using Isms.Modules.Documents.Starter;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Documents;

/// <summary>A company after its set-up: the 58 documents are drafts of the office; prefix SL.</summary>
internal sealed class DocumentScene : IAsyncDisposable
{
    private DocumentScene(TestApp app) => App = app;

    public TestApp App { get; }
    public Guid Office1 { get; private set; }
    public Guid Sales { get; private set; }
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Leader { get; private set; } = null!;
    public TestPerson Controller { get; private set; } = null!;
    public TestPerson Team { get; private set; } = null!;
    public TestPerson SalesHead { get; private set; } = null!;
    public TestPerson Employee { get; private set; } = null!;

    public static async Task<DocumentScene> StartAsync(On on, Action<IServiceCollection>? further = null)
    {
        var app = await TestApp.StartAsync(on, services =>
        {
            services.AddScoped<IReauthentication, AlwaysTheOne>();
            further?.Invoke(services);
        });
        var scene = new DocumentScene(app) { Office1 = await app.DepartmentAsync("办公室"), Sales = await app.DepartmentAsync("销售部") };
        await scene.DoAsync<SeedDocuments, DocumentsSeeded>(o => o.RunAsync(app.System, default));
        scene.Manager = await app.PersonAsync(scene.Office1, Office.GeneralManager);
        scene.Representative = await app.PersonAsync(scene.Office1, Office.ManagementRepresentative);
        scene.Leader = await app.PersonAsync(scene.Office1, Office.IsmsTeamLeader);
        scene.Controller = await app.PersonAsync(scene.Office1, Office.DocumentController);
        scene.Team = await app.PersonAsync(scene.Office1, Office.IsmsTeam);
        scene.SalesHead = await app.PersonAsync(scene.Sales, Office.DepartmentHead);
        scene.Employee = await app.PersonAsync(scene.Sales);
        return scene;
    }

    public Task<Outcome<T>> TryAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public async Task<T> DoAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => (await App.RunAsync(run)).Require();

    public Task<Guid> IdAsync(string number) => App.ReadAsync(db => db.Set<ControlledDocument>().Where(d => d.Number == number).Select(d => d.Id).SingleAsync());

    public async Task<DocumentVersion> NewestAsync(string number)
    {
        var id = await IdAsync(number);
        return await App.ReadAsync(db => db.Set<DocumentVersion>().AsNoTracking().Where(v => v.DocumentId == id).OrderByDescending(v => v.Ordinal).FirstAsync());
    }

    public async Task<DocumentView> ReadAsync(string number, TestPerson? by = null)
    {
        var id = await IdAsync(number);
        return await DoAsync<ReadDocument, DocumentView>(o => o.RunAsync((by ?? Team).Actor, new ReadDocumentRequest(id), default));
    }

    public async Task<Outcome<VersionSaved>> TrySaveAsync(string number, string body, TestPerson? by = null, string summary = "首次编制", bool material = true)
    {
        var version = await NewestAsync(number);
        return await TryAsync<SaveDraft, VersionSaved>(o => o.RunAsync((by ?? Team).Actor,
            new SaveDraftRequest(version.Id, version.Version, version.TitleZh, version.TitleEn, body, "", summary, material), default));
    }

    public async Task<string> KindAsync(string number) => VersionApproval.KindOf((await ReadAsync(number)).Route);

    public async Task<Outcome<ApprovalStarted>> TrySubmitAsync(string kind, Guid id, TestPerson? by = null) =>
        await TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync((by ?? Team).Actor, new SubmitForApprovalRequest(kind, id, "secret"), default));

    public async Task<Outcome<ApprovalProgress>> TrySignAsync(Guid approval, TestPerson by)
    {
        var view = await DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(by.Actor, approval, default));
        var step = (view.Steps.FirstOrDefault(s => s.Mine) ?? view.Steps.Last(s => s.State is StepState.Open or StepState.Waiting)).Id;
        return await TryAsync<SignStep, ApprovalProgress>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, step, "secret"), default));
    }

    /// <summary>Submitted by the team, and signed by everybody on the route.</summary>
    public async Task<DocumentVersion> ApproveAsync(string number, TestPerson? submitter = null)
    {
        var version = await NewestAsync(number);
        var approval = (await TrySubmitAsync(await KindAsync(number), version.Id, submitter)).Require().Id;
        foreach (var signer in new[] { Leader, Representative, SalesHead, Representative, Manager })
        {
            var view = await DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(Team.Actor, approval, default));
            if (view.State != ApprovalState.Running)
                break;
            var mine = await TryAsync<GetApproval, ApprovalView>(o => o.RunAsync(signer.Actor, approval, default));
            if (mine.Value?.Steps.Any(s => s.Mine) == true)
                (await TrySignAsync(approval, signer)).Require();
        }
        var approved = await NewestAsync(number);
        approved.State.ShouldBe(VersionState.Approved);
        return approved;
    }

    public async Task<Outcome<VersionSaved>> TryIssueAsync(string number, DateOnly? day = null, TestPerson? by = null)
    {
        var version = await NewestAsync(number);
        return await TryAsync<IssueVersion, VersionSaved>(o => o.RunAsync((by ?? Controller).Actor, new IssueVersionRequest(version.Id, version.Version, day ?? TestApp.Today), default));
    }

    /// <summary>Approved and in force from today.</summary>
    public async Task<DocumentVersion> IssueAsync(string number)
    {
        await ApproveAsync(number);
        (await TryIssueAsync(number)).Require();
        return await NewestAsync(number);
    }

    /// <summary>The manual, reviewed and released by the general manager's order, in force from today.</summary>
    public async Task<DocumentVersion> IssueManualAsync()
    {
        var manual = await ApproveAsync("SL-A-01");
        await ReviewAsync(manual.Id);
        var order = await DoAsync<DrawReleaseOrder, ReleaseOrderView>(o => o.RunAsync(Controller.Actor, new DrawReleaseOrderRequest(manual.Id, TestApp.Today), default));
        var approval = (await TrySubmitAsync(ReleaseOrderApproval.KindName, order.Id, Controller)).Require().Id;
        (await TrySignAsync(approval, Manager)).Require();
        await DoAsync<BringIntoForce, BroughtIntoForce>(o => o.RunAsync(App.System, default));
        return await NewestAsync("SL-A-01");
    }

    /// <summary>The next version with one more sentence, approved and in force.</summary>
    public async Task<DocumentVersion> ReviseAsync(string number, bool material = true)
    {
        var id = await IdAsync(number);
        await DoAsync<ReviseDocument, VersionSaved>(o => o.RunAsync(Team.Actor, new ReviseDocumentRequest(id, false, "补充一句"), default));
        var body = (await NewestAsync(number)).BodyZh + "\n补充：每月检查。\n";
        (await TrySaveAsync(number, body, summary: "补充一句", material: material)).Require();
        return await IssueAsync(number);
    }

    public Task<ReviewView> ReviewAsync(Guid version, ReviewConclusion conclusion = ReviewConclusion.Suitable) => DoAsync<RecordReview, ReviewView>(o =>
        o.RunAsync(Team.Actor, new RecordReviewRequest(version, TestApp.Today, "办公室、销售部", "内容完整，可以实施", conclusion), default));

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class AlwaysTheOne : IReauthentication
    {
        public Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct) => Task.FromResult(secret == "secret" ? null : Refusal.Invalid("secret", "signing.secret-wrong"));
    }
}
