using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Finding;

/// <summary>A record in the list.</summary>
public sealed record RecordRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public Guid FormId { get; init; }
    public string FormNameZh { get; init; } = "";
    public string FormNameEn { get; init; } = "";
    public string Basis { get; init; } = "";

    /// <summary>The first words of its content, identity numbers of people masked; empty once it is destroyed.</summary>
    public string Summary { get; init; } = "";
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public Guid FilledById { get; init; }
    public string FilledBy { get; init; } = "";
    public DateOnly FilledOn { get; init; }
    public RecordState State { get; init; }
    public Classification Classification { get; init; }
    public RecordMedium Medium { get; init; }
    public string Place { get; init; } = "";
    public DateOnly? RetainUntil { get; init; }
    public bool Held { get; init; }
    public bool Archived { get; init; }
    public int Version { get; init; }

    internal string FormName(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? FormNameEn : FormNameZh;
}

/// <summary>The list of records: one definition for page, API and export.</summary>
internal static class RecordRegister
{
    /// <summary>Key of the filter by clause, which is not a value of the row.</summary>
    public const string Clause = "clause";

    public static IQueryable<RecordRow> Rows(IsmsDbContext db, Actor actor, RegisterQuery query)
    {
        var records = db.Set<FormRecord>().AsNoTracking().VisibleTo(db, actor);
        if (query.Filters.TryGetValue(Clause, out var asked))
        {
            var number = ClauseTags.NumberOf(asked);
            // 9.2 finds 9.2 and 9.2.1, of whatever kind of clause.
            string whole = ":" + number + "|", below = ":" + number + ".";
            var forms = db.Set<RecordForm>().Where(f => f.Clauses.Contains(whole) || f.Clauses.Contains(below)).Select(f => f.Id);
            string exact = ":" + number, start = ":" + number + ".";
            records = records.Where(r => forms.Contains(r.FormId) || db.Set<RecordTag>().Any(t => t.RecordId == r.Id && (t.Tag.EndsWith(exact) || t.Tag.Contains(start))));
        }
        return
            from r in records
            join f in db.Set<RecordForm>() on r.FormId equals f.Id
            join d in db.Departments on r.DepartmentId equals d.Id
            join p in db.People on r.FilledById equals p.Id
            from c in db.Set<RecordContent>().Where(c => c.RecordId == r.Id).DefaultIfEmpty()
            select new RecordRow
            {
                Id = r.Id, Number = r.Number, FormId = r.FormId, FormNameZh = f.NameZh, FormNameEn = f.NameEn, Basis = r.Basis, Summary = c == null ? "" : c.Summary,
                DepartmentId = r.DepartmentId, Department = d.Name, FilledById = r.FilledById, FilledBy = p.Name, FilledOn = r.FilledOn, State = r.State, Medium = r.Medium, Place = r.Place,
                RetainUntil = r.RetainUntil, Classification = r.Classification, Held = r.HoldReason != "", Archived = r.ArchivedOn != null, Version = r.Version,
            };
    }

    /// <param name="departments">Choices of the filter: id and name.</param>
    /// <param name="bases">Choices of the filter by procedure: code and title.</param>
    /// <param name="classes">For their names; null where only values are read.</param>
    public static Register<RecordRow> Of(CultureInfo culture, IReadOnlyList<(string Value, string Label)> departments, IReadOnlyList<(string Value, string Label)> bases, ClassesInForce? classes = null) =>
        new Register<RecordRow>("records.records", r => r.Id, "-filledOn")
            .Column("number", "records.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => RecordPaths.Record(r.Id) })
            .Column("form", "records.field.form-name", ColumnKind.Text, r => r.FormNameZh, c => c with { Sortable = false, Searchable = true, Text = r => r.FormName(culture), Link = r => RecordPaths.Form(r.FormId) })
            .Column("summary", "records.field.summary", ColumnKind.Text, r => r.Summary, c => c with { Sortable = false, Searchable = true })
            .Column("basis", "records.field.basis", ColumnKind.Choice, r => r.Basis, c => c with { Sortable = false, Filterable = bases.Count > 0, Choices = bases, Shown = false })
            .Column("department", "records.field.department", ColumnKind.Choice, r => r.DepartmentId, c => c with { Sortable = false, Filterable = departments.Count > 0, Choices = departments, Text = r => r.Department })
            .Column("filledBy", "records.field.filledBy", ColumnKind.Text, r => r.FilledBy, c => c with { Sortable = false })
            .Column("filledOn", "records.field.filledOn", ColumnKind.Date, r => r.FilledOn, c => c with { Filterable = true })
            .Column("state", "records.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "records.state." + r.State), Choices = [.. Enum.GetNames<RecordState>().Select(n => (n, "records.state." + n))] })
            .Column("classification", "records.field.classification", ColumnKind.Choice, r => r.Classification, c => c with { Sortable = false, Shown = false, Filterable = true, Text = r => classes?.Name(r.Classification, culture) ?? "", Choices = classes?.Choices(culture) ?? [] })
            .Column("retainUntil", "records.field.retainUntil", ColumnKind.Date, r => r.RetainUntil, c => c with { Sortable = false, Shown = false, Filterable = true })
            .Column("held", "records.field.held", ColumnKind.Choice, r => r.Held, c => c with { Sortable = false, Shown = false, Text = r => Phrase.In(culture, r.Held ? "records.held" : "records.not-held"), Choices = [("true", "records.held"), ("false", "records.not-held")] })
            .Column("medium", "records.field.medium", ColumnKind.Choice, r => r.Medium, c => c with { Sortable = false, Shown = false, Text = r => Phrase.In(culture, "records.medium." + r.Medium), Choices = [.. Enum.GetNames<RecordMedium>().Select(n => (n, "records.medium." + n))] })
            .Column("place", "records.field.place", ColumnKind.Text, r => r.Place, c => c with { Sortable = false, Shown = false })
            .Column(Clause, "records.field.clause", ColumnKind.Text, r => "", c => c with { Sortable = false, Shown = false, Filterable = true });
}

/// <summary>Records the reader may see.</summary>
/// <param name="FormId">Only of this form.</param>
/// <param name="Mine">Only what the reader filled in.</param>
public sealed record FindRecordsRequest(RegisterQuery Query, Guid? FormId = null, bool Mine = false);

/// <inheritdoc cref="FindRecordsRequest"/>
internal sealed class FindRecords(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<RecordRow>>> RunAsync(Actor actor, FindRecordsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var (rows, query, found) = Rows(db, actor, request);
        return await RecordRegister.Of(actor.Culture, [], []).PageAsync(rows, query, ct, found);
    }

    /// <summary>The rows asked for, the question without what is already answered in them, and the search's hits.</summary>
    internal static (IQueryable<RecordRow> Rows, RegisterQuery Query, IQueryable<Guid>? Found) Rows(IsmsDbContext db, Actor actor, FindRecordsRequest request)
    {
        var rows = RecordRegister.Rows(db, actor, request.Query);
        if (request.FormId is { } form)
            rows = rows.Where(r => r.FormId == form);
        if (request.Mine)
            rows = rows.Where(r => r.FilledById == actor.PersonId);
        var query = request.Query with { Filters = request.Query.Filters.Where(f => f.Key != RecordRegister.Clause).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal) };
        return (rows, query, SearchIndex.Matches<FormRecord>(db, query.Search, RecordReach.SearchKeys(actor)));
    }
}
