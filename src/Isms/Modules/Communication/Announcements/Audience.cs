using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Announcements;

/// <summary>Somebody an announcement is addressed to.</summary>
public sealed record Reader
{
    public Guid PersonId { get; init; }
    public string EmployeeNumber { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Place of the name in pinyin order.</summary>
    public string NameSort { get; init; } = "";
    public Guid? DepartmentId { get; init; }
    public string Department { get; init; } = "";

    /// <summary>When it was read, UTC; null while it is not.</summary>
    public DateTime? ReadAt { get; init; }

    /// <summary>Where the signed paper is kept; empty when confirmed in the system.</summary>
    public string Paper { get; init; } = "";

    /// <summary>Can confirm in the system; others are told and sign on paper.</summary>
    public bool HasAccount { get; init; }
}

/// <summary>
/// Whom an announcement is addressed to: those on the staff today who were here when it was published, of the departments named and all below them.
/// External auditors are told nothing.
/// </summary>
internal static class Audience
{
    /// <param name="publishedOn">Today for a draft.</param>
    public static IQueryable<Reader> Of(IsmsDbContext db, Guid announcementId, bool toAll, DateOnly publishedOn, DateOnly today)
    {
        var targets = db.Set<AnnouncementTarget>().Where(t => t.AnnouncementId == announcementId);
        var within =
            from d in db.Departments
            where targets.Any(t => db.Departments.Any(top => top.Id == t.DepartmentId && d.Path.StartsWith(top.Path)))
            select (Guid?)d.Id;
        return
            from p in db.People
            where (p.LeftOn == null || p.LeftOn >= today) && (p.JoinedOn == null || p.JoinedOn <= publishedOn) && (toAll || within.Contains(p.DepartmentId))
                && !db.Appointments.Any(a => a.PersonId == p.Id && a.Office == Office.ExternalAuditor && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today))
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            from r in db.Set<AnnouncementReceipt>().Where(r => r.AnnouncementId == announcementId && r.PersonId == p.Id).DefaultIfEmpty()
            select new Reader
            {
                PersonId = p.Id, EmployeeNumber = p.EmployeeNumber, Name = p.Name, NameSort = p.NameSort, DepartmentId = p.DepartmentId, Department = d == null ? "" : d.Name,
                ReadAt = r == null ? null : r.ReadAt, Paper = r == null ? "" : r.Paper, HasAccount = db.Users.Any(u => u.PersonId == p.Id && u.DisabledAt == null),
            };
    }

    /// <summary>Announcements in force that are addressed to this person.</summary>
    public static IQueryable<Announcement> AddressedTo(IsmsDbContext db, Actor actor)
    {
        var (me, home, auditor) = (actor.PersonId, actor.DepartmentId, actor.Holds(Office.ExternalAuditor));
        return db.Set<Announcement>().Where(a => a.State == AnnouncementState.Published && !auditor
            && db.People.Any(p => p.Id == me && (p.JoinedOn == null || p.JoinedOn <= a.PublishedOn))
            && (a.ToAll || db.Set<AnnouncementTarget>().Any(t => t.AnnouncementId == a.Id
                && db.Departments.Any(top => top.Id == t.DepartmentId && db.Departments.Any(d => d.Id == home && d.Path.StartsWith(top.Path))))));
    }
}
