using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Facilities;

/// <summary>A facility. Owner, location and protection may be missing; it then shows as incomplete (4.2.1.2.3 d).</summary>
/// <param name="Retired">No longer used.</param>
public sealed record FacilityFacts(
    [Required, StringLength(Facility.NameLength)] string Name, Guid DepartmentId, [StringLength(Facility.NameLength)] string? Location, Guid? OwnerId, [StringLength(Facility.TextLength)] string? Protection, bool Retired = false);

/// <summary>A facility as saved.</summary>
public sealed record FacilitySaved(Guid Id, int Version) : IVersioned;

/// <summary>Adds a facility, or changes one.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this is based on; 0 for a new one.</param>
public sealed record SaveFacilityRequest(Guid? Id, int Version, FacilityFacts Facts);

/// <inheritdoc cref="SaveFacilityRequest"/>
internal sealed class SaveFacility(IsmsDbContext db)
{
    public async Task<Outcome<FacilitySaved>> RunAsync(Actor actor, SaveFacilityRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Edit, request) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var facility = request.Id is { } id ? await db.Set<Facility>().SingleOrDefaultAsync(f => f.Id == id, ct) : new Facility();
        if (facility is null || (request.Id is not null && !actor.May(ResourcePermissions.Edit, facility.DepartmentId)))
            return Refusal.NotFound;
        if (request.Id is not null && facility.Version != request.Version)
            return Refusal.Stale([new FieldDifference("name", request.Facts.Name, facility.Name)]);
        var facts = request.Facts;
        if (!actor.May(ResourcePermissions.Edit, facts.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == facts.DepartmentId && d.ClosedOn == null, ct))
            return Refusal.Invalid("departmentId", "resources.no-such-department");
        if (facts.OwnerId is { } owner && !await db.People.AnyAsync(p => p.Id == owner && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            return Refusal.Invalid("ownerId", "resources.no-such-person");
        facility.Name = facts.Name.Trim();
        facility.NameSort = Kernel.Text.SortKey.Of(facility.Name);
        (facility.DepartmentId, facility.OwnerId) = (facts.DepartmentId, facts.OwnerId);
        (facility.Location, facility.Protection) = (facts.Location?.Trim() ?? "", facts.Protection?.Trim() ?? "");
        facility.RetiredOn = facts.Retired ? facility.RetiredOn ?? actor.Today : null;
        if (request.Id is null)
            db.Add(facility);
        await db.SaveAsync(actor, "resources.save-facility", ct);
        await writing.CommitAsync(ct);
        return new FacilitySaved(facility.Id, facility.Version);
    }
}

/// <summary>A facility in the list.</summary>
public sealed record FacilityRow : IVersioned
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Name { get; init; } = "";
    public string NameSort { get; init; } = "";
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public string Location { get; init; } = "";
    public Guid? OwnerId { get; init; }
    public string Owner { get; init; } = "";
    internal string OwnerNumber { get; init; } = "";
    public string Protection { get; init; } = "";

    /// <summary>Owner, location and protection are known.</summary>
    public bool Complete { get; init; }
    public bool Retired { get; init; }
}

/// <summary>信息处理设施清单: one definition for the page, the API and the export.</summary>
internal static class FacilityRegister
{
    public static IQueryable<FacilityRow> Rows(IsmsDbContext db, Actor actor)
    {
        var reach = actor.ReachOf(ResourcePermissions.Read);
        var departments = reach.Departments.ToList();
        return
            from f in db.Set<Facility>().AsNoTracking()
            where reach.All || departments.Contains(f.DepartmentId)
            join d in db.Departments on f.DepartmentId equals d.Id
            from p in db.People.Where(p => p.Id == f.OwnerId).DefaultIfEmpty()
            select new FacilityRow
            {
                Id = f.Id, Version = f.Version, Name = f.Name, NameSort = f.NameSort, DepartmentId = f.DepartmentId, Department = d.Name, Location = f.Location, OwnerId = f.OwnerId, Owner = p == null ? "" : p.Name,
                OwnerNumber = p == null ? "" : p.EmployeeNumber, Protection = f.Protection, Complete = f.OwnerId != null && f.Location != "" && f.Protection != "", Retired = f.RetiredOn != null,
            };
    }

    public static Register<FacilityRow> Of(CultureInfo culture) => new Register<FacilityRow>("resources.facilities", r => r.Id, "name")
        .Column("name", "resources.field.facility", ColumnKind.Text, r => r.Name, c => c with { Searchable = true, SortBy = Sort(r => r.NameSort), Link = r => ResourcesPaths.Facility(r.Id) })
        .Column("department", "resources.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("location", "resources.field.location", ColumnKind.Text, r => r.Location, c => c with { Sortable = false, Searchable = true })
        .Column("owner", "resources.field.ownerId", ColumnKind.Text, r => r.Owner, c => c with { Sortable = false, Searchable = true })
        .Column("protection", "resources.field.protection", ColumnKind.Text, r => r.Protection, c => c with { Sortable = false, Searchable = true })
        .Column("complete", "resources.field.complete", ColumnKind.State, r => r.Complete, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, r.Complete ? "resources.complete" : "resources.incomplete"), Choices = [("true", "resources.complete"), ("false", "resources.incomplete")],
        })
        .Column("retired", "resources.field.retired", ColumnKind.Choice, r => r.Retired, c => c with
        {
            Sortable = false, Filterable = true, Shown = false, Text = r => Phrase.In(culture, r.Retired ? "resources.retired" : "resources.in-use"), Choices = [("false", "resources.in-use"), ("true", "resources.retired")],
        });

    private static System.Linq.Expressions.Expression<Func<FacilityRow, string>> Sort(System.Linq.Expressions.Expression<Func<FacilityRow, string>> by) => by;
}

/// <summary>Facilities the reader may know of.</summary>
internal sealed class FindFacilities(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<FacilityRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(ResourcePermissions.Read) is { } no ? no : await FacilityRegister.Of(actor.Culture).PageAsync(FacilityRegister.Rows(db, actor), query, ct);
}

/// <summary>One facility.</summary>
internal sealed class ReadFacility(IsmsDbContext db)
{
    public async Task<Outcome<FacilityRow>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Read) is { } no)
            return no;
        return await FacilityRegister.Rows(db, actor).SingleOrDefaultAsync(f => f.Id == id, ct) is { } facility ? facility : Refusal.NotFound;
    }
}

/// <summary>信息处理设施清单 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportFacilities(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Read) is { } no)
            return no;
        return await file.WriteAsync(actor, FacilityRegister.Of(actor.Culture), FacilityRegister.Rows(db, actor), query, "resources_facilities", "resources.export-facilities",
            Phrase.In(actor.Culture, "resources.facilities-title"), Phrase.In(actor.Culture, "resources.facilities-file"), [], ct);
    }
}
