using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Numbering;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Resources.Requests;

namespace Isms.Modules.Resources;

/// <summary>Front door of resources (manual 5.2.1, 4.2.2.1 g, 5.1 e, 4.2.1.2.3 d).</summary>
internal sealed class ResourcesModule : IModule
{
    public static readonly NumberKind RequestNumber = new("resources.request", "{prefix}-ZY-{year}-{serial:000}");

    /// <summary>Days in which management answers a request (5.1 e).</summary>
    public static readonly Setting AnswerDays = Setting.Number("resources.answer-days", 15, 1, 90);

    public string Key => "resources";

    public IEnumerable<Permission> Permissions => ResourcePermissions.All;

    public IEnumerable<Setting> Settings => [AnswerDays];

    public IEnumerable<NumberKind> Numbers => [RequestNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Do, Key, "resources.requests", ResourcesPaths.Requests, ResourcePermissions.Read, "briefcase"),
        new(Phase.Do, Key, "resources.summary", ResourcesPaths.Summary, ResourcePermissions.Read),
        new(Phase.Do, Key, "resources.facilities", ResourcesPaths.Facilities, ResourcePermissions.Read),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, ResourcesFiles>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, ResourcesEvidence>();
        services.AddScoped<RequestFactsCheck>();
        services.AddScoped<IApprovalSubject, RequestApproval>();
        services.AddScoped<ISignalHandler<ResourceNeeded>, ResourceNeededHandler>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => ResourcesEndpoints.Map(api);
}
