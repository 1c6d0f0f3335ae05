using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Work;

/// <summary>What is to do for one person.</summary>
/// <param name="Count">All of one's own, whatever the phase asked for.</param>
/// <param name="Phases">How many of them belong to each phase of plan, do, check, act.</param>
/// <param name="Items">One's own, earliest due date first, at most <see cref="FindWork.Most"/>.</param>
/// <param name="Escalated">What others let slip, for the management representative.</param>
/// <param name="Notices">What the processes have to say to this person.</param>
public sealed record WorkList(int Count, IReadOnlyList<PhaseCount> Phases, IReadOnlyList<WorkView> Items, IReadOnlyList<WorkView> Escalated, IReadOnlyList<HomeNotice> Notices);

/// <summary>How much there is to do in one phase.</summary>
public sealed record PhaseCount(Phase Phase, int Count, int Overdue);

/// <summary>The inbox of whoever asks.</summary>
internal sealed class FindWork(IsmsDbContext db, WorkInbox inbox, Catalogue catalogue, Concealment concealment, IEnumerable<IContribute<HomeQuestion, HomeNotice>> home)
{
    /// <summary>The most items shown at once.</summary>
    public const int Most = 200;

    /// <param name="phase">Only of this phase; null for all.</param>
    public async Task<Outcome<WorkList>> RunAsync(Actor actor, Phase? phase, CancellationToken ct)
    {
        if (actor.Refuses(WorkPermissions.Own) is { } no)
            return no;
        var today = actor.Today;
        // Read at once where they fit on the page; only more of them have to be counted besides.
        var items = phase is null ? await ViewsAsync(actor, inbox.OpenFor(actor), false, ct) : [];
        var kinds = phase is null && items.Count < Most
            ? items.GroupBy(w => w.SubjectKind).Select(g => new { Kind = g.Key, Count = g.Count(), Overdue = g.Count(w => w.DueOn < today) }).ToList()
            : await inbox.OpenFor(actor).GroupBy(w => w.SubjectKind).Select(g => new { Kind = g.Key, Count = g.Count(), Overdue = g.Count(w => w.DueOn < today) }).ToListAsync(ct);
        var phases = Enum.GetValues<Phase>().Select(p => new PhaseCount(p,
            kinds.Where(k => PhaseOf(k.Kind) == p).Sum(k => k.Count), kinds.Where(k => PhaseOf(k.Kind) == p).Sum(k => k.Overdue)))
            .Where(p => p.Phase != Phase.System || p.Count > 0).ToList();
        if (phase is not null)
        {
            var wanted = kinds.Where(k => PhaseOf(k.Kind) == phase).Select(k => k.Kind).ToList();
            items = await ViewsAsync(actor, inbox.OpenFor(actor).Where(w => wanted.Contains(w.SubjectKind)), false, ct);
        }
        var escalated = actor.Holds(Office.ManagementRepresentative) ? await ViewsAsync(actor, inbox.EscalatedTo(actor), true, ct) : [];
        var own = items.Select(i => i.Id).ToHashSet();
        return new WorkList(kinds.Sum(k => k.Count), phases, items, [.. escalated.Where(e => !own.Contains(e.Id))], await NoticesAsync(actor, ct));
    }

    private async Task<List<HomeNotice>> NoticesAsync(Actor actor, CancellationToken ct)
    {
        var notices = new List<HomeNotice>();
        foreach (var contributor in home)
            notices.AddRange(await contributor.AnswerAsync(actor, new HomeQuestion(), ct));
        return notices;
    }

    /// <summary>The phase of the process that the subject belongs to.</summary>
    private Phase PhaseOf(string subjectKind) =>
        catalogue.Modules.FirstOrDefault(m => subjectKind.StartsWith(m.Key + ".", StringComparison.Ordinal))?.Menu.FirstOrDefault()?.Phase ?? Phase.System;

    private async Task<List<WorkView>> ViewsAsync(Actor actor, IQueryable<WorkItem> items, bool escalated, CancellationToken ct)
    {
        var rows = await (
            from w in items
            from p in db.People.Where(p => p.Id == w.PersonId).DefaultIfEmpty()
            from d in db.Departments.Where(d => d.Id == w.DepartmentId).DefaultIfEmpty()
            orderby w.DueOn, w.Id
            select new { Item = w, Person = p == null ? null : p.Name, Department = d == null ? null : d.Name }).AsNoTracking().Take(Most).ToListAsync(ct);
        // Who has to sign is shown what is signed; every other duty names a thing only to who may know it.
        var named = rows.Where(r => escalated || r.Item.Kind is not (ApprovalDesk.SignWork or ApprovalDesk.ReviseWork)).Select(r => r.Item.SubjectId).ToList();
        var kept = named.Count == 0 ? new HashSet<Guid>() : await concealment.AmongAsync(actor, named, ct);
        return rows.ConvertAll(r => new WorkView(
            r.Item.Id, r.Item.Kind, kept.Contains(r.Item.SubjectId) ? Phrase.Of("work.concealed") : WorkInbox.TitleOf(r.Item.TitleKey, r.Item.TitleArgs), r.Item.Link, r.Item.SubjectKind, r.Item.SubjectId, r.Item.DueOn,
            r.Item.DueOn < actor.Today, escalated, r.Item.CreatedAt, r.Item.RemindedAt,
            r.Person ?? (r.Department + " " + Phrase.Of("kernel.office." + r.Item.Office)).Trim()));
    }
}

/// <summary>Phases in addresses: <c>plan</c>, <c>do</c>, <c>check</c>, <c>act</c>, <c>system</c>.</summary>
internal static class Phases
{
    /// <summary>False when the text names no phase; no text means all of them.</summary>
    public static bool Read(string? text, out Phase? phase)
    {
        phase = Enum.TryParse<Phase>(text, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : null;
        return phase is not null || string.IsNullOrEmpty(text);
    }
}

/// <summary>Rights around the inbox.</summary>
internal static class WorkPermissions
{
    public static readonly Permission Own = new Permission("work.own").Everywhere(Enum.GetValues<Office>());

    /// <summary>Carried out by the schedule; no office may.</summary>
    public static readonly Permission Escalate = new("work.escalate");

    public static IReadOnlyList<Permission> All { get; } = [Own, Escalate];
}
