using Isms.Kernel.OfficeFiles.Importing;

namespace Isms.Kernel.Intake;

/// <summary>What an import does, worked out and not yet done.</summary>
internal abstract record TablePlan(ImportReport Report, TableRecognition Recognition, IReadOnlyList<string> Sheets)
{
    public abstract int NewRows { get; }

    public abstract int ChangedRows { get; }

    public int Unchanged { get; init; }
}

/// <inheritdoc/>
/// <typeparam name="TRow">A row as it comes in.</typeparam>
internal abstract record TablePlan<TRow>(ImportReport Report, TableRecognition Recognition, IReadOnlyList<string> Sheets) : TablePlan(Report, Recognition, Sheets)
{
    public IReadOnlyList<TRow> New { get; init; } = [];

    public IReadOnlyList<(TRow Row, IReadOnlyList<RowDifference> Differences)> Changed { get; init; } = [];

    public override int NewRows => New.Count;

    public override int ChangedRows => Changed.Count;
}

/// <summary>A field that the file would change, in the reader's words.</summary>
public sealed record RowDifference(string Label, string Old, string New);
