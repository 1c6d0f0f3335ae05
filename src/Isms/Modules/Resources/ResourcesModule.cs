using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Progress;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Organization;
using Isms.Modules.Resources.Competence;
using Isms.Modules.Resources.Repairs;
using Isms.Modules.Resources.Requests;

namespace Isms.Modules.Resources;

/// <summary>Front door of resources (manual 5.2.1, 4.2.2.1 g, 5.1 e, 4.2.1.2.3 d).</summary>
internal sealed class ResourcesModule : IModule
{
    public static readonly NumberKind RequestNumber = new("resources.request", "{prefix}-ZY-{year}-{serial:000}");

    /// <summary>Days in which management answers a request (5.1 e).</summary>
    public static readonly Setting AnswerDays = Setting.Number("resources.answer-days", 15, 1, 90);

    public static readonly NumberKind RepairNumber = new("resources.repair", "{prefix}-WX-{year}-{serial:000}");

    /// <summary>Days before a proof of competence runs out from which its renewal is asked for.</summary>
    public static readonly Setting CompetenceNoticeDays = Setting.Number("resources.competence-notice-days", 60, 1, 365);

    /// <summary>Days given to judge or plan where somebody in office lacks what it asks for.</summary>
    public static readonly Setting CompetenceGapDays = Setting.Number("resources.competence-gap-days", 14, 1, 90);

    /// <summary>Code or name of the department that helps others with hardware (appendix 2); empty while none is named.</summary>
    public static readonly Setting RepairDepartment = Setting.Text("resources.repair-department", "", 100);

    /// <summary>Hours in which it answers an urgent ticket.</summary>
    public static readonly Setting RepairUrgentHours = Setting.Number("resources.repair-urgent-hours", 4, 1, 72);

    /// <summary>Hours in which it answers any other ticket.</summary>
    public static readonly Setting RepairNormalHours = Setting.Number("resources.repair-normal-hours", 24, 1, 240);

    /// <summary>Days in which it solves what it has accepted.</summary>
    public static readonly Setting RepairDays = Setting.Number("resources.repair-days", 5, 1, 90);

    public string Key => "resources";

    public IEnumerable<Permission> Permissions => ResourcePermissions.All;

    public IEnumerable<Setting> Settings => [AnswerDays, CompetenceNoticeDays, CompetenceGapDays, RepairDepartment, RepairUrgentHours, RepairNormalHours, RepairDays];

    public IEnumerable<NumberKind> Numbers => [RequestNumber, RepairNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Do, Key, "resources.requests", ResourcesPaths.Requests, ResourcePermissions.Read, "briefcase"),
        new(Phase.Do, Key, "resources.summary", ResourcesPaths.Summary, ResourcePermissions.Read),
        new(Phase.Do, Key, "resources.competence", ResourcesPaths.Competence, ResourcePermissions.Read, "briefcase"),
        new(Phase.Do, Key, "resources.own-competence", ResourcesPaths.Competence + "/mine", ResourcePermissions.OwnCompetence, "briefcase"),
        new(Phase.Do, Key, "resources.facilities", ResourcesPaths.Facilities, ResourcePermissions.Read),
        new(Phase.Do, Key, "resources.repairs", ResourcesPaths.Repairs, ResourcePermissions.SeeRepairs, "briefcase"),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, ResourcesFiles>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, ResourcesEvidence>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, ResourcesOverview>();
        services.AddScoped<CompetenceReader>().AddScoped<RepairDesk>();
        services.AddScoped<IContribute<OfficeGranting, Obstacle>, AppointedCompetence>();
        services.AddScoped<IAttachmentSubject, CompetenceFiles>();
        services.AddRecurring<CompetenceSchedule>(TimeSpan.FromHours(1));
        services.AddScoped<IContribute<StateAsked, StateFact>, ResourcesAsOf>();
        services.AddScoped<RequestFactsCheck>();
        services.AddScoped<IApprovalSubject, RequestApproval>();
        services.AddScoped<ISignalHandler<ResourceNeeded>, ResourceNeededHandler>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => ResourcesEndpoints.Map(api);
}
