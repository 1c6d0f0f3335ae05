using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Tests.Kernel.OfficeFiles;

internal sealed record Formula(string Expression, string? Cached = null, string? Type = null);

internal sealed record CellError(string Name);

/// <summary>A number shown by a number format (a built-in id, or a custom code).</summary>
internal sealed record Formatted(double Number, int Id, string? Code = null);

internal sealed record RawCell(string Attributes, string Inner);

/// <summary>Writes small workbooks part by part, so that tests can also write what no library would.</summary>
internal sealed class XlsxBuilder
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<SheetPart> sheets = [];
    private readonly List<string> shared = [];
    private readonly List<Formatted> formats = [];
    private readonly Dictionary<string, string> replaced = [];

    public bool UseSharedStrings { get; init; }

    public bool From1904 { get; init; }

    public static string Escape(string text) => SecurityElement.Escape(text)!;

    public XlsxBuilder Sheet(string name, Action<SheetPart> fill, bool hidden = false)
    {
        var sheet = new SheetPart(this, name, hidden);
        sheets.Add(sheet);
        fill(sheet);
        return this;
    }

    public XlsxBuilder Part(string path, string content)
    {
        replaced[path] = content;
        return this;
    }

    public MemoryStream Build()
    {
        var parts = new Dictionary<string, string>
        {
            ["_rels/.rels"] = $"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='{Rel}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns='{Main}' xmlns:r='{Rel}'><workbookPr{(From1904 ? " date1904='1'" : "")}/><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name='{Escape(s.Name)}' sheetId='{i + 1}'{(s.Hidden ? " state='hidden'" : "")} r:id='rId{i + 1}'/>"))}</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = $"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{string.Concat(sheets.Select((_, i) => $"<Relationship Id='rId{i + 1}' Type='{Rel}/worksheet' Target='worksheets/sheet{i + 1}.xml'/>"))}<Relationship Id='rIdS' Type='{Rel}/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='rIdF' Type='{Rel}/styles' Target='/xl/styles.xml'/></Relationships>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns='{Main}'>{string.Concat(shared.Select(s => $"<si><t xml:space='preserve'>{Escape(s)}</t></si>"))}</sst>",
            ["xl/styles.xml"] = $"<styleSheet xmlns='{Main}'><numFmts>{string.Concat(formats.Where(f => f.Code is not null).Select(f => $"<numFmt numFmtId='{f.Id}' formatCode='{Escape(f.Code!)}'/>"))}</numFmts><cellXfs><xf numFmtId='0'/>{string.Concat(formats.Select(f => $"<xf numFmtId='{f.Id}'/>"))}</cellXfs></styleSheet>",
        };
        for (var i = 0; i < sheets.Count; i++)
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = sheets[i].Xml();
        foreach (var (path, content) in replaced)
            parts[path] = content;
        return Zip([.. parts.Select(p => (p.Key, Encoding.UTF8.GetBytes(p.Value)))]);
    }

    public SpreadsheetOpening Open(ReadingLimits? limits = null) => SpreadsheetReader.Open(Build(), "表.xlsx", limits);

    public static MemoryStream Zip(params (string Path, byte[] Content)[] parts)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in parts)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }
        file.Position = 0;
        return file;
    }

    private int StyleOf(Formatted format)
    {
        var at = formats.FindIndex(f => f.Id == format.Id);
        if (at < 0)
        {
            formats.Add(format);
            at = formats.Count - 1;
        }
        return at + 1;
    }

    internal sealed class SheetPart(XlsxBuilder book, string name, bool hidden)
    {
        private readonly StringBuilder rows = new();
        private readonly List<string> merges = [];
        private int next = 1;

        public string Name { get; } = name;

        public bool Hidden { get; } = hidden;

        public SheetPart Row(params object?[] cells) => At(next, cells);

        public SheetPart At(int number, params object?[] cells)
        {
            rows.Append(CultureInfo.InvariantCulture, $"<row r='{number}'>");
            Cells(number, cells);
            return this;
        }

        public SheetPart HiddenRow(params object?[] cells)
        {
            rows.Append(CultureInfo.InvariantCulture, $"<row r='{next}' hidden='1'>");
            Cells(next, cells);
            return this;
        }

        public SheetPart Merge(params string[] ranges)
        {
            merges.AddRange(ranges);
            return this;
        }

        public string Xml() => $"<worksheet xmlns='{Main}'><cols><col min='1' max='16384'/></cols><sheetData>{rows}</sheetData><mergeCells>{string.Concat(merges.Select(m => $"<mergeCell ref='{m}'/>"))}</mergeCells></worksheet>";

        private void Cells(int number, object?[] cells)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i] is { } value)
                    rows.Append(Cell(ColumnName.Of(i + 1) + number.ToString(CultureInfo.InvariantCulture), value));
            }
            rows.Append("</row>");
            next = number + 1;
        }

        private string Cell(string address, object value) => value switch
        {
            string text when book.UseSharedStrings => $"<c r='{address}' t='s'><v>{SharedIndex(text)}</v></c>",
            string text => $"<c r='{address}' t='inlineStr'><is><t xml:space='preserve'>{Escape(text)}</t></is></c>",
            bool yes => $"<c r='{address}' t='b'><v>{(yes ? 1 : 0)}</v></c>",
            CellError error => $"<c r='{address}' t='e'><v>{error.Name}</v></c>",
            Formula f => $"<c r='{address}'{(f.Type is null ? "" : $" t='{f.Type}'")}><f>{Escape(f.Expression)}</f>{(f.Cached is null ? "" : $"<v>{Escape(f.Cached)}</v>")}</c>",
            Formatted f => string.Create(CultureInfo.InvariantCulture, $"<c r='{address}' s='{book.StyleOf(f)}'><v>{f.Number:R}</v></c>"),
            RawCell raw => $"<c r='{address}' {raw.Attributes}>{raw.Inner}</c>",
            _ => $"<c r='{address}'><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>",
        };

        private int SharedIndex(string text)
        {
            var at = book.shared.IndexOf(text);
            if (at < 0)
            {
                book.shared.Add(text);
                at = book.shared.Count - 1;
            }
            return at;
        }
    }
}
