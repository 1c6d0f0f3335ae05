using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Risks.Documents;

/// <summary>What the risk assessment is made of.</summary>
/// <param name="Criteria">With which the risks were rated.</param>
/// <param name="Risks">In the order to print.</param>
internal sealed record RiskAssessmentContent(CompiledCriteria Criteria, IReadOnlyList<RiskAssessmentRow> Risks)
{
    public string Scope { get; init; } = "";
    public string Team { get; init; } = "";
    public string Period { get; init; } = "";
    public IReadOnlyList<UncoveredAssetRow> Uncovered { get; init; } = [];

    /// <summary>A remark on the whole, such as that the ratings are proposals; empty for none.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>风险评估表 (4.2.1.4, 4.2.1.5) as a workbook: the risks, their distribution, the scales and the grids.</summary>
internal static class RiskAssessmentDocument
{
    public static string Title(CultureInfo culture) => Phrase.In(culture, "risks.document.assessment");

    public static string FileName(CultureInfo culture) => Phrase.In(culture, "risks.document.assessment.file");

    /// <summary>Writes the workbook; the head's culture decides the language.</summary>
    public static void Write(Stream output, DocumentHead head, RiskAssessmentContent content) =>
        new Writing(head.Culture, content).Write(output, head);

    private sealed class Writing(CultureInfo culture, RiskAssessmentContent content)
    {
        private readonly CriteriaDefinition definition = content.Criteria.Definition;

        public void Write(Stream output, DocumentHead head)
        {
            List<WorkbookSheet> sheets =
            [
                new(Title(culture), Columns(), content.Risks.Select(Row)) { FrozenColumns = 4, Zebra = true, Paper = SheetPaper.A3 },
                Overview(),
            ];
            if (content.Uncovered.Count > 0)
                sheets.Add(Uncovered());
            sheets.Add(PrintedCriteria.Grids(content.Criteria, culture));
            WorkbookWriter.Write(output, head, sheets, PrintedCriteria.RiskNotes(definition, culture));
        }

        private SheetColumn[] Columns() =>
        [
            new(T("number"), 12),
            new(T("asset-number"), 14) { Group = T("asset") },
            new(T("asset-name"), 20) { Group = T("asset") },
            new(T("department"), 12) { Group = T("asset") },
            new(T("asset-value"), 7, SheetCellKind.Level) { Group = T("asset") },
            new(T("threat"), 20) { Group = T("threat.group") },
            new(T("frequency"), 7, SheetCellKind.Level) { Group = T("threat.group") },
            new(T("vulnerability"), 24) { Group = T("vulnerability.group") },
            new(T("severity"), 7, SheetCellKind.Level) { Group = T("vulnerability.group") },
            new(T("ease"), 7, SheetCellKind.Level) { Group = T("vulnerability.group") },
            new(T("existing"), 22) { Group = T("controls.group") },
            new(T("effectiveness"), 9, SheetCellKind.Level) { Group = T("controls.group") },
            new(T("loses"), 14) { Centered = true },
            new(T("impact"), 8, SheetCellKind.Level) { Group = T("result.group") },
            new(T("impact-level"), 10, SheetCellKind.Level) { Group = T("result.group") },
            new(T("likelihood"), 8, SheetCellKind.Level) { Group = T("result.group") },
            new(T("likelihood-level"), 10, SheetCellKind.Level) { Group = T("result.group") },
            new(T("risk"), 8, SheetCellKind.Level) { Group = T("result.group") },
            new(T("level"), 10, SheetCellKind.Level) { Group = T("result.group") },
            new(T("decision"), 10) { Centered = true },
            new(T("owner"), 12),
            new(T("remark"), 12),
        ];

        private IReadOnlyList<object?> Row(RiskAssessmentRow row) =>
        [
            row.Number, row.AssetNumber, row.AssetName, row.Department, row.AssetValue, row.Threat, row.Frequency, row.Vulnerability, row.Severity, row.Ease,
            row.ExistingControls, row.ControlEffectiveness is { } rated ? (object)rated : T("not-rated"), Loses(row.Loses),
            Number(row.Score.Impact), PrintedCriteria.Level(definition.Impact.Bands, row.Score.ImpactLevel, culture),
            Number(row.Score.Likelihood), PrintedCriteria.Level(definition.Likelihood.Bands, row.Score.LikelihoodLevel, culture),
            Number(row.Score.Risk), PrintedCriteria.Level(definition.Risk.Bands, row.Score.Level, culture),
            T(row.Treated switch { true => "decision-treat", false => "decision-accept", null => "decision-open" }), row.Owner, row.Remark,
        ];

