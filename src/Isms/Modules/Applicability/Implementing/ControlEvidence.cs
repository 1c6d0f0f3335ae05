using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Implementing;

/// <summary>Files that show that a control is in place.</summary>
internal sealed class ControlEvidence(IsmsDbContext db, OwnDepartments own) : IAttachmentSubject
{
    public const string KindName = "applicability.control";

    public string Kind => KindName;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } control && await own.SeesAsync(actor, control.DepartmentId, ct);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } control && actor.May(SoaPermissions.Report, control.DepartmentId);

    private Task<ControlImplementation?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<ControlImplementation>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct);
}

/// <summary>Whose controls a person calls "mine": the own department's with all below it, and those headed.</summary>
internal sealed class OwnDepartments(IsmsDbContext db)
{
    public async Task<IReadOnlyList<Guid>> OfAsync(Actor actor, CancellationToken ct)
    {
        var headed = actor.Offices.Where(o => o.Office == Office.DepartmentHead).SelectMany(o => o.Departments);
        if (actor.DepartmentId is not { } department)
            return [.. headed.Distinct()];
        var below = await (
            from d in db.Departments
            from mine in db.Departments
            where mine.Id == department && d.Path.StartsWith(mine.Path)
            select d.Id).ToListAsync(ct);
        return [.. headed.Concat(below).Distinct()];
    }

    /// <summary>True when the person may open a control that this department answers for.</summary>
    public async Task<bool> SeesAsync(Actor actor, Guid? departmentId, CancellationToken ct) =>
        actor.May(SoaPermissions.Read) || (actor.May(SoaPermissions.See) && departmentId is { } id && (await OfAsync(actor, ct)).Contains(id));
}
