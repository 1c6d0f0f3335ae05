using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Communication.Announcements;
using Isms.Modules.Communication.Contacts;
using Isms.Modules.Communication.Coordination;
using Isms.Modules.Communication.Planning;
using Isms.Modules.Communication.Reporting;

namespace Isms.Modules.Communication;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class CommunicationFiles(
    IsmsDbContext db, ExportContacts contacts, ExportPlan plan, ExportMinutes minutes, ExportReport report, ExportAnnouncement announcement, ExportReceipts receipts) : IContribute<FilesAsked, ExportableFile>
{
    private static readonly RegisterQuery All = new();

    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("communication.contacts", "", token => contacts.RunAsync(actor, All, token)),
            new("communication.plan", "", token => plan.RunAsync(actor, All, token)),
            .. await ExportableFiles.EachAsync("communication.receipts", db.Set<Announcement>().Where(a => a.PublishedOn != null).Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => receipts.RunAsync(actor, id, token), ct),
        ]
        : [
            .. await ExportableFiles.EachAsync("communication.minutes", db.Set<Meeting>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => minutes.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("communication.reports", db.Set<TeamReport>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => report.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("communication.announcements", db.Set<Announcement>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => announcement.RunAsync(actor, id, token), ct),
        ];
}