        // The distribution in figures: how many risks of each level, and in which department.
        private WorkbookSheet Overview()
        {
            var bands = definition.Risk.Bands;
            var departments = content.Risks.GroupBy(risk => risk.Department, StringComparer.Ordinal)
                .Select(group => (IReadOnlyList<object?>)[group.Key.Length > 0 ? group.Key : "—", .. bands.Select(band => (object?)group.Count(risk => risk.Score.Level == band.Level)), group.Count()]);
            IReadOnlyList<object?> total = [T("total"), .. bands.Select(band => (object?)content.Risks.Count(risk => risk.Score.Level == band.Level)), content.Risks.Count];
            return new WorkbookSheet(
                T("overview"),
                [
                    new(T("department"), 26),
                    .. bands.Select(band => new SheetColumn($"{band.Level.ToString(culture)} {band.Word.In(culture)}", 12, SheetCellKind.Level)),
                    new(T("total"), 12, SheetCellKind.Level),
                ],
                departments.Append(total))
            {
                Title = T("overview.title"),
                Notes = [About(), Matrix()],
            };
        }

        private NoteBlock About() => new(T("about"), [], [.. new (string Label, string Value)[]
        {
            (T("criteria"), PrintedCriteria.Basis(definition, culture)),
            (T("acceptance"), CriteriaFormulas.Acceptance(definition, culture)),
            (T("scope"), content.Scope),
            (T("team"), content.Team),
            (T("period"), content.Period),
            (T("uncovered"), content.Uncovered.Count.ToString(culture)),
            (T("remark"), content.Remark),
        }.Where(fact => fact.Value.Length > 0).Select(fact => (IReadOnlyList<object?>)[fact.Label, fact.Value])]);

        // Impact upwards, likelihood to the right, as on a chart; each cell says how many risks lie in it.
        private NoteBlock Matrix()
        {
            var grid = CriteriaGrids.Of(content.Criteria).Risk;
            var counts = content.Risks.GroupBy(risk => (risk.Score.ImpactLevel, risk.Score.LikelihoodLevel)).ToDictionary(group => group.Key, group => group.Count());
            return new NoteBlock(
                T("matrix"),
                ["", .. grid.Columns.Select(Word)],
                [.. grid.Cells.Reverse().Select(row => (IReadOnlyList<object?>)[Word(grid.Rows[row[0].ImpactLevel - grid.Rows[0].Level]), .. row.Select(Cell)])]);

            object? Cell(RiskGridCell cell)
            {
                var count = counts.GetValueOrDefault((cell.ImpactLevel, cell.LikelihoodLevel)).ToString(culture);
                return cell.HighestLevel is { } level ? new LevelCell(PrintedCriteria.Level(definition.Risk.Bands, level, culture).Step, count) : count;
            }

            string Word(LevelBand band) => $"{band.Level.ToString(culture)} {band.Word.In(culture)}";
        }

        private WorkbookSheet Uncovered() => new(
            T("uncovered"),
            [new(T("asset-number"), 16), new(T("asset-name"), 28), new(T("department"), 16), new(T("reason"), 60)],
            content.Uncovered.Select(asset => (IReadOnlyList<object?>)[asset.Number, asset.Name, asset.Department, asset.Reason]))
        {
            Title = T("uncovered.title"),
        };

        private string Loses(SecurityLoss loss) => string.Join(T("loses.join"), Enum.GetValues<SecurityLoss>().Where(one => one != SecurityLoss.None && loss.HasFlag(one)).Select(one => T("loses-" + one)));

        // Two decimals are enough to read; the level was found from the exact value.
        private static double Number(double value) => Math.Round(value, 2);

        private string T(string key) => Phrase.In(culture, "risks.document." + key);
    }
}
