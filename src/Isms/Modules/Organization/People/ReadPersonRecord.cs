using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.Offices;
using Isms.Modules.Organization.Promises;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.People;

/// <summary>What a person was and is here.</summary>
/// <param name="Offices">All terms, the latest first.</param>
/// <param name="Placements">Departments and posts, the present one first; empty while the person has not moved.</param>
/// <param name="Standing">Promise and duties; null for who may not see them.</param>
public sealed record PersonRecord(IReadOnlyList<OfficeHeld> Offices, IReadOnlyList<Placement> Placements, PersonStanding? Standing);

/// <summary>What a person has committed to.</summary>
/// <param name="Promise"><c>signed</c>, <c>open</c>, or <c>none</c> while no promise is in force.</param>
/// <param name="Duties"><c>confirmed</c>, <c>open</c>, or <c>none</c> while the post is not described.</param>
public sealed record PersonStanding(string Promise, string Duties, bool Onboarded);

/// <summary>A department and post from one day to another.</summary>
/// <param name="From">Null when not known.</param>
/// <param name="Until">Last day; null for the present one.</param>
public sealed record Placement(string Department, string Post, DateOnly? From, DateOnly? Until);

/// <summary>Offices and moves of one person.</summary>
internal sealed class ReadPersonRecord(IsmsDbContext db)
{
    public async Task<Outcome<PersonRecord>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } person)
            return Refusal.NotFound;
        var offices = await (
            from a in db.Appointments
            from d in db.Departments.Where(d => d.Id == a.DepartmentId).DefaultIfEmpty()
            where a.PersonId == id
            orderby a.StartsOn descending, a.Id
            select new OfficeHeld(a.Id, a.Office, person.Id, person.EmployeeNumber, person.Name, a.DepartmentId, d == null ? null : d.Name, a.StartsOn, a.EndsOn, a.LetterNumber)).ToListAsync(ct);
        var past = await db.Set<PastPlacement>().AsNoTracking().Where(p => p.PersonId == id).OrderBy(p => p.Until).ThenBy(p => p.Id).ToListAsync(ct);
        var places = past.Select(p => p.DepartmentId).Append(person.DepartmentId).ToList();
        var names = await db.Departments.Where(d => places.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        var placements = new List<Placement>();
        var from = person.JoinedOn;
        foreach (var place in past)
        {
            placements.Insert(0, new Placement(NameOf(place.DepartmentId), place.Post, from, place.Until));
            from = place.Until.AddDays(1);
        }
        if (past.Count > 0)
            placements.Insert(0, new Placement(NameOf(person.DepartmentId), person.Post, from, person.LeftOn));
        var standing = id != actor.PersonId && !actor.May(OrganizationPermissions.Standings, person.DepartmentId) ? null
            : await StandingRegister.All(db, actor.Today).Where(r => r.Id == id).Select(r => new PersonStanding(r.Promise, r.Duties, r.Onboarded)).SingleOrDefaultAsync(ct);
        return new PersonRecord(offices, placements, standing);

        string NameOf(Guid? departmentId) => departmentId is { } known ? names.GetValueOrDefault(known, "") : "";
    }
}
