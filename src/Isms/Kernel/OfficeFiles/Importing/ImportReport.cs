using System.Globalization;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>Why a row is not data.</summary>
public enum SkipReason
{
    Blank,

    /// <summary>Above the headings: title, form number, date.</summary>
    Title,
    Header,

    /// <summary>The headings again, as at the top of each printed page.</summary>
    RepeatedHeader,
    Subtotal,

    /// <summary>A note or a line for signatures.</summary>
    Note,

    /// <summary>One text across the table, which divides it.</summary>
    Section,

    /// <summary>Says more about the merged row above.</summary>
    Continuation,

    /// <summary>Has values only in columns from which nothing is imported.</summary>
    NothingMapped,
}

/// <summary>Rows that were passed over, and why.</summary>
/// <param name="Text">What they say, shortened; empty for blank rows.</param>
public sealed record SkippedRows(string Sheet, int First, int Last, SkipReason Reason, string Text)
{
    public string Describe(CultureInfo culture) => Phrase.In(culture, "office.skip-" + Reason.ToString().ToLowerInvariant());
}

/// <summary>A sheet from which nothing was read.</summary>
/// <param name="FilledRows">Rows on it that hold something.</param>
/// <param name="LooksAlike">It holds a table of the same kind.</param>
public sealed record SkippedSheet(string Name, bool Hidden, int FilledRows, bool LooksAlike)
{
    public string Describe(CultureInfo culture) =>
        Phrase.In(culture, LooksAlike ? "office.sheet-skipped-alike" : Hidden ? "office.sheet-skipped-hidden" : "office.sheet-skipped", Name, FilledRows);
}

/// <summary>Something wrong, or worth a look, in one cell of a row.</summary>
/// <param name="Column">Letters of the column; null when the table has none for the field.</param>
/// <param name="Heading">Its heading in the file.</param>
/// <param name="LabelKey">Key of the phrase that names the field.</param>
/// <param name="Value">As it stands in the file, shortened.</param>
/// <param name="Code">Key of the phrase with the reason and what to do.</param>
/// <param name="Rejects">The row is not imported; otherwise it is, and this is a warning.</param>
public sealed record CellProblem(
    string Sheet, int Row, string? Column, string? Heading, string Field, string LabelKey, string Value, string Code, IReadOnlyList<object> Args, bool Rejects)
{
    /// <summary>The column as a person finds it: its heading, or the field's name when it has none.</summary>
    public string ColumnText(CultureInfo culture) => string.IsNullOrEmpty(Heading) ? Phrase.In(culture, LabelKey) : Heading;

    /// <summary>Why, and what to do.</summary>
    public string Reason(CultureInfo culture) => Phrase.In(culture, Code, [.. Args]);
}

/// <summary>
/// What became of every row of an imported file. Each row that holds anything is accepted, rejected or skipped with a
/// reason: <see cref="RowsRead"/> = <see cref="Accepted"/> + <see cref="Rejected"/> + filled rows among <see cref="Skipped"/>.
/// </summary>
/// <param name="fileName">Name of the imported file.</param>
public sealed class ImportReport(string fileName)
{
    /// <summary>Problems listed one by one; beyond that they are only counted.</summary>
    public const int ListedProblems = 100_000;

    private readonly List<SkippedRows> skipped = [];
    private readonly List<SkippedSheet> sheets = [];
    private readonly List<CellProblem> problems = [];

    public string FileName { get; } = fileName;

    /// <summary>Why nothing was imported; null when the table was read.</summary>
    public ReadingProblem? Problem { get; private set; }

    /// <summary>The table that was read.</summary>
    public TableLayout? Table { get; private set; }

    /// <summary>Rows of the sheet that hold a value.</summary>
    public int RowsRead { get; private set; }

    public int Accepted { get; private set; }

    /// <summary>Rows with at least one problem that rejects them.</summary>
    public int Rejected { get; private set; }

    /// <summary>Imported rows that are hidden in the sheet.</summary>
    public int HiddenRows { get; private set; }

    /// <summary>Problems beyond those listed.</summary>
    public int UnlistedProblems { get; private set; }

    public IReadOnlyList<SkippedRows> Skipped => skipped;

    public IReadOnlyList<SkippedSheet> SkippedSheets => sheets;

    /// <summary>Problems that reject their row, in the order of the rows.</summary>
    public IEnumerable<CellProblem> Rejections => problems.Where(p => p.Rejects);

    /// <summary>Remarks on imported rows, in the order of the rows.</summary>
    public IEnumerable<CellProblem> Warnings => problems.Where(p => !p.Rejects);

    /// <summary>Nothing was imported, for this reason.</summary>
    public void Refuse(ReadingProblem problem) => Problem = problem;

    internal void Begin(Spreadsheet spreadsheet, TableRecognition recognition)
    {
        Table = recognition.Table;
        foreach (var sheet in spreadsheet.Sheets.Where(s => s != Table?.Sheet))
            sheets.Add(new SkippedSheet(sheet.Name, sheet.Hidden, sheet.FilledRows, recognition.OtherTables.Any(t => t.Sheet == sheet)));
    }

    internal void Skip(int first, int last, SkipReason reason, string text)
    {
        RowsRead += reason == SkipReason.Blank ? 0 : 1;
        if (reason == SkipReason.Blank && skipped.Count > 0 && skipped[^1] is { Reason: SkipReason.Blank } before && before.Last == first - 1)
            skipped[^1] = before with { Last = last };
        else
            skipped.Add(new SkippedRows(Table!.Sheet.Name, first, last, reason, text));
    }

    internal void Finish(TableRow row)
    {
        RowsRead++;
        Accepted += row.IsRejected ? 0 : 1;
        Rejected += row.IsRejected ? 1 : 0;
        HiddenRows += row.Hidden && !row.IsRejected ? 1 : 0;
        foreach (var problem in row.Problems)
        {
            if (problems.Count < ListedProblems)
                problems.Add(problem);
            else
                UnlistedProblems++;
        }
    }
}
