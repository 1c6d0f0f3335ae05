using System.Net.Http.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Versions;
using Isms.Modules.Assets;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Isms.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Applicability;

/// <summary>A company with two departments, its team, and whatever risks and treatment a test asks for.</summary>
internal sealed class SoaScene : IAsyncDisposable
{
    public const string Password = "right-horse-battery";
    public const string LongReason = "公司没有相关业务活动，不涉及此项控制";

    private Guid _assessment;
    private Guid _plan;
    private int _serial;

    private SoaScene(TestApp app) => App = app;

    public TestApp App { get; }
    public Guid Engineering { get; private set; }
    public Guid Administration { get; private set; }
    public TestPerson Team { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Head { get; private set; } = null!;

    public static async Task<SoaScene> StartAsync(On on)
    {
        var app = await TestApp.StartAsync(on, services => services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000));
        var scene = new SoaScene(app) { Engineering = await app.DepartmentAsync("工程部"), Administration = await app.DepartmentAsync("行政部") };
        scene.Team = await scene.PersonAsync(scene.Administration, Office.IsmsTeam);
        scene.Representative = await scene.PersonAsync(scene.Administration, Office.ManagementRepresentative);
        scene.Manager = await scene.PersonAsync(scene.Administration, Office.GeneralManager);
        scene.Head = await scene.PersonAsync(scene.Engineering, Office.DepartmentHead);
        return scene;
    }

    /// <summary>Somebody who can sign with <see cref="Password"/>.</summary>
    public async Task<TestPerson> PersonAsync(Guid department, params Office[] offices)
    {
        var person = await App.PersonAsync(department, offices);
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Isms.Kernel.Data.IsmsDbContext>();
        var user = await db.Users.SingleAsync(u => u.Id == person.Actor.UserId);
        user.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(user, Password);
        await db.SaveChangesAsync();
        return person;
    }

    public Task<Outcome<T>> RunAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public Task<Outcome<SoaSaved>> TryPrepareAsync(Edition edition, string? note = null, string? scope = "软件开发与运维服务") =>
        RunAsync<PrepareSoa, SoaSaved>(o => o.RunAsync(Team.Actor, new PrepareSoaRequest(edition, scope, note), default));

    public async Task<Guid> PrepareAsync(Edition edition = Edition.Iso2022, string? note = null) => (await TryPrepareAsync(edition, note)).Require().Id;

    public async Task<ControlView> ControlAsync(Guid soaId, string key, TestPerson? by = null) =>
        (await RunAsync<ReadControl, ControlView>(o => o.RunAsync((by ?? Team).Actor, new ReadControlRequest(soaId, key), default))).Require();

    /// <summary>Decides on the latest version of the control.</summary>
    public async Task<Outcome<ControlDecided>> DecideAsync(Guid soaId, string key, DecisionInput decision) =>
        await RunAsync<DecideControl, ControlDecided>(async o => await o.RunAsync(Team.Actor, new DecideControlRequest(soaId, key, await VersionAsync(soaId, key), decision), default));

    public static DecisionInput Applicable(params ReasonKind[] reasons) => new(ControlStanding.Applicable, reasons.Length == 0 ? [ReasonKind.Business] : reasons, "", "SL-B-12");

    public static DecisionInput Excluded(string reason = LongReason, string? answer = null) => new(ControlStanding.Excluded, [], reason, "", answer);

    /// <summary>Makes every control that is undecided or to be confirmed applicable.</summary>
    public async Task DecideAllAsync(Guid soaId)
    {
        var open = await App.ReadAsync(db => db.Set<ControlDecision>().AsNoTracking().Where(d => d.SoaId == soaId && (d.Standing == ControlStanding.Undecided || d.ToConfirm)).ToListAsync());
        if (open.Count == 0)
            return;
        var rows = open.ConvertAll(d => new SoaSheetRow(d.Key.ToString(), d.Version, d.Standing == ControlStanding.Excluded ? Excluded() : Applicable()));
        (await RunAsync<SaveSoaSheet, SoaSheetSaved>(o => o.RunAsync(Team.Actor, new SaveSoaSheetRequest(soaId, rows), default))).Require();
    }

    public Task<Outcome<ApprovalStarted>> TrySubmitAsync(Guid soaId, TestPerson? by = null) => RunAsync<SubmitForApproval, ApprovalStarted>(
        o => o.RunAsync((by ?? Team).Actor, new SubmitForApprovalRequest(SoaApproval.KindName, soaId, Password), default));

