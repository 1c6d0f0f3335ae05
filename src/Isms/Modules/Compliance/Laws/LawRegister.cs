using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Laws;

/// <summary>A row of the register.</summary>
public sealed record LawRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string TitleZh { get; init; } = "";
    public string TitleSort { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public LawKind Kind { get; init; }
    public string Issuer { get; init; } = "";
    public string Reference { get; init; } = "";
    public DateOnly? IssuedOn { get; init; }
    public DateOnly? EffectiveOn { get; init; }
    public LawStatus Status { get; init; }
    public LawStanding Standing { get; init; }
    public string Department { get; init; } = "";
    public int Clauses { get; init; }
    public DateOnly? EvaluatedOn { get; init; }

    /// <summary>Of the last signed evaluation; empty before.</summary>
    public string Result { get; init; } = "";

    /// <summary>What has to be seen to: <c>incomplete</c>, <c>changed</c>, <c>overdue</c>, <c>failing</c>, <c>judge</c>; else <c>inOrder</c> or <c>out</c>.</summary>
    public string Attention { get; init; } = "";

    /// <summary>Place of <see cref="Attention"/> in the list, the most urgent first.</summary>
    public int Urgency { get; init; }
    public string Source { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>法律法规清单: one definition for the page, the API and the export. What lacks applicable clauses stands first.</summary>
internal static class LawRegister
{
    private static readonly DateOnly Never = DateOnly.MaxValue;

    public static readonly string[] Attentions = ["incomplete", "changed", "overdue", "failing", "judge", "inOrder", "out"];

    /// <param name="evaluatedSince">Evaluated on this day or later is within the interval.</param>
    public static IQueryable<LawRow> Rows(IsmsDbContext db, DateOnly evaluatedSince) =>
        from x in (
            from l in db.Set<Law>().AsNoTracking()
            from d in db.Departments.Where(d => d.Id == l.DepartmentId).DefaultIfEmpty()
            let applies = l.Standing == LawStanding.Applies && l.Status != LawStatus.Repealed
            let clauses = db.Set<LawClause>().Count(c => c.LawId == l.Id)
            select new
            {
                Law = l, Department = d == null ? "" : d.Name, Clauses = clauses,
                Urgency = applies && clauses == 0 ? 0
                    : db.Set<LawChange>().Any(c => c.LawId == l.Id && c.HandledOn == null) ? 1
                    : applies && l.Status != LawStatus.Upcoming && (l.EvaluatedOn ?? l.JudgedOn) < evaluatedSince ? 2
                    : applies && (l.Result == ComplianceResult.DoesNotConform || l.Result == ComplianceResult.Partly) ? 3
                    : l.Standing == LawStanding.Proposed ? 4
                    : applies ? 5 : 6,
            })
        select new LawRow
        {
            Id = x.Law.Id, Number = x.Law.Number, TitleZh = x.Law.TitleZh, TitleSort = x.Law.TitleSort, TitleEn = x.Law.TitleEn, Kind = x.Law.Kind, Issuer = x.Law.Issuer, Reference = x.Law.Reference,
            IssuedOn = x.Law.IssuedOn, EffectiveOn = x.Law.EffectiveOn, Status = x.Law.Status, Standing = x.Law.Standing, Department = x.Department, Clauses = x.Clauses, EvaluatedOn = x.Law.EvaluatedOn,
            Result = x.Law.Result == null ? "" : x.Law.Result == ComplianceResult.Conforms ? "Conforms" : x.Law.Result == ComplianceResult.Partly ? "Partly" : x.Law.Result == ComplianceResult.DoesNotConform ? "DoesNotConform" : "NotApplicable",
            Urgency = x.Urgency, Source = x.Law.Source, Version = x.Law.Version,
            Attention = x.Urgency == 0 ? "incomplete" : x.Urgency == 1 ? "changed" : x.Urgency == 2 ? "overdue" : x.Urgency == 3 ? "failing" : x.Urgency == 4 ? "judge" : x.Urgency == 5 ? "inOrder" : "out",
        };

    public static Register<LawRow> Of(CultureInfo culture) => new Register<LawRow>("compliance.laws", r => r.Id, "attention")
        .Column("number", "compliance.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CompliancePaths.Law(r.Id) })
        .Column("title", "compliance.field.title", ColumnKind.Text, r => r.TitleZh, c => c with { Searchable = true, SortBy = Key(r => r.TitleSort), Link = r => CompliancePaths.Law(r.Id), Text = r => Title(r, culture) })
        .Column("attention", "compliance.field.attention", ColumnKind.State, r => r.Attention, c => c with
        {
            SortBy = (System.Linq.Expressions.Expression<Func<LawRow, int>>)(r => r.Urgency), Filterable = true, Text = r => Phrase.In(culture, "compliance.attention." + r.Attention), Choices = [.. Attentions.Select(a => (a, "compliance.attention." + a))],
        })
        .Column("titleEn", "compliance.field.titleEn", ColumnKind.Text, r => r.TitleEn, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("kind", "compliance.field.kind", ColumnKind.Choice, r => r.Kind, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.kind." + r.Kind), Choices = Choices<LawKind>("compliance.kind.") })
        .Column("reference", "compliance.field.reference", ColumnKind.Text, r => r.Reference, c => c with { Sortable = false, Searchable = true })
        .Column("issuer", "compliance.field.issuer", ColumnKind.Text, r => r.Issuer, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("issued", "compliance.field.issuedOn", ColumnKind.Date, r => r.IssuedOn ?? Never, c => c with { Text = r => WrittenText.Day(r.IssuedOn), Shown = false })
        .Column("effective", "compliance.field.effectiveOn", ColumnKind.Date, r => r.EffectiveOn ?? Never, c => c with { Text = r => WrittenText.Day(r.EffectiveOn) })
        .Column("status", "compliance.field.status", ColumnKind.State, r => r.Status, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.status." + r.Status), Choices = Choices<LawStatus>("compliance.status.") })
        .Column("standing", "compliance.field.standing", ColumnKind.Choice, r => r.Standing, c => c with { Sortable = false, Filterable = true, Shown = false, Text = r => Phrase.In(culture, "compliance.standing." + r.Standing), Choices = Choices<LawStanding>("compliance.standing.") })
        .Column("clauses", "compliance.field.clauses", ColumnKind.Number, r => r.Clauses, c => c with { Sortable = false })
        .Column("department", "compliance.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("evaluated", "compliance.field.evaluatedOn", ColumnKind.Date, r => r.EvaluatedOn ?? Never, c => c with { Text = r => WrittenText.Day(r.EvaluatedOn) })
        .Column("result", "compliance.field.result", ColumnKind.Choice, r => r.Result, c => c with { Sortable = false, Filterable = true, Text = r => r.Result.Length == 0 ? "" : Phrase.In(culture, "compliance.result." + r.Result), Choices = Choices<ComplianceResult>("compliance.result.") })
        .Column("source", "compliance.field.source", ColumnKind.Text, r => r.Source, c => c with { Sortable = false, Shown = false });

    public static string Title(LawRow row, CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" && row.TitleEn.Length > 0 ? row.TitleEn : row.TitleZh;

    /// <summary>The first day that is still within the interval of evaluation.</summary>
    public static async Task<DateOnly> EvaluatedSinceAsync(SettingsReader settings, DateOnly today, CancellationToken ct) => today.AddMonths(-await settings.NumberAsync(ComplianceModule.EvaluationMonths, ct));

    private static System.Linq.Expressions.LambdaExpression Key(System.Linq.Expressions.Expression<Func<LawRow, string>> key) => key;

    internal static (string, string)[] Choices<T>(string prefix) where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => (n, prefix + n))];
}

/// <summary>Laws and other requirements.</summary>
internal sealed class FindLaws(IsmsDbContext db, SettingsReader settings)
{
    public async Task<Outcome<RegisterPage<LawRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) => actor.Refuses(CompliancePermissions.See) is { } no
        ? no : await LawRegister.Of(actor.Culture).PageAsync(LawRegister.Rows(db, await LawRegister.EvaluatedSinceAsync(settings, actor.Today, ct)), query, ct);
}

/// <summary>法律法规清单 of exactly the rows shown, and on a second sheet their applicable clauses; noted in the ledger.</summary>
internal sealed class ExportLaws(IsmsDbContext db, SettingsReader settings, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.See) is { } no)
            return no;
        var (register, culture) = (LawRegister.Of(actor.Culture), actor.Culture);
        var whole = query.Columns.Count > 0 ? query : query with { Columns = [.. register.Columns.Select(c => c.Key)] };
        var title = Phrase.In(culture, "compliance.law-list");
        var sheet = await register.SheetAsync(LawRegister.Rows(db, await LawRegister.EvaluatedSinceAsync(settings, actor.Today, ct)), whole, culture, title, ct);
        var clauses = await (
            from c in db.Set<LawClause>().AsNoTracking()
            join l in db.Set<Law>() on c.LawId equals l.Id
            from d in Documents.DocumentViews.Documents(db).Where(d => d.Id == c.DocumentId).Select(d => d.Number).DefaultIfEmpty()
            orderby l.Number, c.Place
            select new { l.Number, l.TitleZh, l.Reference, c.Clause, c.Demand, c.Fulfilment, Document = d ?? "" }).ToListAsync(ct);
        var head = await paper.HeadAsync(actor, new PaperFacts(title, await settings.TextAsync(KernelSettings.NumberPrefix, ct) + "-B-10-R01", State: DocumentState.Approved), ct);
        string F(string key) => Phrase.In(culture, "compliance.field." + key);
        var second = new WorkbookSheet(F("clauses"), [new(F("number")), new(F("title")) { Width = 30 }, new(F("reference")), new(F("clause")), new(F("demand")) { Width = 45 }, new(F("fulfilment")) { Width = 45 }, new(F("document"))],
            clauses.Select(c => (IReadOnlyList<object?>)[c.Number, c.TitleZh, c.Reference, c.Clause, c.Demand, c.Fulfilment, c.Document]));
        db.Note("compliance_laws", Guid.Empty, new { export = title });
        await db.SaveAsync(actor, "compliance.export-laws", ct);
        return WrittenFile.By(Phrase.In(culture, "compliance.law-file") + ".xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, [sheet, second], []));
    }
}
