using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.Offices;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.People;

/// <summary>What is kept of a person.</summary>
/// <param name="EmployeeNumber">Unique.</param>
/// <param name="JoinedOn">First day; null when not known.</param>
/// <param name="LeftOn">Last day; null while here. From the next day on the person has no rights.</param>
public sealed record PersonFacts(
    [Required, StringLength(40)] string EmployeeNumber, [Required, StringLength(Person.NameLength)] string Name, [StringLength(100)] string? Post = null,
    [StringLength(200), EmailAddress] string? Email = null, Guid? DepartmentId = null, DateOnly? JoinedOn = null, DateOnly? LeftOn = null);

/// <summary>A new person.</summary>
public sealed record CreatePersonRequest(PersonFacts Person);

/// <summary>A person changed.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangePersonRequest(Guid Id, int Version, PersonFacts Person);

/// <summary>The person as saved.</summary>
public sealed record PersonSaved(Guid Id, int Version) : IVersioned;

/// <summary>Adds a person.</summary>
internal sealed class CreatePerson(IsmsDbContext db)
{
    public async Task<Outcome<PersonSaved>> RunAsync(Actor actor, CreatePersonRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request.Person) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await PersonCheck.RunAsync(db, null, request.Person, ct) is { } refusal)
            return refusal;
        var person = new Person { EmployeeNumber = request.Person.EmployeeNumber.Trim(), Name = "" };
        person.Take(request.Person);
        db.Add(person);
        await db.SaveAsync(actor, "organization.create-person", ct);
        await writing.CommitAsync(ct);
        return new PersonSaved(person.Id, person.Version);
    }
}

/// <summary>Changes a person. Another department or post is kept as a move; a last day opens the checklist and ends offices with it.</summary>
internal sealed class ChangePerson(IsmsDbContext db, Departures departures, Vacancies vacancies)
{
    public async Task<Outcome<PersonSaved>> RunAsync(Actor actor, ChangePersonRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request.Person) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.People.SingleOrDefaultAsync(p => p.Id == request.Id, ct) is not { } person)
            return Refusal.NotFound;
        if (person.Version != request.Version)
            return Refusal.Stale(PersonCheck.Differences(person, request.Person));
        if (await PersonCheck.RunAsync(db, person, request.Person, ct) is { } refusal)
            return refusal;
        departures.NoteMove(person, request.Person.DepartmentId, request.Person.Post?.Trim() ?? "", actor.Today);
        if (request.Person.LeftOn is { } lastDay && lastDay != person.LeftOn)
            await departures.LeaveAsync(actor, person, lastDay, atOnce: false, ct);
        else if (request.Person.LeftOn is null && person.LeftOn is not null)
            await departures.StayAsync(person, ct);
        person.Take(request.Person);
        await vacancies.RefreshAsync(actor, actor.Today, ct);
        await db.SaveAsync(actor, "organization.change-person", ct);
        await writing.CommitAsync(ct);
        return new PersonSaved(person.Id, person.Version);
    }
}

/// <summary>What both ways of saving a person check, and how the facts are taken over.</summary>
internal static class PersonCheck
{
    public static async Task<Refusal?> RunAsync(IsmsDbContext db, Person? own, PersonFacts facts, CancellationToken ct)
    {
        var (id, number) = (own?.Id, facts.EmployeeNumber.Trim());
        if (await db.People.AnyAsync(p => p.EmployeeNumber == number && p.Id != id, ct))
            return Refusal.Invalid("employeeNumber", "organization.employee-number-taken", number);
        if (facts.LeftOn < facts.JoinedOn)
            return Refusal.Invalid("leftOn", "organization.left-before-joined");
        if (facts.DepartmentId is not { } departmentId)
            return null;
        var department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == departmentId, ct);
        if (department is null)
            return Refusal.Invalid("departmentId", "organization.no-such-department");
        // Somebody who was there when it closed may stay on record there.
        return department.ClosedOn is not null && own?.DepartmentId != departmentId ? Refusal.Invalid("departmentId", "organization.department-is-closed", department.Name) : null;
    }

    public static void Take(this Person person, PersonFacts facts)
    {
        person.EmployeeNumber = facts.EmployeeNumber.Trim();
        person.Rename(facts.Name.Trim());
        person.Post = facts.Post?.Trim() ?? "";
        person.Email = facts.Email?.Trim() ?? "";
        person.DepartmentId = facts.DepartmentId;
        person.JoinedOn = facts.JoinedOn;
        person.LeftOn = facts.LeftOn;
    }

    public static List<FieldDifference> Differences(Person current, PersonFacts yours) =>
    [
        .. new FieldDifference[]
        {
            new("employeeNumber", yours.EmployeeNumber, current.EmployeeNumber), new("name", yours.Name, current.Name),
            new("post", yours.Post ?? "", current.Post), new("email", yours.Email ?? "", current.Email),
            new("departmentId", yours.DepartmentId?.ToString(), current.DepartmentId?.ToString()),
            new("joinedOn", Day(yours.JoinedOn), Day(current.JoinedOn)), new("leftOn", Day(yours.LeftOn), Day(current.LeftOn)),
        }.Where(d => d.Yours != d.Current),
    ];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