    public async Task SignAsync(Guid approval, TestPerson by)
    {
        var view = (await RunAsync<GetApproval, ApprovalView>(o => o.RunAsync(by.Actor, approval, default))).Require();
        (await RunAsync<SignStep, ApprovalProgress>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, view.Steps.First(s => s.Mine).Id, Password), default))).Require();
    }

    /// <summary>Submits, reviews, approves.</summary>
    public async Task ApproveAsync(Guid soaId)
    {
        var approval = (await TrySubmitAsync(soaId)).Require().Id;
        await SignAsync(approval, Representative);
        await SignAsync(approval, Manager);
    }

    /// <summary>A version with everything decided, signed by the general manager.</summary>
    public async Task<Guid> InForceAsync(Edition edition = Edition.Iso2022, string? note = null, Func<Guid, Task>? before = null)
    {
        var id = await PrepareAsync(edition, note);
        if (before is not null)
            await before(id);
        await DecideAllAsync(id);
        await ApproveAsync(id);
        return id;
    }

    public async Task<SoaView> SoaAsync(Guid id) => (await RunAsync<ReadSoa, SoaView>(o => o.RunAsync(Team.Actor, new ReadSoaRequest(id), default))).Require();

    public async Task<GapFound[]> GapsAsync(Guid id) => (await RunAsync<FindGaps, GapFound[]>(o => o.RunAsync(Team.Actor, id, default))).Require();

    /// <summary>A risk of the assessment under way that names these controls as existing.</summary>
    public async Task<Guid> RiskAsync(string controlKeys, Guid? department = null)
    {
        if (_assessment == Guid.Empty)
            await StartAssessmentAsync();
        _serial++;
        var asset = await AssetAsync("服务器" + _serial, "HARD-SRV", department);
        var risk = new Risk
        {
            Serial = _serial, AssessmentId = _assessment, AssetId = asset, DepartmentId = department ?? Engineering, ThreatCode = "T" + _serial, ThreatTitleZh = "恶意软件",
            ThreatTitleEn = "Malware", VulnerabilityCode = "V1", VulnerabilityTitleZh = "没有防护", VulnerabilityTitleEn = "No protection", ControlKeys = controlKeys,
        };
        await App.SaveAsync(db => db.Add(risk));
        return risk.Id;
    }

    /// <summary>A treatment item of its own risk that relies on these controls.</summary>
    public async Task<Guid> ItemAsync(params ControlKey[] controls)
    {
        var risk = await RiskAsync("");
        if (_plan == Guid.Empty)
        {
            var plan = new TreatmentPlan { Number = "SL-B-01-R04-2026-001", Title = "2026 年风险处理计划", AssessmentId = _assessment, Edition = Edition.Iso2022 };
            await App.SaveAsync(db => db.Add(plan));
            _plan = plan.Id;
        }
        var item = new TreatmentItem { PlanId = _plan, RiskId = risk, Serial = _serial };
        item.Plan(new ItemPlanning(TreatmentOption.Reduce, Engineering, null, "部署防病毒软件", null, null, null, "", 1, "", "", null, "", null, "", ""));
        await App.SaveAsync(db =>
        {
            db.Add(item);
            db.AddRange(controls.Select(c => new TreatmentItemControl { ItemId = item.Id, Edition = c.Edition, Code = c.Code }));
        });
        return item.Id;
    }

    public async Task<Guid> AssetAsync(string name, string category, Guid? department = null)
    {
        var asset = new Asset { Number = "ZC-" + Guid.CreateVersion7(), CategoryCode = category, DepartmentId = department ?? Engineering, OwnerId = Head.Actor.PersonId, ReplacementCost = 3, Confidentiality = 3, Integrity = 3, Availability = 3 };
        asset.Rename(name);
        await App.SaveAsync(db => db.Add(asset));
        return asset.Id;
    }

    public async Task AttachAsync(TestPerson by, Guid implementationId)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("applicability.control"), "kind" }, { new StringContent(implementationId.ToString()), "subjectId" },
            { new ByteArrayContent("%PDF-1.7 backup log"u8.ToArray()), "file", "备份记录.pdf" },
        };
        using var response = await by.Client.PostAsync("/api/v1/attachments", form);
        response.EnsureSuccessStatusCode();
    }

    public static async Task<HttpResponseMessage> PutAsync(TestPerson by, string address, int version, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await by.Client.SendAsync(request);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private Task<int> VersionAsync(Guid soaId, string key)
    {
        ControlKey.TryParse(key, out var parsed);
        return App.ReadAsync(db => db.Set<ControlDecision>().Where(d => d.SoaId == soaId && d.Code == parsed.Code).Select(d => d.Version).FirstOrDefaultAsync());
    }

    private async Task StartAssessmentAsync()
    {
        var criteria = new CriteriaVersion { VersionLabel = "V1.0", Serial = 1, BasedOn = "gb2007-matrix", CreatedAt = App.Clock.Instant() };
        criteria.Define(CriteriaPresets.Load("gb2007-matrix"));
        var assessment = new Assessment { Number = "SL-B-01-R03-2026-001", Title = "2026 年风险评估", Scope = "全公司", PeriodStart = TestApp.Today, PeriodEnd = TestApp.Today.AddMonths(1), CreatedAt = App.Clock.Instant() };
        assessment.RateWith(criteria.Id);
        assessment.Start(App.Clock.Instant());
        await App.SaveAsync(db => db.AddRange(criteria, assessment));
        _assessment = assessment.Id;
    }
}
