using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Organization;
using Isms.Modules.Treatment.CarryingOut;
using Isms.Modules.Treatment.Items;
using Isms.Modules.Treatment.Plans;
using Isms.Modules.Treatment.Residual;
using Isms.Modules.Treatment.SelfChecks;

namespace Isms.Modules.Treatment;

/// <summary>Front door of the treatment process (manual 4.2.1.6, 4.2.1.8, 4.2.2.1).</summary>
internal sealed class TreatmentModule : IModule
{
    public static readonly NumberKind PlanNumber = new("treatment.plan", "{prefix}-B-01-R04-{year}-{serial:000}");
    public static readonly NumberKind ReportNumber = new("treatment.residual-report", "{prefix}-B-01-R05-{year}-{serial:000}");

    /// <summary>Edition whose controls are proposed, and may be chosen, in a new plan.</summary>
    public static readonly Setting Edition = Setting.Choice("treatment.edition", "2022", "2022", "2013", "2005");

    /// <summary>The office that approves residual risks (4.2.1.8).</summary>
    public static readonly Setting ResidualApprover = Setting.Choice("treatment.residual-approver", nameof(Office.GeneralManager),
        nameof(Office.GeneralManager), nameof(Office.ManagementRepresentative), nameof(Office.ProjectOwner));

    /// <summary>Months after which a residual risk is looked at again unless another date is set.</summary>
    public static readonly Setting ReviewMonths = Setting.Number("treatment.review-months", 12, 1, 36);

    /// <summary>Months after which a department checks its controls again (5.2.1 d).</summary>
    public static readonly Setting SelfCheckMonths = Setting.Number("treatment.self-check-months", 12, 1, 12);

    public string Key => "treatment";

    public IEnumerable<Permission> Permissions => TreatmentPermissions.All;

    public IEnumerable<Setting> Settings => [Edition, ResidualApprover, ReviewMonths, SelfCheckMonths];

    public IEnumerable<NumberKind> Numbers => [PlanNumber, ReportNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Plan, Key, "treatment.plans", TreatmentPaths.Plans, TreatmentPermissions.See, "shield-check"),
        new(Phase.Plan, Key, "treatment.mine", TreatmentPaths.Mine, TreatmentPermissions.See),
        new(Phase.Plan, Key, "treatment.reports", TreatmentPaths.Reports, TreatmentPermissions.See),
        new(Phase.Plan, Key, "treatment.self-checks", TreatmentPaths.SelfChecks, TreatmentPermissions.See),
        new(Phase.Plan, Key, "treatment.residual-risks", TreatmentPaths.ResidualRisks, TreatmentPermissions.See),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new NamedRecordPlace("risk-treatment-plan", TreatmentPaths.Plans, TreatmentPermissions.See));
        services.AddSingleton(new NamedRecordPlace("residual-risk-report", TreatmentPaths.Reports, TreatmentPermissions.See));
        services.AddScoped<IConceals, KeptTreatment>();
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, TreatmentFiles>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, TreatmentSteps>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, TreatmentOverview>();
        services.AddScoped<ControlStandings>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, ItemsFound>();
        services.AddScoped<ItemFactsCheck>();
        services.AddScoped<PlanDesk>();
        services.AddScoped<PlanSupplement>();
        services.AddScoped<IOpensDraft, PlanByDecision>();
        services.AddScoped<PlanCompleteness>();
        services.AddScoped<CarryingOutWork>();
        services.AddScoped<ResidualDesk>();
        services.AddScoped<SelfCheckList>();
        services.AddScoped<IApprovalSubject, PlanApproval>();
        services.AddScoped<IApprovalSubject, ResidualApproval>();
        services.AddScoped<IAttachmentSubject, ItemEvidence>();
        services.AddScoped<IContribute<DepartmentClosing, Obstacle>, DepartmentItems>();
        services.AddScoped<IContribute<StateAsked, StateFact>, TreatmentAsOf>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, TreatmentEvidence>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => TreatmentEndpoints.Map(api);
}
