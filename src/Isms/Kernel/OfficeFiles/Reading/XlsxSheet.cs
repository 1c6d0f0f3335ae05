namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>A worksheet part, streamed.</summary>
internal sealed class XlsxSheet(string name, bool hidden, XlsxPackage package, string? path, XlsxWorkbook workbook) : Sheet(name, hidden)
{
    private readonly List<MergedRange> merged = [];

    /// <summary>Reads the whole sheet once: its merged ranges, which stand after the rows, and whatever would be refused.</summary>
    public void Check() => FilledRows = Stream(collectMerged: true).Count(row => row.Cells.Count > 0);

    public override IEnumerable<SheetRow> Rows(bool repeatMerged)
    {
        if (!repeatMerged || merged.Count == 0)
            return Stream(collectMerged: false);
        var ranges = new MergedRanges(merged, package.Limits);
        return Stream(collectMerged: false).Select(row => row with { Cells = ranges.Fill(row.Number, (List<SheetCell>)row.Cells) });
    }

    private IEnumerable<SheetRow> Stream(bool collectMerged)
    {
        if (path is null)
            yield break;
        using var part = package.Open(path)!;
        var cells = new XlsxCellReader(part, workbook, package.Limits, Name);
        var number = 0;
        while (part.Read())
        {
            switch (part.Element)
            {
                case "row":
                    number = RowNumber(part.Attribute("r"), number);
                    var row = new SheetRow(number, part.IsOn("hidden"), []);
                    yield return part.IsEmpty ? row : row with { Cells = cells.ReadRow(number) };
                    break;
                case "mergeCell" when collectMerged && MergedRange.Parse(part.Attribute("ref")) is { } range:
                    if (merged.Count == package.Limits.MergedRanges)
                        throw new ReadingRefusedException("office.sheet-too-many-merged", Name, package.Limits.MergedRanges);
                    merged.Add(range);
                    break;
                case "mergeCells" or "worksheet" or "sheetData":
                    break;
                case not null:
                    part.SkipElement();
                    break;
            }
        }
    }

    private int RowNumber(string? attribute, int previous)
    {
        var number = previous + 1;
        if (attribute is not null && (!int.TryParse(attribute, System.Globalization.CultureInfo.InvariantCulture, out number) || number <= previous))
            throw new ReadingRefusedException("office.file-damaged");
        if (number > package.Limits.Rows)
            throw new ReadingRefusedException("office.sheet-too-many-rows", Name, package.Limits.Rows);
        return number;
    }
}
