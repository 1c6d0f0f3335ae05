using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Communication.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Announcements;

/// <summary>How far one department has read it.</summary>
/// <param name="Name">Empty for people without a department.</param>
public sealed record DepartmentReading(Guid? DepartmentId, string Name, int People, int Read)
{
    /// <summary>In whole percent, rounded down.</summary>
    public int Percent => People == 0 ? 0 : 100 * Read / People;
}

/// <summary>An announcement as its reader sees it.</summary>
/// <param name="ReadAt">When the asker read it, UTC; null while not.</param>
/// <param name="Asked">The asker is among those it is addressed to.</param>
/// <param name="Departments">Names of those it is addressed to; none for everybody.</param>
/// <param name="Reading">How far each department is, the least first; empty for who may not know.</param>
/// <param name="Unread">Those who have not read it, in the order of names, at most <see cref="ReadAnnouncement.MostUnread"/>; empty for who may not know.</param>
public sealed record AnnouncementView(
    Guid Id, int Version, string Number, string Title, string Body, AnnouncementTheme Theme, AnnouncementState State, bool ToAll, IReadOnlyList<AddressedDepartment> Departments, DateOnly ReadBy, string DraftedBy,
    string InNameOf, string PublishedBy, string Mandate, DateOnly? PublishedOn, string WithdrawnFor, bool Asked, DateTime? ReadAt, IReadOnlyList<DepartmentReading> Reading, IReadOnlyList<Reader> Unread) : IVersioned
{
    public int People => Reading.Sum(d => d.People);

    public int Read => Reading.Sum(d => d.Read);

    /// <summary>In whole percent, rounded down.</summary>
    public int Percent => People == 0 ? 0 : 100 * Read / People;
}

/// <summary>A department that an announcement is addressed to.</summary>
public sealed record AddressedDepartment(Guid Id, string Name);

/// <inheritdoc cref="AnnouncementView"/>
internal sealed class ReadAnnouncement(IsmsDbContext db)
{
    /// <summary>The most that are named on the page; the workbook names all.</summary>
    public const int MostUnread = 100;

    public async Task<Outcome<AnnouncementView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.See) is { } no)
            return no;
        if (await AnnouncementRegister.Rows(db, actor).AnyAsync(r => r.Id == id, ct) is false)
            return Refusal.NotFound;
        var me = actor.PersonId;
        var found = await (
            from a in db.Set<Announcement>().AsNoTracking()
            join drafter in db.People on a.DraftedById equals drafter.Id
            from publisher in db.People.Where(p => p.Id == a.PublishedById).DefaultIfEmpty()
            where a.Id == id
            select new
            {
                Announcement = a, DraftedBy = drafter.Name, PublishedBy = publisher == null ? "" : publisher.Name,
                ReadAt = db.Set<AnnouncementReceipt>().Where(r => r.AnnouncementId == id && r.PersonId == me).Select(r => (DateTime?)r.ReadAt).FirstOrDefault(),
            }).SingleAsync(ct);
        var departments = await (from t in db.Set<AnnouncementTarget>() join d in db.Departments on t.DepartmentId equals d.Id where t.AnnouncementId == id orderby d.NameSort, d.Code select new AddressedDepartment(d.Id, d.Name)).ToListAsync(ct);
        var asked = await Audience.AddressedTo(db, actor).AnyAsync(a => a.Id == id, ct);
        var announcement = found.Announcement;
        List<DepartmentReading> reading = [];
        List<Reader> unread = [];
        if (actor.May(CommunicationPermissions.Read))
        {
            var readers = Audience.Of(db, id, announcement.ToAll, announcement.PublishedOn ?? actor.Today, actor.Today);
            var counts = await readers.GroupBy(r => new { r.DepartmentId, r.Department }).Select(g => new { g.Key.DepartmentId, g.Key.Department, People = g.Count(), Read = g.Count(r => r.ReadAt != null) }).ToListAsync(ct);
            reading = [.. counts.Select(c => new DepartmentReading(c.DepartmentId, c.Department, c.People, c.Read)).OrderBy(d => d.Percent).ThenBy(d => SortKey.Of(d.Name), StringComparer.Ordinal)];
            if (announcement.State == AnnouncementState.Published)
                unread = await readers.Where(r => r.ReadAt == null).OrderBy(r => r.NameSort).ThenBy(r => r.PersonId).Take(MostUnread).ToListAsync(ct);
        }
        return new AnnouncementView(
            id, announcement.Version, announcement.Number, announcement.Title, announcement.Body, announcement.Theme, announcement.State, announcement.ToAll, departments, announcement.ReadBy, found.DraftedBy,
            announcement.InNameOf, found.PublishedBy, announcement.Mandate, announcement.PublishedOn, announcement.WithdrawnFor, asked, found.ReadAt, reading, unread);
    }
}

