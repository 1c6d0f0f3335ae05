using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Importance;
using Isms.Modules.Assets.Importing;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Assets.Lists;
using Isms.Modules.Organization;
using Isms.Modules.Records;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets;

/// <summary>Assets: registered, scored, confirmed by their departments; the important ones in a signed list (manual 4.2.1.4 a–d).</summary>
internal sealed class AssetsModule : IModule
{
    public string Key => "assets";

    public IEnumerable<Permission> Permissions => AssetPermissions.All;

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Plan, Key, "assets.register", "/assets", AssetPermissions.See, "server"),
        new(Phase.Plan, Key, "assets.confirmations", "/assets/confirmations", AssetPermissions.Read),
        new(Phase.Plan, Key, "assets.lists", "/assets/lists", AssetPermissions.Read),
        new(Phase.Plan, Key, "assets.import", "/assets/import", AssetPermissions.Edit),
    ];

    public IEnumerable<NumberKind> Numbers => [CreateAsset.NumberOfAsset, DrawList.NumberOfList];

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new NamedRecordPlace("important-asset-list", "/assets/lists", AssetPermissions.Read));
        services.AddScoped<IConceals, KeptAssets>();
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, AssetsFiles>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, AssetsSteps>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, AssetsOverview>();
        services.AddScoped<AssetDesk>().AddScoped<Revaluation>();
        services.AddScoped<ConfirmedLists>().AddScoped<ListSource>().AddScoped<ListSnapshot>();
        services.AddScoped<ImportPlanner>().AddScoped<ImportRun>().AddScoped<RegisterReport>();
        services.AddScoped<IApprovalSubject, ListSubject>().AddScoped<IApprovalSubject, OverrideSubject>().AddScoped<IApprovalSubject, DeclassifySubject>();
        services.AddScoped<IAttachmentSubject, AssetAttachments>();
        services.AddScoped<IClassifiedSubject, AssetClass>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, AssetsFound>();
        services.AddScoped<IContribute<DepartmentClosing, Obstacle>, AssetsOfDepartment>();
        services.AddScoped<IContribute<PersonLeaving, Obstacle>, AssetsOfPerson>();
        services.AddScoped<IContribute<ReferenceAsked, ReferenceFound>, AssetReferences>();
        services.AddScoped<IContribute<ThingsAsked, ThingFound>, AssetReferences>();
        services.AddScoped<IContribute<StateAsked, StateFact>, AssetsAsOf>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, AssetEvidence>();
        services.AddScoped<IContribute<Scope.PlacesToMark, Scope.PlaceToMark>, PlacesOnDrawings>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => AssetEndpoints.Map(api);
}
