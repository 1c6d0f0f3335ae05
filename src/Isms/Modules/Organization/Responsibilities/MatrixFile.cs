using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Standards;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>What a column of a file stands for, as it is sent and kept: <c>department:id</c>, <c>office:IsmsTeam</c>, or <c>skip</c>.</summary>
public static class UnitChoice
{
    public const string Skip = "skip";

    public static string Of(Guid departmentId) => "department:" + departmentId;

    public static string Of(Office office) => "office:" + office;

    internal static Guid? DepartmentOf(string choice) =>
        choice.StartsWith("department:", StringComparison.Ordinal) && Guid.TryParse(choice.AsSpan("department:".Length), out var id) ? id : null;

    internal static Office? OfficeOf(string choice) =>
        choice.StartsWith("office:", StringComparison.Ordinal) && Enum.TryParse<Office>(choice.AsSpan("office:".Length), out var office) && MatrixDesk.Offices.Contains(office) ? office : null;
}

/// <summary>A column of a file that holds marks.</summary>
/// <param name="Choice">What it stands for; null while a person has to say.</param>
public sealed record FileColumn(string Letter, string Heading, string? Choice);

/// <summary>A row of a file.</summary>
/// <param name="Marks">By column letter; blank cells are left out.</param>
internal sealed record FileRow(string Code, IReadOnlyDictionary<string, ResponsibilityMark> Marks);

/// <summary>A matrix as a file states it.</summary>
internal sealed record MatrixFileContent(IReadOnlyList<FileColumn> Columns, IReadOnlyList<FileRow> Rows, ImportReport Report);

/// <summary>
/// Reads a matrix of any company from a spreadsheet by the one import path. Which columns are units is seen by their content: nothing but marks. Headings that name
/// a department or an office are understood, all others are for a person to say.
/// </summary>
internal static partial class MatrixFile
{
    private const string ElementField = "element";
    private const string CodeField = "code";
    private const string TitleField = "title";

    private static readonly ImportField[] Fixed =
    [
        new(ElementField, "organization.matrix-field.element", FieldKind.Text,
            ["标准要素", "要素", "element_as_printed", "element", "体系要素", "标准条款", "条款", "标准要求", "体系要求", "控制域", "标准条款/部门", "要素/部门", "条款/部门", "部门/要素", "职能", "clause", "requirement"]) { Required = true },
        new(CodeField, "organization.matrix-field.element-code", FieldKind.Text, ["code_2005", "code_2022", "code", "条款号", "条款编号", "标准条款号", "编号", "clause number"]),
        new(TitleField, "organization.matrix-field.element-title", FieldKind.Text, ["title", "要素名称", "条款名称", "名称", "标题", "element title"]),
    ];

    private static readonly Dictionary<Office, string[]> OfficeWords = new()
    {
        [Office.GeneralManager] = ["总经理", "管理层", "最高管理者", "最高管理层", "高层管理者", "general manager", "top management"],
        [Office.ManagementRepresentative] = ["管理者代表", "management representative"],
        [Office.IsmsTeam] = ["信息安全管理小组", "信息安全小组", "ISMS小组", "体系小组", "ISMS team"],
    };

    /// <param name="departments">Open departments by name.</param>
    /// <param name="choices">What a person said, by column letter.</param>
    public static MatrixFileContent Read(
        Spreadsheet spreadsheet, Edition edition, MatrixLegend legend, IReadOnlyList<(Guid Id, string Name)> departments, IReadOnlyDictionary<string, string> choices)
    {
        var report = new ImportReport(spreadsheet.FileName);
        var known = new ImportSchema([.. Fixed, .. departments.Select(d => Unit(UnitChoice.Of(d.Id), d.Name)), .. OfficeWords.Select(o => Unit(UnitChoice.Of(o.Key), o.Value))]);
        var first = HeaderRecognizer.Recognize(spreadsheet, known);
        if (first.Table is not { } table || first.Problem is not null)
        {
            report.Refuse(first.Problem!);
            return new MatrixFileContent([], [], report);
        }
        var columns = Columns(table, legend).Select(c => new FileColumn(c.Letter, c.Heading,
            choices.TryGetValue(c.Letter, out var said) ? said : c is { Field: { } field, Confidence: >= HeadingMatcher.Sure } ? field : null)).ToList();

        var named = Fixed.Where(f => table.Of(f.Key) is not null).ToList();
        var read = columns.Where(c => c.Choice != UnitChoice.Skip).ToList();
        var schema = new ImportSchema([.. named, .. read.Select(c => Unit(c.Letter, c.Heading))]);
        var second = HeaderRecognizer.Recognize(spreadsheet, schema, new ImportOptions
        {
            Sheet = table.Sheet.Name, HeaderRow = table.HeaderTop,
            Columns = [.. named.Select(f => new ColumnChoice(f.Key, null, table.Of(f.Key)!.Column)), .. read.Select(c => new ColumnChoice(c.Letter, null, ColumnName.Parse(c.Letter)))],
        });
        var rows = new List<FileRow>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in new TableReader(spreadsheet, schema, second, report, ScoreScale.FiveLevels).Rows())
        {
            if (Row(row, schema, read, edition, legend, seen) is { } good)
                rows.Add(good);
        }
        return new MatrixFileContent(columns, rows, report);
    }

    // A column is a unit's when it holds marks and nothing else, or when its heading names one.
    private static IEnumerable<TableColumn> Columns(TableLayout table, MatrixLegend legend)
    {
        var texts = table.Sheet.Rows(repeatMerged: true).Where(r => r.Number > table.HeaderBottom).SelectMany(r => r.Cells)
            .Where(c => HeadingText.Clean(c.Text).Length > 0).ToLookup(c => c.Column, c => HeadingText.Clean(c.Text));
        return table.Columns.Where(c => Fixed.All(f => f.Key != c.Field)
            && ((c.Field is not null && c.Confidence >= HeadingMatcher.Sure) || (texts[c.Column].Any(IsSign) && texts[c.Column].All(t => legend.Read(t) is not null))));

        // Numbers alone are counts or serials, not marks.
        bool IsSign(string text) => legend.Read(text) is { } mark && mark != ResponsibilityMark.None && !text.All(char.IsAsciiDigit);
    }

    private static FileRow? Row(TableRow row, ImportSchema schema, List<FileColumn> columns, Edition edition, MatrixLegend legend, Dictionary<string, int> seen)
    {
        var printed = row.Text(ElementField) ?? "";
        var text = schema.Fields.Any(f => f.Key == CodeField) && row.Text(CodeField) is { } own ? own : printed;
        var code = Code().Match(HeadingText.Folded(text)) is { Success: true } match ? match.Value.ToUpperInvariant() : "";
        if (ManualElements.Find(edition, code) is null)
            row.Reject(ElementField, "organization.element-unknown", printed, (int)edition);
        else if (!seen.TryAdd(code, row.Number))
            row.Reject(ElementField, "organization.element-twice", code, seen[code]);
        var marks = new Dictionary<string, ResponsibilityMark>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (row.Text(column.Letter) is not { } cell)
                continue;
            if (legend.Read(cell) is not { } mark)
                row.Reject(column.Letter, "organization.mark-unknown", cell);
            else if (mark != ResponsibilityMark.None)
                marks[column.Letter] = mark;
        }
        return row.IsRejected ? null : new FileRow(code, marks);
    }

    private static ImportField Unit(string key, params string[] aliases) => new(key, "organization.matrix-field.units", FieldKind.Text, aliases);

    [GeneratedRegex(@"^(?:a\.)?\d{1,2}(?:\.\d{1,2}){0,3}")]
    private static partial Regex Code();
}
