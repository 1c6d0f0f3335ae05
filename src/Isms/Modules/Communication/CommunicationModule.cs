using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Ledger;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Progress;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Communication.Agenda;
using Isms.Modules.Communication.Announcements;
using Isms.Modules.Communication.Coordination;
using Isms.Modules.Communication.Reporting;
using Isms.Modules.Compliance;

namespace Isms.Modules.Communication;

/// <summary>Front door of communication and coordination (manual 4.2.2.2, 4.2.4 c; 7.4 of the 2013 and 2022 editions).</summary>
internal sealed class CommunicationModule : IModule
{
    public static readonly NumberKind MeetingNumber = new("communication.meeting", "{prefix}-B-14-R01-{year}-{serial:00}");
    public static readonly NumberKind ResolutionNumber = new("communication.resolution", "{year}-{serial:00}");

    public static readonly NumberKind ReportNumber = new("communication.report", "{prefix}-B-14-R02-{year}-{serial:00}");

    public static readonly NumberKind AnnouncementNumber = new("communication.announcement", "{prefix}-XG-{year}-{serial:00}");

    /// <summary>Share of departments in percent that has to be at a coordination meeting.</summary>
    public static readonly Setting QuorumPercent = Setting.Number("communication.quorum-percent", 67, 1, 100);

    /// <summary>Months after which a contact is made sure of again.</summary>
    public static readonly Setting VerifyMonths = Setting.Number("communication.verify-months", 12, 1, 24);

    /// <summary>Months in which management speaks to the organization at least once (5.1 d).</summary>
    public static readonly Setting AnnouncementMonths = Setting.Number("communication.announcement-months", 12, 1, 24);

    /// <summary>Day of the month by which the team has reported on the month before.</summary>
    public static readonly Setting MonthlyReportDay = Setting.Number("communication.monthly-report-day", 8, 1, 28);

    public string Key => "communication";

    public IEnumerable<Permission> Permissions => CommunicationPermissions.All;

    public IEnumerable<Setting> Settings => [QuorumPercent, VerifyMonths, AnnouncementMonths, MonthlyReportDay];

    public IEnumerable<NumberKind> Numbers => [MeetingNumber, ResolutionNumber, ReportNumber, AnnouncementNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Do, Key, "communication.meetings", CommunicationPaths.Meetings, CommunicationPermissions.Read, "messages"),
        new(Phase.Do, Key, "communication.resolutions", CommunicationPaths.Resolutions, CommunicationPermissions.See, "messages"),
        new(Phase.Do, Key, "communication.reports", CommunicationPaths.Reports, CommunicationPermissions.Read),
        new(Phase.Do, Key, "communication.announcements", CommunicationPaths.Announcements, CommunicationPermissions.See),
        new(Phase.Do, Key, "communication.plan", CommunicationPaths.Plan, CommunicationPermissions.See),
        new(Phase.Do, Key, "communication.contacts", CommunicationPaths.Contacts, CommunicationPermissions.See),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, CommunicationFiles>();
        services.AddScoped<IContribute<PartyAsked, PartyFound>, KnownParties>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, CommunicationEvidence>();
        services.AddScoped<IContribute<HomeQuestion, HomeNotice>, AnnouncementsAtHome>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, CommunicationOverview>();
        services.AddScoped<AgendaReader>().AddScoped<AnnouncementRhythm>();
        services.AddScoped<IContribute<StateAsked, StateFact>, CommunicationAsOf>();
        services.AddScoped<IApprovalSubject, MinutesApproval>();
        services.AddScoped<IApprovalSubject, ReportApproval>().AddScoped<IApprovalSubject, TeamReportApproval>().AddScoped<IApprovalSubject, DepartmentReportApproval>();
        services.AddScoped<ReportFacts>();
        services.AddScoped<IContribute<AgendaAsked, AgendaEntry>, OwnAgenda>();
        services.AddRecurring<RemindersSchedule>(TimeSpan.FromHours(1));
    }

    public void MapEndpoints(RouteGroupBuilder api) => CommunicationEndpoints.Map(api);
}
