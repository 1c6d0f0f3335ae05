using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Announcements;

/// <summary>The duties around announcements.</summary>
internal static class AnnouncementWork
{
    public const string Subject = "communication.announcement";
    public const string ReadWork = "communication.read-announcement";
    public const string AnnounceWork = "communication.announce";

    /// <summary>What the yearly duty is about: no announcement yet.</summary>
    public static readonly Guid Yearly = Guid.Empty;

    public static NewWork ToRead(Announcement announcement, Guid personId) =>
        new(ReadWork, "communication.work.read-announcement", [announcement.Number, announcement.Title], CommunicationPaths.Announcement(announcement.Id), Subject, announcement.Id, announcement.ReadBy) { PersonId = personId, SourceId = personId };
}

/// <summary>When management has to speak to the organization again (5.1 d: at least once in the months set).</summary>
/// <param name="LastOn">When it last did; null while it never has.</param>
/// <param name="DueOn">The last day in time; null before operation is authorised.</param>
public sealed record NextAnnouncement(DateOnly? LastOn, DateOnly? DueOn);

/// <inheritdoc cref="NextAnnouncement"/>
internal sealed class AnnouncementRhythm(IsmsDbContext db, SettingsReader settings)
{
    public async Task<NextAnnouncement> ReadAsync(CancellationToken ct)
    {
        var months = await settings.NumberAsync(CommunicationModule.AnnouncementMonths, ct);
        var days = await db.Set<Announcement>().Where(a => a.State == AnnouncementState.Published).Select(a => new { On = a.PublishedOn, Announced = true })
            .Concat(OrganizationViews.AuthorizationDays(db).Select(d => new { On = d, Announced = false })).ToListAsync(ct);
        var last = days.Where(d => d.Announced).Max(d => d.On);
        var since = last ?? days.Min(d => d.On);
        return new NextAnnouncement(last, since?.AddMonths(months));
    }
}

/// <summary>How many duties to announce were put into the inbox.</summary>
public sealed record AnnouncementWatched(int Duties);

/// <summary>Asks the general manager in time to speak to the organization again. Run any number of times a day: asked once.</summary>
internal sealed class WatchAnnouncements(IsmsDbContext db, WorkInbox inbox, AnnouncementRhythm rhythm)
{
    /// <summary>Days before the last day that the duty appears.</summary>
    public const int LeadDays = 30;

    public async Task<Outcome<AnnouncementWatched>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Schedule) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var due = (await rhythm.ReadAsync(ct)).DueOn;
        if (due is null || due > actor.Today.AddDays(LeadDays)
            || await db.Set<WorkItem>().AnyAsync(w => w.SubjectKind == AnnouncementWork.Subject && w.Kind == AnnouncementWork.AnnounceWork && w.State == WorkState.Open, ct))
            return new AnnouncementWatched(0);
        inbox.Add(new NewWork(AnnouncementWork.AnnounceWork, "communication.work.announce", [], CommunicationPaths.Announcements, AnnouncementWork.Subject, AnnouncementWork.Yearly, due.Value) { Office = Office.GeneralManager });
        await db.SaveAsync(actor, "communication.watch-announcements", ct);
        await writing.CommitAsync(ct);
        return new AnnouncementWatched(1);
    }
}

/// <summary>What this person has not read yet, on the home page.</summary>
internal sealed class AnnouncementsAtHome(IsmsDbContext db) : IContribute<HomeQuestion, HomeNotice>
{
    private const int Most = 3;

    public async Task<IReadOnlyList<HomeNotice>> AnswerAsync(Actor actor, HomeQuestion question, CancellationToken ct)
    {
        if (!actor.May(CommunicationPermissions.Report))
            return [];
        var me = actor.PersonId;
        var unread = await Audience.AddressedTo(db, actor).Where(a => !db.Set<AnnouncementReceipt>().Any(r => r.AnnouncementId == a.Id && r.PersonId == me))
            .OrderBy(a => a.ReadBy).ThenBy(a => a.Id).Take(Most).Select(a => new { a.Id, a.Title, a.InNameOf, a.ReadBy }).ToListAsync(ct);
        return [.. unread.Select(a => new HomeNotice(
            Phrase.Of("communication.announced-by", a.InNameOf), Phrase.Of("communication.announced", a.Title, a.ReadBy.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), CommunicationPaths.Announcement(a.Id), true))];
    }
}
