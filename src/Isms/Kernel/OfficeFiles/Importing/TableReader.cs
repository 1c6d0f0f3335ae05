using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>Streams the data rows of a recognised table and accounts for every other row in the report.</summary>
public sealed class TableReader(Spreadsheet spreadsheet, ImportSchema schema, TableRecognition recognition, ImportReport report, ScoreScale scale)
{
    private const int ShownCharacters = 120;

    /// <summary>
    /// The data rows. A row's outcome is written to the report when the next one is asked for, so the caller reads its
    /// fields, and rejects it if need be, before going on; the whole sequence must be consumed.
    /// </summary>
    public IEnumerable<TableRow> Rows()
    {
        var layout = recognition.Table ?? throw new InvalidOperationException("No table was recognised.");
        report.Begin(spreadsheet, recognition);
        var kind = new RowKind(layout, schema);
        var columns = schema.Fields.Select(f => layout.Of(f.Key)?.Column ?? 0).ToArray();
        var above = new SheetCell[columns.Length];
        var next = 1;
        foreach (var row in layout.Sheet.Rows(repeatMerged: true))
        {
            if (row.Number > next)
                report.Skip(next, row.Number - 1, SkipReason.Blank, "");
            next = row.Number + 1;
            if (Reason(row, layout, kind) is { } reason)
            {
                report.Skip(row.Number, row.Number, reason, reason == SkipReason.Blank ? "" : Shown(row));
                if (reason is not SkipReason.RepeatedHeader)
                    Array.Clear(above);
                continue;
            }
            var data = new TableRow(layout, schema, scale, row, Cells(row, columns));
            FillFromAbove(data, above);
            yield return data;
            report.Finish(data);
        }
    }

    private static SkipReason? Reason(SheetRow row, TableLayout layout, RowKind kind)
    {
        if (row.Number > layout.HeaderBottom)
            return kind.SkippedAs(row);
        return row.IsBlank ? SkipReason.Blank : row.Number < layout.HeaderTop ? SkipReason.Title : SkipReason.Header;
    }

    private static SheetCell[] Cells(SheetRow row, int[] columns)
    {
        var cells = new SheetCell[columns.Length];
        for (var i = 0; i < columns.Length; i++)
            cells[i] = columns[i] == 0 ? new SheetCell(0, CellKind.Empty, "", "") : row.At(columns[i]);
        return cells;
    }

    private static string Shown(SheetRow row)
    {
        var text = string.Join(" | ", row.Cells.Where(c => c.Origin == CellOrigin.Own).Take(20).Select(c => HeadingText.Clean(c.Text.Length > 0 ? c.Text : c.Raw)));
        return text.Length > ShownCharacters ? text[..ShownCharacters] + "…" : text;
    }

    private void FillFromAbove(TableRow row, SheetCell[] above)
    {
        if (!spreadsheet.IsPlainText)
            return;
        for (var i = 0; i < above.Length; i++)
        {
            var field = schema.Fields[i];
            if (!field.BlankMeansAbove)
                continue;
            var cell = row.Cell(field.Key);
            if (cell.Kind != CellKind.Empty)
                above[i] = cell;
            else if (above[i].Kind != CellKind.Empty)
                row.Take(field.Key, above[i]);
        }
    }
}
