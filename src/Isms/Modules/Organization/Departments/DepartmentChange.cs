using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Departments;

/// <summary>What creating and changing a department share. The caller holds the write transaction.</summary>
internal sealed class DepartmentChange(IsmsDbContext db, SignalRaiser signals)
{
    /// <summary>Levels of departments, the topmost included.</summary>
    public const int DeepestLevel = 10;

    public static readonly Refusal ParentClosed = new("organization.parent-closed");
    public static readonly Refusal TooDeep = new("organization.too-deep");
    public static readonly Refusal BelowItself = new("organization.below-itself");

    public async Task<Refusal?> CheckAsync(Guid? own, string code, Guid? parentId, CancellationToken ct)
    {
        if (await db.Departments.AnyAsync(d => d.Code == code && d.Id != own, ct))
            return Refusal.Invalid("code", "organization.code-taken", code);
        if (parentId is null)
            return null;
        if (await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == parentId, ct) is not { } parent)
            return Refusal.Invalid("parentId", "organization.no-such-department");
        if (parent.ClosedOn is not null)
            return ParentClosed.With(parent.Name);
        return parent.Path.Count(c => c == '/') >= DeepestLevel ? TooDeep.With(DeepestLevel) : null;
    }

    /// <summary>4.2.3.4 a): when the organization changes, risks are looked at again.</summary>
    public Task RaiseAsync(Actor actor, Department department, string reasonKey, CancellationToken ct, params string[] args) =>
        signals.RaiseAsync(actor, new ReassessmentDue(ReassessmentCause.Organization, "kernel_departments", department.Id, department.Name, reasonKey, args), ct);
}
