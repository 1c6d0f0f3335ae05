using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Departments;

/// <summary>The last day of a department.</summary>
/// <param name="Version">The version this change is based on.</param>
/// <param name="ClosedOn">Today when null.</param>
public sealed record CloseDepartmentRequest(Guid Id, int Version, DateOnly? ClosedOn = null);

/// <summary>Closes a department that nothing belongs to any more. It stays readable in everything it took part in.</summary>
internal sealed class CloseDepartment(IsmsDbContext db, DepartmentChange change, DepartmentChoices choices, IEnumerable<IContribute<DepartmentClosing, Obstacle>> ties)
{
    public static readonly Refusal StillInUse = new("organization.department-in-use");

    public async Task<Outcome<DepartmentSaved>> RunAsync(Actor actor, CloseDepartmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Departments.SingleOrDefaultAsync(d => d.Id == request.Id, ct) is not { } department)
            return Refusal.NotFound;
        if (department.Version != request.Version)
            return Refusal.Stale([]);
        if (department.ClosedOn is not null)
            return ChangeDepartment.Closed;
        var obstacles = new List<Obstacle>();
        foreach (var tie in ties)
            obstacles.AddRange(await tie.AnswerAsync(actor, new DepartmentClosing(department.Id), ct));
        if (obstacles.Count > 0)
            return StillInUse.With(department.Name) with { Obstacles = obstacles };

        department.ClosedOn = request.ClosedOn ?? actor.Today;
        await change.RaiseAsync(actor, department, "organization.reassess-closed", ct, department.Name);
        await db.SaveAsync(actor, "organization.close-department", ct);
        await writing.CommitAsync(ct);
        choices.Forget();
        return new DepartmentSaved(department.Id, department.Version);
    }
}

/// <summary>People, departments below and heads that still belong to a department.</summary>
internal sealed class DepartmentOccupants(IsmsDbContext db) : IContribute<DepartmentClosing, Obstacle>
{
    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, DepartmentClosing question, CancellationToken ct)
    {
        var (id, today) = (question.DepartmentId, actor.Today);
        var obstacles = new List<Obstacle>();
        var people = await db.People.CountAsync(p => p.DepartmentId == id && (p.LeftOn == null || p.LeftOn >= today), ct);
        if (people > 0)
            obstacles.Add(new Obstacle(Phrase.Of("organization.still-people", people), $"/organization/people?filter.department={id}&filter.state=active"));
        var below = await db.Departments.Where(d => d.ParentId == id && d.ClosedOn == null).OrderBy(d => d.NameSort).Select(d => new { d.Id, d.Name }).ToListAsync(ct);
        obstacles.AddRange(below.Select(d => new Obstacle(Phrase.Of("organization.still-below", d.Name), $"/organization/departments/{d.Id}")));
        var heads = await (
            from a in db.Appointments
            join p in db.People on a.PersonId equals p.Id
            where a.DepartmentId == id && (a.EndsOn == null || a.EndsOn >= today)
            select p.Name).ToListAsync(ct);
        obstacles.AddRange(heads.Select(name => new Obstacle(Phrase.Of("organization.still-headed", name), "/organization/offices")));
        return obstacles;
    }
}
