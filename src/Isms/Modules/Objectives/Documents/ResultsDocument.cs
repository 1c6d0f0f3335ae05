using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;

namespace Isms.Modules.Objectives.Documents;

/// <summary>One entry as the sheet prints it; every text in the reader's language.</summary>
internal sealed record PrintedResult(
    string Number, string Title, string Department, string Period, string Target, decimal Value, string Unit, bool Met, string Basis, string EnteredBy, DateOnly EnteredOn, string Correction, string Evaluation,
    string Cause, string Action, string Owner, DateOnly? DueOn, string ActionState);

/// <summary>目标完成情况统计表: every entry of a year with what followed from it.</summary>
internal static class ResultsDocument
{
    public static string Title(CultureInfo culture) => Phrase.In(culture, "objectives.results-sheet.title");

    public static string FileName(CultureInfo culture) => Phrase.In(culture, "objectives.results-sheet.file");

    public static void Write(Stream output, DocumentHead head, IReadOnlyList<PrintedResult> rows)
    {
        WorkbookWriter.Write(output, head,
        [
            new WorkbookSheet(Title(head.Culture),
                [
                    new(T("number"), 9), new(T("measure"), 28), new(T("department"), 12), new(T("period"), 13), new(T("target"), 11) { Centered = true }, new(T("value"), 10, SheetCellKind.Decimal), new(T("unit"), 6) { Centered = true },
                    new(T("met"), 9, SheetCellKind.Level), new(T("basis"), 26), new(T("entered-by"), 12), new(T("entered-on"), 11, SheetCellKind.Date), new(T("correction"), 22), new(T("evaluation"), 26),
                    new(T("cause"), 26) { Group = T("miss") }, new(T("action"), 26) { Group = T("miss") }, new(T("owner"), 11) { Group = T("miss") }, new(T("due"), 11, SheetCellKind.Date) { Group = T("miss") }, new(T("state"), 10) { Group = T("miss"), Centered = true },
                ],
                rows.Select(r => (IReadOnlyList<object?>)
                [
                    r.Number, r.Title, r.Department, r.Period, r.Target, r.Value, r.Unit, r.Met ? new LevelCell(1, T("met-yes")) : new LevelCell(5, T("met-no")), r.Basis, r.EnteredBy, r.EnteredOn, r.Correction,
                    r.Evaluation, r.Cause, r.Action, r.Owner, r.DueOn, r.ActionState,
                ])) { FrozenColumns = 4, Zebra = true, Paper = SheetPaper.A3 },
        ]);

        string T(string key) => Phrase.In(head.Culture, "objectives.results-sheet." + key);
    }
}
