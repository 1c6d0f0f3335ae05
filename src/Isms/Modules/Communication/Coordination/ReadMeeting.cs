using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Communication.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Coordination;

/// <summary>A point with what the processes brought and what was concluded.</summary>
public sealed record PointView(AgendaTopic Topic, string Facts, string Conclusion);

/// <summary>A department, and whether it was there.</summary>
public sealed record AttendanceView(Guid DepartmentId, string Department, Guid? PersonId, string Person, bool Present)
{
    internal string PersonNumber { get; init; } = "";
}

/// <summary>A resolution with how far it is.</summary>
/// <param name="Opens">What it asks to be drawn up; null for nothing.</param>
/// <param name="OpenedNumber">Number of what was drawn up; empty before.</param>
/// <param name="MayOpen">True when the reader may open the draft it asks for.</param>
public sealed record ResolutionView(
    Guid Id, int Version, Guid MeetingId, string Number, AgendaTopic Topic, string Words, Guid OwnerId, string Owner, DateOnly DueOn, ResolutionState State, DateOnly? DoneOn, string Outcome, bool Late, bool MayFinish,
    DraftKind? Opens, string OpenedNumber, string OpenedLink, bool MayOpen) : IVersioned
{
    internal string OwnerNumber { get; init; } = "";
}

/// <summary>A meeting with its minutes.</summary>
/// <param name="Quorate">True when as many departments were there as have to be.</param>
/// <param name="Gaps">What stands against signing the minutes; empty once they are.</param>
public sealed record MeetingView(
    Guid Id, int Version, string Number, string Title, DateOnly HeldOn, string Place, Guid ChairId, string Chair, string MinutesBy, DateOnly Since, int Quorum, bool Quorate, MeetingState State, DateTime? SignedAt,
    IReadOnlyList<PointView> Points, IReadOnlyList<AttendanceView> Attendance, IReadOnlyList<ResolutionView> Resolutions, IReadOnlyList<Obstacle> Gaps, bool MayEdit) : IVersioned
{
    internal string ChairNumber { get; init; } = "";
}

/// <inheritdoc cref="MeetingView"/>
internal sealed class ReadMeeting(IsmsDbContext db, IEnumerable<IApprovalSubject> subjects)
{
    public async Task<Outcome<MeetingView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Read) is { } no)
            return no;
        var found = await (
            from m in db.Set<Meeting>().AsNoTracking()
            join c in db.People on m.ChairId equals c.Id
            join s in db.People on m.MinutesById equals s.Id
            where m.Id == id
            select new { Meeting = m, Chair = c.Name, ChairNumber = c.EmployeeNumber, MinutesBy = s.Name }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var meeting = found.Meeting;
        var points = await db.Set<AgendaPoint>().AsNoTracking().Where(p => p.MeetingId == id).ToListAsync(ct);
        var attendance = await (
            from a in db.Set<Attendance>().AsNoTracking()
            join d in db.Departments on a.DepartmentId equals d.Id
            where a.MeetingId == id
            orderby d.NameSort, d.Id
            from p in db.People.Where(p => p.Id == a.PersonId).DefaultIfEmpty()
            select new AttendanceView(d.Id, d.Name, a.PersonId, p == null ? "" : p.Name, a.Present) { PersonNumber = p == null ? "" : p.EmployeeNumber }).ToListAsync(ct);
        var gaps = meeting.IsDraft ? await subjects.OfType<MinutesApproval>().Single().GapsAsync(actor, meeting, ct) : [];
        return new MeetingView(
            meeting.Id, meeting.Version, meeting.Number, meeting.Title, meeting.HeldOn, meeting.Place, meeting.ChairId, found.Chair, found.MinutesBy, meeting.Since, meeting.Quorum,
            attendance.Count(a => a.Present) * 100 >= meeting.Quorum * attendance.Count, meeting.State, meeting.SignedAt, [.. points.OrderBy(p => p.Topic).Select(p => new PointView(p.Topic, p.Facts, p.Conclusion))],
            attendance, await ResolutionRows.OfAsync(db, actor, db.Set<Resolution>().Where(r => r.MeetingId == id), ct), gaps, meeting.IsDraft && actor.May(CommunicationPermissions.Edit))
        {
            ChairNumber = found.ChairNumber,
        };
    }
}

/// <summary>Reads resolutions with their owners.</summary>
internal static class ResolutionRows
{
    public static async Task<IReadOnlyList<ResolutionView>> OfAsync(IsmsDbContext db, Actor actor, IQueryable<Resolution> resolutions, CancellationToken ct)
    {
        var rows = await (from r in resolutions.AsNoTracking() join p in db.People on r.OwnerId equals p.Id orderby r.MeetingId, r.Position select new { Resolution = r, p.Name, p.EmployeeNumber }).ToListAsync(ct);
        var edit = actor.May(CommunicationPermissions.Edit);
        return rows.ConvertAll(x =>
        {
            var r = x.Resolution;
            return new ResolutionView(
                r.Id, r.Version, r.MeetingId, r.Number, r.Topic, r.Words, r.OwnerId, x.Name, r.DueOn, r.State, r.DoneOn, r.Outcome, r.State == ResolutionState.Open && r.DueOn < actor.Today,
                r.State == ResolutionState.Open && (edit || (r.OwnerId == actor.PersonId && actor.May(CommunicationPermissions.Report))),
                r.Opens, r.OpenedNumber, r.OpenedLink, edit && r is { State: ResolutionState.Open, Opens: not null, OpenedLink: "" }) { OwnerNumber = x.EmployeeNumber };
        });
    }
}

