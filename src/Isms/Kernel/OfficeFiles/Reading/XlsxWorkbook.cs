namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>The workbook part: its sheets, shared texts, styles and calendar.</summary>
internal sealed class XlsxWorkbook
{
    private const string TransitionalMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string StrictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main";

    private readonly XlsxPackage package;
    private readonly List<XlsxSheet> sheets = [];

    private XlsxWorkbook(XlsxPackage package) => this.package = package;

    public SharedTexts Texts { get; private set; } = new(ReadingLimits.Default);

    public NumberFormats Formats { get; private set; } = NumberFormats.None;

    /// <summary>Days are counted from 1904 (old Mac workbooks).</summary>
    public bool From1904 { get; private set; }

    /// <summary>Opens the package and checks every sheet to its last row, so that reading cannot fail half-way.</summary>
    public static Spreadsheet Open(Stream file, string fileName, ReadingLimits limits)
    {
        XlsxPackage? package = null;
        try
        {
            XlsxWorkbook? workbook = null;
            XlsxPackage.Guarded(() =>
            {
                package = new XlsxPackage(file, limits);
                workbook = new XlsxWorkbook(package);
                workbook.Load(fileName);
            });
            return new Spreadsheet(fileName, isPlainText: false, workbook!.sheets, package);
        }
        catch
        {
            package?.Dispose();
            throw;
        }
    }

    private static bool Is(string type, string kind) => type.EndsWith("/" + kind, StringComparison.Ordinal);

    private void Load(string fileName)
    {
        var root = package.Related("").Values.FirstOrDefault(r => Is(r.Type, "officeDocument")).Path ?? "xl/workbook.xml";
        if (root.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
            throw new ReadingRefusedException("office.file-binary-workbook");
        using var part = package.Open(root) ?? throw new ReadingRefusedException(
            package.Has("content.xml") && package.Has("mimetype") ? "office.file-open-document" : "office.file-not-workbook", fileName);

        var related = package.Related(root);
        using (var styles = OpenRelated(related, "styles"))
            Formats = styles is null ? NumberFormats.None : NumberFormats.Read(styles);
        using (var texts = OpenRelated(related, "sharedStrings"))
            Texts = texts is null ? Texts : SharedTexts.Read(texts, package.Limits);
        ReadSheets(part, related, fileName);
        foreach (var sheet in sheets)
            sheet.Check();
    }

    private PartReader? OpenRelated(Dictionary<string, (string Type, string Path)> related, string kind) =>
        related.Values.FirstOrDefault(r => Is(r.Type, kind)).Path is { } path ? package.Open(path) : null;

    private void ReadSheets(PartReader part, Dictionary<string, (string Type, string Path)> related, string fileName)
    {
        var rootSeen = false;
        while (part.Read())
        {
            if (part.Element is null)
                continue;
            if (!rootSeen && (part.Element != "workbook" || part.Namespace is not (TransitionalMain or StrictMain)))
                throw new ReadingRefusedException("office.file-not-workbook", fileName);
            rootSeen = true;
            if (part.Element == "workbookPr")
                From1904 = part.IsOn("date1904");
            else if (part.Element == "sheet")
                AddSheet(part, related);
        }
        if (sheets.Count == 0)
            throw new ReadingRefusedException("office.file-no-sheets");
    }

    private void AddSheet(PartReader part, Dictionary<string, (string Type, string Path)> related)
    {
        if (sheets.Count == package.Limits.Sheets)
            throw new ReadingRefusedException("office.file-too-many-sheets", package.Limits.Sheets);
        var name = part.Attribute("name") ?? ColumnName.Of(sheets.Count + 1);
        var hidden = part.Attribute("state") is "hidden" or "veryHidden";
        var target = related.GetValueOrDefault(part.AttributeOfAnyNamespace("id") ?? "");
        // A chart or dialog sheet has no cells: it is listed, and empty.
        var path = Is(target.Type ?? "", "worksheet") ? target.Path : null;
        if (path is not null && !package.Has(path))
            throw new ReadingRefusedException("office.file-damaged");
        sheets.Add(new XlsxSheet(name, hidden, package, path, this));
    }
}
