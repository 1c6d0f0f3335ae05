using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Ledger;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Criteria.Approving;
using Isms.Modules.Criteria.Versions;

namespace Isms.Modules.Criteria;

/// <summary>Risk criteria (4.2.1.3): how assets are valued and risks are rated, banded and accepted; versioned, signed, locked once used.</summary>
internal sealed class CriteriaModule : IModule
{
    public string Key => "criteria";

    public IEnumerable<Permission> Permissions => [CriteriaPermissions.Read, CriteriaPermissions.Edit];

    public IEnumerable<MenuItem> Menu => [new(Phase.Plan, Key, "criteria.title", "/criteria", CriteriaPermissions.Read, "adjustments")];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, CriteriaSteps>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, CriteriaOverview>();
        services.AddSingleton<KnownCriteria>();
        services.AddScoped<CriteriaInForce>();
        services.AddScoped<CriteriaLookup>();
        services.AddScoped<IApprovalSubject, CriteriaApproval>();
        services.AddScoped<IContribute<StateAsked, StateFact>, CriteriaAsOf>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, CriteriaEvidence>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => CriteriaEndpoints.Map(api);
}
