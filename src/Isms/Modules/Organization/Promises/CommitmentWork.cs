using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.Posts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Promises;

/// <summary>
/// Keeps the inboxes in step with what everybody has to commit to: the promise in force, and the duties of the own post. People without an account get no
/// duty; theirs is recorded from paper.
/// </summary>
internal sealed class CommitmentWork(IsmsDbContext db, WorkInbox inbox, SettingsReader settings, TimeProvider time) : IDailyWatch
{
    public const string SignWork = "organization.sign-promise";
    public const string ConfirmWork = "organization.confirm-duties";
    public const string PromiseSubject = "organization.promise";
    public const string PostSubject = "organization.post";
    public const string Page = "/organization/commitments/mine";

    public async Task LookAsync(Actor actor, CancellationToken ct)
    {
        var inForce = await db.Set<PromiseText>().Where(t => t.State == PromiseState.InForce).OrderByDescending(t => t.Edition).FirstOrDefaultAsync(ct);
        await PromisesAsync(inForce, actor.Today, ct);
        await DutiesAsync(actor.Today, ct);
    }

    /// <summary>Duties to sign this edition; those of other editions go. The caller saves.</summary>
    public async Task PromisesAsync(PromiseText? inForce, DateOnly today, CancellationToken ct)
    {
        var open = await db.Set<WorkItem>().Where(w => w.SubjectKind == PromiseSubject && w.Kind == SignWork && w.State == WorkState.Open).Select(w => new { w.Id, w.SubjectId, w.SourceId }).ToListAsync(ct);
        List<Guid> wanted = inForce is null ? [] : await (
            from p in Active(today)
            where !db.Set<SignedPromise>().Any(s => s.PersonId == p.Id && s.TextId == inForce.Id)
            select p.Id).ToListAsync(ct);
        var asked = open.Where(w => w.SubjectId == inForce?.Id).Select(w => w.SourceId).ToHashSet();
        var due = await DueAsync(today, ct);
        foreach (var person in wanted.Where(p => !asked.Contains(p)))
            inbox.Add(new NewWork(SignWork, "organization.work.sign-promise", [], Page, PromiseSubject, inForce!.Id, due) { PersonId = person, SourceId = person });
        var stillWanted = wanted.ToHashSet();
        await CancelAsync([.. open.Where(w => w.SubjectId != inForce?.Id || !stillWanted.Contains(w.SourceId!.Value)).Select(w => w.Id)], ct);
    }

    /// <summary>Duties to confirm those of one's post as they are now. The caller has saved posts and people, and saves again.</summary>
    public async Task DutiesAsync(DateOnly today, CancellationToken ct)
    {
        var open = await db.Set<WorkItem>().Where(w => w.SubjectKind == PostSubject && w.Kind == ConfirmWork && w.State == WorkState.Open).Select(w => new { w.Id, w.SubjectId, w.SourceId }).ToListAsync(ct);
        var wanted = await (
            from h in PostHolders.Of(db, today)
            join p in Active(today) on h.PersonId equals p.Id
            join d in db.Set<PostDescription>() on h.PostId equals d.Id
            where !db.Set<DutyConfirmation>().Any(c => c.PersonId == h.PersonId && c.PostId == h.PostId && c.DutiesVersion == h.DutiesVersion)
            select new { h.PostId, h.PersonId, d.Name }).ToListAsync(ct);
        var due = await DueAsync(today, ct);
        var asked = open.Select(w => (w.SubjectId, w.SourceId)).ToHashSet();
        foreach (var post in wanted.Where(w => !asked.Contains((w.PostId, w.PersonId))))
            inbox.Add(new NewWork(ConfirmWork, "organization.work.confirm-duties", [post.Name], Page, PostSubject, post.PostId, due) { PersonId = post.PersonId, SourceId = post.PersonId });
        var stillWanted = wanted.Select(w => (w.PostId, (Guid?)w.PersonId)).ToHashSet();
        await CancelAsync([.. open.Where(w => !stillWanted.Contains((w.SubjectId, w.SourceId))).Select(w => w.Id)], ct);
    }

    private async Task CancelAsync(IReadOnlyList<Guid> gone, CancellationToken ct)
    {
        foreach (var chunk in gone.Chunk(500))
        {
            foreach (var item in await db.Set<WorkItem>().Where(w => chunk.Contains(w.Id) && w.State == WorkState.Open).ToListAsync(ct))
                item.Cancel(time.Instant());
        }
    }

    private IQueryable<Person> Active(DateOnly today) => db.People.Where(p => (p.LeftOn == null || p.LeftOn >= today)
        && db.Users.Any(u => u.PersonId == p.Id && u.DisabledAt == null)
        && !db.Appointments.Any(a => a.PersonId == p.Id && a.Office == Office.ExternalAuditor && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)));

    private async Task<DateOnly> DueAsync(DateOnly today, CancellationToken ct) => today.AddDays(await settings.NumberAsync(OrganizationModule.CommitmentDays, ct));
}
