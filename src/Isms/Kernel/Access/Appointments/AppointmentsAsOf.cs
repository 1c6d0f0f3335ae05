using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Appointments;

/// <summary>Somebody in an office.</summary>
public sealed record AppointmentView : IVersioned
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public string PersonName { get; init; } = "";
    public Office Office { get; init; }

    /// <summary>The department of a department head.</summary>
    public Guid? DepartmentId { get; init; }
    public string? DepartmentName { get; init; }
    public DateOnly StartsOn { get; init; }

    /// <summary>Last day; null while open.</summary>
    public DateOnly? EndsOn { get; init; }
    public string LetterNumber { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>Who held which office on a day, past or to come.</summary>
internal sealed class AppointmentsAsOf(IsmsDbContext db)
{
    /// <param name="day">The day; null for all terms, past and future.</param>
    public async Task<Outcome<AppointmentView[]>> RunAsync(Actor actor, DateOnly? day, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.SeeAppointments) is { } no)
            return no;
        var found = await Views(db).Where(a => day == null || (a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day)))
            .OrderByDescending(a => a.StartsOn).ThenBy(a => a.Id).ToListAsync(ct);
        // By the weight of the office, which is its place in the list of offices and unknown to the database.
        return found.OrderBy(a => a.Office).ToArray();
    }

    public static IQueryable<AppointmentView> Views(IsmsDbContext db) =>
        from a in db.Appointments.AsNoTracking()
        join p in db.People on a.PersonId equals p.Id
        join d in db.Departments on a.DepartmentId equals d.Id into departments
        from d in departments.DefaultIfEmpty()
        select new AppointmentView
        {
            Id = a.Id, PersonId = a.PersonId, PersonName = p.Name, Office = a.Office, DepartmentId = a.DepartmentId, DepartmentName = d == null ? null : d.Name,
            StartsOn = a.StartsOn, EndsOn = a.EndsOn, LetterNumber = a.LetterNumber, Version = a.Version,
        };
}
