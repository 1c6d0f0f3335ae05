using System.Globalization;
using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Requests;

/// <summary>A request in the list.</summary>
public sealed record ResourceRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public ResourceKind Kind { get; init; }
    public ResourcePurpose Purpose { get; init; }
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public string RequestedBy { get; init; } = "";
    public DateOnly NeededOn { get; init; }
    public int Year { get; init; }
    public decimal Planned { get; init; }
    public decimal Granted { get; init; }
    public decimal Spent { get; init; }
    public RequestState State { get; init; }

    /// <summary>The day by which management answers passed without an answer.</summary>
    public bool Late { get; init; }
    public DateOnly? AnswerDueOn { get; init; }
    public string Source { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>资源需求与配置表: one definition for the page, the API and the export.</summary>
internal static class RequestRegister
{
    public static IQueryable<ResourceRow> Rows(IsmsDbContext db, Actor actor)
    {
        var today = actor.Today;
        return
            from r in db.Set<ResourceRequest>().AsNoTracking().VisibleTo(actor)
            join d in db.Departments on r.DepartmentId equals d.Id
            join p in db.People on r.RequestedById equals p.Id
            select new ResourceRow
            {
                Id = r.Id, Number = r.Number, Title = r.Title, Kind = r.Kind, Purpose = r.Purpose, DepartmentId = r.DepartmentId, Department = d.Name, RequestedBy = p.Name, NeededOn = r.NeededOn, Year = r.NeededOn.Year,
                Planned = r.Planned, Granted = r.Granted, Spent = r.Spent, State = r.State, AnswerDueOn = r.AnswerDueOn, Source = r.SourceTitle, Version = r.Version,
                Late = r.AnsweredOn == null && r.AnswerDueOn != null && r.AnswerDueOn < today,
            };
    }

    public static IQueryable<ResourceRequest> VisibleTo(this IQueryable<ResourceRequest> requests, Actor actor)
    {
        var reach = actor.ReachOf(ResourcePermissions.Read);
        if (reach.All)
            return requests;
        var (me, departments) = (actor.PersonId, reach.Departments.ToList());
        return requests.Where(r => departments.Contains(r.DepartmentId) || r.RequestedById == me);
    }

    public static Register<ResourceRow> Of(CultureInfo culture) => new Register<ResourceRow>("resources.requests", r => r.Id, "-number")
        .Column("number", "resources.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => ResourcesPaths.Request(r.Id) })
        .Column("title", "resources.field.title", ColumnKind.Text, r => r.Title, c => c with { Searchable = true, Sortable = false, Link = r => ResourcesPaths.Request(r.Id) })
        .Column("kind", "resources.field.kind", ColumnKind.Choice, r => r.Kind, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "resources.kind." + r.Kind), Choices = Choices<ResourceKind>("resources.kind.") })
        .Column("purpose", "resources.field.purpose", ColumnKind.Choice, r => r.Purpose, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "resources.purpose-short." + r.Purpose), Choices = Choices<ResourcePurpose>("resources.purpose-short.") })
        .Column("department", "resources.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("requested", "resources.field.requestedBy", ColumnKind.Text, r => r.RequestedBy, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("needed", "resources.field.neededOn", ColumnKind.Date, r => r.NeededOn)
        .Column("year", "resources.field.year", ColumnKind.Number, r => r.Year, c => c with { Sortable = false, Shown = false, Filterable = true, Text = r => r.Year.ToString(CultureInfo.InvariantCulture) })
        .Column("planned", "resources.field.planned", ColumnKind.Number, r => r.Planned, c => c with { SortBy = Sort(r => r.Planned) })
        .Column("granted", "resources.field.granted", ColumnKind.Number, r => r.Granted, c => c with { SortBy = Sort(r => r.Granted) })
        .Column("spent", "resources.field.spent", ColumnKind.Number, r => r.Spent, c => c with { SortBy = Sort(r => r.Spent) })
        .Column("state", "resources.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "resources.state." + r.State), Choices = Choices<RequestState>("resources.state.") })
        .Column("late", "resources.field.late", ColumnKind.Choice, r => r.Late, c => c with
        {
            Sortable = false, Filterable = true, Text = r => r.Late ? Phrase.In(culture, "resources.late") : "", Choices = [("true", "resources.late"), ("false", "resources.not-late")],
        })
        .Column("source", "resources.field.source", ColumnKind.Text, r => r.Source, c => c with { Sortable = false, Searchable = true, Shown = false });

    private static (string, string)[] Choices<T>(string prefix) where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => (n, prefix + n))];

    private static Expression<Func<ResourceRow, decimal>> Sort(Expression<Func<ResourceRow, decimal>> by) => by;
}

/// <summary>Requests the reader may know of.</summary>
internal sealed class FindRequests(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<ResourceRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(ResourcePermissions.Read) is { } no ? no : await RequestRegister.Of(actor.Culture).PageAsync(RequestRegister.Rows(db, actor), query, ct);
}

/// <summary>资源需求与配置表 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportRequests(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Read) is { } no)
            return no;
        return await file.WriteAsync(actor, RequestRegister.Of(actor.Culture), RequestRegister.Rows(db, actor), query, "resources_requests", "resources.export-requests",
            Phrase.In(actor.Culture, "resources.list-title"), Phrase.In(actor.Culture, "resources.list-file"), [Units(actor.Culture)], ct);
    }

    internal static NoteBlock Units(CultureInfo culture) => new(Phrase.In(culture, "resources.units"), [], [.. Enum.GetNames<ResourceKind>().Select(k => (IReadOnlyList<object?>)[Phrase.In(culture, "resources.kind." + k), Phrase.In(culture, "resources.unit." + k)])]);
}
