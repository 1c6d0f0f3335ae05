using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Announcements;

/// <summary>An announcement in the list.</summary>
public sealed record AnnouncementRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public AnnouncementTheme Theme { get; init; }
    public AnnouncementState State { get; init; }
    public string InNameOf { get; init; } = "";
    public DateOnly? PublishedOn { get; init; }
    public DateOnly ReadBy { get; init; }

    /// <summary>How many people it was addressed to on the day it was published.</summary>
    public int Addressed { get; init; }

    /// <summary>How many have read it.</summary>
    public int Read { get; init; }

    /// <summary>The asker has read it.</summary>
    public bool ReadByMe { get; init; }

    /// <summary>The share that has read it in whole percent; 0 before it was published.</summary>
    public int Percent => Addressed == 0 ? 0 : Math.Min(100, 100 * Read / Addressed);
}

/// <summary>宣贯记录: one definition for the page and the API.</summary>
internal static class AnnouncementRegister
{
    /// <summary>Who looks after announcements sees all; everybody else what is addressed to them.</summary>
    public static IQueryable<AnnouncementRow> Rows(IsmsDbContext db, Actor actor)
    {
        var me = actor.PersonId;
        var drafts = actor.May(CommunicationPermissions.DraftAnnouncements);
        var announcements = drafts ? db.Set<Announcement>() : actor.May(CommunicationPermissions.Read) ? db.Set<Announcement>().Where(a => a.PublishedOn != null) : Audience.AddressedTo(db, actor);
        return announcements.AsNoTracking().Select(a => new AnnouncementRow
        {
            Id = a.Id, Number = a.Number, Title = a.Title, Theme = a.Theme, State = a.State, InNameOf = a.InNameOf, PublishedOn = a.PublishedOn, ReadBy = a.ReadBy, Addressed = a.Addressed,
            Read = db.Set<AnnouncementReceipt>().Count(r => r.AnnouncementId == a.Id), ReadByMe = db.Set<AnnouncementReceipt>().Any(r => r.AnnouncementId == a.Id && r.PersonId == me),
        });
    }

    public static Register<AnnouncementRow> Of(CultureInfo culture) => new Register<AnnouncementRow>("communication.announcements", r => r.Id, "-number")
        .Column("number", "communication.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CommunicationPaths.Announcement(r.Id) })
        .Column("title", "communication.field.title", ColumnKind.Text, r => r.Title, c => c with { Sortable = false, Searchable = true, Link = r => CommunicationPaths.Announcement(r.Id) })
        .Column("theme", "communication.field.theme", ColumnKind.Choice, r => r.Theme, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "communication.theme." + r.Theme), Choices = [.. Enum.GetNames<AnnouncementTheme>().Select(n => (n, "communication.theme." + n))],
        })
        .Column("by", "communication.field.inNameOf", ColumnKind.Text, r => r.InNameOf, c => c with { Sortable = false })
        .Column("published", "communication.field.publishedOn", ColumnKind.Date, r => r.PublishedOn, c => c with { Sortable = false })
        .Column("readBy", "communication.field.readBy", ColumnKind.Date, r => r.ReadBy)
        .Column("percent", "communication.field.percent", ColumnKind.Text, r => r.Read, c => c with { Sortable = false, Text = r => r.State == AnnouncementState.Draft ? "" : Phrase.In(culture, "communication.percent-of", r.Percent, r.Read, r.Addressed) })
        .Column("mine", "communication.field.readByMe", ColumnKind.State, r => r.ReadByMe, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, r.ReadByMe ? "communication.read" : "communication.unread"), Choices = [("true", "communication.read"), ("false", "communication.unread")],
        })
        .Column("state", "communication.field.state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "communication.announcement-state." + r.State), Choices = [.. Enum.GetNames<AnnouncementState>().Select(n => (n, "communication.announcement-state." + n))],
        });
}

/// <summary>Announcements the reader may know of.</summary>
internal sealed class FindAnnouncements(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<AnnouncementRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CommunicationPermissions.See) is { } no ? no : await AnnouncementRegister.Of(actor.Culture).PageAsync(AnnouncementRegister.Rows(db, actor), query, ct);
}
