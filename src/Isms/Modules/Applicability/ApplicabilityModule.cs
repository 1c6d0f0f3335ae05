using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Implementing;
using Isms.Modules.Applicability.Printing;
using Isms.Modules.Applicability.Versions;
using Isms.Modules.Organization;

namespace Isms.Modules.Applicability;

/// <summary>The statement of applicability: which controls are chosen and why, and how far they are put in place (manual 4.2.1.7, 4.2.1.10, 4.2.2.4).</summary>
internal sealed class ApplicabilityModule : IModule
{
    /// <summary>Scope of the ISMS as a first statement takes it over; each version then has its own text.</summary>
    public static readonly Setting Scope = Setting.Text("applicability.scope", "", SoaVersion.ScopeLength);

    /// <summary>Begins the codes of controls beyond Annex A: <c>C-01</c>.</summary>
    public static readonly Setting OwnPrefix = Setting.Text("applicability.own-prefix", "C", 4, 1);

    public string Key => "applicability";

    public IEnumerable<Permission> Permissions => SoaPermissions.All;

    public IEnumerable<Setting> Settings => [Scope, OwnPrefix];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Plan, Key, "applicability.title", SoaPages.Versions, SoaPermissions.Read, "checklist"),
        new(Phase.Plan, Key, "applicability.map.title", SoaPages.Map, SoaPermissions.See),
        // A heading of its own: under this phase the process is what departments do.
        new(Phase.Do, Key + ".mine", "applicability.mine.title", SoaPages.Mine, SoaPermissions.See, "clipboard-check"),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, ApplicabilityFiles>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, ApplicabilitySteps>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, ApplicabilityOverview>();
        services.AddScoped<IControlDecisions, ControlDecisions>();
        services.AddScoped<IApprovalSubject, SoaApproval>();
        services.AddScoped<IAttachmentSubject, ControlEvidence>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, ControlsFound>();
        services.AddScoped<ControlLinks>();
        services.AddScoped<DecisionDesk>();
        services.AddScoped<ImplementationDesk>();
        services.AddScoped<OwnDepartments>();
        services.AddScoped<DepartmentNames>();
        services.AddScoped<StatementReader>();
        services.AddScoped<SoaPaper>().AddScoped<Modules.Documents.IProcessDocument, SoaPaper>();
        services.AddScoped<SoaCheck>();
        services.AddScoped<ControlHistory>();
        services.AddScoped<ISignalHandler<ResponsibilitiesApproved>, LeadOwners>();
        services.AddScoped<IContribute<Policy.CommitmentQuestion, Policy.CommitmentEvidence>, CommitmentRecords>();
        services.AddScoped<IContribute<DepartmentClosing, Obstacle>, ControlsOfDepartment>();
        services.AddScoped<IContribute<StateAsked, StateFact>, SoaAsOf>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, SoaEvidence>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => SoaEndpoints.Map(api);
}