/// <summary>Resolutions in follow-up: open ones first, by their day; what was done after.</summary>
public sealed record ResolutionList(IReadOnlyList<ResolutionView> Items);

/// <inheritdoc cref="ResolutionList"/>
internal sealed class FindResolutions(IsmsDbContext db)
{
    /// <param name="open">Only those still open.</param>
    public async Task<Outcome<ResolutionList>> RunAsync(Actor actor, bool open, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.See) is { } no)
            return no;
        var (me, all) = (actor.PersonId, actor.May(CommunicationPermissions.Read));
        var rows = await ResolutionRows.OfAsync(db, actor, db.Set<Resolution>().Where(r => r.State != ResolutionState.Proposed && (all || r.OwnerId == me) && (!open || r.State == ResolutionState.Open)), ct);
        return new ResolutionList([.. rows.OrderBy(r => r.State).ThenBy(r => r.State == ResolutionState.Open ? r.DueOn : DateOnly.MinValue).ThenByDescending(r => r.Number, StringComparer.Ordinal)]);
    }
}

/// <summary>A meeting in the list.</summary>
public sealed record MeetingRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public DateOnly HeldOn { get; init; }
    public MeetingState State { get; init; }
    public int Departments { get; init; }
    public int Present { get; init; }
    public int Resolutions { get; init; }
    public int OpenResolutions { get; init; }
    public int Version { get; init; }
}

/// <summary>The list of meetings: one definition for the page and the API.</summary>
internal static class MeetingRegister
{
    public static IQueryable<MeetingRow> Rows(IsmsDbContext db) => db.Set<Meeting>().AsNoTracking().Select(m => new MeetingRow
    {
        Id = m.Id, Number = m.Number, Title = m.Title, HeldOn = m.HeldOn, State = m.State, Version = m.Version, Departments = db.Set<Attendance>().Count(a => a.MeetingId == m.Id),
        Present = db.Set<Attendance>().Count(a => a.MeetingId == m.Id && a.Present), Resolutions = db.Set<Resolution>().Count(r => r.MeetingId == m.Id),
        OpenResolutions = db.Set<Resolution>().Count(r => r.MeetingId == m.Id && r.State == ResolutionState.Open),
    });

    public static Register<MeetingRow> Of(CultureInfo culture) => new Register<MeetingRow>("communication.meetings", r => r.Id, "-held")
        .Column("number", "communication.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CommunicationPaths.Meeting(r.Id) })
        .Column("title", "communication.field.title", ColumnKind.Text, r => r.Title, c => c with { Sortable = false, Searchable = true, Link = r => CommunicationPaths.Meeting(r.Id) })
        .Column("held", "communication.field.heldOn", ColumnKind.Date, r => r.HeldOn)
        .Column("present", "communication.attendance", ColumnKind.Number, r => r.Present, c => c with { Sortable = false, Text = r => string.Create(CultureInfo.InvariantCulture, $"{r.Present} / {r.Departments}") })
        .Column("resolutions", "communication.resolutions", ColumnKind.Number, r => r.Resolutions, c => c with { Sortable = false })
        .Column("open", "communication.open-resolutions", ColumnKind.Number, r => r.OpenResolutions, c => c with { Sortable = false })
        .Column("state", "communication.field.state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "communication.meeting-state." + r.State), Choices = [.. Enum.GetNames<MeetingState>().Select(n => (n, "communication.meeting-state." + n))],
        });
}

/// <summary>All meetings.</summary>
internal sealed class FindMeetings(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<MeetingRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CommunicationPermissions.Read) is { } no ? no : await MeetingRegister.Of(actor.Culture).PageAsync(MeetingRegister.Rows(db), query, ct);
}

/// <summary>协调会会议纪要 as a document, signed by the leader; noted in the ledger.</summary>
internal sealed class ExportMinutes(IsmsDbContext db, ReadMeeting read, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } meeting)
            return found.Refusal!;
        var state = meeting.State switch { MeetingState.Signed => DocumentState.Approved, MeetingState.InApproval => DocumentState.InReview, _ => DocumentState.Draft };
        var head = await paper.HeadAsync(actor, MinutesApproval.KindName, id, new PaperFacts(MinutesDocument.Title(actor.Culture), meeting.Number, "", state), ct);
        db.Note("communication_meetings", id, new { export = meeting.Number });
        await db.SaveAsync(actor, "communication.export-minutes", ct);
        return WrittenFile.By(MinutesDocument.FileName(actor.Culture), WrittenFile.Docx, output => MinutesDocument.Write(output, head, meeting));
    }
}
