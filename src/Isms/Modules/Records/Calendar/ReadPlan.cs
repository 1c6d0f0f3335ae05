using System.Globalization;
using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Calendar;

/// <summary>How a piece of planned work stands.</summary>
public enum OperationState
{
    /// <summary>It begins later.</summary>
    Ahead,

    /// <summary>Its period runs.</summary>
    Open,
    Done,

    /// <summary>Its last day has passed without a record: a gap.</summary>
    Missed,

    /// <summary>Its last day was before the management system came into force: nobody had to do it.</summary>
    Before,
}

/// <summary>A piece of planned work in the list.</summary>
public sealed record OperationRow
{
    public Guid Id { get; init; }
    public int Year { get; init; }
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public Phase Phase { get; init; }
    public string Clause { get; init; } = "";
    public Guid FormId { get; init; }
    public string FormCode { get; init; } = "";
    public string Department { get; init; } = "";
    public Guid? DepartmentId { get; init; }
    public Office Office { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly DueOn { get; init; }
    public OperationState State { get; init; }
    public Guid? RecordId { get; init; }
    public string RecordNumber { get; init; } = "";
}

/// <summary>The list of planned work: one definition for page and API.</summary>
internal static class OperationRegister
{
    /// <summary>From when work counts: the day the general manager authorised the operation of the system (4.2.1.9); null while nobody did, then the day of the plan.</summary>
    public static async Task<DateOnly?> StartAsync(IsmsDbContext db, CancellationToken ct) => (await OrganizationViews.OperationAuthorizedAsync(db, ct))?.Since;

    /// <param name="start">See <see cref="StartAsync"/>.</param>
    public static IQueryable<OperationRow> Rows(IsmsDbContext db, DateOnly today, DateOnly? start) =>
        from o in db.Set<PlannedOperation>().AsNoTracking()
        join p in db.Set<OperationPlan>() on o.PlanId equals p.Id
        join f in db.Set<RecordForm>() on o.FormId equals f.Id
        from d in db.Departments.Where(d => d.Id == o.DepartmentId).DefaultIfEmpty()
        from r in db.Set<FormRecord>().Where(r => r.Id == o.RecordId).DefaultIfEmpty()
        select new OperationRow
        {
            Id = o.Id, Year = p.Year, TitleZh = o.TitleZh, TitleEn = o.TitleEn, Phase = o.Phase, Clause = o.Clause, FormId = o.FormId, FormCode = f.Code, DepartmentId = o.DepartmentId,
            Department = d == null ? "" : d.Name, Office = o.Office, StartsOn = o.StartsOn, DueOn = o.DueOn, RecordId = o.RecordId, RecordNumber = r == null ? "" : r.Number,
            State = o.RecordId != null ? OperationState.Done : o.DueOn < (start ?? p.DrawnOn) ? OperationState.Before : o.DueOn < today ? OperationState.Missed : o.StartsOn <= today ? OperationState.Open : OperationState.Ahead,
        };

    public static Register<OperationRow> Of(CultureInfo culture, IReadOnlyList<(string Value, string Label)> departments)
    {
        var english = culture.TwoLetterISOLanguageName == "en";
        return new Register<OperationRow>("records.operations", r => r.Id, "starts")
            .Column("title", "records.field.activity", ColumnKind.Text, r => r.TitleZh, c => c with { Sortable = false, Searchable = true, Text = r => english ? r.TitleEn : r.TitleZh, Link = r => RecordPaths.Form(r.FormId) })
            .Column("titleEn", "records.field.form-name-en", ColumnKind.Text, r => r.TitleEn, c => c with { Sortable = false, Searchable = true, Shown = false })
            .Column("phase", "records.field.phase", ColumnKind.Choice, r => r.Phase, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "records.phase." + r.Phase), Choices = [.. Enum.GetNames<Phase>().Take(4).Select(n => (n, "records.phase." + n))] })
            .Column("clause", "records.field.clause", ColumnKind.Text, r => r.Clause, c => c with { Sortable = false, Filterable = true })
            .Column("department", "records.field.department", ColumnKind.Choice, r => r.DepartmentId, c => c with { Sortable = false, Filterable = departments.Count > 0, Choices = departments, Text = r => r.Department })
            .Column("office", "records.field.duty-of", ColumnKind.Choice, r => r.Office, c => c with { Sortable = false, Text = r => Phrase.In(culture, "kernel.office." + r.Office) })
            .Column("starts", "records.field.startsOn", ColumnKind.Date, r => r.StartsOn)
            .Column("due", "records.field.dueOn", ColumnKind.Date, r => r.DueOn, c => c with { Filterable = true })
            .Column("state", "records.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "records.operation-state." + r.State), Choices = [.. Enum.GetNames<OperationState>().Select(n => (n, "records.operation-state." + n))] })
            .Column("record", "records.field.number", ColumnKind.Text, r => r.RecordNumber, c => c with { Sortable = false, Link = r => r.RecordId is { } id ? RecordPaths.Record(id) : null });
    }
}

