using System.Globalization;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Import;

namespace Isms.Modules.Assets.Documents;

/// <summary>Something to look at on an imported row, found after it was read.</summary>
/// <param name="LabelKey">Key of the phrase that names the field.</param>
/// <param name="Value">As it stands in the file.</param>
/// <param name="Reason">Why, and what to do, in the reader's language.</param>
internal sealed record ImportRemark(int Row, string LabelKey, string Value, string Reason);

/// <summary>导入报告 as a workbook: what became of every row of an imported register.</summary>
internal static class ImportReportDocument
{
    public static string Title(CultureInfo culture) => Phrase.In(culture, "assets.document.report");

    public static string FileName(CultureInfo culture) => Phrase.In(culture, "assets.document.report.file");

    /// <summary>Writes the workbook; the head's culture decides the language.</summary>
    public static void Write(Stream output, DocumentHead head, ImportReport report, IReadOnlyList<ImportRemark> remarks)
    {
        var culture = head.Culture;
        WorkbookWriter.Write(output, head, [Overview(), Problems("rejected", report.Rejections, []), Problems("warnings", report.Warnings, remarks), Skipped()]);

        WorkbookSheet Overview() => new(T("overview"), [new(T("fact"), 30), new(T("content"), 70)], Facts())
        {
            Notes = report.Table is { } table
                ? [new NoteBlock(T("mapping"), [T("mapping.heading"), T("mapping.field")], [.. table.Columns.Select(column => (IReadOnlyList<object?>)[$"{column.Letter} {column.Heading}", FieldName(column)])])]
                : [],
        };

        IEnumerable<IReadOnlyList<object?>> Facts()
        {
            yield return [T("file-name"), report.FileName];
            if (report.Table is { } table)
            {
                yield return [T("sheet"), table.Sheet.Name];
                yield return [T("header-rows"), Phrase.In(culture, "assets.document.report.rows", table.HeaderTop, table.HeaderBottom)];
            }
            yield return [T("rows-read"), report.RowsRead.ToString(culture)];
            yield return [T("accepted"), report.Accepted.ToString(culture)];
            yield return [T("rejected"), report.Rejected.ToString(culture)];
            yield return [T("skipped"), (report.RowsRead - report.Accepted - report.Rejected).ToString(culture)];
            yield return [T("hidden-rows"), report.HiddenRows.ToString(culture)];
            if (report.UnlistedProblems > 0)
                yield return [T("unlisted"), report.UnlistedProblems.ToString(culture)];
            if (report.Problem is { } problem)
                yield return [T("refused"), problem.Text(culture)];
            foreach (var sheet in report.SkippedSheets)
                yield return [T("skipped-sheet"), sheet.Describe(culture)];
        }

        WorkbookSheet Problems(string key, IEnumerable<CellProblem> problems, IReadOnlyList<ImportRemark> more) => new(
            T(key),
            [new(T("row"), 8, SheetCellKind.Level), new(T("column"), 8) { Centered = true }, new(T("heading"), 20), new(T("value"), 30), new(T("reason"), 70)],
            problems.Select(problem => (IReadOnlyList<object?>)[problem.Row, problem.Column ?? "", problem.ColumnText(culture), problem.Value, problem.Reason(culture)])
                .Concat(more.Select(remark => (IReadOnlyList<object?>)[remark.Row, "", Phrase.In(culture, remark.LabelKey), remark.Value, remark.Reason])))
        {
            Title = T(key + ".title"),
            Zebra = true,
        };

        WorkbookSheet Skipped() => new(
            T("skipped"),
            [new(T("first-row"), 10, SheetCellKind.Level), new(T("last-row"), 10, SheetCellKind.Level), new(T("skip-reason"), 30), new(T("content"), 80)],
            report.Skipped.Select(rows => (IReadOnlyList<object?>)[rows.First, rows.Last, rows.Describe(culture), rows.Text]))
        {
            Title = T("skipped.title"),
            Zebra = true,
        };

        string FieldName(TableColumn column) => column.Field is null
            ? T("mapping.none")
            : Phrase.In(culture, AssetImportSchema.Schema.Fields[AssetImportSchema.Schema.IndexOf(column.Field)].LabelKey);

        string T(string key) => Phrase.In(culture, "assets.document.report." + key);
    }
}
