using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Ledger;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Decisions;
using Isms.Modules.Risks.Duties;
using Isms.Modules.Risks.Evidence;
using Isms.Modules.Risks.Libraries;
using Isms.Modules.Risks.Rating;
using Isms.Modules.Risks.Reassessment;
using Isms.Modules.Risks.RiskRegister;

namespace Isms.Modules.Risks;

/// <summary>Risks: identified on important assets, rated by the criteria in force, decided on, compared and assessed again (manual 4.2.1.4, 4.2.1.5, 4.2.3.4).</summary>
internal sealed class RisksModule : IModule
{
    public static readonly NumberKind AssessmentNumber = new("risks.assessment", "{prefix}-B-01-R03-{year}-{serial:000}");
    public static readonly NumberKind ThreatChangeNumber = new("risks.threat-change", "{prefix}-B-01-R07-{year}-{serial:000}");

    public string Key => "risks";

    public IEnumerable<Permission> Permissions => RiskPermissions.All;

    public IEnumerable<NumberKind> Numbers => [AssessmentNumber, ThreatChangeNumber];

    public IEnumerable<Setting> Settings => [ReassessmentDueHandler.PromptDays];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Plan, Key, "risks.assessments", "/risks/assessments", RiskPermissions.See, "alert-triangle"),
        new(Phase.Plan, Key, "risks.comparison", "/risks/comparison", RiskPermissions.Read),
        new(Phase.Plan, Key, "risks.threats", "/risks/threats", RiskPermissions.Read),
        new(Phase.Plan, Key, "risks.vulnerabilities", "/risks/vulnerabilities", RiskPermissions.Read),
        new(Phase.Plan, Key, "risks.reassessment", "/risks/reassessment", RiskPermissions.Read),
        new(Phase.Plan, Key, "risks.threat-changes", "/risks/threat-changes", RiskPermissions.Read),
        new(Phase.Plan, Key, "risks.duties", "/risks/duties", RiskPermissions.Read),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IConceals, KeptRisks>();
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, RisksFiles>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, RisksSteps>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, RisksOverview>();
        services.AddScoped<AssessmentDesk>();
        services.AddScoped<AssetFacts>();
        services.AddScoped<Completeness>();
        services.AddScoped<RiskLibrary>();
        services.AddScoped<ChoicesOfRisk>();
        services.AddScoped<YearlyDuties>();
        services.AddScoped<ReassessmentDueHandler>();
        services.AddScoped<ISignalHandler<ReassessmentDue>>(s => s.GetRequiredService<ReassessmentDueHandler>());
        services.AddScoped<ReassessmentDraft>();
        services.AddScoped<IOpensDraft, ReassessmentByDecision>();
        services.AddScoped<IApprovalSubject, AssessmentApproval>();
        services.AddScoped<IApprovalSubject, AcceptanceApproval>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, RisksFound>();
        services.AddScoped<IAttachmentSubject, RiskAttachments>();
        services.AddScoped<IContribute<StateAsked, StateFact>, RisksAsOf>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, RiskEvidence>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => RiskEndpoints.Map(api);
}
