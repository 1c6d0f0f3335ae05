using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Communication.Announcements;
using Isms.Modules.Communication.Contacts;
using Isms.Modules.Communication.Coordination;
using Isms.Modules.Communication.Planning;
using Isms.Modules.Communication.Reporting;

namespace Isms.Modules.Communication;

internal static class CommunicationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapMeetings(api.MapGroup("/meetings").WithTags("Communication"));
        MapResolutions(api.MapGroup("/resolutions").WithTags("Communication"));
        MapReports(api.MapGroup("/management-reports").WithTags("Communication"));
        MapAnnouncements(api.MapGroup("/announcements").WithTags("Communication"));
        MapPlan(api.MapGroup("/communication-plan").WithTags("Communication"));
        MapContacts(api.MapGroup("/contacts").WithTags("Communication"));
    }

    private static void MapMeetings(RouteGroupBuilder meetings)
    {
        meetings.MapGet("/", (Actor actor, RegisterQuery query, FindMeetings find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CommunicationPermissions.Read);
        meetings.MapPost("/", async (Actor actor, CreateMeetingRequest request, CreateMeeting create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(m => "/api/v1/meetings/" + m.Id)).Needs(CommunicationPermissions.Edit);
        meetings.MapGet("/{id:guid}", (Actor actor, Guid id, ReadMeeting read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CommunicationPermissions.Read);
        meetings.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, WriteMinutesRequest request, WriteMinutes write, CancellationToken ct) =>
            write.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CommunicationPermissions.Edit);
        meetings.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportMinutes export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(CommunicationPermissions.Read);
    }

    private static void MapResolutions(RouteGroupBuilder resolutions)
    {
        resolutions.MapGet("/", (Actor actor, bool? open, FindResolutions find, CancellationToken ct) => find.RunAsync(actor, open ?? false, ct)).Needs(CommunicationPermissions.See);
        resolutions.MapPost("/{id:guid}/finish", (Actor actor, Guid id, IfMatch match, FinishResolutionRequest request, FinishResolution finish, CancellationToken ct) =>
            finish.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CommunicationPermissions.Report);
        resolutions.MapPost("/{id:guid}/draft", (Actor actor, Guid id, string? which, IfMatch match, OpenDraft open, CancellationToken ct) =>
            open.RunAsync(actor, new OpenDraftRequest(id, match.Version, which), ct)).Needs(CommunicationPermissions.Edit);
    }

    private static void MapReports(RouteGroupBuilder reports)
    {
        reports.MapGet("/", (Actor actor, RegisterQuery query, FindReports find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CommunicationPermissions.Read);
        reports.MapPost("/", async (Actor actor, CreateReportRequest request, CreateReport create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(r => "/api/v1/management-reports/" + r.Id)).Needs(CommunicationPermissions.WriteReports);
        reports.MapGet("/{id:guid}", (Actor actor, Guid id, ReadReport read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CommunicationPermissions.Read);
        reports.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, WriteReportRequest request, WriteReport write, CancellationToken ct) =>
            write.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CommunicationPermissions.WriteReports);
        reports.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportReport export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(CommunicationPermissions.Read);
    }

    private static void MapAnnouncements(RouteGroupBuilder announcements)
    {
        announcements.MapGet("/", (Actor actor, RegisterQuery query, FindAnnouncements find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CommunicationPermissions.See);
        announcements.MapPost("/", async (Actor actor, AnnouncementFacts facts, SaveAnnouncement save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveAnnouncementRequest(null, 0, facts), ct)).At(a => "/api/v1/announcements/" + a.Id)).Needs(CommunicationPermissions.DraftAnnouncements);
        announcements.MapGet("/{id:guid}", (Actor actor, Guid id, ReadAnnouncement read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CommunicationPermissions.See);
        announcements.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, AnnouncementFacts facts, SaveAnnouncement save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveAnnouncementRequest(id, match.Version, facts), ct)).Needs(CommunicationPermissions.DraftAnnouncements);
        announcements.MapPost("/{id:guid}/publish", (Actor actor, Guid id, IfMatch match, PublishAnnouncementRequest request, PublishAnnouncement publish, CancellationToken ct) =>
            publish.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CommunicationPermissions.Announce);
        announcements.MapPost("/{id:guid}/withdraw", (Actor actor, Guid id, IfMatch match, WithdrawAnnouncementRequest request, WithdrawAnnouncement withdraw, CancellationToken ct) =>
            withdraw.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(CommunicationPermissions.DraftAnnouncements);
        announcements.MapPost("/{id:guid}/confirm", (Actor actor, Guid id, ConfirmAnnouncement confirm, CancellationToken ct) => confirm.RunAsync(actor, id, ct)).Needs(CommunicationPermissions.Report);
        announcements.MapPost("/{id:guid}/paper-receipts", (Actor actor, Guid id, RecordReceiptRequest request, RecordReceipt record, CancellationToken ct) =>
            record.RunAsync(actor, request with { AnnouncementId = id }, ct)).Needs(CommunicationPermissions.DraftAnnouncements);
        announcements.MapPost("/{id:guid}/remind", (Actor actor, Guid id, RemindReaders remind, CancellationToken ct) => remind.RunAsync(actor, id, ct)).Needs(CommunicationPermissions.DraftAnnouncements);
        announcements.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportAnnouncement export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(CommunicationPermissions.See);
        announcements.MapGet("/{id:guid}/receipts", async (Actor actor, Guid id, ExportReceipts export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(CommunicationPermissions.Read);
    }

    private static void MapPlan(RouteGroupBuilder plan)
    {
        plan.MapGet("/", (Actor actor, RegisterQuery query, FindPlanLines find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CommunicationPermissions.See);
        plan.MapGet("/export", async (Actor actor, RegisterQuery query, ExportPlan export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CommunicationPermissions.Read);
        plan.MapPost("/", async (Actor actor, PlanLineFacts facts, SavePlanLine save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SavePlanLineRequest(null, 0, facts), ct)).At(l => "/api/v1/communication-plan/" + l.Id)).Needs(CommunicationPermissions.Edit);
        plan.MapGet("/{id:guid}", (Actor actor, Guid id, ReadPlanLine read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CommunicationPermissions.See);
        plan.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, PlanLineFacts facts, SavePlanLine save, CancellationToken ct) =>
            save.RunAsync(actor, new SavePlanLineRequest(id, match.Version, facts), ct)).Needs(CommunicationPermissions.Edit);
        plan.MapPost("/{id:guid}/reports", (Actor actor, Guid id, ReportCommunicationRequest request, ReportCommunication report, CancellationToken ct) =>
            report.RunAsync(actor, request with { LineId = id }, ct)).Needs(CommunicationPermissions.Report);
    }

    private static void MapContacts(RouteGroupBuilder contacts)
    {
        contacts.MapGet("/", (Actor actor, RegisterQuery query, FindContacts find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(CommunicationPermissions.See);
        contacts.MapGet("/export", async (Actor actor, RegisterQuery query, ExportContacts export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(CommunicationPermissions.Read);
        contacts.MapPost("/", async (Actor actor, ContactFacts facts, SaveContact save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveContactRequest(null, 0, facts), ct)).At(c => "/api/v1/contacts/" + c.Id)).Needs(CommunicationPermissions.Edit);
        contacts.MapGet("/{id:guid}", (Actor actor, Guid id, ReadContact read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(CommunicationPermissions.See);
        contacts.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ContactFacts facts, SaveContact save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveContactRequest(id, match.Version, facts), ct)).Needs(CommunicationPermissions.Edit);
        contacts.MapPost("/{id:guid}/events", (Actor actor, Guid id, LogContactRequest request, LogContact log, CancellationToken ct) =>
            log.RunAsync(actor, request with { ContactId = id }, ct)).Needs(CommunicationPermissions.Report);
    }
}
