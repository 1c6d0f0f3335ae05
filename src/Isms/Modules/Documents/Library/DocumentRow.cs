using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Library;

/// <summary>A document in the list, with the version in force, or while none is, the newest that the reader may see.</summary>
public sealed record DocumentRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public string TitleSort { get; init; } = "";
    public string KindCode { get; init; } = "";
    public string KindZh { get; init; } = "";
    public string KindEn { get; init; } = "";
    public int Level { get; init; }
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public Classification Classification { get; init; }
    public Guid VersionId { get; init; }
    public string Label { get; init; } = "";
    public VersionState State { get; init; }
    public DateOnly? EffectiveOn { get; init; }
    public DateOnly? NextReviewOn { get; init; }
    public bool ReviewOverdue { get; init; }
    public int Version { get; init; }

    public string Title(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" && TitleEn.Length > 0 ? TitleEn : TitleZh;

    public string Kind(CultureInfo culture) => new Bilingual(KindZh, KindEn).In(culture);
}

/// <summary>The list of documents: one definition for the page, the API and the export (受控文件清单).</summary>
internal static class DocumentRegister
{
    public static IQueryable<DocumentRow> Rows(IsmsDbContext db, DocumentReach reach, Actor actor)
    {
        var today = actor.Today;
        var drafts = !actor.ReachOf(DocumentPermissions.Edit).IsNone || actor.May(DocumentPermissions.ReadAll);
        var versions = db.Set<DocumentVersion>();
        return
            from d in reach.Documents(actor).AsNoTracking()
            join k in db.Set<DocumentKind>() on d.KindId equals k.Id
            join p in db.Departments on d.DepartmentId equals p.Id
            join v in versions on versions.Where(x => x.DocumentId == d.Id && (drafts || x.State == VersionState.Effective || x.State == VersionState.Superseded || x.State == VersionState.Obsolete || x.State == VersionState.Destroyed))
                .OrderByDescending(x => x.State == VersionState.Effective).ThenByDescending(x => x.Ordinal).Select(x => x.Id).FirstOrDefault() equals v.Id
            select new DocumentRow
            {
                Id = d.Id, Number = d.Number, TitleZh = d.TitleZh, TitleEn = d.TitleEn, TitleSort = d.TitleSort, KindCode = k.Code, KindZh = k.NameZh, KindEn = k.NameEn, Level = k.Level,
                DepartmentId = d.DepartmentId, Department = p.Name, Classification = d.Classification, VersionId = v.Id, Label = v.Label, State = v.State, EffectiveOn = v.EffectiveOn,
                NextReviewOn = d.NextReviewOn, ReviewOverdue = d.NextReviewOn != null && d.NextReviewOn < today, Version = d.Version,
            };
    }

    /// <param name="classes">For their names; null where only values are read.</param>
    public static Register<DocumentRow> Of(IReadOnlyList<(string Code, string Name)> kinds, IReadOnlyList<(string Id, string Name)> departments, CultureInfo culture, ClassesInForce? classes = null) =>
        new Register<DocumentRow>("documents.documents", r => r.Id, "number")
            .Column("number", "documents.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => DocumentPaths.Document(r.Id) })
            .Column("title", "documents.field.title", ColumnKind.Text, r => r.TitleZh + " " + r.TitleEn, c => c with
            {
                Searchable = true, Sortable = false, Text = r => r.Title(culture), Link = r => DocumentPaths.Document(r.Id),
            })
            .Column("kind", "documents.field.kind", ColumnKind.Choice, r => r.KindCode, c => c with { Sortable = false, Filterable = true, Choices = [.. kinds], Text = r => r.Kind(culture) })
            .Column("level", "documents.field.level", ColumnKind.Number, r => r.Level)
            .Column("version", "documents.field.version", ColumnKind.Text, r => r.Label, c => c with { Sortable = false })
            .Column("state", "documents.field.state", ColumnKind.State, r => r.State, c => c with
            {
                Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "documents.state." + r.State), Choices = [.. Enum.GetNames<VersionState>().Select(n => (n, "documents.state." + n))],
            })
            .Column("effectiveOn", "documents.field.effectiveOn", ColumnKind.Date, r => r.EffectiveOn, c => c with { Sortable = false })
            .Column("department", "documents.field.department", ColumnKind.Choice, r => r.DepartmentId, c => c with { Sortable = false, Filterable = true, Choices = [.. departments], Text = r => r.Department })
            .Column("classification", "documents.field.classification", ColumnKind.Choice, r => r.Classification, c => c with
            {
                Sortable = false, Filterable = true, Text = r => classes?.Name(r.Classification, culture) ?? "", Choices = classes?.Choices(culture) ?? [],
            })
            .Column("nextReviewOn", "documents.field.nextReviewOn", ColumnKind.Date, r => r.NextReviewOn, c => c with { Sortable = false });
}

/// <summary>Documents the reader may know of.</summary>
internal sealed class FindDocuments(IsmsDbContext db, DocumentReach reach)
{
    public async Task<Outcome<RegisterPage<DocumentRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) => actor.Refuses(DocumentPermissions.See) is { } no
        ? no : await DocumentRegister.Of([], [], actor.Culture).PageAsync(DocumentRegister.Rows(db, reach, actor), query, ct);
}
