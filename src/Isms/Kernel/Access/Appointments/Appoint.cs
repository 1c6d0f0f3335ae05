using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Appointments;

/// <param name="PersonId">Who is appointed.</param>
/// <param name="Office">To what; everything but employee, which everybody is.</param>
/// <param name="DepartmentId">The department of a department head; null for every other office.</param>
/// <param name="StartsOn">First day in office.</param>
/// <param name="EndsOn">Last day in office; null for open. An external auditor's must be given.</param>
/// <param name="LetterNumber">Number of the document that decides it, if there is one.</param>
/// <param name="Reason">Why the general manager is the management representative as well; empty otherwise.</param>
internal sealed record AppointRequest(
    Guid PersonId, Office Office, Guid? DepartmentId, DateOnly StartsOn, DateOnly? EndsOn, [property: StringLength(60)] string LetterNumber = "",
    [property: StringLength(Appointment.ReasonLength)] string Reason = "");

/// <summary>
/// Appoints a person to an office directly: the three administrations, the general manager, document controllers and external auditors. Offices of the
/// management system are given by letter, except while there is no general manager to sign one.
/// </summary>
internal sealed class Appoint(IsmsDbContext db, OfficeHolders holders)
{
    /// <summary>This office is given and ended by a signed letter.</summary>
    public static readonly Refusal ByLetter = new("kernel.appointment.by-letter");

    /// <summary>Giving this office is not for who asks.</summary>
    public static readonly Refusal NotYours = new("kernel.appointment.not-yours", RefusalKind.Forbidden);

    /// <summary>An administrator does not appoint himself.</summary>
    public static readonly Refusal NotYourself = new("kernel.appointment.not-yourself", RefusalKind.Forbidden);

    public async Task<Outcome<AppointmentView>> RunAsync(Actor actor, AppointRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Appoint, request) is { } no)
            return no;
        if (!AppointmentRules.MayGive(actor, request.Office, await holders.IsManagedAsync(ct)))
            return RefusalOf(request.Office);
        if (actor.PersonId == request.PersonId && actor.Holds(Office.SecurityAdministrator))
            return NotYourself;
        if (ShapeProblems(request) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);

        await using var writing = await db.BeginAsync(ct);
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.PersonId, ct);
        if (person is null || person.LeftOn < request.StartsOn)
            return Refusal.Invalid("personId", "kernel.appointment.person-gone");
        if (request.DepartmentId is { } departmentId && !await db.Departments.AnyAsync(d => d.Id == departmentId && (d.ClosedOn == null || d.ClosedOn > request.StartsOn), ct))
            return Refusal.Invalid("departmentId", "kernel.appointment.department-closed");
        var term = new Term(person.Id, person.Name, request.Office, request.DepartmentId, request.StartsOn, request.EndsOn, request.Reason.Trim().Length > 0);
        if (AppointmentRules.Against(term, await OthersAsync(term, ct)) is { } against)
            return against;
        var appointment = new Appointment
        {
            PersonId = person.Id, Office = request.Office, DepartmentId = request.DepartmentId, StartsOn = request.StartsOn, EndsOn = request.EndsOn,
            LetterNumber = request.LetterNumber.Trim(), Reason = request.Reason.Trim(),
        };
        db.Add(appointment);
        await db.SaveAsync(actor, "kernel.appointed", ct);
        await writing.CommitAsync(ct);
        return await AppointmentsAsOf.Views(db).FirstAsync(a => a.Id == appointment.Id, ct);
    }

    /// <summary>Why this person may not give or end the office: nobody may but by letter, or another administration may.</summary>
    public static Refusal RefusalOf(Office office) => (AppointmentRules.IsByLetter(office) ? ByLetter : NotYours).With(Text.Phrase.Of("kernel.office." + office));

    private static List<FieldProblem> ShapeProblems(AppointRequest request)
    {
        var problems = new List<FieldProblem>();
        if (request.Office == Office.Employee || !Enum.IsDefined(request.Office))
            problems.Add(new("office", "kernel.appointment.no-office"));
        if (request.Office == Office.DepartmentHead && request.DepartmentId is null)
            problems.Add(new("departmentId", "kernel.appointment.department-required"));
        if (request.Office != Office.DepartmentHead && request.DepartmentId is not null)
            problems.Add(new("departmentId", "kernel.appointment.department-only-for-heads"));
        if (request.StartsOn == default)
            problems.Add(new("startsOn", "kernel.field-required"));
        if (request.Office == Office.ExternalAuditor && request.EndsOn is null)
            problems.Add(new("endsOn", "kernel.appointment.end-required"));
        if (request.EndsOn < request.StartsOn)
            problems.Add(new("endsOn", "kernel.appointment.ends-before-start"));
        return problems;
    }

    private async Task<List<Term>> OthersAsync(Term term, CancellationToken ct) => await (
        from a in db.Appointments
        join p in db.People on a.PersonId equals p.Id
        where a.PersonId == term.PersonId || a.Office == term.Office
        where a.EndsOn == null || a.EndsOn >= term.StartsOn
        orderby a.StartsOn, a.Id
        select new Term(a.PersonId, p.Name, a.Office, a.DepartmentId, a.StartsOn, a.EndsOn, a.Reason != "")).ToListAsync(ct);
}
