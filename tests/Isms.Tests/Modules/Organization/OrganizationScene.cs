using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Organization.Letters;
using Isms.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Organization;

/// <summary>A company with a general manager and a document controller who prepares papers; everybody can sign.</summary>
internal sealed class OrganizationScene : IAsyncDisposable
{
    public const string Password = "right-horse-battery";

    private OrganizationScene(TestApp app) => App = app;

    public TestApp App { get; }
    public Guid Engineering { get; private set; }
    public TestPerson Manager { get; private set; } = null!;

    /// <summary>Prepares letters and other papers.</summary>
    public TestPerson Clerk { get; private set; } = null!;

    public DateOnly Today => DateOnly.FromDateTime(App.Clock.GetUtcNow().UtcDateTime.AddHours(8));

    public static async Task<OrganizationScene> StartAsync(On on)
    {
        var scene = new OrganizationScene(await TestApp.StartAsync(on, services => services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000)));
        scene.Engineering = await scene.App.DepartmentAsync("工程部");
        scene.Manager = await scene.PersonAsync(Office.GeneralManager);
        scene.Clerk = await scene.PersonAsync(Office.DocumentController);
        return scene;
    }

    /// <summary>Somebody of the engineering department who can sign with <see cref="Password"/>.</summary>
    public async Task<TestPerson> PersonAsync(params Office[] offices) => await PersonAsync(Engineering, offices);

    public async Task<TestPerson> PersonAsync(Guid department, params Office[] offices)
    {
        var person = await App.PersonAsync(department, offices);
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var user = await db.Users.SingleAsync(u => u.Id == person.Actor.UserId);
        user.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(user, Password);
        await db.SaveChangesAsync();
        return person;
    }

    public Task<Outcome<LetterSaved>> DraftAsync(LetterFacts facts, TestPerson? by = null) =>
        App.RunAsync<DraftLetter, Outcome<LetterSaved>>(o => o.RunAsync(Now((by ?? Clerk).Actor), facts, default));

    public async Task<Outcome<ApprovalProgress>> SignAsync(string kind, Guid subject, TestPerson? submitter = null)
    {
        var started = (await App.RunAsync<SubmitForApproval, Outcome<ApprovalStarted>>(o =>
            o.RunAsync(Now((submitter ?? Clerk).Actor), new SubmitForApprovalRequest(kind, subject, Password), default))).Require();
        return await SignOpenAsync(started.Id, Manager);
    }

    public async Task<Outcome<ApprovalProgress>> SignOpenAsync(Guid approval, TestPerson by)
    {
        var step = await App.ReadAsync(db => db.Set<ApprovalStep>().Where(s => s.ApprovalId == approval && s.State == StepState.Open).Select(s => s.Id).FirstAsync());
        return await App.RunAsync<SignStep, Outcome<ApprovalProgress>>(o => o.RunAsync(Now(by.Actor), new SignStepRequest(approval, step, Password), default));
    }

    /// <summary>Draws up a letter and has it signed.</summary>
    public async Task<LetterSaved> IssueAsync(params GrantFacts[] grants)
    {
        var letter = (await DraftAsync(new LetterFacts(Grants: grants))).Require();
        (await SignAsync(LetterApproval.KindName, letter.Id)).Require().State.ShouldBe(ApprovalState.Approved);
        return letter;
    }

    public GrantFacts Grant(TestPerson person, Office office, DateOnly? from = null, DateOnly? to = null, bool handover = false, Guid? department = null) =>
        new(office, person.Actor.PersonId, department, from ?? Today, to, handover);

    /// <summary>The person as the clock stands now.</summary>
    public Actor Now(Actor actor) => new()
    {
        PersonId = actor.PersonId, UserId = actor.UserId, Name = actor.Name, DepartmentId = actor.DepartmentId, Offices = actor.Offices, Culture = actor.Culture, Today = Today,
    };

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
