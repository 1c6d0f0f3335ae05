using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Externals;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Printing;

/// <summary>文件发放回收登记表: every controlled copy on paper, who signed for it and what became of it, as a workbook.</summary>
internal sealed class ExportCopies(IsmsDbContext db, DocumentReach reach, SettingsReader settings, SignedPaper paper)
{
    /// <param name="documentId">Only of this document; null for all.</param>
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid? documentId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.ReadAll) is { } no)
            return no;
        if (documentId is { } one && !await reach.Documents(actor).AnyAsync(d => d.Id == one, ct))
            return Refusal.NotFound;
        var rows = await (
            from c in db.Set<IssuedCopy>().AsNoTracking()
            join v in db.Set<DocumentVersion>() on c.VersionId equals v.Id
            join d in reach.Documents(actor) on v.DocumentId equals d.Id
            where documentId == null || d.Id == documentId
            orderby d.Number, v.Ordinal, c.Serial
            select new
            {
                Copy = c, d.Number, v.TitleZh, v.TitleEn, v.Label, Department = db.Departments.Where(x => x.Id == c.DepartmentId).Select(x => x.Name).FirstOrDefault(),
                Person = db.People.Where(p => p.Id == c.PersonId).Select(p => p.Name).FirstOrDefault(), IssuedBy = db.People.Where(p => p.Id == c.IssuedById).Select(p => p.Name).FirstOrDefault(),
                Received = db.People.Where(p => p.Id == c.ReceivedById).Select(p => p.Name).FirstOrDefault(), Recalled = db.People.Where(p => p.Id == c.RecalledById).Select(p => p.Name).FirstOrDefault(),
            }).ToListAsync(ct);
        var zone = await settings.TimeZoneAsync(ct);
        var title = T("documents.paper-copies");
        var sheet = new WorkbookSheet(title,
            [
                new(T("documents.field.number"), 16), new(T("documents.field.title"), 34), new(T("documents.field.version"), 9) { Centered = true }, new(T("documents.field.copy"), 8, SheetCellKind.Integer), new(T("documents.field.to"), 18),
                new(T("documents.field.issuedOn"), 13, SheetCellKind.Date), new(T("documents.paper-issued-by"), 12), new(T("documents.paper-received-by"), 12), new(T("documents.paper-received-on"), 13, SheetCellKind.Date),
                new(T("documents.paper-recalled-by"), 12), new(T("documents.paper-recalled-on"), 13, SheetCellKind.Date), new(T("documents.paper-note"), 30),
            ],
            rows.Select(r => (IReadOnlyList<object?>)[
                r.Number, new Kernel.Standards.Bilingual(r.TitleZh, r.TitleEn).In(actor.Culture), r.Label, r.Copy.Serial, r.Department ?? r.Person, r.Copy.IssuedOn, r.IssuedBy, r.Received, r.Copy.ReceivedAt?.DayIn(zone), r.Recalled, r.Copy.RecalledAt?.DayIn(zone), r.Copy.Note]))
        {
            FrozenColumns = 2, Zebra = true,
        };
        var head = await paper.HeadAsync(actor, new PaperFacts(title, State: DocumentState.Effective), ct);
        db.Note("documents_copies", documentId ?? Guid.Empty, new { export = title, rows = rows.Count });
        await db.SaveAsync(actor, "documents.print-paper", ct);
        return WrittenFile.By(title + ".xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, [sheet]));

        string T(string key) => Phrase.In(actor.Culture, key);
    }
}

/// <summary>外来文件清单: every external document with its state, keeper and distribution, as a workbook.</summary>
internal sealed class ExportExternals(IsmsDbContext db, ListExternals list, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        var outcome = await list.RunAsync(actor, null, ct);
        if (outcome.Value is not { } rows)
            return outcome.Refusal!;
        var title = T("documents.paper-externals");
        var sheet = new WorkbookSheet(title,
            [
                new(T("documents.field.receipt"), 14), new(T("documents.field.citation"), 22), new(T("documents.field.title"), 44), new(T("documents.field.source"), 16), new(T("documents.field.receivedOn"), 13, SheetCellKind.Date),
                new(T("documents.field.state"), 11) { Centered = true }, new(T("documents.field.successor"), 34), new(T("documents.field.department"), 18), new(T("documents.field.distribution"), 28),
                new(T("documents.field.reviewer"), 12), new(T("documents.field.reviewedOn"), 13, SheetCellKind.Date),
            ],
            rows.Select(e => (IReadOnlyList<object?>)[
                e.ReceiptNumber, e.Citation, new Kernel.Standards.Bilingual(e.TitleZh, e.TitleEn).In(actor.Culture), e.Source, e.ReceivedOn, T("documents.external." + e.State), e.Successor ?? "", e.Department, e.Distribution, e.Reviewer ?? "", e.ReviewedOn]))
        {
            FrozenColumns = 2, Zebra = true,
        };
        var head = await paper.HeadAsync(actor, new PaperFacts(title, State: DocumentState.Effective), ct);
        db.Note("documents_external", Guid.Empty, new { export = title, rows = rows.Count });
        await db.SaveAsync(actor, "documents.print-paper", ct);
        return WrittenFile.By(title + ".xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, [sheet]));

        string T(string key) => Phrase.In(actor.Culture, key);
    }
}