/// <summary>The plan of a year.</summary>
/// <param name="Id">Null while there is none.</param>
/// <param name="Operations">Without work that ended before the system came into force.</param>
/// <param name="Missed">Work whose last day passed without a record.</param>
/// <param name="Activities">Code and title of each activity it holds.</param>
public sealed record PlanView(Guid? Id, int Version, string Number, int Year, OperationPlanState State, DateTime? ApprovedAt, int Operations, int Done, int Open, int Missed, IReadOnlyList<PlannedActivity> Activities, bool MayPlan) : IVersioned;

/// <summary>An activity of a plan.</summary>
public sealed record PlannedActivity(string Code, string Title, int Times);

/// <summary>The plan of a year with its figures.</summary>
internal sealed class ReadPlan(IsmsDbContext db)
{
    public async Task<Outcome<PlanView>> RunAsync(Actor actor, int year, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        if (await db.Set<OperationPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.Year == year, ct) is not { } plan)
            return new PlanView(null, 0, "", year, OperationPlanState.Draft, null, 0, 0, 0, 0, [], actor.May(RecordPermissions.Plan));
        var today = actor.Today;
        var start = await OperationRegister.StartAsync(db, ct) ?? plan.DrawnOn;
        var operations = db.Set<PlannedOperation>().Where(o => o.PlanId == plan.Id);
        var english = actor.Culture.TwoLetterISOLanguageName == "en";
        var rows = await operations.GroupBy(o => new { o.Code, o.TitleZh, o.TitleEn }).Select(g => new
        {
            g.Key, Count = g.Count(), Done = g.Count(o => o.RecordId != null), Missed = g.Count(o => o.RecordId == null && o.DueOn < today && o.DueOn >= start),
            Open = g.Count(o => o.RecordId == null && o.StartsOn <= today && o.DueOn >= today && o.DueOn >= start),
            Before = g.Count(o => o.RecordId == null && o.DueOn < start),
        }).ToListAsync(ct);
        return new PlanView(plan.Id, plan.Version, plan.Number, year, plan.State, plan.ApprovedAt, rows.Sum(r => r.Count - r.Before), rows.Sum(r => r.Done), rows.Sum(r => r.Open), rows.Sum(r => r.Missed),
            [.. rows.OrderBy(r => r.Key.Code, StringComparer.Ordinal).Select(r => new PlannedActivity(r.Key.Code, english ? r.Key.TitleEn : r.Key.TitleZh, r.Count))], actor.May(RecordPermissions.Plan));
    }
}

/// <summary>Planned work of a year, or of a form.</summary>
/// <param name="FormId">Only what this form records.</param>
public sealed record FindOperationsRequest(RegisterQuery Query, int? Year = null, Guid? FormId = null);

/// <inheritdoc cref="FindOperationsRequest"/>
internal sealed class FindOperations(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<OperationRow>>> RunAsync(Actor actor, FindOperationsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var rows = OperationRegister.Rows(db, actor.Today, await OperationRegister.StartAsync(db, ct));
        if (request.Year is { } year)
            rows = rows.Where(r => r.Year == year);
        if (request.FormId is { } form)
            rows = rows.Where(r => r.FormId == form);
        return await OperationRegister.Of(actor.Culture, []).PageAsync(rows, request.Query, ct);
    }
}
