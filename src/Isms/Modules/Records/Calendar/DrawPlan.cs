using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Calendar;

/// <summary>Draws up the plan of operations of a year from the calendar and the forms in force.</summary>
/// <param name="Year">Within two years of today.</param>
/// <param name="Without">Codes of activities that the organization does not carry out.</param>
public sealed record DrawPlanRequest(int Year, [property: MaxLength(100)] IReadOnlyList<string>? Without = null);

/// <summary>A plan that was drawn up or changed.</summary>
/// <param name="Operations">How many pieces of work it holds.</param>
public sealed record PlanSaved(Guid Id, int Version, string Number, int Operations) : IVersioned;

/// <inheritdoc cref="DrawPlanRequest"/>
internal sealed class DrawPlan(IsmsDbContext db, Numbers numbers)
{
    public static readonly Refusal Exists = new("records.plan-exists");

    public async Task<Outcome<PlanSaved>> RunAsync(Actor actor, DrawPlanRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Plan, request) is { } no)
            return no;
        if (Math.Abs(request.Year - actor.Today.Year) > 2)
            return Refusal.Invalid("year", "kernel.field-range", actor.Today.Year - 2, actor.Today.Year + 2);
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<OperationPlan>().AnyAsync(p => p.Year == request.Year, ct))
            return Exists.With(request.Year);
        var plan = new OperationPlan { Year = request.Year, DrawnOn = actor.Today, Number = await numbers.TakeAsync(RecordsModule.PlanNumber, ct) };
        var forms = await db.Set<RecordForm>().Where(f => f.CurrentId != null && f.RetiredOn == null).ToDictionaryAsync(f => f.Code, f => f.Id, StringComparer.Ordinal, ct);
        var departments = await db.Departments.Where(d => d.ClosedOn == null).OrderBy(d => d.Code).Select(d => d.Id).ToListAsync(ct);
        var without = (request.Without ?? []).ToHashSet(StringComparer.Ordinal);
        var operations = new List<PlannedOperation>();
        foreach (var activity in OperationCalendar.All.Where(a => !without.Contains(a.Code) && forms.ContainsKey(a.Form)))
        {
            foreach (var occurrence in OperationCalendar.In(activity, request.Year))
            {
                foreach (var department in activity.EachDepartment ? departments.Cast<Guid?>() : [null])
                    operations.Add(Operation(plan, activity, occurrence, forms[activity.Form], department));
            }
        }
        db.Add(plan);
        await db.SaveAsync(actor, "records.draw-plan", ct);
        await db.SaveNewAsync(actor, "records.draw-plan", operations, ct);
        await writing.CommitAsync(ct);
        return new PlanSaved(plan.Id, plan.Version, plan.Number, operations.Count);
    }

    private static PlannedOperation Operation(OperationPlan plan, CalendarActivity activity, Occurrence occurrence, Guid form, Guid? department) => new()
    {
        PlanId = plan.Id, Code = activity.Code, Phase = activity.Phase, Clause = activity.Clause, TitleZh = activity.Titles.Zh, TitleEn = activity.Titles.En, FormId = form,
        DepartmentId = department, Office = department is null && activity.Office == Office.DepartmentHead ? Office.IsmsTeam : activity.Office,
        StartsOn = occurrence.StartsOn, DueOn = occurrence.DueOn,
    };
}

/// <summary>The annual plan on its way: reviewed by the management representative, approved by the general manager.</summary>
internal sealed class PlanApproval(IsmsDbContext db, Filling.PlannedWork recurring) : ApprovalSubject
{
    public const string KindName = "records.plan";

    public static readonly Refusal Frozen = new("records.plan-frozen");

    public override string Kind => KindName;

    protected override Permission Read => RecordPermissions.See;

    protected override Permission Submit => RecordPermissions.Plan;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<OperationPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan)
            return null;
        var rows = await db.Set<PlannedOperation>().AsNoTracking().Where(o => o.PlanId == id).OrderBy(o => o.StartsOn).ThenBy(o => o.Id)
            .Select(o => new { o.TitleZh, o.Phase, o.Clause, o.FormId, o.DepartmentId, o.Office, o.StartsOn, o.DueOn }).ToListAsync(ct);
        return new ApprovalContent(Phrase.Of("records.plan-title", plan.Year), plan.Number, RecordPaths.Plan + "?year=" + plan.Year.ToString(CultureInfo.InvariantCulture), SignedContent.Json(new { plan.Number, plan.Year, Operations = rows }))
        {
            Facts = [.. rows.GroupBy(r => r.Phase).OrderBy(g => g.Key).Select(g => new ApprovalFact(Phrase.Of("records.phase." + g.Key), g.Count().ToString(CultureInfo.InvariantCulture)))],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        (await FindAsync(id, ct)).Approve(approval.At);
        // What was already done this year before the plan was signed counts.
        await recurring.TakeOverAsync(id, ct);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var plan = await db.Set<OperationPlan>().AsNoTracking().SingleAsync(p => p.Id == id, ct);
        return plan.State == OperationPlanState.Draft ? null : Frozen.With(plan.Year);
    }

    private Task<OperationPlan> FindAsync(Guid id, CancellationToken ct) => db.Set<OperationPlan>().SingleAsync(p => p.Id == id, ct);
}

/// <summary>Takes work out of a plan that is not submitted yet.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Remove">Codes of activities that the organization does not carry out.</param>
public sealed record ChangePlanRequest(Guid Id, int Version, [property: Required, MaxLength(100)] IReadOnlyList<string> Remove);

/// <inheritdoc cref="ChangePlanRequest"/>
internal sealed class ChangePlan(IsmsDbContext db)
{
    public async Task<Outcome<PlanSaved>> RunAsync(Actor actor, ChangePlanRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Plan, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<OperationPlan>().SingleOrDefaultAsync(p => p.Id == request.Id, ct) is not { } plan)
            return Refusal.NotFound;
        if (plan.State != OperationPlanState.Draft)
            return PlanApproval.Frozen.With(plan.Year);
        if (plan.Version != request.Version)
            return Refusal.Stale([]);
        var gone = request.Remove.ToList();
        db.RemoveRange(await db.Set<PlannedOperation>().Where(o => o.PlanId == plan.Id && gone.Contains(o.Code)).ToListAsync(ct));
        db.Entry(plan).State = EntityState.Modified;
        await db.SaveAsync(actor, "records.change-plan", ct);
        var left = await db.Set<PlannedOperation>().CountAsync(o => o.PlanId == plan.Id, ct);
        await writing.CommitAsync(ct);
        return new PlanSaved(plan.Id, plan.Version, plan.Number, left);
    }
}
