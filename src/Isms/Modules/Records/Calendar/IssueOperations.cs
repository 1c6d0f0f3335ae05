using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Work;
using Isms.Modules.Records.Control;
using Isms.Modules.Records.Filling;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Calendar;

/// <summary>How many pieces of work were put into inboxes.</summary>
public sealed record OperationsIssued(int Count);

/// <summary>
/// Puts the work of approved plans that begins today, or began before, into the right inboxes. Run any number of times a day: each piece is put in once.
/// </summary>
internal sealed class IssueOperations(IsmsDbContext db, WorkInbox inbox, SettingsReader settings)
{
    /// <summary>Work that ended longer ago than this is history: it shows as a gap and asks nobody any more.</summary>
    private const int DaysBack = 31;

    public async Task<Outcome<OperationsIssued>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Plan) is { } no)
            return no;
        var (today, oldest) = (actor.Today, actor.Today.AddDays(-DaysBack));
        await using var writing = await db.BeginAsync(ct);
        var start = await OperationRegister.StartAsync(db, ct);
        var due = await (
            from o in db.Set<PlannedOperation>()
            join p in db.Set<OperationPlan>() on o.PlanId equals p.Id
            where !o.Issued && o.RecordId == null && o.StartsOn <= today && o.DueOn >= oldest && o.DueOn >= (start ?? p.DrawnOn) && p.State == OperationPlanState.Approved
            orderby o.StartsOn, o.Id
            select o).Take(1000).ToListAsync(ct);
        if (due.Count == 0)
            return new OperationsIssued(0);
        // Inboxes are shared by readers of both languages: the organization's own is used.
        var english = await settings.TextAsync(KernelSettings.Language, ct) == "en";
        foreach (var operation in due)
        {
            operation.Issued = true;
            inbox.Add(new NewWork(
                PlannedWork.Operate, "records.work.operate", [english ? operation.TitleEn : operation.TitleZh, Period(operation)],
                RecordPaths.Fill(operation.FormId), PlannedWork.SubjectKind, operation.Id, operation.DueOn) { Office = operation.Office, DepartmentId = operation.DepartmentId });
        }
        await db.SaveAsync(actor, "records.issue-operations", ct);
        await writing.CommitAsync(ct);
        return new OperationsIssued(due.Count);
    }

    private static string Period(PlannedOperation operation)
    {
        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return operation.StartsOn == operation.DueOn ? Day(operation.DueOn) : Day(operation.StartsOn) + "~" + Day(operation.DueOn);
    }
}

/// <summary>Puts recurring work, and what the rules of forms find, into inboxes; in December also proposes what is due for disposal, once.</summary>
internal sealed class OperationSchedule(IssueOperations issue, Rules.KeepWatch watch, ProposeYearlyDisposal propose) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct)
    {
        await issue.RunAsync(actor, ct);
        await watch.RunAsync(actor, ct);
        await propose.RunAsync(actor, ct);
    }
}

/// <summary>In December of each year: proposes the records that are due for disposal, and asks the document controller to look at the proposal.</summary>
internal sealed class ProposeYearlyDisposal(IsmsDbContext db, DisposalDraft draft, WorkInbox inbox)
{
    private const int December = 12;

    public async Task<Outcome<Done>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Control) is { } no)
            return no;
        if (actor.Today.Month != December)
            return Done.It;
        var year = new DateTime(actor.Today.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<RecordDisposal>().AnyAsync(d => d.CreatedAt >= year, ct) || await draft.MakeAsync(actor, new ProposeDisposalRequest(), ct) is not var (disposal, records))
            return Done.It;
        inbox.Add(new NewWork("records.dispose", "records.work.dispose", [disposal.Number, records.ToString(CultureInfo.InvariantCulture)], RecordPaths.Disposal(disposal.Id),
            DisposalApproval.KindName, disposal.Id, actor.Today.AddDays(30)) { Office = Office.DocumentController });
        await db.SaveAsync(actor, "records.propose-disposal", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
