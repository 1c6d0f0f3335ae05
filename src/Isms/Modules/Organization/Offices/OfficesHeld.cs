using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Offices;

/// <summary>An office somebody holds.</summary>
/// <param name="Department">Name of the department headed; null for other offices.</param>
/// <param name="EndsOn">Last day; null while open.</param>
/// <param name="LetterNumber">Number of the letter of appointment; empty when there is none.</param>
public sealed record OfficeHeld(
    Guid AppointmentId, Office Office, Guid PersonId, string EmployeeNumber, string Person, Guid? DepartmentId, string? Department, DateOnly StartsOn, DateOnly? EndsOn, string LetterNumber);

/// <summary>The day asked about.</summary>
/// <param name="On">Today when null.</param>
/// <param name="Office">Only this office, with all its terms, whatever the day.</param>
public sealed record OfficesHeldRequest(DateOnly? On = null, Office? Office = null);

/// <summary>Who held which office on a day.</summary>
internal sealed class OfficesHeld(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<OfficeHeld>>> RunAsync(Actor actor, OfficesHeldRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read, request) is { } no)
            return no;
        var day = request.On ?? actor.Today;
        var office = request.Office;
        var held = await (
            from a in db.Appointments
            join p in db.People on a.PersonId equals p.Id
            from d in db.Departments.Where(d => d.Id == a.DepartmentId).DefaultIfEmpty()
            where office != null ? a.Office == office : a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day)
            orderby a.StartsOn descending, p.NameSort, a.Id
            select new OfficeHeld(a.Id, a.Office, p.Id, p.EmployeeNumber, p.Name, a.DepartmentId, d == null ? null : d.Name, a.StartsOn, a.EndsOn, a.LetterNumber)).ToListAsync(ct);
        return held.OrderBy(h => h.Office).ThenBy(h => h.Department, StringComparer.Ordinal).ToList();
    }
}

internal static class OfficeEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var offices = api.MapGroup("/offices").WithTags("Organization");
        offices.MapGet("", (DateOnly? on, Office? office, Actor actor, OfficesHeld held, CancellationToken ct) => held.RunAsync(actor, new OfficesHeldRequest(on, office), ct))
            .Needs(OrganizationPermissions.Read);
        offices.MapGet("/gaps", (DateOnly? on, Actor actor, OfficeGaps gaps, CancellationToken ct) => gaps.RunAsync(actor, on, ct)).Needs(OrganizationPermissions.Read);
    }
}
