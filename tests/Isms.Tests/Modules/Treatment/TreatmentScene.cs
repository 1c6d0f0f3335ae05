using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Assets;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.CarryingOut;
using Isms.Modules.Treatment.Items;
using Isms.Modules.Treatment.Plans;
using Isms.Modules.Treatment.Residual;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Treatment;

/// <summary>What the statement of applicability says in the tests, and what treatment asked of it.</summary>
internal sealed class Statement : IControlDecisions
{
    public HashSet<ControlKey> Excluded { get; } = [];
    public HashSet<ControlKey> Applicable { get; } = [];

    public Task<IReadOnlyDictionary<ControlKey, (ControlStanding Standing, string? Link)>> OfAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<ControlKey, (ControlStanding, string?)>>(controls.ToDictionary(c => c, c =>
            (Excluded.Contains(c) ? ControlStanding.Excluded : Applicable.Contains(c) ? ControlStanding.Applicable : ControlStanding.Undecided, (string?)("/soa/" + c.Code))));

    public Task MarkApplicableAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct)
    {
        Applicable.UnionWith(controls);
        return Task.CompletedTask;
    }
}

/// <summary>
/// A company of two departments with a signed assessment: the worst risk is owned by the head of IT, a lesser one by the head of sales, and one is acceptable.
/// </summary>
internal sealed class TreatmentScene : IAsyncDisposable
{
    private TreatmentScene(TestApp app, Statement statement) => (App, Statement) = (app, statement);

    public TestApp App { get; }
    public Statement Statement { get; }
    public Guid It { get; private set; }
    public Guid Sales { get; private set; }
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Team { get; private set; } = null!;
    public TestPerson ItHead { get; private set; } = null!;
    public TestPerson SalesHead { get; private set; } = null!;
    public TestPerson Technician { get; private set; } = null!;
    public CompiledCriteria Criteria { get; } = CriteriaPresets.Find("gb2007-matrix")!;
    public Guid Assessment { get; private set; }
    public Guid WorstRisk { get; private set; }
    public Guid LesserRisk { get; private set; }
    public Guid AcceptableRisk { get; private set; }
    public Guid ItAsset { get; private set; }

    public static async Task<TreatmentScene> StartAsync(On on)
    {
        var statement = new Statement();
        var app = await TestApp.StartAsync(on, services =>
        {
            services.AddScoped<IReauthentication, AlwaysTheOne>();
            services.AddSingleton<IControlDecisions>(statement);
        });
        var scene = new TreatmentScene(app, statement) { It = await app.DepartmentAsync("信息技术部"), Sales = await app.DepartmentAsync("销售部") };
        scene.Manager = await app.PersonAsync(scene.Sales, Office.GeneralManager);
        scene.Representative = await app.PersonAsync(scene.It, Office.ManagementRepresentative);
        scene.Team = await app.PersonAsync(scene.It, Office.IsmsTeam);
        scene.ItHead = await app.PersonAsync(scene.It, Office.DepartmentHead);
        scene.SalesHead = await app.PersonAsync(scene.Sales, Office.DepartmentHead);
        scene.Technician = await app.PersonAsync(scene.It);
        await scene.AssessAsync();
        return scene;
    }

    private async Task AssessAsync()
    {
        var at = TestApp.Start.UtcDateTime;
        var version = new CriteriaVersion { VersionLabel = "V1.0", Serial = 1, BasedOn = "gb2007-matrix", CreatedAt = at };
        version.Define(Criteria.Definition);
        version.Submit();
        version.Approve(at, "总经理");
        var assessment = new Assessment
        {
            Number = "SL-B-01-R03-2026-001", Title = "2026 年度风险评估", Scope = "全部重要资产", PeriodStart = TestApp.Today.AddDays(-30), PeriodEnd = TestApp.Today, CreatedAt = at,
        };
        assessment.RateWith(version.Id);
        assessment.Start(at);
        assessment.Submit();
        assessment.Complete(at);
        var (server, database) = (AssetOf(1, It, "核心服务器", "HARD-SRV", version.Id), AssetOf(2, Sales, "客户资料库", "HARD-SRV", version.Id));
        var proposals = StarterLibrary.ProposalsFor(AssetCategories.Find("HARD-SRV")!).ToList();
        Risk[] risks =
        [
            RiskOf(1, assessment.Id, server, ItHead, proposals[0], 5),
            RiskOf(2, assessment.Id, database, SalesHead, proposals[1], 4),
            RiskOf(3, assessment.Id, server, ItHead, proposals[2], 1),
        ];
        await App.SaveAsync(db =>
        {
            db.Add(version);
            db.AddRange(server, database);
            db.Add(assessment);
            db.AddRange(risks);
        });
        (Assessment, ItAsset, WorstRisk, LesserRisk, AcceptableRisk) = (assessment.Id, server.Id, risks[0].Id, risks[1].Id, risks[2].Id);
    }

