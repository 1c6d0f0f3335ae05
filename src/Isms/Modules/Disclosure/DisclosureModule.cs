using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Progress;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Disclosure.Exchange;
using Isms.Modules.Disclosure.Requests;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Disclosure.Transit;
using Isms.Modules.Organization;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Disclosure;

/// <summary>Front door of trade secrets, information exchange and media in transit (manual appendix 6, XX-B-09; appendix 5, XX-A-04.01 and XX-A-04.18).</summary>
internal sealed class DisclosureModule : IModule
{
    public static readonly NumberKind SecretNumber = new("disclosure.secret", "{prefix}-B-09-R01-{year}-{serial:000}");
    public static readonly NumberKind RequestNumber = new("disclosure.request", "{prefix}-B-09-R03-{year}-{serial:000}");
    public static readonly NumberKind ReviewNumber = new("disclosure.review", "{prefix}-B-09-R05-{year}-{serial:000}");
    public static readonly NumberKind TransferNumber = new("disclosure.transfer", "{prefix}-A-04.01-R01-{year}-{serial:0000}");
    public static readonly NumberKind TransitNumber = new("disclosure.transit", "{prefix}-B-28-R05-{year}-{serial:000}");

    /// <summary>Days before the end of its period at which a secret's review becomes a duty.</summary>
    public static readonly Setting ReviewDays = Setting.Number("disclosure.review-days", 30, 0, 180);

    public string Key => "disclosure";

    public IEnumerable<Permission> Permissions => DisclosurePermissions.All;

    public IEnumerable<Setting> Settings => [ReviewDays];

    public IEnumerable<NumberKind> Numbers => [SecretNumber, RequestNumber, ReviewNumber, TransferNumber, TransitNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Do, Key, "disclosure.secrets", DisclosurePaths.Secrets, DisclosurePermissions.See, "eye-off"),
        new(Phase.Do, Key, "disclosure.requests", DisclosurePaths.Requests, DisclosurePermissions.See),
        new(Phase.Do, Key, "disclosure.transfers", DisclosurePaths.Transfers, DisclosurePermissions.See),
        new(Phase.Do, Key, "disclosure.channels", DisclosurePaths.Channels, DisclosurePermissions.See),
        new(Phase.Do, Key, "disclosure.transits", DisclosurePaths.Transits, DisclosurePermissions.See),
        new(Phase.Do, Key, "disclosure.carriers", DisclosurePaths.Carriers, DisclosurePermissions.See),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IConceals, KeptDisclosures>();
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, DisclosureFiles>();
        services.AddScoped<IApprovalSubject, SecretApproval>().AddScoped<IApprovalSubject, RequestApproval>().AddScoped<IApprovalSubject, ReviewApproval>()
            .AddScoped<IApprovalSubject, TransferApproval>().AddScoped<IApprovalSubject, CarrierApproval>();
        services.AddScoped<IAttachmentSubject, SecretFiles>();
        services.AddScoped<IClassifiedSubject, SecretSecrecy>();
        services.AddScoped<IStarterContent, StarterChannels>();
        services.AddScoped<IContribute<PersonLeaving, Obstacle>, SecretsOfPerson>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, DisclosureEvidence>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, DisclosureOverview>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, SecretsFound>();
        services.AddRecurring<DisclosureSchedule>(TimeSpan.FromHours(1));
    }

    public void MapEndpoints(RouteGroupBuilder api) => DisclosureEndpoints.Map(api);
}
