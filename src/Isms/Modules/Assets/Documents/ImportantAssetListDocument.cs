using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Assets.Documents;

/// <summary>What the list of important assets is made of.</summary>
/// <param name="Criteria">With which the assets were valued.</param>
/// <param name="Important">In the order to print.</param>
internal sealed record ImportantAssetListContent(CompiledCriteria Criteria, IReadOnlyList<ImportantAssetRow> Important)
{
    /// <summary>The other assets, on a sheet of their own so that nothing seems lost; empty for a list that is issued.</summary>
    public IReadOnlyList<ImportantAssetRow> Others { get; init; } = [];
}

/// <summary>重要资产清单 (4.2.1.4) as a workbook.</summary>
internal static class ImportantAssetListDocument
{
    public static string Title(CultureInfo culture) => Phrase.In(culture, "assets.document.important-list");

    public static string FileName(CultureInfo culture) => Phrase.In(culture, "assets.document.important-list.file");

    /// <summary>Writes the workbook; the head's culture decides the language.</summary>
    public static void Write(Stream output, DocumentHead head, ImportantAssetListContent content)
    {
        var (culture, definition) = (head.Culture, content.Criteria.Definition);
        List<WorkbookSheet> sheets = [Sheet(Title(culture), content.Important)];
        if (content.Others.Count > 0)
            sheets.Add(Sheet(T("others"), content.Others) with { Title = T("others.title") });
        WorkbookWriter.Write(output, head, sheets, PrintedCriteria.AssetNotes(definition, culture));

        WorkbookSheet Sheet(string name, IReadOnlyList<ImportantAssetRow> rows) => new(name, Columns(), rows.Select(Row)) { FrozenColumns = 3, Zebra = true };

        SheetColumn[] Columns() =>
        [
            new(T("serial"), 6, SheetCellKind.Level),
            new(T("number"), 14),
            new(T("name"), 24),
            new(T("category"), 18),
            new(T("department"), 12),
            new(T("owner"), 12),
            new(T("custodian"), 12),
            new(T("location"), 14),
            new(T("classification"), 8) { Centered = true },
            new(T("replacement-cost"), 9, SheetCellKind.Level) { Group = T("scores") },
            new(T("confidentiality"), 8, SheetCellKind.Level) { Group = T("scores") },
            new(T("integrity"), 8, SheetCellKind.Level) { Group = T("scores") },
            new(T("availability"), 8, SheetCellKind.Level) { Group = T("scores") },
            new(T("value"), 8, SheetCellKind.Level),
            new(T("importance"), 12, SheetCellKind.Level),
            new(T("basis"), 22),
            new(T("remark"), 18),
        ];

        IReadOnlyList<object?> Row(ImportantAssetRow row, int i) =>
        [
            i + 1, row.Number, row.Name, row.Category, row.Department, row.Owner, row.Custodian, row.Location, row.Classification,
            row.ReplacementCost, row.Confidentiality, row.Integrity, row.Availability, row.Value,
            PrintedCriteria.Level(definition.ImportanceBands, row.ImportanceLevel, culture), row.Basis, row.Remark,
        ];

        string T(string key) => Phrase.In(culture, "assets.document." + key);
    }
}
