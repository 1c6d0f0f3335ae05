using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Announcements;

/// <summary>Words of an announcement.</summary>
/// <param name="ReadBy">Until when it is to be read; not before today.</param>
/// <param name="Departments">Whom it is addressed to, with all departments below; none for everybody.</param>
public sealed record AnnouncementFacts(
    [Required, StringLength(Announcement.TitleLength)] string Title, [Required, StringLength(Announcement.BodyLength)] string Body, AnnouncementTheme Theme, DateOnly ReadBy, IReadOnlyList<Guid>? Departments = null);

/// <summary>An announcement as saved.</summary>
public sealed record AnnouncementSaved(Guid Id, int Version, string Number) : IVersioned;

/// <summary>Drafts an announcement, or changes the draft.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this is based on; 0 for a new one.</param>
public sealed record SaveAnnouncementRequest(Guid? Id, int Version, AnnouncementFacts Facts);

/// <inheritdoc cref="SaveAnnouncementRequest"/>
internal sealed class SaveAnnouncement(IsmsDbContext db, Numbers numbers)
{
    /// <summary>What people have read does not change: it is withdrawn and announced anew.</summary>
    public static readonly Refusal NotDraft = new("communication.announcement-not-draft");

    public async Task<Outcome<AnnouncementSaved>> RunAsync(Actor actor, SaveAnnouncementRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.DraftAnnouncements, request) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        var facts = request.Facts;
        if (facts.ReadBy < actor.Today)
            return Refusal.Invalid("readBy", "communication.read-by-past");
        var departments = (facts.Departments ?? []).Distinct().ToList();
        await using var writing = await db.BeginAsync(ct);
        if (await db.Departments.CountAsync(d => departments.Contains(d.Id) && d.ClosedOn == null, ct) != departments.Count)
            return Refusal.Invalid("departments", "communication.no-such-department");
        var announcement = request.Id is { } id ? await db.Set<Announcement>().SingleOrDefaultAsync(a => a.Id == id, ct)
            : new Announcement { Number = await numbers.TakeAsync(CommunicationModule.AnnouncementNumber, ct), DraftedById = actor.PersonId };
        if (announcement is null)
            return Refusal.NotFound;
        if (!announcement.IsDraft)
            return NotDraft;
        if (request.Id is not null && announcement.Version != request.Version)
            return Refusal.Stale([new FieldDifference("title", facts.Title, announcement.Title), new FieldDifference("body", facts.Body, announcement.Body)]);
        (announcement.Title, announcement.Body, announcement.Theme) = (facts.Title.Trim(), facts.Body.Trim().ReplaceLineEndings("\n"), facts.Theme);
        (announcement.ReadBy, announcement.ToAll) = (facts.ReadBy, departments.Count == 0);
        var before = await db.Set<AnnouncementTarget>().Where(t => t.AnnouncementId == announcement.Id).ToListAsync(ct);
        db.RemoveRange(before.Where(t => !departments.Contains(t.DepartmentId)));
        db.AddRange(departments.Where(d => !before.Exists(t => t.DepartmentId == d)).Select(d => new AnnouncementTarget { AnnouncementId = announcement.Id, DepartmentId = d }));
        // Whom it goes to is part of it: whoever saved before must be seen by whoever saves next.
        if (request.Id is null)
            db.Add(announcement);
        else
            db.Entry(announcement).State = EntityState.Modified;
        await db.SaveAsync(actor, "communication.save-announcement", ct);
        await writing.CommitAsync(ct);
        return new AnnouncementSaved(announcement.Id, announcement.Version, announcement.Number);
    }
}
