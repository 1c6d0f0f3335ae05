using System.Text;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>A text file of separated values as the one sheet of a spreadsheet.</summary>
internal sealed class CsvSheet : Sheet
{
    private static readonly string[] ErrorNames = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];

    private readonly Stream file;
    private readonly Encoding encoding;
    private readonly ReadingLimits limits;
    private readonly char separator;
    private readonly bool separatorStated;

    private CsvSheet(Stream file, string name, ReadingLimits limits) : base(name, hidden: false)
    {
        this.file = file;
        this.limits = limits;
        encoding = CsvEncoding.Of(file);
        using (var text = Text())
            (separator, separatorStated) = CsvSeparator.Find(text);
        FilledRows = Rows(repeatMerged: false).Count(r => r.Cells.Count > 0);
    }

    /// <summary>Opens and checks the file to its end.</summary>
    public static Spreadsheet Open(Stream file, string fileName, ReadingLimits limits) =>
        new(fileName, isPlainText: true, [new CsvSheet(file, Path.GetFileNameWithoutExtension(fileName), limits)], package: null);

    public override IEnumerable<SheetRow> Rows(bool repeatMerged)
    {
        using var text = Text();
        var number = 0;
        foreach (var fields in new CsvParser(text, separator, limits).Records())
        {
            number++;
            if (number > limits.Rows)
                throw new ReadingRefusedException("office.sheet-too-many-rows", Name, limits.Rows);
            if (number > 1 || !separatorStated)
                yield return new SheetRow(number, Hidden: false, Cells(number, fields));
        }
    }

    private static SheetCell Cell(int column, string field)
    {
        // ="007" is how a text file makes Excel keep leading zeros.
        var text = field is ['=', '"', .., '"'] && field.Length > 3 ? field[2..^1] : field;
        var kind = ErrorNames.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase) ? CellKind.Error : CellKind.Text;
        return new SheetCell(column, kind, text, field);
    }

    private List<SheetCell> Cells(int row, List<string> fields)
    {
        var cells = new List<SheetCell>(fields.Count);
        for (var i = 0; i < fields.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(fields[i]))
                continue;
            if (i >= limits.Columns)
                throw new ReadingRefusedException("office.sheet-too-wide", Name, row, ColumnName.Of(i + 1), ColumnName.Of(limits.Columns), limits.Columns);
            cells.Add(Cell(i + 1, fields[i]));
        }
        return cells;
    }

    private StreamReader Text()
    {
        file.Position = 0;
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
    }
}
