using System.Text.Encodings.Web;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Reading;

/// <summary>Asks those on a distribution list to read and confirm, by the ten thousand.</summary>
internal sealed class ReadingDesk(IsmsDbContext db, SettingsReader settings, TimeProvider time)
{
    /// <summary>Kind of the duty to read.</summary>
    public const string ReadWork = "documents.read";
    public const string KindName = "documents.confirmation";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Everybody on the list who works here today, has an account and was not asked yet since the last material change: an editorial one asks nobody again.
    /// The author has read it.
    /// </summary>
    public async Task<IReadOnlyList<(Guid PersonId, Guid? DepartmentId)>> MissingAsync(DocumentVersion version, CancellationToken ct)
    {
        var since = version.Material ? version.Ordinal
            : await db.Set<DocumentVersion>().Where(v => v.DocumentId == version.DocumentId && v.Material && v.Ordinal < version.Ordinal).MaxAsync(v => (int?)v.Ordinal, ct) ?? version.Ordinal;
        var asked =
            from c in db.Set<ReadingConfirmation>()
            join v in db.Set<DocumentVersion>() on c.VersionId equals v.Id
            where v.DocumentId == version.DocumentId && v.Ordinal >= since && (c.DroppedAt == null || c.ConfirmedAt != null)
            select c.PersonId;
        var (people, author) = (await ConcernedAsync(version.DocumentId, ct), version.AuthorId);
        return [.. (await people.Where(p => p.Id != author && !asked.Contains(p.Id)).Select(p => new { p.Id, p.DepartmentId }).ToListAsync(ct)).Select(p => (p.Id, p.DepartmentId))];
    }

    private async Task<IQueryable<Person>> ConcernedAsync(Guid documentId, CancellationToken ct)
    {
        var today = await settings.TodayAsync(ct);
        var lines = await db.Set<DocumentRecipient>().AsNoTracking().Where(r => r.DocumentId == documentId).ToListAsync(ct);
        var people =
            from p in db.People
            join u in db.Users on p.Id equals u.PersonId
            where (p.LeftOn == null || p.LeftOn >= today) && u.DisabledAt == null
                && !db.Appointments.Any(a => a.PersonId == p.Id && a.Office == Office.ExternalAuditor && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today))
            select p;
        if (!lines.Exists(l => l.Scope == RecipientScope.Everyone || l is { Scope: RecipientScope.Office, Office: Office.Employee }))
        {
            var departments = lines.Where(l => l.Scope == RecipientScope.Department).Select(l => l.DepartmentId).ToList();
            var within = db.Departments.Where(d => db.Departments.Any(a => departments.Contains(a.Id) && d.Path.StartsWith(a.Path))).Select(d => (Guid?)d.Id);
            var persons = lines.Where(l => l.Scope == RecipientScope.Person).Select(l => l.PersonId!.Value).ToList();
            var offices = lines.Where(l => l.Scope == RecipientScope.Office).Select(l => l.Office!.Value).ToList();
            people = people.Where(p => within.Contains(p.DepartmentId) || persons.Contains(p.Id)
                || db.Appointments.Any(a => a.PersonId == p.Id && offices.Contains(a.Office) && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)));
        }
        return people;
    }

    /// <summary>Gives everybody concerned the duty. In the write transaction that brings the version into force.</summary>
    /// <returns>How many were asked.</returns>
    public async Task<int> AskAsync(Actor actor, ControlledDocument document, DocumentVersion version, CancellationToken ct)
    {
        var at = time.Instant();
        var due = (await settings.TodayAsync(ct)).AddDays(await settings.NumberAsync(DocumentsModule.ReadingDays, ct));
        var asked = (await MissingAsync(version, ct)).Select(p => new ReadingConfirmation
        {
            VersionId = version.Id, PersonId = p.PersonId, DepartmentId = p.DepartmentId, AskedAt = at, DueOn = due,
        }).ToList();
        var title = JsonSerializer.Serialize(new[] { WorkInbox.InBoth($"{document.Number} {version.Label} {version.TitleZh}", $"{document.Number} {version.Label} {(version.TitleEn.Length > 0 ? version.TitleEn : version.TitleZh)}") }, Options);
        var work = asked.ConvertAll(c => new WorkItem
        {
            Kind = ReadWork, TitleKey = "documents.work.read", TitleArgs = title, Link = DocumentPaths.Read(c.Id), SubjectKind = KindName, SubjectId = c.Id, PersonId = c.PersonId,
            DueOn = due, CreatedAt = at,
        });
        if (db.Entry(version).State == EntityState.Added)
        {
            // A version that is saved only later cannot be referred to before.
            db.AddRange(asked);
            db.AddRange(work);
            return asked.Count;
        }
        await db.SaveNewAsync(actor, "documents.ask-to-read", asked, ct);
        await db.SaveNewAsync(actor, "documents.ask-to-read", work, ct);
        return asked.Count;
    }

    /// <summary>No longer asked for, because the version is no longer in force.</summary>
    public async Task DropAsync(Guid versionId, CancellationToken ct)
    {
        var at = time.Instant();
        var open = await db.Set<ReadingConfirmation>().Where(c => c.VersionId == versionId && c.ConfirmedAt == null && c.DroppedAt == null).ToListAsync(ct);
        foreach (var confirmation in open)
            confirmation.DroppedAt = at;
        var ids = db.Set<ReadingConfirmation>().Where(c => c.VersionId == versionId && c.ConfirmedAt == null).Select(c => c.Id);
        foreach (var item in await db.Set<WorkItem>().Where(w => w.SubjectKind == KindName && w.State == WorkState.Open && ids.Contains(w.SubjectId)).ToListAsync(ct))
            item.Cancel(at);
    }
}
