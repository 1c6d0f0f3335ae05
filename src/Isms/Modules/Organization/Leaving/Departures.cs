using Isms.Kernel.Access;
using Isms.Kernel.Access.Accounts;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Leaving;

/// <summary>What follows when people move and leave: offices, account and checklist. The caller holds the write transaction and saves.</summary>
internal sealed class Departures(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public const string SubjectKind = "organization.leaving";
    public const string Work = "organization.see-off";

    /// <summary>Keeps where the person was, when department or post changes, and puts the person there.</summary>
    public void NoteMove(Person person, Guid? departmentId, string post, DateOnly today)
    {
        if (person.DepartmentId == departmentId && person.Post == post)
            return;
        if (person.DepartmentId is not null || person.Post.Length > 0)
            db.Add(new PastPlacement { PersonId = person.Id, DepartmentId = person.DepartmentId, Post = person.Post, Until = today.AddDays(-1) });
        (person.DepartmentId, person.Post) = (departmentId, post);
    }

    /// <summary>
    /// Sets the last day: offices end with it, the checklist is opened. With <paramref name="atOnce"/>, or when the day is past, account, sessions and tokens
    /// end now; otherwise they are refused from the next day on.
    /// </summary>
    public async Task LeaveAsync(Actor actor, Person person, DateOnly lastDay, bool atOnce, CancellationToken ct)
    {
        person.LeftOn = lastDay;
        foreach (var term in await db.Appointments.Where(a => a.PersonId == person.Id && (a.EndsOn == null || a.EndsOn > lastDay)).ToListAsync(ct))
            term.EndsOn = lastDay;
        if (atOnce || lastDay < actor.Today)
            await CloseAccountAsync(person.Id, ct);
        await OpenChecklistAsync(person, lastDay, ct);
    }

    /// <summary>The person stays after all, or comes back: open duties of leaving go. Offices and the account are given anew by who may.</summary>
    public async Task StayAsync(Person person, CancellationToken ct)
    {
        person.LeftOn = null;
        foreach (var task in await db.Set<LeavingTask>().Where(t => t.PersonId == person.Id && t.DoneAt == null && !t.Cancelled).ToListAsync(ct))
        {
            task.Cancel();
            await inbox.CancelAsync(SubjectKind, person.Id, Work, ct, task.Id);
        }
    }

    /// <summary>Ends sessions and tokens and closes the account; true when there was one open.</summary>
    public async Task<bool> CloseAccountAsync(Guid personId, CancellationToken ct)
    {
        if (await db.Users.FirstOrDefaultAsync(u => u.PersonId == personId && u.DisabledAt == null, ct) is not { } user)
            return false;
        user.DisabledAt = time.Instant();
        await AdministerAccount.EndAccessAsync(db, user.Id, time.Instant(), ct);
        db.Note("kernel_users", user.Id, new { user.UserName, left = true });
        return true;
    }

    private async Task OpenChecklistAsync(Person person, DateOnly lastDay, CancellationToken ct)
    {
        if (await db.Set<LeavingTask>().AnyAsync(t => t.PersonId == person.Id && !t.Cancelled && t.DoneAt == null, ct))
            return;
        foreach (var duty in Enum.GetValues<LeavingDuty>())
        {
            var task = new LeavingTask { PersonId = person.Id, Duty = duty, DueOn = lastDay };
            db.Add(task);
            var byHead = duty != LeavingDuty.Accounts && person.DepartmentId is not null;
            inbox.Add(new NewWork(Work, "organization.work.leaving-" + duty, [person.Name], $"/organization/people/{person.Id}/leaving", SubjectKind, person.Id, lastDay)
            {
                Office = byHead ? Office.DepartmentHead : duty == LeavingDuty.Accounts ? Office.SystemAdministrator : Office.ManagementRepresentative,
                DepartmentId = byHead ? person.DepartmentId : null,
                SourceId = task.Id,
            });
        }
    }
}
