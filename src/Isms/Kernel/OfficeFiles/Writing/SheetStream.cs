using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>Writes one sheet from top to bottom, once.</summary>
internal sealed partial class SheetStream(XmlWriter xml, DocumentHead head, WorkbookSheet sheet, WorkbookStyles styles)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    // Excel refuses a larger number silently: it would show other digits than those that were stored.
    private const long LargestExact = 999_999_999_999_999;

    private const double LeastWidth = 110;
    private const double ExtraWidth = 9;
    private const double SmallPrint = 1.1;
    private const double LineHeight = 14;
    private const double TallestRow = 409;

    // The day before Excel's calendar is right again: it believes in 29 February 1900.
    private static readonly DateOnly FirstDay = new(1900, 3, 1);
    private static readonly int SerialOffset = new DateOnly(1899, 12, 30).DayNumber;

    private readonly string[] letters = [.. Enumerable.Range(0, HeadWidth(sheet.Columns)).Select(Letters)];
    private readonly List<string> merges = [];
    private readonly string cutMark = head.Text("writing.cut");
    private int row;
    private int column;

    private IReadOnlyList<SheetColumn> Columns => sheet.Columns;

    private bool HasTable => Columns.Any(c => c.Header.Length > 0);

    /// <summary>Writes the whole sheet; answers the rows of the headings and the cells that can be filtered, both as a formula names them, or null when it has no table.</summary>
    public (string Headings, string Filter)? Write(bool isFirst)
    {
        var headRows = HeadLines().Count;
        var headingRows = !HasTable ? 0 : Columns.Any(c => c.Group is not null) ? 2 : 1;
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", Main);
        WriteSet("sheetPr", () => WriteEmpty("pageSetUpPr", ("fitToPage", "1")));
        WriteView(isFirst, headRows + headingRows);
        WriteEmpty("sheetFormatPr", ("defaultRowHeight", "15"));
        WriteWidths();
        xml.WriteStartElement("sheetData", Main);
        WriteHead();
        if (HasTable)
            WriteHeadings(headingRows);
        var headings = row;
        WriteRows();
        var last = row;
        foreach (var note in sheet.Notes)
            WriteNote(note);
        xml.WriteEndElement();
        if (HasTable)
            WriteEmpty("autoFilter", ("ref", $"A{Number(headings)}:{letters[Columns.Count - 1]}{Number(last)}"));
        WriteMerges();
        WritePrintSetup();
        xml.WriteEndElement();
        return HasTable ? ($"${Number(headings - headingRows + 1)}:${Number(headings)}", $"$A${Number(headings)}:${letters[Columns.Count - 1]}${Number(last)}") : null;
    }

    // The head is as wide as the table, but never so narrow that its lines would be cut.
    private static int HeadWidth(IReadOnlyList<SheetColumn> columns)
    {
        var missing = LeastWidth - columns.Sum(c => c.Width);
        return columns.Count + (missing > 0 ? (int)Math.Ceiling(missing / ExtraWidth) : 0);
    }

    private List<(string Text, uint Style, double Height)> HeadLines()
    {
        var gap = head.Text("writing.gap");
        var facts = string.Join(gap, head.Facts().Select(fact => head.Text("writing.labelled", fact.Label, fact.Value)));
        var steps = string.Join(gap, head.Steps().Select(step => head.Text("writing.labelled", step.Label, step.Step.ToString() is { Length: > 0 } done ? done : "—")));
        var made = steps.Length == 0 ? head.GeneratedText : steps + gap + head.GeneratedText;
        return
        [
            (head.Organization, styles.Organization, 16),
            (sheet.Title ?? head.Title, styles.Title, 30),
            (facts, styles.Meta, Height(facts)),
            (made, styles.Meta, Height(made)),
        ];
    }

    private double Height(string text)
    {
        return 16 * WrittenText.Lines(text, Enumerable.Range(0, letters.Length).Sum(Width) * SmallPrint);
    }

    private void WriteHead()
    {
        foreach (var (text, style, height) in HeadLines())
        {
            BeginRow(height, fixedHeight: true);
            WriteText(text, style);
            EndRow();
            merges.Add($"A{Number(row)}:{letters[^1]}{Number(row)}");
        }
    }

    private void WriteHeadings(int rows)
    {
        if (rows == 2)
        {
            BeginRow();
            for (var i = 0; i < Columns.Count; i++)
                WriteText(Columns[i].Group is { } group ? StartsGroup(i) ? group : "" : Columns[i].Header, styles.Header);
            EndRow();
            for (var i = 0; i < Columns.Count; i++)
            {
                if (Columns[i].Group is null)
                    merges.Add($"{letters[i]}{Number(row)}:{letters[i]}{Number(row + 1)}");
                else if (StartsGroup(i) && EndOfGroup(i) is var end && end > i)
                    merges.Add($"{letters[i]}{Number(row)}:{letters[end]}{Number(row)}");
            }
        }
        BeginRow(RowHeight([.. Columns.Select(c => c.Header)]));
        foreach (var c in Columns)
            WriteText(rows == 2 && c.Group is null ? "" : c.Header, styles.Header);
        EndRow();
    }

    private bool StartsGroup(int i) => i == 0 || Columns[i - 1].Group != Columns[i].Group;

    private int EndOfGroup(int i)
    {
        while (i + 1 < Columns.Count && Columns[i + 1].Group == Columns[i].Group)
            i++;
        return i;
    }

    private void WriteRows()
    {
        var zebra = false;
        foreach (var values in sheet.Rows)
        {
            BeginRow(RowHeight(values));
            for (var i = 0; i < Columns.Count; i++)
                WriteCell(i < values.Count ? values[i] : null, Columns[i], zebra && sheet.Zebra);
            EndRow();
            zebra = !zebra;
        }
    }

    private void WriteNote(NoteBlock note)
    {
        row++;
        BeginRow();
        WriteText(note.Title, styles.NoteTitle);
        EndRow();
        var last = Math.Max(note.Headers.Count, note.Rows.Select(values => values.Count).DefaultIfEmpty(0).Max()) - 1;
        if (last < 0)
            return;
        var end = NoteEnd(note, last);
        if (note.Headers.Count > 0)
            WriteNoteRow([.. note.Headers], last, end, value => WriteText((string)value!, styles.Header), () => WriteNothing(styles.Header));
        foreach (var values in note.Rows)
            WriteNoteRow(values, last, end, value => WriteCell(value, NoteColumn, zebra: false), () => WriteNothing(styles.Cell(SheetCellKind.Text, zebra: false)));
    }

    // A note stands in the table's columns; its last one, which explains, takes as many more as its words need.
    private int NoteEnd(NoteBlock note, int last)
    {
        var wanted = note.Rows.Where(values => values.Count > last).Select(values => WrittenText.Width(WrittenText.Of(values[last], head.Culture))).DefaultIfEmpty(0).Max();
        var end = last;
        for (var width = Width(last); end + 1 < letters.Length && width < Math.Min(wanted + 2, 70); width += Width(end))
            end++;
        return end;
    }

    private void WriteNoteRow(IReadOnlyList<object?> values, int last, int end, Action<object?> write, Action fill)
    {
        BeginRow(Height(values, i => i < last ? Width(i) : Enumerable.Range(last, end - last + 1).Sum(Width)));
        for (var i = 0; i <= last; i++)
            write(i < values.Count ? values[i] : null);
        for (var i = last + 1; i <= end; i++)
            fill();
        EndRow();
        if (end > last)
            merges.Add($"{letters[last]}{Number(row)}:{letters[end]}{Number(row)}");
    }

    private static readonly SheetColumn NoteColumn = new("");

    private void WriteCell(object? value, SheetColumn to, bool zebra)
    {
        switch (value)
        {
            case null:
                WriteNothing(styles.Cell(to.Kind, zebra));
                break;
            case LevelCell { Text: null } level:
                WriteNumber(Number(level.Step), styles.Level(level.Step));
                break;
            case LevelCell level:
                WriteText(level.Text, styles.Level(level.Step));
                break;
            case byte or short or int or long when Convert.ToInt64(value, CultureInfo.InvariantCulture) is >= -LargestExact and <= LargestExact and var whole:
                WriteNumber(whole.ToString(CultureInfo.InvariantCulture), styles.Cell(to.Centered ? SheetCellKind.Level : to.Kind == SheetCellKind.Text ? SheetCellKind.Integer : to.Kind, zebra));
                break;
            case decimal amount when Math.Abs(amount) <= LargestExact:
                WriteNumber(amount.ToString(CultureInfo.InvariantCulture), styles.Cell(to.Kind == SheetCellKind.Text ? SheetCellKind.Decimal : to.Kind, zebra));
                break;
            case double amount when double.IsFinite(amount):
                WriteNumber(amount.ToString("R", CultureInfo.InvariantCulture), styles.Cell(to.Kind == SheetCellKind.Text ? SheetCellKind.Decimal : to.Kind, zebra));
                break;
            case DateOnly day when day >= FirstDay:
                WriteNumber(Number(day.DayNumber - SerialOffset), styles.Cell(SheetCellKind.Date, zebra));
                break;
            default:
                WriteData(WrittenText.Of(value, head.Culture), to, zebra);
                break;
        }
    }

    private void WriteData(string text, SheetColumn to, bool zebra)
    {
        if (text.Length == 0)
            WriteNothing(styles.Cell(SheetCellKind.Text, zebra));
        else
            WriteText(text, text[0] is '=' or '+' or '-' or '@' or '\'' or '\t' ? styles.Quoted(zebra) : to.Centered ? styles.Centered(zebra) : styles.Cell(SheetCellKind.Text, zebra));
    }

    private void WriteText(string text, uint style)
    {
        BeginCell(style);
        if (text.Length > 0)
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(Fit(text));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    // Excel reads _x0041_ in a text as an escaped character, so an underscore that only looks like one is escaped itself.
    private string Fit(string text)
    {
        var fit = WrittenText.Cut(WrittenText.Clean(text), WorkbookWriter.LongestText, cutMark);
        return fit.Contains("_x", StringComparison.OrdinalIgnoreCase) ? LooksEscaped().Replace(fit, "_x005F_") : fit;
    }

    private void WriteNumber(string number, uint style)
    {
        BeginCell(style);
        xml.WriteElementString("v", Main, number);
        xml.WriteEndElement();
    }

    private void WriteNothing(uint style)
    {
        BeginCell(style);
        xml.WriteEndElement();
    }

    private void BeginCell(uint style)
    {
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", letters.Length > column ? letters[column] + Number(row) : Letters(column) + Number(row));
        xml.WriteAttributeString("s", Number((int)style));
        column++;
    }

    // Programs other than Excel do not fit the height to wrapped text when they open the file.
    private double RowHeight(IReadOnlyList<object?> values) => Height(values, Width);

    private static double Height(IReadOnlyList<object?> values, Func<int, double> width)
    {
        var lines = 1;
        for (var i = 0; i < values.Count; i++)
        {
            if ((values[i] as string ?? (values[i] as LevelCell?)?.Text) is { } text)
                lines = Math.Max(lines, WrittenText.Lines(text, width(i) - 0.5));
        }
        return lines == 1 ? 0 : Math.Min(lines * LineHeight + 3, TallestRow);
    }

    private double Width(int column) => column < Columns.Count ? Math.Clamp(Columns[column].Width, 1, 255) : ExtraWidth;

    private void BeginRow(double height = 0, bool fixedHeight = false)
    {
        if (++row > WorkbookWriter.LastRow)
            throw new InvalidOperationException(head.Text("writing.too-many-rows", WorkbookWriter.LastRow));
        column = 0;
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Number(row));
        if (height > 0)
        {
            xml.WriteAttributeString("ht", height.ToString(CultureInfo.InvariantCulture));
            if (fixedHeight)
                xml.WriteAttributeString("customHeight", "1");
        }
    }

    private void EndRow() => xml.WriteEndElement();

    private void WriteView(bool isFirst, int frozenRows)
    {
        WriteSet("sheetViews", () =>
        {
            xml.WriteStartElement("sheetView", Main);
            xml.WriteAttributeString("showGridLines", "0");
            if (isFirst)
                xml.WriteAttributeString("tabSelected", "1");
            xml.WriteAttributeString("workbookViewId", "0");
            if (HasTable)
            {
                var frozen = Math.Min(sheet.FrozenColumns, Columns.Count - 1);
                xml.WriteStartElement("pane", Main);
                if (frozen > 0)
                    xml.WriteAttributeString("xSplit", Number(frozen));
                xml.WriteAttributeString("ySplit", Number(frozenRows));
                xml.WriteAttributeString("topLeftCell", letters[frozen] + Number(frozenRows + 1));
                xml.WriteAttributeString("activePane", frozen > 0 ? "bottomRight" : "bottomLeft");
                xml.WriteAttributeString("state", "frozen");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        });
    }

    private void WriteWidths() => WriteSet("cols", () =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            WriteEmpty("col", ("min", Number(i + 1)), ("max", Number(i + 1)), ("width", Width(i).ToString(CultureInfo.InvariantCulture)), ("customWidth", "1"));
        }
    });

    private void WriteMerges()
    {
        xml.WriteStartElement("mergeCells", Main);
        xml.WriteAttributeString("count", Number(merges.Count));
        foreach (var merge in merges)
            WriteEmpty("mergeCell", ("ref", merge));
        xml.WriteEndElement();
    }

    private void WritePrintSetup()
    {
        WriteEmpty("printOptions", ("horizontalCentered", "1"));
        WriteEmpty("pageMargins", ("left", "0.4"), ("right", "0.4"), ("top", "0.8"), ("bottom", "0.7"), ("header", "0.35"), ("footer", "0.35"));
        WriteEmpty("pageSetup", ("paperSize", sheet.Paper == SheetPaper.A3 ? "8" : "9"), ("fitToHeight", "0"), ("orientation", "landscape"));
        WriteSet("headerFooter", () =>
        {
            xml.WriteElementString("oddHeader", Main, Edge(head.Organization, head.Watermark is { } word ? $"&\"-,Bold\"&18&KA0A0A0{word}" : null,
                string.Join("  ", new[] { head.Number, head.Version, head.Classification }.Where(part => part.Length > 0))));
            xml.WriteElementString("oddFooter", Main, $"&L{head.Text("writing.print-time", "&D &T")}&C{head.Text("writing.page-of", "&P", "&N")}&R{Escape(head.GeneratedText, 80)}");
        });
    }

    // Excel takes at most 255 characters of header, codes included.
    private static string Edge(string left, string? centre, string right) => $"&L{Escape(left, 90)}&C{centre}&R{Escape(right, 90)}";

    private static string Escape(string text, int length)
    {
        var line = WrittenText.Clean(text).Replace('\n', ' ');
        return WrittenText.Cut(line, Math.Max(length - line.Count(c => c == '&'), 8), "…").Replace("&", "&&", StringComparison.Ordinal);
    }

    private void WriteSet(string element, Action content)
    {
        xml.WriteStartElement(element, Main);
        content();
        xml.WriteEndElement();
    }

    private void WriteEmpty(string element, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(element, Main);
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, value);
        xml.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Letters(int index)
    {
        var letters = "";
        for (var n = index + 1; n > 0; n = (n - 1) / 26)
            letters = (char)('A' + (n - 1) % 26) + letters;
        return letters;
    }

    [GeneratedRegex("_(?=[xX][0-9A-Fa-f]{4}_)")]
    private static partial Regex LooksEscaped();
}
