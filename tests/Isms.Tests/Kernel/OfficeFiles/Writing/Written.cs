using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;

namespace Isms.Tests.Kernel.OfficeFiles.Writing;

/// <summary>What the tests of written files share: a head, and reading a file back as another program would.</summary>
internal static partial class Written
{
    public static readonly DateTimeOffset Time = new(2026, 3, 5, 9, 30, 0, TimeSpan.FromHours(8));

    public static readonly DocumentHead Head = new()
    {
        Organization = "示例科技有限公司",
        Title = "信息安全风险评估表",
        Number = "ISMS-B-04",
        Version = "A/0",
        Classification = "内部",
        Prepared = new SignedStep("王小明", new DateOnly(2026, 3, 1)),
        Reviewed = new SignedStep("李静", new DateOnly(2026, 3, 3)),
        GeneratedAt = Time,
        GeneratedBy = "王小明",
    };

    public static readonly DocumentHead EnglishHead = Head with
    {
        Organization = "Example Technology Ltd.",
        Title = "Information security risk assessment",
        Classification = "Internal",
        Prepared = new SignedStep("Alex Doe", new DateOnly(2026, 3, 1)),
        Reviewed = new SignedStep("Sam Roe", new DateOnly(2026, 3, 3)),
        GeneratedBy = "Alex Doe",
        Culture = Phrase.English,
    };

    public static MemoryStream Workbook(DocumentHead head, params WorkbookSheet[] sheets) => Workbook(head, null, sheets);

    public static MemoryStream Workbook(DocumentHead head, IReadOnlyList<NoteBlock>? notes, params WorkbookSheet[] sheets)
    {
        var stream = new MemoryStream();
        WorkbookWriter.Write(stream, head, sheets, notes);
        stream.Position = 0;
        return stream;
    }

    public static void ShouldBeValid(this OpenXmlPackage file) =>
        new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").ShouldBeEmpty();

    /// <summary>All texts of a sheet by cell, unescaped as Excel does.</summary>
    public static Dictionary<string, string> Cells(this SpreadsheetDocument file, int sheet = 0)
    {
        var book = file.WorkbookPart!;
        var id = book.Workbook.Sheets!.Elements<Sheet>().ElementAt(sheet).Id!.Value!;
        return ((WorksheetPart)book.GetPartById(id)).Worksheet.Descendants<Cell>()
            .Where(c => c.HasChildren)
            .ToDictionary(c => c.CellReference!.Value!, c => c.CellValue?.Text ?? Escaped().Replace(c.InlineString!.Text!.Text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString()));
    }

    public static Worksheet Sheet(this SpreadsheetDocument file, int index = 0) =>
        ((WorksheetPart)file.WorkbookPart!.GetPartById(file.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().ElementAt(index).Id!.Value!)).Worksheet;

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
