using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Kernel.Ledger;

/// <summary>The audit trail as a workbook, as filtered on the page and without the content of things: what an auditor takes away. Itself an entry.</summary>
internal sealed class ExportLedgerList(IsmsDbContext db, SettingsReader settings, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Ledger) is { } no)
            return no;
        var zone = await settings.TimeZoneAsync(ct);
        var columns = LedgerRegister.Definition.Columns.Where(c => query.Columns.Count == 0 ? c.Shown : query.Columns.Contains(c.Key)).ToList();
        var head = await paper.HeadAsync(actor, new PaperFacts(Phrase.In(actor.Culture, "kernel.ledger.title"), State: DocumentState.Extract), ct);
        db.Note("kernel_ledger", Guid.Empty, new { list = query.Search, query.Filters });
        await db.SaveAsync(actor, "kernel.ledger-exported", ct);

        var rows = LedgerRegister.Definition.AllAsync(LedgerRegister.Rows(db), ReadLedger.InInstants(query, zone));
        return WrittenFile.By($"{head.Title}.xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head,
            [new WorkbookSheet(head.Title, [.. columns.Select(Heading)], rows.ToBlockingEnumerable(ct).Select(row => (IReadOnlyList<object?>)[.. columns.Select(c => Cell(c, row, zone))])) { FrozenColumns = 2, Zebra = true }]));
    }

    private static SheetColumn Heading(Column<LedgerRow> column) =>
        new(Phrase.Of(column.Label), column.Key is "useCase" or "type" or "at" ? 22 : 14, column.Key == "sequence" ? SheetCellKind.Integer : SheetCellKind.Text);

    private static object? Cell(Column<LedgerRow> column, LedgerRow row, TimeZoneInfo zone) => column.Key switch
    {
        "sequence" => row.Sequence,
        "at" => row.At.In(zone).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
        _ => RegisterText.Of(column, row),
    };
}
