using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Assets;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Rating;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Risks;

/// <summary>A company with two departments, signed criteria, and everybody an assessment needs. All tests of risks start here.</summary>
internal sealed class RiskScene : IAsyncDisposable
{
    private int _assets;

    private RiskScene(TestApp app) => App = app;

    public TestApp App { get; }
    public Guid It { get; private set; }
    public Guid Sales { get; private set; }
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Team { get; private set; } = null!;
    public TestPerson ItHead { get; private set; } = null!;
    public TestPerson SalesHead { get; private set; } = null!;
    public Guid CriteriaId { get; private set; }

    public CompiledCriteria Criteria { get; private set; } = null!;

    /// <param name="preset">Signed from the start; null leaves the company without criteria.</param>
    public static async Task<RiskScene> StartAsync(On on, string? preset = "gb2007-matrix")
    {
        var app = await TestApp.StartAsync(on, services => services.AddScoped<IReauthentication, AlwaysTheOne>());
        var scene = new RiskScene(app) { It = await app.DepartmentAsync("信息技术部"), Sales = await app.DepartmentAsync("销售部") };
        scene.Manager = await app.PersonAsync(scene.Sales, Office.GeneralManager);
        scene.Representative = await app.PersonAsync(scene.It, Office.ManagementRepresentative);
        scene.Team = await app.PersonAsync(scene.It, Office.IsmsTeam);
        scene.ItHead = await app.PersonAsync(scene.It, Office.DepartmentHead);
        scene.SalesHead = await app.PersonAsync(scene.Sales, Office.DepartmentHead);
        if (preset is not null)
            scene.CriteriaId = await scene.ApproveAsync(preset);
        return scene;
    }

    /// <summary>Puts a version of the criteria in force; the one before is superseded.</summary>
    public async Task<Guid> ApproveAsync(string preset, Func<CriteriaDefinition, CriteriaDefinition>? change = null)
    {
        var serial = await App.ReadAsync(db => db.Set<CriteriaVersion>().CountAsync()) + 1;
        var version = new CriteriaVersion { VersionLabel = $"V{serial}.0", Serial = serial, BasedOn = preset, CreatedAt = TestApp.Start.UtcDateTime };
        var definition = CriteriaPresets.Load(preset);
        version.Define(change?.Invoke(definition) ?? definition);
        version.Submit();
        if (CriteriaId != Guid.Empty)
            await App.SaveAsync(db => db.Set<CriteriaVersion>().Single(v => v.Id == CriteriaId).Supersede());
        version.Approve(TestApp.Start.UtcDateTime, "总经理");
        await App.SaveAsync(db => db.Add(version));
        Criteria = CompiledCriteria.Of(CriteriaJson.Read(version.Definition).Result!);
        return CriteriaId = version.Id;
    }

    /// <summary>An asset whose four scores are all this; from 4 on it is important with every preset.</summary>
    public async Task<Guid> AssetAsync(Guid? departmentId = null, int score = 5, string category = "HARD-SRV", string? name = null)
    {
        var number = Interlocked.Increment(ref _assets);
        var asset = new Asset
        {
            Number = $"SL-ZC-{number:0000}", CategoryCode = category, DepartmentId = departmentId ?? It, OwnerId = Team.Actor.PersonId,
            ReplacementCost = score, Confidentiality = score, Integrity = score, Availability = score,
        };
        asset.Rename(name ?? "服务器" + number);
        asset.Worth(CriteriaId, Criteria.Value(asset.Scores, System.Globalization.CultureInfo.InvariantCulture).Result!);
        await App.SaveAsync(db => db.Add(asset));
        return asset.Id;
    }

    public Task RescoreAssetAsync(Guid id, int score) => App.SaveAsync(db =>
    {
        var asset = db.Set<Asset>().Single(a => a.Id == id);
        (asset.ReplacementCost, asset.Confidentiality, asset.Integrity, asset.Availability) = (score, score, score, score);
        asset.Worth(CriteriaId, Criteria.Value(asset.Scores, System.Globalization.CultureInfo.InvariantCulture).Result!);
    });

    public static CreateAssessmentRequest Plan(string title = "2026 年度风险评估") =>
        new(title, "信息安全管理体系范围内的全部重要资产", TestApp.Today, TestApp.Today.AddDays(30));

    public async Task<Guid> AssessmentAsync() => (await DoAsync<CreateAssessment, AssessmentCreated>(o => o.RunAsync(Team.Actor, Plan(), default))).Id;

    /// <summary>An assessment with the proposals for every important asset.</summary>
    public async Task<Guid> ProposedAsync()
    {
        var id = await AssessmentAsync();
        await DoAsync<ProposeRisks, RisksProposed>(o => o.RunAsync(Team.Actor, new ProposeRisksRequest(id), default));
        return id;
    }

    /// <summary>Confirms every risk of the assessment, with this effectiveness of controls.</summary>
    public async Task ConfirmAsync(Guid assessment, int effectiveness = 3)
    {
        var ids = await App.ReadAsync(db => db.Set<Risk>().Where(r => r.AssessmentId == assessment).Select(r => r.Id).ToListAsync());
        await DoAsync<ConfirmRisks, RisksConfirmed>(o => o.RunAsync(Team.Actor, new ConfirmRisksRequest(assessment, ids, effectiveness), default));
    }

    /// <summary>Confirmed, submitted by the team, reviewed and approved.</summary>
    public async Task<Guid> CompletedAsync()
    {
        var id = await ProposedAsync();
        await ConfirmAsync(id);
        await ApproveSubjectAsync(AssessmentApproval.KindName, id, Team, Representative, Manager);
        return id;
    }

    public Task<Outcome<ApprovalStarted>> TrySubmitAsync(string kind, Guid id, TestPerson by) =>
        TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(by.Actor, new SubmitForApprovalRequest(kind, id, "secret"), default));

    public async Task ApproveSubjectAsync(string kind, Guid id, TestPerson author, params TestPerson[] signers)
    {
        var approval = (await TrySubmitAsync(kind, id, author)).Require().Id;
        foreach (var signer in signers)
        {
            var view = await DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(signer.Actor, approval, default));
            var step = view.Steps.First(s => s.State == StepState.Open && s.Mine).Id;
            (await App.RunAsync<SignStep, Outcome<ApprovalProgress>>(o => o.RunAsync(signer.Actor, new SignStepRequest(approval, step, "secret"), default))).Require();
        }
    }

    public Task<Risk> RiskAsync(Guid id) => App.ReadAsync(db => db.Set<Risk>().AsNoTracking().SingleAsync(r => r.Id == id));

    public Task<List<Risk>> RisksAsync(Guid assessment) =>
        App.ReadAsync(db => db.Set<Risk>().AsNoTracking().Where(r => r.AssessmentId == assessment).OrderBy(r => r.Serial).ToListAsync());

    public Task<Outcome<T>> TryAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public async Task<T> DoAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => (await App.RunAsync(run)).Require();

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class AlwaysTheOne : IReauthentication
    {
        public Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct) => Task.FromResult<Refusal?>(null);
    }
}
