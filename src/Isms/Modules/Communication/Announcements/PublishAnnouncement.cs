using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Announcements;

/// <summary>Publishes an announcement: the general manager, or the management representative in his name.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Secret">Password or current one-time code: it is a signature.</param>
/// <param name="Mandate">By what the representative speaks for the general manager; required of the representative.</param>
public sealed record PublishAnnouncementRequest(Guid Id, int Version, [Required, StringLength(256)] string Secret, [StringLength(Announcement.NoteLength)] string? Mandate = null);

/// <inheritdoc cref="PublishAnnouncementRequest"/>
internal sealed class PublishAnnouncement(IsmsDbContext db, IReauthentication reauthentication, OfficeHolders holders, WorkInbox inbox, TimeProvider time)
{
    /// <summary>Nobody to speak for.</summary>
    public static readonly Refusal NoManager = new("communication.announcement-no-manager");

    /// <summary>Nobody would hear it.</summary>
    public static readonly Refusal NoReaders = new("communication.announcement-no-readers");

    public async Task<Outcome<AnnouncementSaved>> RunAsync(Actor actor, PublishAnnouncementRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Announce, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (await reauthentication.CheckAsync(actor, request.Secret, ct) is { } notTheOne)
            return notTheOne;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Announcement>().SingleOrDefaultAsync(a => a.Id == request.Id, ct) is not { } announcement)
            return Refusal.NotFound;
        if (!announcement.IsDraft)
            return SaveAnnouncement.NotDraft;
        if (announcement.Version != request.Version)
            return Refusal.Stale([]);
        if (announcement.ReadBy < actor.Today)
            return Refusal.Invalid("readBy", "communication.read-by-past");
        var own = actor.Holds(Office.GeneralManager);
        var mandate = own ? "" : request.Mandate?.Trim() ?? "";
        if (!own && mandate.Length == 0)
            return Refusal.Invalid("mandate", "communication.mandate-needed");
        if ((own ? actor.Name : (await holders.OfAsync(Office.GeneralManager, null, ct)).FirstOrDefault()?.Name) is not { } manager)
            return NoManager;
        var readers = await Audience.Of(db, announcement.Id, announcement.ToAll, actor.Today, actor.Today).Select(r => new { r.PersonId, r.HasAccount }).ToListAsync(ct);
        if (readers.Count == 0)
            return NoReaders;
        var departments = await db.Set<AnnouncementTarget>().Where(t => t.AnnouncementId == announcement.Id).Select(t => t.DepartmentId).OrderBy(d => d).ToListAsync(ct);
        var hash = SignedContent.HashOf(SignedContent.Json(new { announcement.Number, announcement.Title, announcement.Body, announcement.Theme, announcement.ReadBy, departments }));
        announcement.Publish(actor.PersonId, manager, mandate, actor.Today, time.Instant(), hash, readers.Count);
        // Whoever publishes has read it.
        if (readers.Exists(r => r.PersonId == actor.PersonId))
            db.Add(new AnnouncementReceipt { AnnouncementId = announcement.Id, PersonId = actor.PersonId, ReadAt = time.Instant() });
        foreach (var reader in readers.Where(r => r.HasAccount && r.PersonId != actor.PersonId))
            inbox.Add(AnnouncementWork.ToRead(announcement, reader.PersonId));
        await inbox.CompleteAsync(actor, AnnouncementWork.Subject, AnnouncementWork.Yearly, AnnouncementWork.AnnounceWork, ct);
        await db.SaveAsync(actor, "communication.publish-announcement", ct);
        await writing.CommitAsync(ct);
        return new AnnouncementSaved(announcement.Id, announcement.Version, announcement.Number);
    }
}

/// <summary>Takes an announcement back; a draft is given up. It keeps its number, so that none is missing from the series.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record WithdrawAnnouncementRequest(Guid Id, int Version, [Required, StringLength(Announcement.NoteLength)] string Reason);

/// <inheritdoc cref="WithdrawAnnouncementRequest"/>
internal sealed class WithdrawAnnouncement(IsmsDbContext db, WorkInbox inbox)
{
    public static readonly Refusal WithdrawnAlready = new("communication.announcement-withdrawn");

    public async Task<Outcome<AnnouncementSaved>> RunAsync(Actor actor, WithdrawAnnouncementRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.DraftAnnouncements, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Announcement>().SingleOrDefaultAsync(a => a.Id == request.Id, ct) is not { } announcement)
            return Refusal.NotFound;
        if (announcement.State == AnnouncementState.Withdrawn)
            return WithdrawnAlready;
        if (announcement.Version != request.Version)
            return Refusal.Stale([]);
        if (!announcement.IsDraft && !actor.May(CommunicationPermissions.Announce))
            return Refusal.Forbidden;
        announcement.Withdraw(request.Reason.Trim());
        await inbox.CancelAsync(AnnouncementWork.Subject, announcement.Id, null, ct);
        await db.SaveAsync(actor, "communication.withdraw-announcement", ct);
        await writing.CommitAsync(ct);
        return new AnnouncementSaved(announcement.Id, announcement.Version, announcement.Number);
    }
}
