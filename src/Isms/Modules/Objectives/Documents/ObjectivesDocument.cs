using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Objectives.Sets;

namespace Isms.Modules.Objectives.Documents;

/// <summary>信息安全目标 XX-A-03: as a Word document to be signed and issued, and as a workbook with the split and the plans.</summary>
internal static class ObjectivesDocument
{
    public static string Title(CultureInfo culture) => Phrase.In(culture, "objectives.document.title");

    public static string FileName(CultureInfo culture, bool workbook) => Phrase.In(culture, workbook ? "objectives.document.file-xlsx" : "objectives.document.file-docx");

    /// <param name="history">Every approved version up to this one, earliest first.</param>
    public static void WriteWord(Stream output, DocumentHead head, ObjectiveSetView set, IReadOnlyList<WordRevision> history) =>
        WordWriter.Write(output, head, Blocks(head.Culture, set, history));

    /// <summary>The paper, from cover to signatures.</summary>
    public static IReadOnlyList<WordBlock> Blocks(CultureInfo culture, ObjectiveSetView set, IReadOnlyList<WordRevision> history) => new Pages(culture, set).Blocks(history);

    public static void WriteWorkbook(Stream output, DocumentHead head, ObjectiveSetView set) => WorkbookWriter.Write(output, head, new Pages(head.Culture, set).Sheets());

    private sealed class Pages(CultureInfo culture, ObjectiveSetView set)
    {
        private List<MeasureView> Objectives => [.. set.Measures.Where(m => m.Kind == MeasureKind.Objective)];

        public IReadOnlyList<WordBlock> Blocks(IReadOnlyList<WordRevision> history) =>
        [
            new WordBlock.Cover(),
            new WordBlock.Heading(1, T("purpose")),
            new WordBlock.Paragraph(T("purpose.text", set.Year)),
            new WordBlock.Paragraph(T("change", set.ChangeNote)),
            new WordBlock.Heading(1, T("objectives")),
            new WordBlock.Table(
                [new(T("number"), 0.9), new(T("principle"), 2.6), new(T("objective"), 2.6), new(T("metric"), 2.2), new(T("target"), 1.3, true), new(T("frequency"), 1, true)],
                Objectives.Select(m => (IReadOnlyList<object?>)[m.Number, m.Principle, m.Title, m.Metric, Target(m.Direction, m.Target, m.Unit), F(m.Frequency)])),
            new WordBlock.Section(Landscape: true),
            new WordBlock.Heading(1, T("split")),
            new WordBlock.Table(
                [new(T("department"), 1.6), new(T("number"), 0.8), new(T("objective"), 2.4), new(T("task"), 4), new(T("target"), 1.3, true)], SplitRows()),
            new WordBlock.Heading(1, T("plan")),
            new WordBlock.Table(
                [new(T("number"), 0.8), new(T("objective"), 2), new(T("actions"), 3.2), new(T("means"), 2), new(T("responsible"), 1.1), new(T("due"), 1.2, true), new(T("judging"), 2.2)],
                Objectives.Select(m => (IReadOnlyList<object?>)[m.Number, m.Title, m.Actions, m.Means, m.Responsible, m.DueOn, m.Judging])),
            new WordBlock.Heading(1, T("measuring")),
            new WordBlock.Paragraph(T("measuring.text")),
            new WordBlock.Table(
                [
                    new(T("number"), 0.8), new(T("measure"), 2), new(T("metric"), 1.8), new(T("formula"), 2.8), new(T("source"), 1.6), new(T("target"), 1.2, true), new(T("frequency"), 0.8, true),
                    new(T("collector"), 1.1), new(T("evaluator"), 1.1), new(T("controls"), 1.4),
                ],
                set.Measures.Select(m => (IReadOnlyList<object?>)[m.Number, m.Title, m.Metric, m.Formula, m.DataSource, Target(m.Direction, m.Target, m.Unit), F(m.Frequency), m.Collector, m.Evaluator, Controls(m)])),
            new WordBlock.Section(Landscape: false),
            new WordBlock.Heading(1, T("history")),
            new WordBlock.History(history),
            new WordBlock.Signatures(),
        ];

