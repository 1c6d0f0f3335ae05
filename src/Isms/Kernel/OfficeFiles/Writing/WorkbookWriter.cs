using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>
/// Writes a list as a workbook that can be issued: the document's head on top of each sheet, headings that stay in view and repeat in print,
/// number, version, state and page numbers on every printed page. Rows are streamed; memory does not grow with their number.
/// Text stays text whatever it begins with: there are no formulas in what this writes.
/// </summary>
public static partial class WorkbookWriter
{
    /// <summary>The longest text an Excel cell holds; a longer one is cut with a visible mark.</summary>
    public const int LongestText = 32_767;

    /// <summary>The last row of an Excel sheet.</summary>
    public const int LastRow = 1_048_576;

    private const string WorkbookPath = "xl/workbook.xml";

    /// <summary>Writes the workbook.</summary>
    /// <param name="output">Where to; need not be seekable and stays open.</param>
    /// <param name="head">The document's head.</param>
    /// <param name="sheets">One sheet or more.</param>
    /// <param name="notes">Scales and legends for a sheet of their own at the end (说明); none, no sheet.</param>
    /// <exception cref="ArgumentException">There is no sheet, or one has no column.</exception>
    /// <exception cref="InvalidOperationException">A sheet has more rows than Excel can hold.</exception>
    public static void Write(Stream output, DocumentHead head, IReadOnlyList<WorkbookSheet> sheets, IReadOnlyList<NoteBlock>? notes = null)
    {
        if (sheets.Count == 0 || sheets.Any(sheet => sheet.Columns.Count is 0 or > 16_384))
            throw new ArgumentException("A workbook needs a sheet, and a sheet 1 to 16,384 columns.", nameof(sheets));
        if (notes is { Count: > 0 })
            sheets = [.. sheets, NotesSheet(head, notes)];

        var styles = new WorkbookStyles(head.Culture.TwoLetterISOLanguageName == "zh");
        var names = SheetNames(sheets.Select(sheet => sheet.Name));
        var book = new Sheets();
        var definedNames = new DefinedNames();
        using var file = new PartWriter(output, head.GeneratedAt);
        file.WriteProperties(head);
        file.Relate("", "officeDocument", WorkbookPath);
        for (var i = 0; i < sheets.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{i + 1}.xml");
            book.Append(new Sheet { Name = names[i], SheetId = (uint)i + 1, Id = file.Relate(WorkbookPath, "worksheet", path) });
            (string Headings, string Filter)? table;
            using (var xml = XmlWriter.Create(file.Open("xl/" + path, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"), PartWriter.Closing))
                table = new SheetStream(xml, head, sheets[i], styles).Write(isFirst: i == 0);
            if (table is { } ranges)
            {
                var prefix = $"'{names[i].Replace("'", "''", StringComparison.Ordinal)}'!";
                definedNames.Append(
                    new DefinedName(prefix + ranges.Filter) { Name = "_xlnm._FilterDatabase", LocalSheetId = (uint)i, Hidden = true },
                    new DefinedName(prefix + ranges.Headings) { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)i });
            }
        }
        file.Relate(WorkbookPath, "styles", "styles.xml");
        file.Write("xl/styles.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml", styles.Sheet());
        var workbook = new Workbook(new BookViews(new WorkbookView()), book);
        if (definedNames.HasChildren)
            workbook.Append(definedNames);
        file.Write(WorkbookPath, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", workbook);
    }

    /// <summary>Names that Excel takes: at most 31 characters, none of <c>[ ] : * ? / \</c>, no apostrophe at an end, none twice.</summary>
    internal static IReadOnlyList<string> SheetNames(IEnumerable<string> wanted)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>();
        foreach (var name in wanted)
        {
            var clean = UnfitForName().Replace(WrittenText.Clean(name), " ").Trim().Trim('\'').Trim();
            if (clean.Length == 0)
                clean = "Sheet";
            var fit = Shorten(clean, 31);
            for (var n = 2; !taken.Add(fit); n++)
            {
                var suffix = string.Create(CultureInfo.InvariantCulture, $" ({n})");
                fit = Shorten(clean, 31 - suffix.Length) + suffix;
            }
            names.Add(fit);
        }
        return names;
    }

    private static string Shorten(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd('\'', ' ');
    }

    private static WorkbookSheet NotesSheet(DocumentHead head, IReadOnlyList<NoteBlock> notes)
    {
        var count = notes.Max(note => Math.Max(note.Headers.Count, note.Rows.Select(row => row.Count).DefaultIfEmpty(0).Max()));
        var columns = Enumerable.Range(0, Math.Max(count, 1)).Select(i => new SheetColumn("", notes
            .SelectMany(note => note.Rows.Append([.. note.Headers]))
            .Where(row => i < row.Count)
            .Select(row => (double)WrittenText.Width(WrittenText.Of(row[i], head.Culture)) + 2)
            .DefaultIfEmpty(12).Max() switch { < 12 => 12, > 60 => 60, var width => width }));
        return new WorkbookSheet(head.Text("writing.notes"), [.. columns], []) { Notes = notes };
    }

    [GeneratedRegex(@"[\[\]:*?/\\\t\n]")]
    private static partial Regex UnfitForName();
}
