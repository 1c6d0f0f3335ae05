using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Printing;

/// <summary>Exactly the rows and columns that the register of a version shows, as a workbook; noted in the ledger.</summary>
internal sealed class ExportControls(IsmsDbContext db, ListControls list, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, ListControlsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Read) is { } no)
            return no;
        if (await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.SoaId, ct) is not { } soa)
            return Refusal.NotFound;
        var query = request.Query with { Limit = RegisterQuery.LongestPage, After = null, Before = null, Last = false };
        var rows = new List<DecisionRow>();
        for (var next = (string?)""; next is not null;)
        {
            var page = (await list.RunAsync(actor, request with { Query = query with { After = next.Length == 0 ? null : next } }, ct)).Require();
            rows.AddRange(page.Rows);
            next = page.Next;
        }
        var register = DecisionRegister.Of(actor.Culture, soa.Edition, []);
        var columns = register.Columns.Where(c => query.Columns.Count == 0 ? c.Shown : query.Columns.Contains(c.Key)).ToList();
        var title = Phrase.In(actor.Culture, "applicability.controls");
        var head = await paper.HeadAsync(actor, new PaperFacts(title, soa.Number, soa.VersionLabel, State: DocumentState.Extract), ct);
        db.Note("applicability_versions", soa.Id, new { export = query.Search, query.Filters });
        await db.SaveAsync(actor, "applicability.export", ct);
        return WrittenFile.By(title + ".xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head,
            [new WorkbookSheet(title, [.. columns.Select(Heading)], rows.Select(row => (IReadOnlyList<object?>)[.. columns.Select(c => c.Kind == ColumnKind.Number ? c.Read(row) : RegisterText.Of(c, row))])) { FrozenColumns = 2, Zebra = true }]));
    }

    private static SheetColumn Heading(Column<DecisionRow> column) => new(
        Phrase.Of(column.Label), column.Key is "title" or "reason" ? 28 : column.Key is "documents" or "reasons" ? 18 : 12,
        column.Kind == ColumnKind.Number ? SheetCellKind.Integer : SheetCellKind.Text);
}
