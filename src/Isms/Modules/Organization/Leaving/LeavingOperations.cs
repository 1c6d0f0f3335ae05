using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Offices;
using Isms.Modules.Organization.People;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Leaving;

/// <summary>Somebody leaves.</summary>
/// <param name="Version">The version of the person this is based on.</param>
/// <param name="LastDay">The last day; null when the person stays after all.</param>
/// <param name="AtOnce">Account, sessions and tokens end now, not after the last day.</param>
public sealed record RecordLeavingRequest(Guid Id, int Version, DateOnly? LastDay, bool AtOnce = false);

/// <summary>Records the last day of a person and opens the checklist; offices end with the day, the account with it or at once.</summary>
internal sealed class RecordLeaving(IsmsDbContext db, Departures departures, Vacancies vacancies)
{
    /// <summary>Nobody ends the own rights by mistake.</summary>
    public static readonly Refusal NotYourself = new("organization.leaving-not-yourself");

    public async Task<Outcome<PersonSaved>> RunAsync(Actor actor, RecordLeavingRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.People.SingleOrDefaultAsync(p => p.Id == request.Id, ct) is not { } person)
            return Refusal.NotFound;
        if (person.Version != request.Version)
            return Refusal.Stale([]);
        if (person.Id == actor.PersonId && request.AtOnce)
            return NotYourself;
        if (request.LastDay < person.JoinedOn)
            return Refusal.Invalid("lastDay", "organization.left-before-joined");
        if (request.LastDay is { } lastDay)
            await departures.LeaveAsync(actor, person, lastDay, request.AtOnce, ct);
        else
            await departures.StayAsync(person, ct);
        await vacancies.RefreshAsync(actor, actor.Today, ct);
        await db.SaveAsync(actor, request.LastDay is null ? "organization.cancel-leaving" : "organization.record-leaving", ct);
        await writing.CommitAsync(ct);
        return new PersonSaved(person.Id, person.Version);
    }
}

/// <summary>The checklist of a person who leaves.</summary>
/// <param name="Version">The person's.</param>
/// <param name="Ties">What other processes still have under the person's name.</param>
/// <param name="AccountOpen">True while there is an account that can sign in.</param>
public sealed record LeavingView(
    Guid PersonId, int Version, string EmployeeNumber, string Name, DateOnly? LastDay, IReadOnlyList<LeavingTaskView> Tasks, IReadOnlyList<Obstacle> Ties, bool AccountOpen, bool MayEdit) : IVersioned;

/// <summary>One thing to see to.</summary>
/// <param name="Mine">True when the reader may report it done.</param>
public sealed record LeavingTaskView(Guid Id, int Version, LeavingDuty Duty, DateOnly DueOn, DateTime? DoneAt, string DoneBy, string Note, bool Mine);

/// <summary>Reads the checklist.</summary>
internal sealed class ReadLeaving(IsmsDbContext db, LeavingTies ties)
{
    public async Task<Outcome<LeavingView>> RunAsync(Actor actor, Guid personId, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.SeeOff) is { } no)
            return no;
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, ct) is not { } person || !LeavingReach.Covers(actor, person))
            return Refusal.NotFound;
        var tasks = await db.Set<LeavingTask>().AsNoTracking().Where(t => t.PersonId == personId && !t.Cancelled).OrderBy(t => t.Id).ToListAsync(ct);
        return new LeavingView(
            person.Id, person.Version, person.EmployeeNumber, person.Name, person.LeftOn,
            [.. tasks.OrderBy(t => t.DoneAt is null ? 0 : 1).ThenBy(t => t.DueOn).ThenBy(t => t.Duty).Select(t => new LeavingTaskView(t.Id, t.Version, t.Duty, t.DueOn, t.DoneAt, t.DoneBy, t.Note, t.DoneAt is null && LeavingReach.MayDo(actor, person, t.Duty)))],
            await ties.OfAsync(actor, personId, ct), await db.Users.AnyAsync(u => u.PersonId == personId && u.DisabledAt == null, ct), actor.May(OrganizationPermissions.Edit));
    }
}

/// <param name="Version">The version of the task this is based on.</param>
/// <param name="Note">What was given back, to whom, or what else is worth keeping.</param>
public sealed record CompleteLeavingTaskRequest(Guid Id, int Version, [StringLength(LeavingTask.NoteLength)] string? Note = null);

/// <summary>Reports one point of the checklist as done.</summary>
internal sealed class CompleteLeavingTask(IsmsDbContext db, LeavingTies ties, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal StillTied = new("organization.leaving-still-tied");
    public static readonly Refusal AccountStillOpen = new("organization.leaving-account-open");
    public static readonly Refusal DoneAlready = new("organization.leaving-done-already");

    public async Task<Outcome<LeavingTaskView>> RunAsync(Actor actor, CompleteLeavingTaskRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.SeeOff, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<LeavingTask>().SingleOrDefaultAsync(t => t.Id == request.Id && !t.Cancelled, ct) is not { } task)
            return Refusal.NotFound;
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == task.PersonId, ct);
        if (!LeavingReach.MayDo(actor, person, task.Duty))
            return Refusal.NotFound;
        if (task.Version != request.Version)
            return Refusal.Stale([]);
        if (task.DoneAt is not null)
            return DoneAlready;
        if (task.Duty == LeavingDuty.Assets && await ties.OfAsync(actor, person.Id, ct) is { Count: > 0 } tied)
            return StillTied.With(person.Name) with { Obstacles = tied };
        // Until the last day is over the person may still need the account.
        if (task.Duty == LeavingDuty.Accounts && person.LeftOn < actor.Today && await db.Users.AnyAsync(u => u.PersonId == person.Id && u.DisabledAt == null, ct))
            return AccountStillOpen;
        task.Done(actor, request.Note?.Trim() ?? "", time.Instant());
        await inbox.CompleteAsync(actor, Departures.SubjectKind, person.Id, Departures.Work, ct, task.Id);
        await db.SaveAsync(actor, "organization.complete-leaving", ct);
        await writing.CommitAsync(ct);
        return new LeavingTaskView(task.Id, task.Version, task.Duty, task.DueOn, task.DoneAt, task.DoneBy, task.Note, false);
    }
}

/// <summary>What other processes still have under the name of who leaves.</summary>
internal sealed class LeavingTies(IEnumerable<IContribute<PersonLeaving, Obstacle>> contributions)
{
    public async Task<IReadOnlyList<Obstacle>> OfAsync(Actor actor, Guid personId, CancellationToken ct)
    {
        var found = new List<Obstacle>();
        foreach (var contribution in contributions)
            found.AddRange(await contribution.AnswerAsync(actor, new PersonLeaving(personId), ct));
        return found;
    }
}

/// <summary>Who sees to what when somebody leaves.</summary>
internal static class LeavingReach
{
    public static bool Covers(Actor actor, Person person) => actor.ReachOf(OrganizationPermissions.SeeOff) is var reach && (reach.All || reach.Covers(person.DepartmentId));

    /// <summary>Accounts are the system administrator's; the rest is the head's, or whoever keeps the people.</summary>
    public static bool MayDo(Actor actor, Person person, LeavingDuty duty) => actor.IsSystem || (duty == LeavingDuty.Accounts
        ? actor.Holds(Office.SystemAdministrator)
        : actor.May(OrganizationPermissions.Edit) || actor.Heads(person.DepartmentId));
}
