using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Kernel.Signing;

/// <summary>What the subject in the tests is told to do, and what it heard.</summary>
internal sealed class NoticeRules
{
    public Refusal? Obstacle { get; set; }
    public Office? FinalApprover { get; set; }
    public List<RouteStep> Extra { get; } = [];
    public List<string> Heard { get; } = [];
    public List<ApprovalSummary> Summaries { get; } = [];
}

/// <summary>Something to approve: a department, whose name is what is signed and whose code tells its state.</summary>
internal sealed class NoticeApproval(IsmsDbContext db, NoticeRules rules) : ApprovalSubject
{
    public const string Name = "test.notice";

    public override string Kind => Name;

    public override Office? FinalApprover => rules.FinalApprover;

    protected override Permission Read { get; } = new Permission("test.read").Everywhere(Office.ManagementRepresentative).InOwnDepartment(Office.Employee, Office.DepartmentHead);

    protected override Permission Submit { get; } = new Permission("test.submit").Everywhere(Office.ManagementRepresentative, Office.GeneralManager).InOwnDepartment(Office.Employee);

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct) =>
        await db.Departments.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, ct) is { } notice
            ? new ApprovalContent(notice.Name, "N-1", "/notices/" + id, SignedContent.Json(new { notice.Name, parts = new[] { new { text = notice.Name } } }))
            {
                DepartmentId = id, Facts = [new ApprovalFact("名称", notice.Name)],
            }
            : null;

    public override Task<IReadOnlyList<RouteStep>> ExtraStepsAsync(Guid id, CancellationToken ct) => Task.FromResult<IReadOnlyList<RouteStep>>(rules.Extra);

    public override Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => SetAsync(id, "submitted", approval, ct);

    public override Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => SetAsync(id, "returned", approval, ct);

    public override Task OnWithdrawnAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => SetAsync(id, "withdrawn", approval, ct);

    public override Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => SetAsync(id, "approved", approval, ct);

    protected override Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) => Task.FromResult(rules.Obstacle);

    private async Task SetAsync(Guid id, string state, ApprovalSummary approval, CancellationToken ct)
    {
        rules.Heard.Add(state);
        rules.Summaries.Add(approval);
        (await db.Departments.SingleAsync(d => d.Id == id, ct)).Code = state;
    }
}

/// <summary>A company with everybody the standard route needs, and one notice to approve.</summary>
internal sealed class SigningScene : IAsyncDisposable
{
    public const string Password = "right-horse-battery";

    private SigningScene(TestApp app, NoticeRules rules) => (App, Rules) = (app, rules);

    public TestApp App { get; }
    public NoticeRules Rules { get; }
    public Guid Notice { get; private set; }
    public TestPerson Author { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Manager { get; private set; } = null!;

    public static async Task<SigningScene> StartAsync(On on)
    {
        var rules = new NoticeRules();
        var app = await TestApp.StartAsync(on, services =>
        {
            services.AddSingleton(rules);
            services.AddScoped<IApprovalSubject, NoticeApproval>();
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
        });
        var scene = new SigningScene(app, rules) { Notice = await app.DepartmentAsync("清洁桌面规定") };
        scene.Author = await scene.PersonAsync();
        scene.Representative = await scene.PersonAsync(Office.ManagementRepresentative);
        scene.Manager = await scene.PersonAsync(Office.GeneralManager);
        return scene;
    }

    /// <summary>Somebody of the notice's department who can sign with <see cref="Password"/>.</summary>
    public async Task<TestPerson> PersonAsync(params Office[] offices)
    {
        var person = await App.PersonAsync(Notice, offices);
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var user = await db.Users.SingleAsync(u => u.Id == person.Actor.UserId);
        user.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(user, Password);
        await db.SaveChangesAsync();
        return person;
    }

    public Task<Outcome<ApprovalStarted>> TrySubmitAsync(TestPerson? by = null, string secret = Password) =>
        App.RunAsync<SubmitForApproval, Outcome<ApprovalStarted>>(o => o.RunAsync((by ?? Author).Actor, new SubmitForApprovalRequest(NoticeApproval.Name, Notice, secret), default));

    public async Task<Guid> SubmitAsync(TestPerson? by = null) => (await TrySubmitAsync(by)).Require().Id;

    public async Task<ApprovalView> ViewAsync(Guid approval, TestPerson? by = null) =>
        (await App.RunAsync<GetApproval, Outcome<ApprovalView>>(o => o.RunAsync((by ?? Author).Actor, approval, default))).Require();

    /// <summary>Signs the open step that this person may sign, or else the first open one.</summary>
    public async Task<Outcome<ApprovalProgress>> SignAsync(Guid approval, TestPerson by, string secret = Password)
    {
        var step = await OpenStepAsync(approval, by);
        return await App.RunAsync<SignStep, Outcome<ApprovalProgress>>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, step, secret), default));
    }

    public async Task<Outcome<ApprovalProgress>> ReturnAsync(Guid approval, TestPerson by, string comment)
    {
        var step = await OpenStepAsync(approval, by);
        return await App.RunAsync<ReturnApproval, Outcome<ApprovalProgress>>(o => o.RunAsync(by.Actor, new ReturnApprovalRequest(approval, step, comment), default));
    }

    public async Task<Guid> OpenStepAsync(Guid approval, TestPerson by)
    {
        var open = (await ViewAsync(approval, by)).Steps.Where(s => s.State == StepState.Open).ToList();
        return (open.Find(s => s.Mine) ?? open[0]).Id;
    }

    public Task<string> CodeAsync() => App.ReadAsync(db => db.Departments.Where(d => d.Id == Notice).Select(d => d.Code).SingleAsync());

    public Task RenameAsync(string name) => App.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE kernel_departments SET name = {name} WHERE id = {Notice}"));

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