    private Asset AssetOf(int number, Guid department, string name, string category, Guid criteria)
    {
        var asset = new Asset
        {
            Number = $"SL-ZC-{number:0000}", CategoryCode = category, DepartmentId = department, OwnerId = Team.Actor.PersonId,
            ReplacementCost = 5, Confidentiality = 5, Integrity = 5, Availability = 5,
        };
        asset.Rename(name);
        asset.Worth(criteria, Criteria.Value(asset.Scores, System.Globalization.CultureInfo.InvariantCulture).Result!);
        return asset;
    }

    private Risk RiskOf(int serial, Guid assessment, Asset asset, TestPerson owner, RiskProposal proposal, int rating)
    {
        var risk = new Risk
        {
            Serial = serial, AssessmentId = assessment, AssetId = asset.Id, DepartmentId = asset.DepartmentId, OwnerId = owner.Actor.PersonId,
            ThreatCode = proposal.Threat.Code, ThreatTitleZh = proposal.Threat.Titles.Zh, ThreatTitleEn = proposal.Threat.Titles.En,
            VulnerabilityCode = proposal.Vulnerability.Code, VulnerabilityTitleZh = proposal.Vulnerability.Titles.Zh, VulnerabilityTitleEn = proposal.Vulnerability.Titles.En,
            AssetValue = rating == 1 ? 1 : asset.Value, Frequency = rating, Severity = rating, Ease = rating, ExistingControls = "无", ControlEffectiveness = 1, LosesAvailability = true,
        };
        risk.Score(Criteria);
        return risk;
    }

    public Task<Outcome<T>> TryAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public async Task<T> DoAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => (await App.RunAsync(run)).Require();

    public async Task<Guid> PlanAsync() =>
        (await DoAsync<CreateTreatmentPlan, TreatmentPlanCreated>(o => o.RunAsync(Team.Actor, new CreateTreatmentPlanRequest(Assessment), default))).Id;

    public Task<TreatmentItemView> ItemAsync(Guid id, TestPerson? by = null) => DoAsync<ReadTreatmentItem, TreatmentItemView>(o => o.RunAsync((by ?? Team).Actor, id, default));

    public Task<Guid> ItemOfAsync(Guid plan, Guid risk) =>
        App.ReadAsync(db => db.Set<TreatmentItem>().Where(i => i.PlanId == plan && i.RiskId == risk).OrderByDescending(i => i.Serial).Select(i => i.Id).FirstAsync());

    /// <summary>The facts of an item as they are, with those that reducing asks for and nobody filled in yet.</summary>
    public async Task<ItemFacts> FactsAsync(Guid item)
    {
        var view = await ItemAsync(item);
        var f = view.Facts;
        return new ItemFacts(
            f.Option, f.DepartmentId, Technician.Actor.PersonId, f.Method, TestApp.Today, TestApp.Today.AddDays(60), 12_000m, "停机损失由每年约 20 万元降到 2 万元", f.Priority, f.PriorityReason,
            Controls: [.. view.Controls.Select(c => c.Key)]);
    }

    public async Task<Outcome<TreatmentItemSaved>> TryChangeAsync(Guid item, ItemFacts facts, TestPerson? by = null, int? version = null)
    {
        var current = version ?? (await ItemAsync(item)).Version;
        return await TryAsync<ChangeTreatmentItem, TreatmentItemSaved>(o => o.RunAsync((by ?? Team).Actor, new ChangeTreatmentItemRequest(item, current, facts), default));
    }

    /// <summary>Fills in both items so that the plan can be submitted.</summary>
    public async Task<Guid> CompletePlanAsync()
    {
        var plan = await PlanAsync();
        foreach (var item in await App.ReadAsync(db => db.Set<TreatmentItem>().Where(i => i.PlanId == plan).Select(i => i.Id).ToListAsync()))
            (await TryChangeAsync(item, await FactsAsync(item))).Require();
        return plan;
    }

