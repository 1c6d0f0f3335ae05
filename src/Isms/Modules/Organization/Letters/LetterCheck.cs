using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Appointments;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Letters;

/// <summary>A term that a letter shortens.</summary>
internal sealed record ShortenedTerm(Guid AppointmentId, DateOnly EndsOn);

/// <summary>Terms held, as a letter would leave them.</summary>
/// <param name="Shortened">Appointments that end earlier than they would: handed over, or ended.</param>
internal sealed record LetterEffect(IReadOnlyList<ShortenedTerm> Shortened);

/// <summary>
/// Whether a letter can take effect on a day: the people are here, the departments exist, and no seat is taken twice. The same check when it is saved,
/// submitted and signed, because terms may have changed in between.
/// </summary>
internal sealed class LetterCheck(IsmsDbContext db)
{
    public static readonly Refusal NoHandover = new("organization.letter-no-handover");

    /// <param name="onDay">The earliest day on which anything can take effect.</param>
    public async Task<Outcome<LetterEffect>> RunAsync(IReadOnlyList<LetterGrant> grants, IReadOnlyList<LetterEnd> ends, DateOnly onDay, CancellationToken ct)
    {
        if (await ProblemsAsync(grants, onDay, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var held = await HeldAsync(grants, ct);
        var shortened = new List<ShortenedTerm>();
        for (var i = 0; i < ends.Count; i++)
        {
            if (held.Find(h => h.AppointmentId == ends[i].AppointmentId) is not { } ended || !AppointmentRules.IsByLetter(ended.Term.Office))
                return Refusal.Invalid(Field("ends", i, "appointmentId"), "organization.letter-no-such-term");
            var last = Later(ends[i].EndsOn, onDay.AddDays(-1));
            if (ends[i].EndsOn < ended.Term.StartsOn || ended.Term.EndsOn < last)
                return Refusal.Invalid(Field("ends", i, "endsOn"), "organization.letter-end-outside", Day(ended.Term.StartsOn), ended.Term.EndsOn is { } end ? Day(end) : Phrase.Of("kernel.appointment.open-end"));
            Shorten(held, shortened, ended, last);
        }
        foreach (var grant in grants.OrderBy(g => g.Position))
        {
            var term = TermOf(grant, onDay);
            if (grant.Handover && HandOver(held, shortened, term) is { } stuck)
                return stuck;
            if (AppointmentRules.Against(term, held.Select(h => h.Term)) is { } against)
                return against;
            held.Add(new Held(null, term));
        }
        return new LetterEffect(shortened);
    }

    /// <summary>The term as it would begin: not before the day on which the letter is signed.</summary>
    public static Term TermOf(LetterGrant grant, DateOnly onDay) =>
        new(grant.PersonId, grant.PersonName, grant.Office, grant.DepartmentId, Later(grant.StartsOn, onDay), grant.EndsOn, grant.Reason.Length > 0);

    private static Refusal? HandOver(List<Held> held, List<ShortenedTerm> shortened, Term term)
    {
        foreach (var before in held.Where(h => IsSameSeat(h.Term, term) && h.Term.Overlaps(term)).ToList())
        {
            // Somebody who comes later is no predecessor.
            if (before.AppointmentId is null || before.Term.StartsOn >= term.StartsOn)
                return NoHandover.With(before.Term, term);
            Shorten(held, shortened, before, term.StartsOn.AddDays(-1));
        }
        return null;
    }

    // A team has many members: there a handover means the same person's next term.
    private static bool IsSameSeat(Term one, Term other) =>
        one.Office == other.Office && one.DepartmentId == other.DepartmentId && (AppointmentRules.IsSingle(one.Office) || one.PersonId == other.PersonId);

    private static void Shorten(List<Held> held, List<ShortenedTerm> shortened, Held term, DateOnly last)
    {
        held[held.IndexOf(term)] = term with { Term = term.Term with { EndsOn = last } };
        shortened.Add(new ShortenedTerm(term.AppointmentId!.Value, last));
    }

    private async Task<List<FieldProblem>> ProblemsAsync(IReadOnlyList<LetterGrant> grants, DateOnly onDay, CancellationToken ct)
    {
        var people = await db.People.AsNoTracking().Where(p => grants.Select(g => g.PersonId).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var departments = await db.Departments.AsNoTracking().Where(d => grants.Select(g => g.DepartmentId).Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
        var problems = new List<FieldProblem>();
        for (var i = 0; i < grants.Count; i++)
        {
            var grant = grants[i];
            var starts = Later(grant.StartsOn, onDay);
            if (!AppointmentRules.IsByLetter(grant.Office))
                problems.Add(new(Field("grants", i, "office"), "organization.letter-not-by-letter"));
            if (!people.TryGetValue(grant.PersonId, out var person) || person.LeftOn < starts)
                problems.Add(new(Field("grants", i, "personId"), "kernel.appointment.person-gone"));
            if (grant.Office == Office.DepartmentHead && grant.DepartmentId is null)
                problems.Add(new(Field("grants", i, "departmentId"), "kernel.appointment.department-required"));
            else if (grant.Office != Office.DepartmentHead && grant.DepartmentId is not null)
                problems.Add(new(Field("grants", i, "departmentId"), "kernel.appointment.department-only-for-heads"));
            else if (grant.DepartmentId is { } id && (!departments.TryGetValue(id, out var department) || department.ClosedOn <= starts))
                problems.Add(new(Field("grants", i, "departmentId"), "kernel.appointment.department-closed"));
            if (grant.StartsOn == default)
                problems.Add(new(Field("grants", i, "startsOn"), "kernel.field-required"));
            if (grant.EndsOn < starts)
                problems.Add(new(Field("grants", i, "endsOn"), "kernel.appointment.ends-before-start"));
        }
        return problems;
    }

    // Terms of the same offices and of the same people: what could stand against the letter.
    private async Task<List<Held>> HeldAsync(IReadOnlyList<LetterGrant> grants, CancellationToken ct)
    {
        var people = grants.Select(g => g.PersonId).ToList();
        var rows = await (
            from a in db.Appointments.AsNoTracking()
            join p in db.People on a.PersonId equals p.Id
            where people.Contains(a.PersonId) || (a.Office != Office.Employee && a.Office != Office.SystemAdministrator && a.Office != Office.SecurityAdministrator && a.Office != Office.AuditAdministrator)
            orderby a.StartsOn, a.Id
            select new { Appointment = a, p.Name }).ToListAsync(ct);
        return rows.ConvertAll(r => new Held(r.Appointment.Id, new Term(
            r.Appointment.PersonId, r.Name, r.Appointment.Office, r.Appointment.DepartmentId, r.Appointment.StartsOn, r.Appointment.EndsOn, r.Appointment.Reason.Length > 0)));
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Field(string list, int index, string name) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}].{name}");

    private sealed record Held(Guid? AppointmentId, Term Term);
}
