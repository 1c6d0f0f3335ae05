using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Opportunities.Matters;
using Isms.Modules.Opportunities.Planning;

namespace Isms.Modules.Opportunities;

/// <summary>Front door of the risks and opportunities of the management system itself (2013 and 2022: 6.1.1; manual 8.3).</summary>
internal sealed class OpportunitiesModule : IModule
{
    public static readonly NumberKind MatterNumber = new("opportunities.matter", "{prefix}-FJ-{year}-{serial:000}");

    /// <summary>Days in which a plan without effect is followed by another.</summary>
    public static readonly Setting FollowDays = Setting.Number("opportunities.follow-days", 15, 1, 90);

    public string Key => "opportunities";

    public IEnumerable<Permission> Permissions => OpportunityPermissions.All;

    public IEnumerable<Setting> Settings => [FollowDays];

    public IEnumerable<NumberKind> Numbers => [MatterNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Plan, Key, "opportunities.matters", OpportunitiesPaths.All, OpportunityPermissions.See, "scale"),
        new(Phase.Plan, Key, "opportunities.sources", OpportunitiesPaths.Sources, OpportunityPermissions.Read),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, OpportunitiesFiles>();
        services.AddScoped<MatterFactsCheck>().AddScoped<SourceReader>();
        services.AddScoped<IApprovalSubject, MatterApproval>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, OpportunitiesEvidence>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, OpportunitiesOverview>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, MattersFound>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => OpportunitiesEndpoints.Map(api);
}
