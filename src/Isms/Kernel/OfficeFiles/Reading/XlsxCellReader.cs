using System.Globalization;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Reads the cells of a row element and turns each into what a person would read.</summary>
internal sealed class XlsxCellReader(PartReader part, XlsxWorkbook workbook, ReadingLimits limits, string sheet)
{
    private const int ShownFormulaCharacters = 200;

    /// <summary>The cells with a value of the row that starts here.</summary>
    public List<SheetCell> ReadRow(int row)
    {
        var cells = new List<SheetCell>();
        var depth = part.Depth;
        var column = 0;
        while (part.ReadWithin(depth))
        {
            if (part.Element != "c")
                continue;
            column = ColumnOf(part.Attribute("r"), column);
            var cell = ReadCell(column);
            if (cell.Kind == CellKind.Empty)
                continue;
            if (column > limits.Columns)
                throw new ReadingRefusedException("office.sheet-too-wide", sheet, row, ColumnName.Of(column), ColumnName.Of(limits.Columns), limits.Columns);
            cells.Add(cell);
        }
        return cells;
    }

    private static int ColumnOf(string? address, int previous)
    {
        var column = address is null ? previous + 1 : ColumnName.ParseAddress(address).Column;
        return column > previous ? column : throw new ReadingRefusedException("office.file-damaged");
    }

    private SheetCell ReadCell(int column)
    {
        var type = part.Attribute("t");
        var style = part.Attribute("s");
        if (part.IsEmpty)
            return default;
        string? value = null;
        string? inline = null;
        string? formula = null;
        var depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            switch (part.Element)
            {
                case "v":
                    value = part.ReadText();
                    break;
                case "f":
                    formula = part.ReadText();
                    break;
                case "is":
                    inline = RichText.Read(part, limits);
                    break;
                case not null:
                    part.SkipElement();
                    break;
            }
        }
        if (formula is not null && (value is null || (value.Length == 0 && type != "str")))
            return new SheetCell(column, CellKind.FormulaWithoutValue, "", "=" + formula[..Math.Min(formula.Length, ShownFormulaCharacters)]);
        return type switch
        {
            "s" => TextCell(column, Shared(value)),
            "str" => TextCell(column, RichText.Unescape(value ?? "")),
            "inlineStr" => TextCell(column, inline ?? value ?? ""),
            "e" => new SheetCell(column, CellKind.Error, value ?? "", value ?? ""),
            "b" => new SheetCell(column, CellKind.Boolean, value == "1" ? "TRUE" : "FALSE", value ?? ""),
            "d" => IsoDate(column, value),
            _ => NumberCell(column, value, style),
        };
    }

    private static SheetCell TextCell(int column, string text) =>
        string.IsNullOrWhiteSpace(text) ? default : new SheetCell(column, CellKind.Text, text, text);

    private static SheetCell IsoDate(int column, string? value) =>
        DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new SheetCell(column, CellKind.Date, NumberFormats.Show(date, 1), value, date.ToOADate(), date)
            : TextCell(column, value ?? "");

    private string Shared(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return "";
        return int.TryParse(value, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < workbook.Texts.Count
            ? workbook.Texts[index]
            : throw new ReadingRefusedException("office.file-damaged");
    }

    private SheetCell NumberCell(int column, string? value, string? style)
    {
        if (string.IsNullOrWhiteSpace(value))
            return default;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return TextCell(column, value);
        if (workbook.Formats.IsDate(style) && NumberFormats.ToDate(number, workbook.From1904) is { } date)
            return new SheetCell(column, CellKind.Date, NumberFormats.Show(date, number), value, number, date);
        // 15 digits are what Excel shows: 0.1+0.2 reads 0.3.
        return new SheetCell(column, CellKind.Number, workbook.Formats.Spelled(style, number) ?? Shown(number, value), value, number);
    }

    private static string Shown(double number, string value) =>
        number is > -1e15 and < 1e15 && double.IsInteger(number) ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("G15", CultureInfo.InvariantCulture) is var text && !text.Contains('E', StringComparison.Ordinal) ? text : value;
}
