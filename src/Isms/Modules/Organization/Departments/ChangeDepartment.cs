using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Departments;

/// <summary>A department's code, name and place in the tree.</summary>
/// <param name="Version">The version this change is based on.</param>
/// <param name="ParentId">The department above; null for none. Everything below moves along.</param>
public sealed record ChangeDepartmentRequest(
    Guid Id, int Version, [Required, StringLength(40)] string Code, [Required, StringLength(Department.NameLength)] string Name, Guid? ParentId = null);

/// <summary>Renames a department or moves it, with all below it.</summary>
internal sealed class ChangeDepartment(IsmsDbContext db, DepartmentChange change, DepartmentChoices choices)
{
    public static readonly Refusal Closed = new("organization.department-closed");

    public async Task<Outcome<DepartmentSaved>> RunAsync(Actor actor, ChangeDepartmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Departments.SingleOrDefaultAsync(d => d.Id == request.Id, ct) is not { } department)
            return Refusal.NotFound;
        if (department.Version != request.Version)
            return Refusal.Stale(await DifferencesAsync(department, request, ct));
        if (department.ClosedOn is not null)
            return Closed;
        var code = request.Code.Trim();
        if (await change.CheckAsync(department.Id, code, request.ParentId, ct) is { } refusal)
            return refusal;
        var parent = await db.Departments.SingleOrDefaultAsync(d => d.Id == request.ParentId, ct);
        if (parent?.Path.StartsWith(department.Path, StringComparison.Ordinal) == true)
            return DepartmentChange.BelowItself;

        var (oldName, moved) = (department.Name, department.ParentId != request.ParentId);
        var below = moved ? await db.Departments.Where(d => d.Path.StartsWith(department.Path) && d.Id != department.Id).ToListAsync(ct) : [];
        if (below.Count > 0 && Levels(parent) + below.Max(d => d.Path.Count(c => c == '/')) - department.Path.Count(c => c == '/') + 1 > DepartmentChange.DeepestLevel)
            return DepartmentChange.TooDeep.With(DepartmentChange.DeepestLevel);
        department.Code = code;
        department.Name = request.Name.Trim();
        department.Place(parent);
        Replace(department, below);
        if (moved)
            await change.RaiseAsync(actor, department, "organization.reassess-moved", ct, department.Name);
        else if (department.Name != oldName)
            await change.RaiseAsync(actor, department, "organization.reassess-renamed", ct, oldName, department.Name);
        await db.SaveAsync(actor, "organization.change-department", ct);
        await writing.CommitAsync(ct);
        choices.Forget();
        return new DepartmentSaved(department.Id, department.Version);
    }

    private static int Levels(Department? parent) => parent?.Path.Count(c => c == '/') ?? 0;

    private static void Replace(Department parent, List<Department> below)
    {
        foreach (var child in below.Where(d => d.ParentId == parent.Id))
        {
            child.Place(parent);
            Replace(child, below);
        }
    }

    private async Task<List<FieldDifference>> DifferencesAsync(Department current, ChangeDepartmentRequest yours, CancellationToken ct)
    {
        var parents = await db.Departments.Where(d => d.Id == current.ParentId || d.Id == yours.ParentId).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        string? Name(Guid? id) => id is { } known ? parents.GetValueOrDefault(known) : null;
        return [.. new FieldDifference[]
        {
            new("code", yours.Code, current.Code), new("name", yours.Name, current.Name), new("parentId", Name(yours.ParentId), Name(current.ParentId)),
        }.Where(d => d.Yours != d.Current)];
    }
}
