using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Treatment.Documents;

/// <summary>What the residual-risk report is made of.</summary>
/// <param name="Criteria">With which the risks were rated.</param>
/// <param name="Risks">The treated risks, in the order to print.</param>
internal sealed record ResidualRiskReportContent(CompiledCriteria Criteria, IReadOnlyList<ResidualRiskRow> Risks)
{
    public string Scope { get; init; } = "";
    public string Period { get; init; } = "";

    /// <summary>All risks of the assessment.</summary>
    public required int AssessedRisks { get; init; }

    /// <summary>How many of them were acceptable as they were, by level from the lowest: those that needed no treatment.</summary>
    public required int AcceptableRisks { get; init; }

    /// <summary>True while measures are not carried out: the residual ratings are then what is expected.</summary>
    public bool IsForecast { get; init; }

    /// <summary>How expected ratings were found, in the reader's language; empty when they were rated.</summary>
    public string ForecastRule { get; init; } = "";
}

/// <summary>信息安全剩余风险评估报告 (4.2.1.8) as a Word document.</summary>
internal static class ResidualRiskReportDocument
{
    public static string Title(CultureInfo culture) => Phrase.In(culture, "treatment.document.residual");

    public static string FileName(CultureInfo culture) => Phrase.In(culture, "treatment.document.residual.file");

    /// <summary>Writes the document; the head's culture decides the language.</summary>
    public static void Write(Stream output, DocumentHead head, ResidualRiskReportContent content) =>
        WordWriter.Write(output, head, new Writing(head.Culture, content).Blocks());

    private sealed class Writing(CultureInfo culture, ResidualRiskReportContent content)
    {
        private readonly CriteriaDefinition definition = content.Criteria.Definition;
        private IReadOnlyList<LevelBand> Bands => definition.Risk.Bands;
        private IReadOnlyList<ResidualRiskRow> Above => [.. content.Risks.Where(risk => risk.Residual is { Acceptable: false })];
        private int Unrated => content.Risks.Count(risk => risk.Residual is null);

        public IReadOnlyList<WordBlock> Blocks() =>
        [
            new WordBlock.Cover(),
            new WordBlock.Heading(1, T("purpose")),
            new WordBlock.Paragraph(T("purpose.text")),
            new WordBlock.Heading(1, T("basis")),
            new WordBlock.Facts([.. Basis()]),
            new WordBlock.Heading(1, T("summary")),
            new WordBlock.Paragraph(T("summary.text", content.AssessedRisks, content.AcceptableRisks, content.Risks.Count)),
            new WordBlock.Table(
                [new(T("risk-level"), 2, true), new(T("before-count"), 1, true), new(T("after-count"), 1, true)],
                Bands.Reverse().Select(band => (IReadOnlyList<object?>)
                [
                    PrintedCriteria.Level(Bands, band.Level, culture),
                    content.Risks.Count(risk => risk.RiskLevel == band.Level),
                    content.Risks.Count(risk => risk.Residual?.Level == band.Level),
                ])),
            .. Unrated == 0 ? [] : new WordBlock[] { new WordBlock.Paragraph(T("unrated", Unrated), WordLook.Note) },
            .. content.IsForecast ? [new WordBlock.Paragraph(T("forecast", content.ForecastRule), WordLook.Strong)] : Array.Empty<WordBlock>(),
            new WordBlock.Section(Landscape: true),
            new WordBlock.Heading(1, T("details")),
            .. Details(),
            new WordBlock.Section(Landscape: false),
            new WordBlock.Heading(1, T("above")),
            .. AboveAcceptance(),
            new WordBlock.Heading(1, T("conclusion")),
            new WordBlock.Paragraph(Conclusion()),
            new WordBlock.Signatures(),
        ];

        private IEnumerable<(string, object?)> Basis()
        {
            yield return (T("criteria"), PrintedCriteria.Basis(definition, culture));
            yield return (T("acceptance"), CriteriaFormulas.Acceptance(definition, culture));
            if (content.Scope.Length > 0)
                yield return (T("scope"), content.Scope);
            if (content.Period.Length > 0)
                yield return (T("period"), content.Period);
        }

        private IReadOnlyList<WordBlock> Details() => content.Risks.Count == 0
            ? [new WordBlock.Paragraph(T("details.none"))]
            :
            [
                new WordBlock.Table(
                    [
                        new(T("risk-number"), 1.5), new(T("asset"), 2.2), new(T("department"), 1.7), new(T("risk"), 3.6), new(T("before"), 1.7, true), new(T("option"), 1.3, true),
                        new(T("method"), 3.8), new(T("ratings-after"), 1.6, true), new(T("after"), 1.7, true), new(T("verdict"), 2.1, true), new(T("next-review"), 1.7, true),
                    ],
                    content.Risks.Select(Row)),
                new WordBlock.Paragraph(T("ratings-after.note"), WordLook.Note),
            ];

        private IReadOnlyList<object?> Row(ResidualRiskRow row) =>
        [
            row.RiskNumber, row.AssetName, row.Department, row.Risk, Level(row.RiskLevel, row.RiskValue), row.Option, row.Method,
            row.Residual is null ? "—" : string.Join(" / ", new[] { row.Frequency, row.Severity, row.Ease }.Select(rating => rating?.ToString(culture) ?? "—")),
            row.Residual is { } residual ? Level(residual.Level, residual.Risk) : "—", Verdict(row), (object?)row.NextReviewOn ?? "—",
        ];

        private LevelCell Level(int level, double value)
        {
            var cell = PrintedCriteria.Level(Bands, level, culture);
            return new LevelCell(cell.Step, T("level-value", cell.Text, value.ToString("0.##", culture)));
        }

        private string Verdict(ResidualRiskRow row) => row switch
        {
            { Residual: null } => T("verdict-unrated"),
            { Accepted: true } => row.Reason.Length > 0 ? T("verdict-accepted-because", row.Reason) : T("verdict-accepted"),
            { Accepted: false } => T("verdict-refused"),
            { Residual.Acceptable: true } => T("verdict-acceptable"),
            _ => T("verdict-above"),
        };

        private IReadOnlyList<WordBlock> AboveAcceptance() => Above.Count == 0
            ? [new WordBlock.Paragraph(Unrated == 0 ? T("above.none") : T("above.none-of-rated"))]
            :
            [
                new WordBlock.Paragraph(T("above.text", Above.Count)),
                new WordBlock.Table(
                    [new(T("risk-number"), 1.5), new(T("asset"), 2), new(T("risk"), 4), new(T("after"), 1.6, true), new(T("verdict"), 2)],
                    Above.Select(row => (IReadOnlyList<object?>)[row.RiskNumber, row.AssetName, row.Risk, Level(row.Residual!.Value.Level, row.Residual.Value.Risk), Verdict(row)])),
            ];

        private string Conclusion()
        {
            if (content.IsForecast)
                return T("conclusion.forecast");
            var open = Above.Count(row => row.Accepted != true) + Unrated;
            return open == 0 ? T("conclusion.accepted") : T("conclusion.open", open);
        }

        private string T(string key, params object?[] args) => Phrase.In(culture, "treatment.document." + key, args);
    }
}
