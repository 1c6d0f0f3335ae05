using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.People;

/// <summary>One page of the people.</summary>
internal sealed class ListPeople(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<PersonRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        return await PeopleRegister.Of([]).PageAsync(PeopleRegister.Rows(db, actor.Today), query, ct, SearchIndex.Matches<Person>(db, query.Search));
    }
}

/// <summary>One person.</summary>
/// <param name="LeftOn">Last day; from the next day on the person has no rights.</param>
public sealed record PersonView(
    Guid Id, int Version, string EmployeeNumber, string Name, string Post, string Email, Guid? DepartmentId, string Department, DateOnly? JoinedOn, DateOnly? LeftOn) : IVersioned;

/// <summary>Which person.</summary>
public sealed record ReadPersonRequest(Guid Id);

/// <summary>Reads one person.</summary>
internal sealed class ReadPerson(IsmsDbContext db)
{
    public async Task<Outcome<PersonView>> RunAsync(Actor actor, ReadPersonRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read, request) is { } no)
            return no;
        var found = await (
            from p in db.People
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            where p.Id == request.Id
            select new PersonView(p.Id, p.Version, p.EmployeeNumber, p.Name, p.Post, p.Email, p.DepartmentId, d == null ? "" : d.Name, p.JoinedOn, p.LeftOn)).SingleOrDefaultAsync(ct);
        return found is null ? Refusal.NotFound : found;
    }
}
