using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Approving;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Criteria.Editing;
using Isms.Modules.Criteria.Versions;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Criteria;

/// <summary>A company with everybody who takes part in making and approving the criteria.</summary>
internal sealed class CriteriaScene : IAsyncDisposable
{
    private const string Password = "right-horse-battery";

    private CriteriaScene(TestApp app) => App = app;

    public TestApp App { get; }
    public TestPerson Team { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Employee { get; private set; } = null!;

    public static async Task<CriteriaScene> StartAsync(On on)
    {
        var app = await TestApp.StartAsync(on, services => services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000));
        var department = await app.DepartmentAsync("信息安全部");
        var scene = new CriteriaScene(app);
        scene.Team = await scene.PersonAsync(department, Office.IsmsTeam);
        scene.Representative = await scene.PersonAsync(department, Office.ManagementRepresentative);
        scene.Manager = await scene.PersonAsync(department, Office.GeneralManager);
        scene.Employee = await scene.PersonAsync(department);
        return scene;
    }

    private async Task<TestPerson> PersonAsync(Guid department, params Office[] offices)
    {
        var person = await App.PersonAsync(department, offices);
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var user = await db.Users.SingleAsync(u => u.Id == person.Actor.UserId);
        user.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(user, Password);
        await db.SaveChangesAsync();
        return person;
    }

    public async Task<CriteriaSaved> CreateAsync(string basedOn = "manual-hybrid") =>
        (await App.RunAsync<CreateCriteria, Outcome<CriteriaSaved>>(o => o.RunAsync(Team.Actor, new CreateCriteriaRequest(basedOn), default))).Require();

    public Task<Outcome<CriteriaSaved>> ChangeAsync(CriteriaSaved version, Func<CriteriaDefinition, CriteriaDefinition> change, string? resolution = null, TestPerson? by = null) =>
        App.RunAsync<ChangeCriteria, Outcome<CriteriaSaved>>(async o =>
        {
            var json = JsonSerializer.SerializeToElement(change((await ViewAsync(version.Id.ToString())).Definition), CriteriaJson.Options);
            return await o.RunAsync((by ?? Team).Actor, new ChangeCriteriaRequest(version.Id, version.Version, json, resolution), default);
        });

    public async Task<CriteriaView> ViewAsync(string key) =>
        (await App.RunAsync<GetCriteria, Outcome<CriteriaView>>(o => o.RunAsync(Employee.Actor, key, default))).Require();

    public Task<CriteriaState> StateAsync(Guid id) => App.ReadAsync(db => db.Set<CriteriaVersion>().Where(v => v.Id == id).Select(v => v.State).SingleAsync());

    public Task<Outcome<ApprovalStarted>> SubmitAsync(Guid id) =>
        App.RunAsync<SubmitForApproval, Outcome<ApprovalStarted>>(o => o.RunAsync(Team.Actor, new SubmitForApprovalRequest(CriteriaApproval.Name, id, Password), default));

    public async Task<ApprovalView> ApprovalAsync(Guid approval) =>
        (await App.RunAsync<GetApproval, Outcome<ApprovalView>>(o => o.RunAsync(Team.Actor, approval, default))).Require();

    public async Task<Outcome<ApprovalProgress>> SignAsync(Guid approval, TestPerson by)
    {
        var step = (await ApprovalAsync(approval)).Steps.First(s => s.State == StepState.Open).Id;
        return await App.RunAsync<SignStep, Outcome<ApprovalProgress>>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, step, Password), default));
    }

    public async Task<Outcome<ApprovalProgress>> ReturnAsync(Guid approval, TestPerson by)
    {
        var step = (await ApprovalAsync(approval)).Steps.First(s => s.State == StepState.Open).Id;
        return await App.RunAsync<ReturnApproval, Outcome<ApprovalProgress>>(o => o.RunAsync(by.Actor, new ReturnApprovalRequest(approval, step, "请补充说明"), default));
    }

    /// <summary>Submits, reviews and approves.</summary>
    public async Task ApproveAsync(Guid id)
    {
        var approval = (await SubmitAsync(id)).Require().Id;
        (await SignAsync(approval, Representative)).Require();
        (await SignAsync(approval, Manager)).Require();
    }

    public Task<CriteriaSnapshot?> CurrentAsync() => App.RunAsync<CriteriaInForce, CriteriaSnapshot?>(o => o.CurrentAsync(default));

    /// <summary>Notes that something was rated with it.</summary>
    public async Task UseAsync(Guid id)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CriteriaInForce>().MarkUsedAsync(id, default);
        await scope.ServiceProvider.GetRequiredService<IsmsDbContext>().SaveAsync(App.System, "test.use", default);
    }

    /// <summary>A browser in which this person is signed in.</summary>
    public Browser BrowserOf(TestPerson person)
    {
        var browser = new Browser(App);
        var cookie = person.Client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2);
        browser.Cookies.Add(new Cookie(cookie[0], cookie[1], "/", "localhost"));
        return browser;
    }

    /// <summary>Everything a form would send as it stands, ticked boxes included.</summary>
    public static List<KeyValuePair<string, string>> Values(IDocument page, string formName)
    {
        var form = page.QuerySelectorAll("form").Single(f => f.QuerySelector($"input[name=_handler][value='{formName}']") is not null);
        return [.. form.QuerySelectorAll("input, textarea, select")
            .Where(i => i.GetAttribute("name") is not null && i.GetAttribute("type") != "file" && (i.GetAttribute("type") is not ("checkbox" or "radio") || i.HasAttribute("checked")))
            .Select(i => new KeyValuePair<string, string>(i.GetAttribute("name")!, i.LocalName switch
            {
                "select" => i.QuerySelector("option[selected]")?.GetAttribute("value") ?? "",
                "textarea" => i.TextContent.TrimStart('\n'),
                _ => i.GetAttribute("value") ?? "",
            }))];
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
