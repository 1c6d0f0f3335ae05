using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Treatment.Documents;

/// <summary>What the treatment plan is made of.</summary>
/// <param name="Criteria">With which the risks were rated.</param>
/// <param name="Items">In the order to print.</param>
internal sealed record TreatmentPlanContent(CompiledCriteria Criteria, IReadOnlyList<TreatmentPlanRow> Items)
{
    /// <summary>A remark on the whole, such as that the items are proposals; empty for none.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>信息安全风险处理计划 (4.2.1.6, 4.2.2.1) as a workbook.</summary>
internal static class TreatmentPlanDocument
{
    private static readonly string[] Options = ["reduce", "accept", "avoid", "transfer"];

    public static string Title(CultureInfo culture) => Phrase.In(culture, "treatment.document.plan");

    public static string FileName(CultureInfo culture) => Phrase.In(culture, "treatment.document.plan.file");

    /// <summary>Writes the workbook; the head's culture decides the language.</summary>
    public static void Write(Stream output, DocumentHead head, TreatmentPlanContent content)
    {
        var (culture, bands) = (head.Culture, content.Criteria.Definition.Risk.Bands);
        NoteBlock options = new(T("option"), [T("option"), T("meaning")], [.. Options.Select(option => (IReadOnlyList<object?>)[T("option-" + option), T("option-" + option + ".meaning")])]);
        NoteBlock priorities = new(T("priority"), [], [[T("priority.meaning")]]);
        List<NoteBlock> notes = [options, priorities];
        if (content.Remark.Length > 0)
            notes.Insert(0, new NoteBlock(T("remark"), [], [[content.Remark]]));
        WorkbookWriter.Write(
            output, head, [new WorkbookSheet(Title(culture), Columns(), content.Items.Select(Row)) { FrozenColumns = 3, Zebra = true, Paper = SheetPaper.A3 }],
            [.. notes, .. PrintedCriteria.RiskNotes(content.Criteria.Definition, culture).Take(2)]);

        SheetColumn[] Columns() =>
        [
            new(T("number"), 12),
            new(T("risk-number"), 12) { Group = T("risk.group") },
            new(T("asset"), 20) { Group = T("risk.group") },
            new(T("risk"), 32) { Group = T("risk.group") },
            new(T("risk-value"), 8, SheetCellKind.Level) { Group = T("risk.group") },
            new(T("risk-level"), 10, SheetCellKind.Level) { Group = T("risk.group") },
            new(T("priority"), 7, SheetCellKind.Level),
            new(T("option"), 8) { Group = T("treatment.group"), Centered = true },
            new(T("method"), 34) { Group = T("treatment.group") },
            new(T("controls"), 30) { Group = T("treatment.group") },
            new(T("department"), 12) { Group = T("duty.group") },
            new(T("responsible"), 10) { Group = T("duty.group") },
            new(T("starts"), 11, SheetCellKind.Date) { Group = T("duty.group") },
            new(T("ends"), 11, SheetCellKind.Date) { Group = T("duty.group") },
            new(T("cost"), 10, SheetCellKind.Decimal),
            new(T("benefit"), 18),
            new(T("residual-level"), 10, SheetCellKind.Level),
            new(T("state"), 9) { Centered = true },
        ];

        IReadOnlyList<object?> Row(TreatmentPlanRow row) =>
        [
            row.Number, row.RiskNumber, row.AssetName, row.Risk, Math.Round(row.RiskValue, 2), PrintedCriteria.Level(bands, row.RiskLevel, culture), row.Priority,
            row.Option, row.Method, string.Join('\n', row.Controls), row.Department, row.Responsible, row.StartsOn, row.EndsOn, row.Cost, row.Benefit,
            row.ResidualLevel is { } level ? PrintedCriteria.Level(bands, level, culture) : null, row.State,
        ];

        string T(string key) => Phrase.In(culture, "treatment.document." + key);
    }
}
