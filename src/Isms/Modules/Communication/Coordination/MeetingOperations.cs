using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Coordination;

/// <summary>Prepares a meeting: its agenda is filled from what the processes know, its list of attendance from the departments and their heads.</summary>
/// <param name="ChairId">Who leads it, and signs the minutes.</param>
public sealed record CreateMeetingRequest([Required, StringLength(Meeting.TitleLength)] string Title, DateOnly HeldOn, [StringLength(Meeting.PlaceLength)] string? Place, [Required] Guid? ChairId);

/// <summary>A meeting as saved.</summary>
public sealed record MeetingSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="CreateMeetingRequest"/>
internal sealed class CreateMeeting(IsmsDbContext db, AgendaReader agenda, OfficeHolders holders, Numbers numbers, SettingsReader settings, TimeProvider time)
{
    private const int FurthestMonths = 12;

    public async Task<Outcome<MeetingSaved>> RunAsync(Actor actor, CreateMeetingRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Edit, request) is { } no)
            return no;
        if (request.HeldOn < actor.Today.AddMonths(-FurthestMonths) || request.HeldOn > actor.Today.AddMonths(FurthestMonths))
            return Refusal.Invalid("heldOn", "communication.held-range", FurthestMonths);
        if (!await db.People.AnyAsync(p => p.Id == request.ChairId && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            return Refusal.Invalid("chairId", "communication.no-such-person");
        await using var writing = await db.BeginAsync(ct);
        var since = await db.Set<Meeting>().Where(m => m.State == MeetingState.Signed).MaxAsync(m => (DateOnly?)m.HeldOn, ct) ?? actor.Today.AddYears(-1);
        var meeting = new Meeting
        {
            Number = await numbers.TakeAsync(CommunicationModule.MeetingNumber, ct), Title = request.Title.Trim(), HeldOn = request.HeldOn, Place = request.Place?.Trim() ?? "", ChairId = request.ChairId!.Value,
            MinutesById = actor.PersonId, Since = since, Quorum = await settings.NumberAsync(CommunicationModule.QuorumPercent, ct), CreatedAt = time.Instant(),
        };
        db.Add(meeting);
        var facts = await agenda.FactsAsync(actor, since, ct);
        db.AddRange(Enum.GetValues<AgendaTopic>().Select(t => new AgendaPoint { MeetingId = meeting.Id, Topic = t, Facts = facts[t] }));
        foreach (var department in await db.Departments.Where(d => d.ClosedOn == null).OrderBy(d => d.NameSort).Select(d => d.Id).ToListAsync(ct))
            db.Add(new Attendance { MeetingId = meeting.Id, DepartmentId = department, PersonId = (await holders.OfAsync(Office.DepartmentHead, department, ct)).FirstOrDefault()?.PersonId });
        await db.SaveAsync(actor, "communication.create-meeting", ct);
        await writing.CommitAsync(ct);
        return new MeetingSaved(meeting.Id, meeting.Version, meeting.Number);
    }
}

/// <summary>Gathers what the processes bring before a meeting.</summary>
internal sealed class AgendaReader(IEnumerable<IContribute<AgendaAsked, AgendaEntry>> processes)
{
    /// <summary>By topic, one line each; the empty text where there is nothing.</summary>
    public async Task<IReadOnlyDictionary<AgendaTopic, string>> FactsAsync(Actor actor, DateOnly since, CancellationToken ct)
    {
        var entries = new List<AgendaEntry>();
        foreach (var process in processes)
            entries.AddRange(await process.AnswerAsync(actor, new AgendaAsked(since), ct));
        return Enum.GetValues<AgendaTopic>().ToDictionary(t => t, t => Cut(string.Join('\n', entries.Where(e => e.Topic == t).Select(e => e.Words))));
    }

    private static string Cut(string text) => text.Length <= Meeting.TextLength ? text : text[..Meeting.TextLength];
}

/// <summary>What was concluded under one point.</summary>
public sealed record PointFacts(AgendaTopic Topic, [StringLength(Meeting.TextLength)] string? Conclusion);

/// <summary>Who was there for one department.</summary>
public sealed record AttendanceFacts(Guid DepartmentId, Guid? PersonId, bool Present);

/// <summary>A decision: what, by whom, until when.</summary>
/// <param name="Opens">What it asks to be drawn up; null for nothing.</param>
public sealed record ResolutionFacts(AgendaTopic Topic, [Required, StringLength(Resolution.TextLength)] string Words, [Required] Guid? OwnerId, [Required] DateOnly? DueOn, DraftKind? Opens = null);

/// <summary>Writes the minutes: attendance, conclusions and resolutions, all at once.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Refresh">Gathers what the processes know anew.</param>
/// <param name="Points">Points left out stay as they are, as do departments.</param>
/// <param name="Resolutions">All of them: one left out is taken off.</param>
public sealed record WriteMinutesRequest(
    Guid Id, int Version, [Required, StringLength(Meeting.TitleLength)] string Title, DateOnly HeldOn, [StringLength(Meeting.PlaceLength)] string? Place, [Required] Guid? ChairId, bool Refresh,
    [Required] IReadOnlyList<PointFacts> Points, [Required] IReadOnlyList<AttendanceFacts> Attendance, [Required] IReadOnlyList<ResolutionFacts> Resolutions);

/// <inheritdoc cref="WriteMinutesRequest"/>
internal sealed class WriteMinutes(IsmsDbContext db, AgendaReader agenda)
{
    /// <summary>Minutes that are signed, or being signed, do not change.</summary>
    public static readonly Refusal NotDraft = new("communication.not-draft");

