using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Announcements;

/// <summary>That somebody read it.</summary>
/// <param name="ReadAt">UTC.</param>
public sealed record AnnouncementRead(Guid Id, DateTime ReadAt);

/// <summary>The reader confirms having read it; once.</summary>
internal sealed class ConfirmAnnouncement(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal ReadAlready = new("communication.announcement-read-already");

    public async Task<Outcome<AnnouncementRead>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Report) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (!await Audience.AddressedTo(db, actor).AnyAsync(a => a.Id == id, ct))
            return Refusal.NotFound;
        if (await db.Set<AnnouncementReceipt>().AnyAsync(r => r.AnnouncementId == id && r.PersonId == actor.PersonId, ct))
            return ReadAlready;
        var receipt = new AnnouncementReceipt { AnnouncementId = id, PersonId = actor.PersonId, ReadAt = time.Instant() };
        db.Add(receipt);
        await inbox.CompleteAsync(actor, AnnouncementWork.Subject, id, AnnouncementWork.ReadWork, ct, actor.PersonId);
        await db.SaveAsync(actor, "communication.confirm-announcement", ct);
        await writing.CommitAsync(ct);
        return new AnnouncementRead(receipt.Id, receipt.ReadAt);
    }
}

/// <summary>Somebody was told of it and signed on paper: for people without an account.</summary>
/// <param name="Paper">Where the signed list is kept.</param>
public sealed record RecordReceiptRequest(Guid AnnouncementId, Guid PersonId, [Required, StringLength(Announcement.NoteLength)] string Paper);

/// <inheritdoc cref="RecordReceiptRequest"/>
internal sealed class RecordReceipt(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public async Task<Outcome<AnnouncementRead>> RunAsync(Actor actor, RecordReceiptRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.DraftAnnouncements, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Announcement>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.AnnouncementId && a.State == AnnouncementState.Published, ct) is not { } announcement)
            return Refusal.NotFound;
        if (await Audience.Of(db, announcement.Id, announcement.ToAll, announcement.PublishedOn!.Value, actor.Today).SingleOrDefaultAsync(r => r.PersonId == request.PersonId, ct) is not { } reader)
            return Refusal.Invalid("personId", "communication.not-addressed");
        if (reader.ReadAt is not null)
            return ConfirmAnnouncement.ReadAlready;
        var receipt = new AnnouncementReceipt { AnnouncementId = announcement.Id, PersonId = request.PersonId, ReadAt = time.Instant(), Paper = request.Paper.Trim() };
        db.Add(receipt);
        await inbox.CompleteAsync(actor, AnnouncementWork.Subject, announcement.Id, AnnouncementWork.ReadWork, ct, request.PersonId);
        await db.SaveAsync(actor, "communication.record-receipt", ct);
        await writing.CommitAsync(ct);
        return new AnnouncementRead(receipt.Id, receipt.ReadAt);
    }
}

/// <summary>How many were reminded.</summary>
public sealed record ReadersReminded(int People);

/// <summary>Asks everybody who has not read it once more; who came into a department named since is asked for the first time.</summary>
internal sealed class RemindReaders(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>An announcement that nobody is to read any more.</summary>
    public static readonly Refusal NotPublished = new("communication.announcement-not-published");

    public async Task<Outcome<ReadersReminded>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.DraftAnnouncements) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Announcement>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } announcement)
            return Refusal.NotFound;
        if (announcement.State != AnnouncementState.Published)
            return NotPublished;
        var unread = await Audience.Of(db, id, announcement.ToAll, announcement.PublishedOn!.Value, actor.Today).Where(r => r.ReadAt == null && r.HasAccount).Select(r => r.PersonId).ToListAsync(ct);
        var asked = (await db.Set<WorkItem>().Where(w => w.SubjectKind == AnnouncementWork.Subject && w.SubjectId == id && w.Kind == AnnouncementWork.ReadWork && w.State == WorkState.Open).Select(w => w.PersonId).ToListAsync(ct)).ToHashSet();
        await inbox.RemindAsync(AnnouncementWork.Subject, id, AnnouncementWork.ReadWork, ct);
        foreach (var person in unread.Where(p => !asked.Contains(p)))
            inbox.Add(AnnouncementWork.ToRead(announcement, person));
        db.Note("communication_announcements", id, new { reminded = unread.Count });
        await db.SaveAsync(actor, "communication.remind-readers", ct);
        await writing.CommitAsync(ct);
        return new ReadersReminded(unread.Count);
    }
}
