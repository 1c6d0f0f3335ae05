using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Work;
using Isms.Modules.Communication.Announcements;
using Isms.Modules.Communication.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication;

/// <summary>How many duties were put into inboxes.</summary>
public sealed record OwnersReminded(int Contacts, int Lines);

/// <summary>
/// Reminds owners to verify contacts, and whoever communicates something of the plan, some days ahead. Run any number of times a day: each is reminded once.
/// </summary>
internal sealed class RemindOwners(IsmsDbContext db, WorkInbox inbox)
{
    public const string ContactSubject = "communication.contact";
    public const string LineSubject = "communication.line";
    public const string VerifyWork = "communication.verify";
    public const string CommunicateWork = "communication.communicate";

    /// <summary>Days before the day that a duty appears.</summary>
    public const int LeadDays = 14;

    public async Task<Outcome<OwnersReminded>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Schedule) is { } no)
            return no;
        var until = actor.Today.AddDays(LeadDays);
        await using var writing = await db.BeginAsync(ct);
        var contacts = await db.Set<Contact>().Where(c => c.RetiredOn == null && c.NextVerifyOn <= until
            && !db.Set<WorkItem>().Any(w => w.SubjectId == c.Id && w.Kind == VerifyWork && w.State == WorkState.Open)).ToListAsync(ct);
        foreach (var contact in contacts)
            inbox.Add(new NewWork(VerifyWork, "communication.work.verify", [contact.Name], CommunicationPaths.Contact(contact.Id), ContactSubject, contact.Id, contact.NextVerifyOn) { PersonId = contact.OwnerId });
        var lines = await db.Set<PlanLine>().Where(l => l.RetiredOn == null && l.OwnerId != null && l.NextOn <= until
            && !db.Set<WorkItem>().Any(w => w.SubjectId == l.Id && w.Kind == CommunicateWork && w.State == WorkState.Open)).ToListAsync(ct);
        foreach (var line in lines)
            inbox.Add(new NewWork(CommunicateWork, "communication.work.communicate", [line.What, line.Audience], CommunicationPaths.Line(line.Id), LineSubject, line.Id, line.NextOn!.Value) { PersonId = line.OwnerId });
        if (contacts.Count + lines.Count > 0)
            await db.SaveAsync(actor, "communication.remind", ct);
        await writing.CommitAsync(ct);
        return new OwnersReminded(contacts.Count, lines.Count);
    }
}

/// <summary>Reminds as days go by.</summary>
internal sealed class RemindersSchedule(RemindOwners remind, WatchAnnouncements watch, AskForMonthlyReport reports) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct)
    {
        (await remind.RunAsync(actor, ct)).Require();
        (await watch.RunAsync(actor, ct)).Require();
        (await reports.RunAsync(actor, ct)).Require();
    }
}
