namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>No value.</summary>
    Empty,
    Text,
    Number,
    Date,
    Boolean,

    /// <summary>An error such as #REF!; its name is the text.</summary>
    Error,

    /// <summary>A formula that was saved without its result, so there is nothing to read until the file is saved in Excel again.</summary>
    FormulaWithoutValue,
}

/// <summary>Whether the value stands in this cell or is shown here because cells are merged.</summary>
public enum CellOrigin
{
    Own,

    /// <summary>From a cell to the left in the same row.</summary>
    RepeatedAcross,

    /// <summary>From a row above.</summary>
    RepeatedDown,
}

/// <summary>A cell that holds something.</summary>
/// <param name="Column">1 for A.</param>
/// <param name="Text">What a person reads: numbers in shortest form with a point, dates as yyyy-MM-dd (with HH:mm:ss when there is a time), TRUE or FALSE, an error's name; empty for a formula without value.</param>
/// <param name="Raw">As it stands in the file; a formula without value as =FORMULA.</param>
/// <param name="Number">The number, also of a date (days in the file's own system); 0 for other kinds.</param>
/// <param name="Date">The date and time of a date cell, without zone.</param>
public readonly record struct SheetCell(
    int Column, CellKind Kind, string Text, string Raw, double Number = 0, DateTime? Date = null, CellOrigin Origin = CellOrigin.Own);

/// <summary>A row that stands in the file.</summary>
/// <param name="Number">1 for the first row, as Excel shows it; in a text file, the record's place.</param>
/// <param name="Hidden">Hidden by hand or by a filter.</param>
/// <param name="Cells">Cells with a value, by rising column.</param>
public sealed record SheetRow(int Number, bool Hidden, IReadOnlyList<SheetCell> Cells)
{
    /// <summary>True when no cell has a value of its own.</summary>
    public bool IsBlank => !Cells.Any(c => c.Origin == CellOrigin.Own);

    /// <summary>The cell in the column, or an empty one.</summary>
    public SheetCell At(int column)
    {
        foreach (var cell in Cells)
        {
            if (cell.Column == column)
                return cell;
        }
        return new SheetCell(column, CellKind.Empty, "", "");
    }
}
