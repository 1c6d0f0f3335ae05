using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>Recurring work of the annual plan and the records that show it was done.</summary>
internal sealed class PlannedWork(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>Kind of the thing that the duty is about.</summary>
    public const string SubjectKind = "records.operation";

    /// <summary>Kind of the duty.</summary>
    public const string Operate = "records.operate";

    /// <summary>A plan was signed: records of its year that were signed before count for its work. The caller saves.</summary>
    public async Task TakeOverAsync(Guid planId, CancellationToken ct)
    {
        var operations = await db.Set<PlannedOperation>().Where(o => o.PlanId == planId && o.RecordId == null).OrderBy(o => o.StartsOn).ThenBy(o => o.Id).ToListAsync(ct);
        if (operations.Count == 0)
            return;
        var (first, last) = (operations.Min(o => o.StartsOn), operations.Max(o => o.DueOn));
        var forms = operations.Select(o => o.FormId).Distinct().ToList();
        var records = await db.Set<FormRecord>().AsNoTracking().Where(r => r.State == RecordState.Approved && forms.Contains(r.FormId) && r.FilledOn >= first && r.FilledOn <= last)
            .OrderBy(r => r.FilledOn).ThenBy(r => r.Id).Select(r => new { r.Id, r.FormId, r.DepartmentId, r.FilledOn }).ToListAsync(ct);
        foreach (var record in records)
        {
            operations.Find(o => o.RecordId is null && o.FormId == record.FormId && o.StartsOn <= record.FilledOn && o.DueOn >= record.FilledOn
                && (o.DepartmentId is null || o.DepartmentId == record.DepartmentId))?.Done(record.Id, record.FilledOn);
        }
    }

    /// <summary>A record was signed: the earliest open work it answers is done. The caller saves.</summary>
    public async Task DoneAsync(Actor actor, FormRecord record, CancellationToken ct)
    {
        var operation = await (
            from o in db.Set<PlannedOperation>()
            join p in db.Set<OperationPlan>() on o.PlanId equals p.Id
            where p.State == OperationPlanState.Approved && o.FormId == record.FormId && o.RecordId == null && o.StartsOn <= record.FilledOn
                && (o.DepartmentId == null || o.DepartmentId == record.DepartmentId)
            orderby o.DueOn < record.FilledOn, o.StartsOn, o.Id
            select o).FirstOrDefaultAsync(ct);
        if (operation is null)
            return;
        operation.Done(record.Id, record.FilledOn);
        await inbox.CompleteAsync(actor, SubjectKind, operation.Id, Operate, ct);
    }
}
