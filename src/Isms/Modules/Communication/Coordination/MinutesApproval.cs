using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Coordination;

/// <summary>Minutes on their way: signed by the leader of the ISMS team; from then on the resolutions have numbers and are somebody's duty.</summary>
internal sealed class MinutesApproval(IsmsDbContext db, WorkInbox inbox, Numbers numbers) : ApprovalSubject
{
    public const string KindName = "communication.minutes";
    public const string ResolutionSubject = "communication.resolution";

    /// <summary>Kind of the duty to carry out a resolution.</summary>
    public const string CarryOutWork = "communication.carry-out";

    /// <summary>Too few departments were there, or a point has no conclusion.</summary>
    public static readonly Refusal Incomplete = new("communication.minutes-incomplete");

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, Office.IsmsTeamLeader, 1)];

    protected override Permission Read => CommunicationPermissions.Read;

    protected override Permission Submit => CommunicationPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<Meeting>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } meeting)
            return null;
        var points = await db.Set<AgendaPoint>().AsNoTracking().Where(p => p.MeetingId == id).ToListAsync(ct);
        var attendance = await db.Set<Attendance>().AsNoTracking().Where(a => a.MeetingId == id).ToListAsync(ct);
        var resolutions = await db.Set<Resolution>().AsNoTracking().Where(r => r.MeetingId == id).ToListAsync(ct);
        return new ApprovalContent(meeting.Title, meeting.Number, CommunicationPaths.Meeting(id), SignedContent.Json(new
        {
            meeting.Number, meeting.Title, meeting.HeldOn, meeting.Place, meeting.ChairId, meeting.Quorum,
            Points = points.OrderBy(p => p.Topic).Select(p => new { p.Topic, p.Facts, p.Conclusion }),
            Attendance = attendance.OrderBy(a => a.DepartmentId).Select(a => new { a.DepartmentId, a.PersonId, a.Present }),
            Resolutions = resolutions.OrderBy(r => r.Position).Select(r => new { r.Topic, r.Words, r.OwnerId, r.DueOn, r.Opens }),
        }))
        {
            Facts =
            [
                new(Phrase.Of("communication.field.heldOn"), meeting.HeldOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                new(Phrase.Of("communication.attendance"), string.Create(CultureInfo.InvariantCulture, $"{attendance.Count(a => a.Present)} / {attendance.Count}")),
                new(Phrase.Of("communication.resolutions"), resolutions.Count.ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        (await FindAsync(id, ct)).Sign(approval.At);
        foreach (var resolution in await db.Set<Resolution>().Where(r => r.MeetingId == id).OrderBy(r => r.Position).ToListAsync(ct))
        {
            (resolution.Number, resolution.State) = (await numbers.TakeAsync(CommunicationModule.ResolutionNumber, ct), ResolutionState.Open);
            inbox.Add(new NewWork(CarryOutWork, "communication.work.carry-out", [resolution.Number, resolution.Words.Length <= 60 ? resolution.Words : resolution.Words[..60] + "…"], CommunicationPaths.Resolutions + "#r-" + resolution.Id,
                ResolutionSubject, resolution.Id, resolution.DueOn) { PersonId = resolution.OwnerId });
        }
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var meeting = await db.Set<Meeting>().AsNoTracking().SingleAsync(m => m.Id == id, ct);
        if (!meeting.IsDraft)
            return WriteMinutes.NotDraft;
        var gaps = await GapsAsync(actor, meeting, ct);
        return gaps.Count == 0 ? null : Incomplete with { Obstacles = gaps };
    }

    /// <summary>What stands against signing the minutes.</summary>
    public async Task<IReadOnlyList<Obstacle>> GapsAsync(Actor actor, Meeting meeting, CancellationToken ct)
    {
        var gaps = new List<Obstacle>();
        var link = CommunicationPaths.Meeting(meeting.Id);
        if (meeting.HeldOn > actor.Today)
            gaps.Add(new Obstacle(Phrase.Of("communication.gap-not-held"), link));
        var present = await db.Set<Attendance>().Where(a => a.MeetingId == meeting.Id).Select(a => a.Present).ToListAsync(ct);
        if (present.Count(p => p) * 100 < meeting.Quorum * present.Count)
            gaps.Add(new Obstacle(Phrase.Of("communication.gap-quorum", present.Count(p => p), present.Count, meeting.Quorum), link));
        // Points a to g are fixed: each is concluded, also when there was nothing to it.
        var open = await db.Set<AgendaPoint>().Where(p => p.MeetingId == meeting.Id && p.Conclusion == "").Select(p => p.Topic).ToListAsync(ct);
        gaps.AddRange(open.Where(t => t != AgendaTopic.FollowUp).Order().Select(t => new Obstacle(Phrase.Of("communication.gap-conclusion", Phrase.Of("communication.topic." + t)), link + "#t-" + t)));
        return gaps;
    }

    private Task<Meeting> FindAsync(Guid id, CancellationToken ct) => db.Set<Meeting>().SingleAsync(m => m.Id == id, ct);
}
