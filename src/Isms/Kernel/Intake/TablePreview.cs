using System.Globalization;
using Isms.Kernel.OfficeFiles.Importing;

namespace Isms.Kernel.Intake;

/// <summary>What an import would do. Lists show the first rows only; the report file has them all.</summary>
public abstract record TablePreview
{
    /// <summary>Rows listed in each of the lists.</summary>
    public const int Listed = 100;

    private protected TablePreview()
    {
    }

    private protected TablePreview(TablePlan plan, ImportSchema schema, CultureInfo culture)
    {
        var (report, table) = (plan.Report, plan.Recognition.Table);
        (Problem, Sheet, HeaderRow, Sheets) = (report.Problem?.Text(culture), table?.Sheet.Name, table?.HeaderTop, plan.Sheets);
        if (table is not null)
        {
            Columns = [.. table.Columns.Select(c => new PreviewColumn(c.Letter, c.Heading, c.Field, c.Confidence, c.Chosen))];
            MissingFields = [.. table.Missing(schema).Select(f => f.Key)];
        }
        (RowsRead, New, Changed, Unchanged) = (report.RowsRead, plan.NewRows, plan.ChangedRows, plan.Unchanged);
        (Rejected, Skipped) = (report.Rejected, report.RowsRead - report.Accepted - report.Rejected);
        Rejections = [.. report.Rejections.Take(Listed).Select(Of)];
        Warnings = [.. report.Warnings.Take(Listed).Select(Of)];
        SkippedRows = [.. report.Skipped.Where(s => s.Reason != SkipReason.Blank).Take(Listed).Select(s => new PreviewSkip(s.First, s.Last, s.Describe(culture), s.Text))];

        PreviewProblem Of(CellProblem problem) => new(problem.Row, $"{problem.Column} {problem.ColumnText(culture)}".Trim(), problem.Value, problem.Reason(culture));
    }

    /// <summary>Why nothing can be read; null when the table was.</summary>
    public string? Problem { get; init; }
    public string? Sheet { get; init; }
    public int? HeaderRow { get; init; }
    public IReadOnlyList<string> Sheets { get; init; } = [];
    public IReadOnlyList<PreviewColumn> Columns { get; init; } = [];

    /// <summary>Required fields that no column gives.</summary>
    public IReadOnlyList<string> MissingFields { get; init; } = [];

    /// <summary>Rows that hold a value.</summary>
    public int RowsRead { get; init; }
    public int New { get; init; }
    public int Changed { get; init; }
    public int Unchanged { get; init; }
    public int Rejected { get; init; }

    /// <summary>Of the rows read: titles, headings, subtotals, notes.</summary>
    public int Skipped { get; init; }
    public IReadOnlyList<PreviewProblem> Rejections { get; init; } = [];
    public IReadOnlyList<PreviewProblem> Warnings { get; init; } = [];
    public IReadOnlyList<PreviewSkip> SkippedRows { get; init; } = [];
}

/// <summary>A column of the file.</summary>
/// <param name="Letter">As in a spreadsheet.</param>
/// <param name="Field">What it is imported into; null for nothing.</param>
/// <param name="Confidence">1 for a heading that says it exactly, 0.5 for one that only contains it; 0 without field.</param>
/// <param name="Chosen">Mapped by hand.</param>
public sealed record PreviewColumn(string Letter, string Heading, string? Field, double Confidence, bool Chosen);

/// <summary>Something wrong, or worth a look, with one row.</summary>
public sealed record PreviewProblem(int Row, string Column, string Value, string Reason);

/// <summary>Rows passed over.</summary>
public sealed record PreviewSkip(int First, int Last, string Reason, string Text);
