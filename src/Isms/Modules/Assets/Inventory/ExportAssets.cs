using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets.Inventory;

/// <summary>Exactly the rows and columns that the register shows, as a workbook; noted in the ledger.</summary>
internal sealed class ExportAssets(IsmsDbContext db, SchemeReader scheme, CriteriaInForce criteria, SignedPaper paper)
{
    private static readonly string[] Scores = ["replacementCost", "confidentiality", "integrity", "availability"];

    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.See) is { } no)
            return no;
        var current = await criteria.CurrentAsync(ct);
        var register = InventoryRegister.Of(importanceWord: level => ImportanceWords.Of(current, level, actor.Culture), classes: await InventoryRegister.ClassesAsync(scheme, query, ct));
        var columns = register.Columns.Where(c => query.Columns.Count == 0 ? c.Shown : query.Columns.Contains(c.Key)).ToList();
        if (columns.Count == 0)
            columns = [.. register.Columns.Where(c => c.Shown)];
        var head = await paper.HeadAsync(actor, new PaperFacts(Phrase.In(actor.Culture, "assets.register"), State: DocumentState.Extract), ct);
        db.Note("assets_assets", Guid.Empty, new { export = query.Search, query.Filters });
        await db.SaveAsync(actor, "assets.export", ct);

        var rows = register.AllAsync(InventoryRegister.Rows(db, actor), query, AssetReach.Found(db, actor, query));
        return WrittenFile.By(Phrase.In(actor.Culture, "assets.register") + ".xlsx", WrittenFile.Xlsx, output =>
            WorkbookWriter.Write(output, head, [new WorkbookSheet(head.Title, [.. columns.Select(Heading)], rows.ToBlockingEnumerable(ct).Select(row => Cells(columns, row))) { FrozenColumns = 2, Zebra = true }]));
    }

    private static SheetColumn Heading(Column<InventoryRow> column) =>
        new(Phrase.Of(column.Label), column.Key is "name" ? 26 : column.Kind == ColumnKind.Number ? 8 : 14, column.Kind == ColumnKind.Number ? SheetCellKind.Integer : SheetCellKind.Text)
        {
            Group = Scores.Contains(column.Key) ? Phrase.Of("assets.scores") : null,
        };

    private static IReadOnlyList<object?> Cells(List<Column<InventoryRow>> columns, InventoryRow row) =>
        [.. columns.Select(c => c.Kind == ColumnKind.Number ? c.Read(row) : RegisterText.Of(c, row))];
}

/// <summary>The criteria's words for importance levels.</summary>
internal static class ImportanceWords
{
    /// <summary>Empty for a level the criteria do not have: the asset was valued with others.</summary>
    public static string Of(CriteriaSnapshot? criteria, int level, CultureInfo culture) =>
        criteria?.Criteria.Definition.ImportanceBands.FirstOrDefault(b => b.Level == level)?.Word.In(culture) ?? "";
}
