using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Modules.Applicability.Documents;

/// <summary>What the statement of applicability is made of.</summary>
/// <param name="Edition">The edition whose Annex A it covers.</param>
/// <param name="Controls">One row for each control of that edition, in any order.</param>
internal sealed record SoaContent(Edition Edition, IReadOnlyList<SoaRow> Controls)
{
    /// <summary>The scope of the ISMS.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Controls beyond Annex A, in the order to print.</summary>
    public IReadOnlyList<SoaRow> Additional { get; init; } = [];
}

/// <summary>适用性声明 (4.2.1.10) as a workbook and as a Word document.</summary>
internal static class SoaDocument
{
    public static string Title(CultureInfo culture) => Phrase.In(culture, "applicability.document.soa");

    public static string WorkbookName(CultureInfo culture) => Phrase.In(culture, "applicability.document.soa.workbook");

    public static string WordName(CultureInfo culture) => Phrase.In(culture, "applicability.document.soa.word");

    /// <summary>Writes the workbook; the head's culture decides the language.</summary>
    /// <exception cref="ArgumentException">A control of the edition has no row: none may be absent (4.2.1.10 b)).</exception>
    public static void WriteWorkbook(Stream output, DocumentHead head, SoaContent content) => new Writing(head.Culture, content).Workbook(output, head);

    /// <summary>Writes the Word document; the head's culture decides the language.</summary>
    /// <exception cref="ArgumentException">A control of the edition has no row: none may be absent (4.2.1.10 b)).</exception>
    public static void WriteWord(Stream output, DocumentHead head, SoaContent content) => WordWriter.Write(output, head, Blocks(head.Culture, content));

    /// <summary>The paper, from cover to signatures.</summary>
    /// <exception cref="ArgumentException">A control of the edition has no row: none may be absent (4.2.1.10 b)).</exception>
    public static IReadOnlyList<WordBlock> Blocks(CultureInfo culture, SoaContent content) => new Writing(culture, content).Word();

    private sealed class Writing
    {
        private const int FewRisks = 6;

        private readonly CultureInfo culture;
        private readonly SoaContent content;
        private readonly ControlCatalogue catalogue;
        private readonly Dictionary<string, SoaRow> rows;

        public Writing(CultureInfo culture, SoaContent content)
        {
            (this.culture, this.content) = (culture, content);
            catalogue = ControlCatalogue.Of(content.Edition);
            rows = content.Controls.ToDictionary(row => row.Code, StringComparer.Ordinal);
            if (catalogue.Controls.FirstOrDefault(control => !rows.ContainsKey(control.Key.Code)) is { } absent)
                throw new ArgumentException($"{absent.Key} is absent.", nameof(content));
        }

        public void Workbook(Stream output, DocumentHead head)
        {
            var statement = new WorkbookSheet(Title(culture), Columns(withObjective: catalogue.Objectives.Count > 0), catalogue.Controls.Select(CatalogueRow).Concat(content.Additional.Select(AdditionalRow)))
            {
                FrozenColumns = catalogue.Objectives.Count > 0 ? 4 : 3,
                Zebra = true,
                Paper = SheetPaper.A3,
            };
            WorkbookWriter.Write(output, head, [statement, Overview()], Notes());
        }

        public IReadOnlyList<WordBlock> Word() =>
        [
            new WordBlock.Cover(),
            new WordBlock.Contents(2),
            new WordBlock.PageBreak(),
            new WordBlock.Heading(1, T("about")),
            new WordBlock.Paragraph(T("about.text", EditionText)),
            new WordBlock.Heading(1, T("scope")),
            new WordBlock.Paragraph(content.Scope.Length > 0 ? content.Scope : T("scope.missing")),
            new WordBlock.Heading(1, T("clauses")),
            new WordBlock.Paragraph(T("clauses.text", 4, LastClause)),
            new WordBlock.Heading(1, T("overview")),
            new WordBlock.Table(
                [new(T("chapter"), 4), new(T("applicable"), 1, true), new(T("excluded"), 1, true), new(T("undecided"), 1, true), new(T("total"), 1, true)],
                OverviewRows()),
            new WordBlock.Section(Landscape: true),
            new WordBlock.Heading(1, T("controls")),
            .. catalogue.Domains.SelectMany(Chapter),
            .. content.Additional.Count == 0 ? Array.Empty<WordBlock>() : [new WordBlock.Heading(2, T("additional")), Table(content.Additional.Select(row => (row, Title: row.OwnTitle)))],
            new WordBlock.Section(Landscape: false),
            new WordBlock.Heading(1, T("approval")),
            new WordBlock.Signatures(),
        ];

        private string EditionText
        {
            get
            {
                var names = EditionNames.Of(content.Edition);
                return Phrase.In(culture, "applicability.document.edition", names.Iso, names.Gb);
            }
        }

        private int LastClause => content.Edition == Edition.Iso2005 ? 8 : 10;

        private IEnumerable<WordBlock> Chapter(AnnexEntry domain) =>
        [
            new WordBlock.Heading(2, $"{domain.Key.Code} {domain.Title(culture)}"),
            Table(catalogue.ControlsIn(domain).Select(control => (rows[control.Key.Code], control.Title(culture)))),
        ];