        public IReadOnlyList<WorkbookSheet> Sheets() =>
        [
            new WorkbookSheet(
                T("title"),
                [new(T("number"), 9), new(T("principle"), 30), new(T("objective"), 30), new(T("metric"), 24), new(T("formula"), 34), new(T("target"), 12) { Centered = true }, new(T("frequency"), 8) { Centered = true }, new(T("responsible"), 12)],
                Objectives.Select(m => (IReadOnlyList<object?>)[m.Number, m.Principle, m.Title, m.Metric, m.Formula, Target(m.Direction, m.Target, m.Unit), F(m.Frequency), m.Responsible])) { FrozenColumns = 1, Zebra = true },
            new WorkbookSheet(
                T("split"), [new(T("department"), 16), new(T("number"), 9), new(T("objective"), 30), new(T("task"), 46), new(T("target"), 14) { Centered = true }], SplitRows()) { FrozenColumns = 1, Zebra = true, Title = T("split") },
            new WorkbookSheet(
                T("plan"), [new(T("number"), 9), new(T("objective"), 28), new(T("actions"), 42), new(T("means"), 26), new(T("responsible"), 12), new(T("due"), 12, SheetCellKind.Date), new(T("judging"), 30)],
                Objectives.Select(m => (IReadOnlyList<object?>)[m.Number, m.Title, m.Actions, m.Means, m.Responsible, m.DueOn, m.Judging])) { FrozenColumns = 2, Zebra = true, Title = T("plan") },
            new WorkbookSheet(
                T("measuring"),
                [
                    new(T("number"), 9), new(T("kind"), 14), new(T("measure"), 28), new(T("metric"), 24), new(T("formula"), 36), new(T("source"), 24), new(T("target"), 12) { Centered = true },
                    new(T("frequency"), 8) { Centered = true }, new(T("collector"), 12), new(T("evaluator"), 12), new(T("controls"), 18),
                ],
                set.Measures.Select(m => (IReadOnlyList<object?>)[m.Number, Phrase.In(culture, "objectives.kind." + m.Kind), m.Title, m.Metric, m.Formula, m.DataSource, Target(m.Direction, m.Target, m.Unit), F(m.Frequency), m.Collector, m.Evaluator, Controls(m)]))
            { FrozenColumns = 3, Zebra = true, Title = T("measuring"), Paper = SheetPaper.A3 },
        ];

        private IEnumerable<IReadOnlyList<object?>> SplitRows() => set.Measures
            .SelectMany(m => m.Shares.Select(s => (Measure: m, Share: s))).OrderBy(x => x.Share.Department, StringComparer.Create(culture, ignoreCase: true)).ThenBy(x => x.Measure.Number, StringComparer.Ordinal)
            .Select(x => (IReadOnlyList<object?>)[x.Share.Department, x.Measure.Number, x.Measure.Title, x.Share.Task, Target(x.Measure.Direction, x.Share.Target, x.Measure.Unit)]);

        private string Target(Direction direction, decimal target, string unit) => ObjectivesText.Target(culture, direction, target, unit);

        private string F(Frequency frequency) => Phrase.In(culture, "objectives.frequency." + frequency);

        private static string Controls(MeasureView measure) => string.Join('、', measure.Controls.Select(c => ControlKey.TryParse(c, out var key) ? key.Code : c));

        private string T(string key, params object?[] args) => Phrase.In(culture, "objectives.document." + key, args);
    }
}

/// <summary>How targets and values are written, the same on pages and papers.</summary>
internal static class ObjectivesText
{
    /// <summary>Such as <c>≥ 95%</c>.</summary>
    public static string Target(CultureInfo culture, Direction direction, decimal target, string unit) => (direction == Direction.AtLeast ? "≥ " : "≤ ") + Value(culture, target, unit);

    public static string Value(CultureInfo culture, decimal value, string unit) => value.ToString("#,0.##", culture) + (unit is "%" or "" ? unit : " " + unit);
}
