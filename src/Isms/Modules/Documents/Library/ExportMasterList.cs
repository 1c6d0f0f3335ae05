using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Library;

/// <summary>受控文件清单: what was in force on a day, with obsolete versions kept and external documents, as a workbook.</summary>
/// <param name="AsOf">Null for today; not later.</param>
public sealed record ExportMasterListRequest(DateOnly? AsOf = null);

/// <inheritdoc cref="ExportMasterListRequest"/>
internal sealed class ExportMasterList(IsmsDbContext db, DocumentReach reach, SchemeReader scheme, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, ExportMasterListRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.ReadAll, request) is { } no)
            return no;
        var day = request.AsOf ?? actor.Today;
        if (day > actor.Today)
            return Refusal.Invalid("asOf", "documents.as-of-future");
        var culture = actor.Culture;
        var classes = await scheme.CurrentAsync(ct);
        string Say(string key, params object?[] args) => Phrase.In(culture, key, args);
        var rows = await (
            from d in reach.Documents(actor).AsNoTracking()
            join v in db.Set<DocumentVersion>() on d.Id equals v.DocumentId
            join k in db.Set<DocumentKind>() on d.KindId equals k.Id
            join p in db.Departments on d.DepartmentId equals p.Id
            where v.ApprovedAt != null && v.EffectiveOn != null && v.EffectiveOn <= day
            orderby d.Number, v.Ordinal
            select new
            {
                d.Id, d.Number, v.TitleZh, v.TitleEn, k.NameZh, k.NameEn, k.Level, Department = p.Name, d.Classification, v.Label, v.EffectiveOn, v.EndedOn, v.KeepReason, v.State,
                d.NextReviewOn, Copies = db.Set<IssuedCopy>().Count(c => c.VersionId == v.Id),
            }).ToListAsync(ct);
        var inForce = rows.Where(r => r.EndedOn is null || r.EndedOn > day).GroupBy(r => r.Id).Select(g => g.Last()).ToList();
        var kept = rows.Where(r => r.EndedOn <= day && r.State == VersionState.Obsolete && r.KeepReason.Length > 0).ToList();
        // R-APP6-01: gaps in the numbering of what is listed, whether in force or not.
        var gaps = Gaps([.. await reach.Documents(actor).Select(d => d.Number).ToListAsync(ct)]);
        var external = await (from e in db.Set<ExternalDocument>().AsNoTracking() join p in db.Departments on e.DepartmentId equals p.Id orderby e.ReceiptNumber select new { External = e, Department = p.Name }).ToListAsync(ct);
        SheetColumn[] columns =
        [
            new(Say("documents.field.number"), 16), new(Say("documents.field.title"), 38), new(Say("documents.field.kind"), 14), new(Say("documents.field.version"), 9) { Centered = true },
            new(Say("documents.field.effectiveOn"), 13, SheetCellKind.Date), new(Say("documents.field.department"), 18), new(Say("documents.field.classification"), 10) { Centered = true },
            new(Say("documents.field.nextReviewOn"), 13, SheetCellKind.Date), new(Say("documents.field.copies"), 9, SheetCellKind.Integer),
        ];
        WorkbookSheet Sheet(string key, int level) => new(Say(key), columns, inForce.Where(r => r.Level == level).Select(r => (IReadOnlyList<object?>)[
            r.Number, Title(r.TitleZh, r.TitleEn), new Bilingual(r.NameZh, r.NameEn).In(culture), r.Label, r.EffectiveOn, r.Department, classes.Name(r.Classification, culture), r.NextReviewOn, r.Copies]))
        {
            FrozenColumns = 2, Zebra = true,
        };
        List<WorkbookSheet> sheets =
        [
            Sheet("documents.sheet-policies", 1), Sheet("documents.sheet-procedures", 2), Sheet("documents.sheet-instructions", 3), Sheet("documents.sheet-forms", 4),
            new(Say("documents.sheet-kept"), [columns[0], columns[1], columns[3], new(Say("documents.field.endedOn"), 13, SheetCellKind.Date), new(Say("documents.field.keepReason"), 50)],
                kept.Select(r => (IReadOnlyList<object?>)[r.Number, Title(r.TitleZh, r.TitleEn), r.Label, r.EndedOn, r.KeepReason])),
            new(Say("documents.sheet-external"),
                [new(Say("documents.field.receipt"), 14), new(Say("documents.field.citation"), 22), new(Say("documents.field.title"), 44), new(Say("documents.field.source"), 16), new(Say("documents.field.state"), 11) { Centered = true }, new(Say("documents.field.department"), 18), new(Say("documents.field.distribution"), 28)],
                external.Select(e => (IReadOnlyList<object?>)[e.External.ReceiptNumber, e.External.Citation, Title(e.External.TitleZh, e.External.TitleEn), e.External.Source, Say("documents.external." + e.External.State), e.Department, e.External.Distribution])),
        ];
        List<NoteBlock> notes = gaps.Count == 0 ? [] : [new NoteBlock(Say("documents.number-gaps"), [], [.. gaps.Select(g => (IReadOnlyList<object?>)[g])])];
        var head = await paper.HeadAsync(actor, new PaperFacts(Say("documents.master-list", WrittenText.Day(day)), State: DocumentState.Effective, EffectiveOn: day), ct);
        db.Note("documents_documents", Guid.Empty, new { export = "master-list", day, rows = inForce.Count });
        await db.SaveAsync(actor, "documents.export-master-list", ct);
        return WrittenFile.By($"{Say("documents.master-list-file")} {WrittenText.Day(day)}.xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, sheets, notes));

        string Title(string zh, string en) => culture.TwoLetterISOLanguageName == "en" && en.Length > 0 ? en : zh;
    }

    /// <summary>Numbers that are missing within a series, such as <c>SL-B-07</c> between 06 and 08.</summary>
    internal static IReadOnlyList<string> Gaps(IReadOnlyList<string> numbers)
    {
        var gaps = new List<string>();
        foreach (var series in numbers.Select(n => (Number: n, Cut: n.LastIndexOfAny(['-', '.']) + 1)).Where(n => n.Number[n.Cut..].All(char.IsAsciiDigit) && n.Cut < n.Number.Length).GroupBy(n => n.Number[..n.Cut]))
        {
            var serials = series.Select(n => int.Parse(n.Number[n.Cut..], CultureInfo.InvariantCulture)).ToHashSet();
            var digits = series.Max(n => n.Number.Length - n.Cut);
            gaps.AddRange(Enumerable.Range(serials.Min(), serials.Max() - serials.Min() + 1).Where(n => !serials.Contains(n)).Select(n => series.Key + n.ToString("D" + digits, CultureInfo.InvariantCulture)));
        }
        return gaps;
    }
}
