using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Secrecy;
using Isms.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Assets;

/// <summary>A company of two departments, with everybody the assets need, and criteria in force when asked for.</summary>
internal sealed class AssetScene : IAsyncDisposable
{
    public const string Password = "right-horse-battery";

    private AssetScene(TestApp app) => App = app;

    public TestApp App { get; }
    public Guid Engineering { get; private set; }
    public Guid Finance { get; private set; }
    public TestPerson Team { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Manager { get; private set; } = null!;

    /// <summary>Heads 工程部.</summary>
    public TestPerson Engineer { get; private set; } = null!;

    /// <summary>Heads 财务部.</summary>
    public TestPerson Treasurer { get; private set; } = null!;
    public Guid CriteriaId { get; private set; }

    public static async Task<AssetScene> StartAsync(On on, string? preset = "gb2007-matrix", Action<IServiceCollection>? services = null)
    {
        var app = await TestApp.StartAsync(on, s =>
        {
            s.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
            services?.Invoke(s);
        });
        var scene = new AssetScene(app) { Engineering = await app.DepartmentAsync("工程部"), Finance = await app.DepartmentAsync("财务部") };
        scene.Team = await scene.PersonAsync(scene.Engineering, Office.IsmsTeam);
        scene.Representative = await scene.PersonAsync(scene.Engineering, Office.ManagementRepresentative);
        scene.Manager = await scene.PersonAsync(null, Office.GeneralManager);
        scene.Engineer = await scene.PersonAsync(scene.Engineering, Office.DepartmentHead);
        scene.Treasurer = await scene.PersonAsync(scene.Finance, Office.DepartmentHead);
        if (preset is not null)
            await scene.ApproveCriteriaAsync(preset);
        return scene;
    }

    /// <summary>Puts a preset in force; what was before is superseded.</summary>
    public async Task ApproveCriteriaAsync(string preset)
    {
        var serial = await App.ReadAsync(db => db.Set<CriteriaVersion>().CountAsync()) + 1;
        var version = new CriteriaVersion { VersionLabel = $"V{serial}.0", Serial = serial, BasedOn = preset, CreatedAt = TestApp.Start.UtcDateTime };
        version.Define(CriteriaPresets.Load(preset));
        version.Submit();
        version.Approve(TestApp.Start.UtcDateTime, "test");
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        foreach (var before in await db.Set<CriteriaVersion>().Where(v => v.State == CriteriaState.Approved).ToListAsync())
            before.Supersede();
        db.Add(version);
        await db.SaveAsync(App.System, "test.arrange", default);
        CriteriaId = version.Id;
    }

    /// <summary>Somebody who can sign with <see cref="Password"/>.</summary>
    public async Task<TestPerson> PersonAsync(Guid? department, params Office[] offices)
    {
        var person = await App.PersonAsync(department, offices);
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        var user = await db.Users.SingleAsync(u => u.Id == person.Actor.UserId);
        user.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(user, Password);
        await db.SaveChangesAsync();
        return person;
    }

    /// <summary>Good facts, owned by the head of 工程部.</summary>
    public AssetFacts Facts(string name = "文件服务器", Guid? department = null, (int Cost, int C, int I, int A)? scores = null, Classification? classification = null)
    {
        var (cost, c, i, a) = scores ?? (3, 4, 2, 5);
        return new AssetFacts(null, name, "HARD-SRV", department ?? Engineering, Engineer.Actor.PersonId, null, null, "机房", "1 台", classification, null, cost, c, i, a);
    }

    public Task<Outcome<AssetSaved>> TryCreateAsync(AssetFacts facts, TestPerson? by = null) =>
        App.RunAsync<CreateAsset, Outcome<AssetSaved>>(o => o.RunAsync((by ?? Team).Actor, facts, default));

    public async Task<AssetSaved> CreateAsync(AssetFacts? facts = null, TestPerson? by = null) => (await TryCreateAsync(facts ?? Facts(), by)).Require();

    public Task<Outcome<AssetSaved>> ChangeAsync(Guid id, int version, AssetFacts facts, TestPerson? by = null) =>
        App.RunAsync<ChangeAsset, Outcome<AssetSaved>>(o => o.RunAsync((by ?? Team).Actor, new ChangeAssetRequest(id, version, facts), default));

    public Task<Asset> AssetAsync(Guid id) => App.ReadAsync(db => db.Set<Asset>().AsNoTracking().SingleAsync(a => a.Id == id));

    /// <summary>Submits, and lets each of these sign in turn.</summary>
    public async Task<Outcome<ApprovalProgress>> ApproveAsync(string kind, Guid id, TestPerson by, params TestPerson[] signers)
    {
        var started = (await App.RunAsync<SubmitForApproval, Outcome<ApprovalStarted>>(o => o.RunAsync(by.Actor, new SubmitForApprovalRequest(kind, id, Password), default))).Require();
        Outcome<ApprovalProgress>? last = null;
        foreach (var signer in signers)
        {
            var view = (await App.RunAsync<GetApproval, Outcome<ApprovalView>>(o => o.RunAsync(signer.Actor, started.Id, default))).Require();
            var open = view.Steps.Where(s => s.State == StepState.Open).ToList();
            var step = (open.Find(s => s.Mine) ?? open[0]).Id;
            last = await App.RunAsync<SignStep, Outcome<ApprovalProgress>>(o => o.RunAsync(signer.Actor, new SignStepRequest(started.Id, step, Password), default));
        }
        return last!;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