        private WordBlock.Table Table(IEnumerable<(SoaRow Row, string Title)> entries) => new(
            [
                new(T("code"), 1.1), new(T("control"), 3), new(T("standing"), 1.1, true), new(T("reason"), 4), new(T("risks"), 3), new(T("status"), 1.4, true), new(T("department"), 1.6), new(T("documents"), 2.4),
            ],
            entries.Select(entry => (IReadOnlyList<object?>)
            [
                entry.Row.Code, entry.Title, Standing(entry.Row), Why(entry.Row), Links(entry.Row), entry.Row.Status, entry.Row.Department, entry.Row.Documents,
            ]));

        private SheetColumn[] Columns(bool withObjective) =>
        [
            new(T("chapter"), 18),
            .. withObjective ? [new SheetColumn(T("objective"), 22)] : Array.Empty<SheetColumn>(),
            new(T("code"), 10),
            new(T("control"), 26),
            new(T("description"), 42),
            new(T("standing"), 10) { Centered = true },
            new(T("reason"), 30),
            new(T("exclusion-reason"), 24),
            new(T("status"), 11) { Centered = true },
            new(T("risks"), 22),
            new(T("treatment-items"), 22),
            new(T("department"), 13),
            new(T("documents"), 22),
        ];

        private IReadOnlyList<object?> CatalogueRow(AnnexEntry control)
        {
            var parent = ControlCatalogue.Find(control.Parent!.Value)!;
            var domain = parent.Parent is { } above ? ControlCatalogue.Find(above)! : parent;
            string[] chapter = domain == parent ? [Named(domain)] : [Named(domain), Named(parent)];
            // Where an edition has objectives, every control has one.
            return [.. chapter, .. Facts(rows[control.Key.Code], control.Title(culture), control.Description(culture) ?? "")];
        }

        private IReadOnlyList<object?> AdditionalRow(SoaRow row)
        {
            string[] chapter = catalogue.Objectives.Count > 0 ? [T("additional"), ""] : [T("additional")];
            return [.. chapter, .. Facts(row, row.OwnTitle, row.OwnDescription)];
        }

        private IEnumerable<object?> Facts(SoaRow row, string title, string about) =>
            [row.Code, title, about, Standing(row), row.Reason, row.ExclusionReason, row.Status, Listed(row.Risks), Listed(row.TreatmentItems), row.Department, row.Documents];

        private WorkbookSheet Overview() => new(
            T("overview"),
            [new(T("chapter"), 34), new(T("applicable"), 12, SheetCellKind.Level), new(T("excluded"), 12, SheetCellKind.Level), new(T("undecided"), 12, SheetCellKind.Level), new(T("total"), 12, SheetCellKind.Level)],
            OverviewRows())
        {
            Title = T("overview.title"),
        };

        private IEnumerable<IReadOnlyList<object?>> OverviewRows()
        {
            var chapters = catalogue.Domains.Select(domain => (Name: Named(domain), Rows: catalogue.ControlsIn(domain).Select(control => rows[control.Key.Code]).ToList())).ToList();
            if (content.Additional.Count > 0)
                chapters.Add((T("additional"), [.. content.Additional]));
            chapters.Add((T("total"), [.. content.Controls, .. content.Additional]));
            return chapters.Select(chapter => (IReadOnlyList<object?>)
                [chapter.Name, Count(chapter.Rows, ControlStanding.Applicable), Count(chapter.Rows, ControlStanding.Excluded), Count(chapter.Rows, ControlStanding.Undecided), chapter.Rows.Count]);

            static int Count(IEnumerable<SoaRow> of, ControlStanding standing) => of.Count(row => row.Standing == standing);
        }

        private IReadOnlyList<NoteBlock> Notes() =>
        [
            new(T("scope"), [], [["", content.Scope.Length > 0 ? content.Scope : T("scope.missing")]]),
            new(T("edition-label"), [], [["", EditionText]]),
            new(T("clauses"), [], [["", T("clauses.text", 4, LastClause)]]),
            new(T("standing"), [T("standing"), T("meaning")], [.. Enum.GetValues<ControlStanding>().Select(standing => (IReadOnlyList<object?>)[T("standing-" + standing), T("standing-" + standing + ".meaning")])]),
        ];

        private string Named(AnnexEntry entry) => $"{entry.Key.Code} {entry.Title(culture)}";

        private string Standing(SoaRow row) => T("standing-" + row.Standing);

        private string Why(SoaRow row) => row.Standing == ControlStanding.Excluded ? row.ExclusionReason : row.Reason;

        // A control that answers fifty risks would fill a page of the Word table; the workbook has them all.
        private string Links(SoaRow row) => row.Risks.Count <= FewRisks
            ? Listed(row.Risks)
            : T("risks.more", Listed(row.Risks.Take(FewRisks)), row.Risks.Count);

        private string Listed(IEnumerable<string> numbers) => string.Join(T("join"), numbers);

        private string T(string key, params object?[] args) => Phrase.In(culture, "applicability.document." + key, args);
    }
}
