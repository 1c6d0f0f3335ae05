using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Offices;

/// <summary>An office somebody holds.</summary>
/// <param name="Department">Name of the department headed; null for other offices.</param>
/// <param name="EndsOn">Last day; null while open.</param>
/// <param name="LetterNumber">Number of the letter of appointment; empty when there is none.</param>
public sealed record OfficeHeld(Office Office, Guid PersonId, string EmployeeNumber, string Person, string? Department, DateOnly StartsOn, DateOnly? EndsOn, string LetterNumber);

/// <summary>The day asked about.</summary>
/// <param name="On">Today when null.</param>
public sealed record OfficesHeldRequest(DateOnly? On = null);

/// <summary>Who held which office on a day.</summary>
internal sealed class OfficesHeld(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<OfficeHeld>>> RunAsync(Actor actor, OfficesHeldRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read, request) is { } no)
            return no;
        var day = request.On ?? actor.Today;
        var held = await (
            from a in db.Appointments
            join p in db.People on a.PersonId equals p.Id
            from d in db.Departments.Where(d => d.Id == a.DepartmentId).DefaultIfEmpty()
            where a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day)
            orderby p.NameSort, a.StartsOn, a.Id
            select new OfficeHeld(a.Office, p.Id, p.EmployeeNumber, p.Name, d == null ? null : d.Name, a.StartsOn, a.EndsOn, a.LetterNumber)).ToListAsync(ct);
        return held.OrderBy(h => h.Office).ThenBy(h => h.Department, StringComparer.Ordinal).ToList();
    }
}

internal static class OfficeEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/offices", (DateOnly? on, Actor actor, OfficesHeld held, CancellationToken ct) => held.RunAsync(actor, new OfficesHeldRequest(on), ct))
            .Needs(OrganizationPermissions.Read).WithTags("Organization");
}
