using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Notices;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Work;

/// <summary>
/// Puts duties into inboxes and takes them out. Everything is saved, and written to the ledger, with the caller's own
/// <see cref="IsmsDbContext.SaveAsync"/>, so a duty never exists without what caused it.
/// </summary>
internal sealed class WorkInbox(IsmsDbContext db, TimeProvider time) : Ui.IInboxCount
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public WorkItem Add(NewWork work)
    {
        if (work.PersonId is null == work.Office is null)
            throw new ArgumentException("A duty is one person's or one office's.", nameof(work));
        var item = new WorkItem
        {
            Kind = work.Kind, TitleKey = work.TitleKey, TitleArgs = JsonSerializer.Serialize(work.TitleArgs, Options), Link = work.Link,
            SubjectKind = work.SubjectKind, SubjectId = work.SubjectId, SourceId = work.SourceId, PersonId = work.PersonId, Office = work.Office,
            DepartmentId = work.DepartmentId, DueOn = work.DueOn, CreatedAt = time.Instant(),
        };
        db.Add(item);
        Tell(item, Occasion.New);
        return item;
    }

    /// <summary>Done: every open duty of this kind about this subject, or the one with this source.</summary>
    public async Task CompleteAsync(Actor actor, string subjectKind, Guid subjectId, string kind, CancellationToken ct, Guid? sourceId = null)
    {
        foreach (var item in await OpenAsync(subjectKind, subjectId, kind, sourceId, ct))
            item.Complete(actor, time.Instant());
    }

    /// <summary>No longer to be done. A null <paramref name="kind"/> means every duty about this subject.</summary>
    public async Task CancelAsync(string subjectKind, Guid subjectId, string? kind, CancellationToken ct, Guid? sourceId = null)
    {
        foreach (var item in await OpenAsync(subjectKind, subjectId, kind, sourceId, ct))
            item.Cancel(time.Instant());
    }

    /// <summary>Marks it as asked for again.</summary>
    public async Task RemindAsync(string subjectKind, Guid subjectId, string kind, CancellationToken ct, Guid? sourceId = null)
    {
        foreach (var item in await OpenAsync(subjectKind, subjectId, kind, sourceId, ct))
        {
            item.RemindedAt = time.Instant();
            Tell(item, Occasion.Asked);
        }
    }

    // In the caller's transaction, as the duty itself.
    private void Tell(WorkItem item, Occasion occasion) => db.Add(new WorkNotice { WorkId = item.Id, Occasion = occasion, CreatedAt = time.Instant() });

    /// <summary>What this person has to do: named in person, or by an office held today.</summary>
    public IQueryable<WorkItem> OpenFor(Actor actor)
    {
        var (me, today) = (actor.PersonId, actor.Today);
        var offices = actor.Offices.Select(o => o.Office).Where(o => o != Office.DepartmentHead).Cast<Office?>().ToList();
        var headed = actor.Offices.Where(o => o.Office == Office.DepartmentHead).SelectMany(o => o.Departments).Cast<Guid?>().ToList();
        // A head has the duties of the departments headed, and of those below only as long as they have no head of their own.
        var heads = db.Appointments.Where(a => a.Office == Office.DepartmentHead && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today));
        return db.Set<WorkItem>().Where(w => w.State == WorkState.Open && (w.PersonId == me
            || (w.PersonId == null && offices.Contains(w.Office))
            || (w.Office == Office.DepartmentHead && headed.Contains(w.DepartmentId)
                && (heads.Any(a => a.PersonId == me && a.DepartmentId == w.DepartmentId) || !heads.Any(a => a.DepartmentId == w.DepartmentId)))));
    }

    /// <summary>What others let slip, brought to this person as the management representative; nothing for anybody else.</summary>
    public IQueryable<WorkItem> EscalatedTo(Actor actor)
    {
        var isRepresentative = actor.Holds(Office.ManagementRepresentative);
        return db.Set<WorkItem>().Where(w => isRepresentative && w.State == WorkState.Open && w.EscalatedAt != null);
    }

    /// <summary>How much this person has to do; one statement.</summary>
    public Task<int> CountAsync(Actor actor, CancellationToken ct) => OpenFor(actor).CountAsync(ct);

    /// <summary>The title in the reader's language.</summary>
    public static string TitleOf(string key, string args) => Phrase.Of(key, [.. JsonSerializer.Deserialize<string[]>(args)!.Select(InReadersLanguage)]);

    /// <summary>A value of a title that reads differently in each language.</summary>
    public static string InBoth(string chinese, string english) => chinese == english ? chinese : chinese + Between + english;

    private const char Between = '\u001f';

    private static string InReadersLanguage(string value) => value.IndexOf(Between) is >= 0 and var at
        ? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? value[(at + 1)..] : value[..at]
        : value;

    // Also those added but not saved yet: one operation may put a duty in and take it out again.
    private async Task<List<WorkItem>> OpenAsync(string subjectKind, Guid subjectId, string? kind, Guid? sourceId, CancellationToken ct)
    {
        var stored = await db.Set<WorkItem>().Where(w => w.SubjectId == subjectId && w.SubjectKind == subjectKind && w.State == WorkState.Open
            && (kind == null || w.Kind == kind) && (sourceId == null || w.SourceId == sourceId)).ToListAsync(ct);
        return [.. stored.Union(db.Set<WorkItem>().Local.Where(w => w.SubjectId == subjectId && w.SubjectKind == subjectKind
            && (kind is null || w.Kind == kind) && (sourceId is null || w.SourceId == sourceId))).Where(w => w.State == WorkState.Open)];
    }
}
