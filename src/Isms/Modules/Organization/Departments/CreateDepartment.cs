using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Departments;

/// <summary>A new department.</summary>
/// <param name="Code">Short code, unique.</param>
/// <param name="ParentId">The department above; null for none.</param>
public sealed record CreateDepartmentRequest(
    [Required, StringLength(40)] string Code, [Required, StringLength(Department.NameLength)] string Name, Guid? ParentId = null);

/// <summary>Adds a department to the tree.</summary>
internal sealed class CreateDepartment(IsmsDbContext db, DepartmentChange change, DepartmentChoices choices)
{
    public async Task<Outcome<DepartmentSaved>> RunAsync(Actor actor, CreateDepartmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        var code = request.Code.Trim();
        await using var writing = await db.BeginAsync(ct);
        if (await change.CheckAsync(null, code, request.ParentId, ct) is { } refusal)
            return refusal;

        var department = new Department { Code = code, Name = request.Name.Trim() };
        department.Place(await db.Departments.SingleOrDefaultAsync(d => d.Id == request.ParentId, ct));
        db.Add(department);
        await change.RaiseAsync(actor, department, "organization.reassess-created", ct, department.Name);
        await db.SaveAsync(actor, "organization.create-department", ct);
        await writing.CommitAsync(ct);
        choices.Forget();
        return new DepartmentSaved(department.Id, department.Version);
    }
}

/// <summary>The department as saved.</summary>
public sealed record DepartmentSaved(Guid Id, int Version) : IVersioned;