    /// <summary>Submitted by the team and signed by everybody.</summary>
    public async Task<Guid> ApprovedPlanAsync()
    {
        var plan = await CompletePlanAsync();
        await ApproveAsync(PlanApproval.KindName, plan);
        return plan;
    }

    public Task<Outcome<ApprovalStarted>> TrySubmitAsync(string kind, Guid id, TestPerson? by = null) =>
        TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync((by ?? Team).Actor, new SubmitForApprovalRequest(kind, id, "secret"), default));

    public async Task<Outcome<ApprovalProgress>> TrySignAsync(Guid approval, TestPerson by)
    {
        var view = await DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(by.Actor, approval, default));
        var step = (view.Steps.FirstOrDefault(s => s.Mine) ?? view.Steps.Last(s => s.State is StepState.Open or StepState.Waiting)).Id;
        return await TryAsync<SignStep, ApprovalProgress>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, step, "secret"), default));
    }

    /// <summary>Submitted by the team; signed by the representative, both owners and the general manager.</summary>
    public async Task ApproveAsync(string kind, Guid id)
    {
        var approval = (await TrySubmitAsync(kind, id)).Require().Id;
        foreach (var signer in new[] { Representative, ItHead, SalesHead, Manager })
            (await TrySignAsync(approval, signer)).Require();
    }

    public Task<Outcome<TreatmentItemSaved>> TryReportAsync(Guid item, TreatmentState state, TestPerson by, string? closeNote = null) =>
        ReportAsync(item, state, by, closeNote);

    private async Task<Outcome<TreatmentItemSaved>> ReportAsync(Guid item, TreatmentState state, TestPerson by, string? closeNote)
    {
        var version = await App.ReadAsync(db => db.Set<TreatmentItem>().Where(i => i.Id == item).Select(i => i.Version).SingleAsync());
        return await TryAsync<ReportProgress, TreatmentItemSaved>(o => o.RunAsync(by.Actor, new ReportProgressRequest(item, version, state, "已按方案完成", closeNote), default));
    }

    public async Task AttachAsync(Guid item, TestPerson by)
    {
        using var content = new MemoryStream("备份恢复演练记录"u8.ToArray());
        await DoAsync<AddAttachment, AttachmentView>(o => o.RunAsync(by.Actor, new AddAttachmentRequest(ItemEvidence.KindName, item, "演练记录.txt", content), default));
    }

    public async Task<Guid> ReportOfAsync(Guid plan) =>
        (await DoAsync<CreateResidualReport, ResidualReportCreated>(o => o.RunAsync(Team.Actor, new CreateResidualReportRequest(plan), default))).Id;

    public Task<IReadOnlyList<ResidualRiskRow>> SheetAsync(Guid report, TestPerson? by = null) =>
        DoAsync<ReadResidualSheet, IReadOnlyList<ResidualRiskRow>>(o => o.RunAsync((by ?? Team).Actor, report, default));

    /// <summary>Rates every risk of the report the same.</summary>
    public async Task<Outcome<ResidualRisksRated>> TryRateAsync(Guid report, int rating, TestPerson? by = null, string? reason = null, Guid? only = null)
    {
        var rows = (await SheetAsync(report, by)).Where(r => only is null || r.RiskId == only)
            .Select(r => new RatedResidual(r.Id, r.Version, rating, rating, rating, 1, reason, r.ReviewOn)).ToList();
        return await TryAsync<RateResidualRisks, ResidualRisksRated>(o => o.RunAsync((by ?? Team).Actor, new RateResidualRisksRequest(report, rows), default));
    }

    public async Task<Outcome<ResidualRiskAccepted>> TryAcceptAsync(Guid residual, TestPerson by)
    {
        var version = await App.ReadAsync(db => db.Set<ResidualRisk>().Where(x => x.Id == residual).Select(x => x.Version).SingleAsync());
        return await TryAsync<AcceptResidualRisk, ResidualRiskAccepted>(o => o.RunAsync(by.Actor, new AcceptResidualRiskRequest(residual, version, "替代方案成本过高", "secret"), default));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed class AlwaysTheOne : IReauthentication
    {
        public Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct) => Task.FromResult<Refusal?>(null);
    }
}