    public async Task<Outcome<MeetingSaved>> RunAsync(Actor actor, WriteMinutesRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Meeting>().SingleOrDefaultAsync(m => m.Id == request.Id, ct) is not { } meeting)
            return Refusal.NotFound;
        if (!meeting.IsDraft)
            return NotDraft;
        if (meeting.Version != request.Version)
            return Refusal.Stale([new FieldDifference("title", request.Title, meeting.Title)]);
        if (await ProblemsAsync(actor, request, meeting, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);

        (meeting.Title, meeting.HeldOn, meeting.Place, meeting.ChairId) = (request.Title.Trim(), request.HeldOn, request.Place?.Trim() ?? "", request.ChairId!.Value);
        var facts = request.Refresh ? await agenda.FactsAsync(actor, meeting.Since, ct) : null;
        foreach (var point in await db.Set<AgendaPoint>().Where(p => p.MeetingId == meeting.Id).ToListAsync(ct))
        {
            point.Facts = facts?[point.Topic] ?? point.Facts;
            if (request.Points.FirstOrDefault(p => p.Topic == point.Topic) is { } written)
                point.Conclusion = written.Conclusion?.Trim() ?? "";
        }
        foreach (var attendance in await db.Set<Attendance>().Where(a => a.MeetingId == meeting.Id).ToListAsync(ct))
        {
            if (request.Attendance.FirstOrDefault(a => a.DepartmentId == attendance.DepartmentId) is { } noted)
                (attendance.PersonId, attendance.Present) = (noted.PersonId, noted.Present);
        }
        var before = await db.Set<Resolution>().Where(r => r.MeetingId == meeting.Id).ToListAsync(ct);
        var after = request.Resolutions.Select((r, i) => new Resolution { MeetingId = meeting.Id, Position = i, Topic = r.Topic, Words = r.Words.Trim(), OwnerId = r.OwnerId!.Value, DueOn = r.DueOn!.Value, Opens = r.Opens }).ToList();
        db.RemoveRange(before.Where(b => !after.Exists(a => Same(a, b))));
        foreach (var resolution in after)
        {
            if (before.Find(b => Same(resolution, b)) is { } kept)
                kept.Position = resolution.Position;
            else
                db.Add(resolution);
        }
        // What stands in the minutes is part of what the meeting's version says.
        db.Entry(meeting).State = EntityState.Modified;
        await db.SaveAsync(actor, "communication.write-minutes", ct);
        await writing.CommitAsync(ct);
        return new MeetingSaved(meeting.Id, meeting.Version, meeting.Number);
    }

    private static bool Same(Resolution a, Resolution b) => (a.Topic, a.Words, a.OwnerId, a.DueOn, a.Opens) == (b.Topic, b.Words, b.OwnerId, b.DueOn, b.Opens);

    private async Task<IReadOnlyList<FieldProblem>> ProblemsAsync(Actor actor, WriteMinutesRequest request, Meeting meeting, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        List<Guid> named = [request.ChairId!.Value, .. request.Resolutions.Select(r => r.OwnerId!.Value), .. request.Attendance.Where(a => a.PersonId is not null).Select(a => a.PersonId!.Value)];
        var known = await db.People.Where(p => named.Contains(p.Id) && (p.LeftOn == null || p.LeftOn >= actor.Today)).Select(p => p.Id).ToListAsync(ct);
        if (!known.Contains(request.ChairId.Value))
            problems.Add(new FieldProblem("chairId", "communication.no-such-person"));
        for (var i = 0; i < request.Resolutions.Count; i++)
        {
            var resolution = request.Resolutions[i];
            if (!known.Contains(resolution.OwnerId!.Value))
                problems.Add(new FieldProblem($"resolutions[{i}].ownerId", "communication.no-such-person"));
            if (resolution.DueOn < request.HeldOn)
                problems.Add(new FieldProblem($"resolutions[{i}].dueOn", "communication.due-before-meeting"));
        }
        for (var i = 0; i < request.Attendance.Count; i++)
        {
            var attendance = request.Attendance[i];
            if (attendance.PersonId is { } person ? !known.Contains(person) : attendance.Present)
                problems.Add(new FieldProblem($"attendance[{i}].personId", attendance.PersonId is null ? "communication.who-was-there" : "communication.no-such-person"));
        }
        return problems;
    }
}

/// <summary>Reports that a resolution was carried out, and with what result.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record FinishResolutionRequest(Guid Id, int Version, [Required, StringLength(Resolution.TextLength)] string Outcome);

/// <summary>A resolution as saved.</summary>
public sealed record ResolutionSaved(Guid Id, int Version, ResolutionState State) : IVersioned;

/// <inheritdoc cref="FinishResolutionRequest"/>
internal sealed class FinishResolution(IsmsDbContext db, Kernel.Work.WorkInbox inbox)
{
    public static readonly Refusal NotOpen = new("communication.resolution-not-open");

    public async Task<Outcome<ResolutionSaved>> RunAsync(Actor actor, FinishResolutionRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Report, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Resolution>().SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } resolution || (resolution.OwnerId != actor.PersonId && !actor.May(CommunicationPermissions.Edit)))
            return Refusal.NotFound;
        if (resolution.State != ResolutionState.Open)
            return NotOpen;
        if (resolution.Version != request.Version)
            return Refusal.Stale([]);
        (resolution.State, resolution.DoneOn, resolution.Outcome) = (ResolutionState.Done, actor.Today, request.Outcome.Trim());
        await inbox.CompleteAsync(actor, MinutesApproval.ResolutionSubject, resolution.Id, MinutesApproval.CarryOutWork, ct);
        await db.SaveAsync(actor, "communication.finish-resolution", ct);
        await writing.CommitAsync(ct);
        return new ResolutionSaved(resolution.Id, resolution.Version, resolution.State);
    }
}
