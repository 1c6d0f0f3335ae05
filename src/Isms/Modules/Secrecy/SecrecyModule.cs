using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Numbering;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Secrecy.Changes;
using Isms.Modules.Secrecy.Holders;
using Isms.Modules.Secrecy.Openings;
using Isms.Modules.Secrecy.Scheme;

namespace Isms.Modules.Secrecy;

/// <summary>Front door of classification (manual appendix 5, XX-A-04.04; appendix 6, XX-B-08).</summary>
internal sealed class SecrecyModule : IModule
{
    public static readonly NumberKind LoweringNumber = new("secrecy.lowering", "{prefix}-B-08-R02-{year}-{serial:000}");

    public string Key => "secrecy";

    public IEnumerable<Permission> Permissions => SecrecyPermissions.All;

    public IEnumerable<NumberKind> Numbers => [LoweringNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Plan, Key, "secrecy.scheme", SecrecyPaths.Current, SecrecyPermissions.See, "lock"),
        new(Phase.Plan, Key, "secrecy.openings", SecrecyPaths.Openings, SecrecyPermissions.ReadLog),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IConceals, KeptLowerings>();
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, SecrecyFiles>();
        services.AddScoped<SchemeReader>().AddScoped<OpeningLog>().AddScoped<ClassifiedSubjects>();
        services.AddScoped<IStarterContent, StarterScheme>();
        services.AddScoped<IApprovalSubject, SchemeApproval>();
        services.AddScoped<IApprovalSubject, LoweringApproval>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, SecrecyEvidence>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => SecrecyEndpoints.Map(api);
}
