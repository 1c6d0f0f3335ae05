namespace Isms.Modules.Assets.Importing;

/// <summary>What an import would do. Lists show the first rows only; the report file has them all.</summary>
/// <param name="Problem">Why nothing can be read; null when the table was.</param>
/// <param name="RowsRead">Rows that hold a value.</param>
/// <param name="Skipped">Of these: titles, headings, subtotals, notes.</param>
public sealed record ImportPreview(
    string? Problem, string? Sheet, int? HeaderRow, IReadOnlyList<string> Sheets, IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<string> MissingFields,
    IReadOnlyList<UnknownWord> Unknown, int RowsRead, int New, int Changed, int Unchanged, int Rejected, int Skipped,
    IReadOnlyList<PreviewProblem> Rejections, IReadOnlyList<PreviewProblem> Warnings, IReadOnlyList<PreviewRow> NewRows, IReadOnlyList<PreviewRow> ChangedRows,
    IReadOnlyList<PreviewSkip> SkippedRows)
{
    /// <summary>Rows listed in each of the lists.</summary>
    public const int Listed = 100;
}

/// <summary>A column of the file.</summary>
/// <param name="Letter">As in a spreadsheet.</param>
/// <param name="Field">What it is imported into; null for nothing.</param>
/// <param name="Confidence">1 for a heading that says it exactly, 0.5 for one that only contains it; 0 without field.</param>
/// <param name="Chosen">Mapped by hand.</param>
public sealed record PreviewColumn(string Letter, string Heading, string? Field, double Confidence, bool Chosen);

/// <summary>What a word in the file should mean.</summary>
public enum WordKind { Department, Person, Category }

/// <summary>A word that means nothing known, or more than one thing.</summary>
/// <param name="Word">As in the file; empty for rows without an owner.</param>
/// <param name="Rows">How many rows have it.</param>
/// <param name="Decided">True when somebody said what it means, or that its rows are refused.</param>
/// <param name="Chosen">Id or code of what it was said to mean.</param>
/// <param name="Candidates">Who bears the name, when several do.</param>
/// <param name="DepartmentId">Of a person: the department of the first row, when it is known.</param>
public sealed record UnknownWord(WordKind Kind, string Word, int Rows, bool Decided, string? Chosen, IReadOnlyList<string> Candidates, Guid? DepartmentId = null);

/// <summary>Something wrong, or worth a look, with one row.</summary>
public sealed record PreviewProblem(int Row, string Column, string Value, string Reason);

/// <summary>Rows passed over.</summary>
public sealed record PreviewSkip(int First, int Last, string Reason, string Text);

/// <summary>A row that is imported.</summary>
/// <param name="Number">Empty when it will get the next one.</param>
/// <param name="AssetId">The asset it changes; null for a new one.</param>
public sealed record PreviewRow(
    int Row, Guid? AssetId, string Number, string Name, string Category, string Department, string Owner, int? Value, bool? Important, IReadOnlyList<RowDifference> Differences);

/// <summary>A field that the file would change, in the reader's words.</summary>
public sealed record RowDifference(string Label, string Old, string New);