/// <summary>宣贯公告 as a Word document with how far it was read; noted in the ledger.</summary>
internal sealed class ExportAnnouncement(IsmsDbContext db, ReadAnnouncement read, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.See) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } announcement)
            return found.Refusal!;
        var state = announcement.State switch { AnnouncementState.Published => DocumentState.Approved, AnnouncementState.Withdrawn => DocumentState.Superseded, _ => DocumentState.Draft };
        var head = await paper.HeadAsync(actor, new PaperFacts(announcement.Title, announcement.Number, "", state, announcement.PublishedOn), ct);
        db.Note("communication_announcements", id, new { export = announcement.Number });
        await db.SaveAsync(actor, "communication.export-announcement", ct);
        return WrittenFile.By(AnnouncementDocument.FileName(actor.Culture, announcement.Number), WrittenFile.Docx, output => AnnouncementDocument.Write(output, head, announcement));
    }
}

/// <summary>宣贯阅读记录: who read it and when, by department and by person, as a workbook; noted in the ledger.</summary>
internal sealed class ExportReceipts(IsmsDbContext db, ReadAnnouncement read, SettingsReader settings, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } announcement)
            return found.Refusal!;
        if (announcement.PublishedOn is not { } published)
            return RemindReaders.NotPublished;
        var culture = actor.Culture;
        var zone = await settings.TimeZoneAsync(ct);
        var readers = await Audience.Of(db, id, announcement.ToAll, published, actor.Today).OrderBy(r => r.Department).ThenBy(r => r.NameSort).ThenBy(r => r.PersonId).ToListAsync(ct);
        var head = await paper.HeadAsync(actor, new PaperFacts(T("receipts-title", announcement.Title), announcement.Number, "", DocumentState.Extract, published), ct);
        db.Note("communication_announcements", id, new { export = announcement.Number, receipts = readers.Count });
        await db.SaveAsync(actor, "communication.export-receipts", ct);
        return WrittenFile.By(T("receipts-file", announcement.Number), WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head,
        [
            new WorkbookSheet(T("receipts-people"),
                [new(T("field.employeeNumber"), 12), new(T("field.personId"), 16), new(T("field.department"), 22), new(T("field.readState"), 10), new(T("field.readAt"), 18), new(T("field.paper"), 30)],
                readers.Select(r => (IReadOnlyList<object?>)[r.EmployeeNumber, r.Name, r.Department, T(r.ReadAt is null ? "unread" : "read"), r.ReadAt is { } at ? at.In(zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : "", r.Paper])) { Zebra = true },
            new WorkbookSheet(T("receipts-departments"),
                [new(T("field.department"), 30), new(T("field.people"), 10, SheetCellKind.Integer), new(T("read"), 10, SheetCellKind.Integer), new(T("field.percentOnly"), 10, SheetCellKind.Integer)],
                announcement.Reading.Select(d => (IReadOnlyList<object?>)[d.Name.Length == 0 ? T("no-department") : d.Name, d.People, d.Read, d.Percent])) { Zebra = true },
        ]));

        string T(string key, params object?[] args) => Phrase.In(culture, "communication." + key, args);
    }
}
