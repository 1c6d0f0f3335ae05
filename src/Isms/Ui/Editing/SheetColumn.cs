using Microsoft.AspNetCore.Components;

namespace Isms.Ui.Editing;

/// <summary>What a cell of a sheet takes.</summary>
public enum SheetCell
{
    Text,

    /// <summary>A rating: a whole number, typed in digits of any width.</summary>
    Score,

    Date,

    /// <summary>One of the column's options.</summary>
    Choice,
}

/// <summary>A column of a sheet: shown only, or with cells to edit.</summary>
/// <param name="Key">Name of the cell in a form; for one that is only shown, any.</param>
/// <param name="Heading">In the reader's language.</param>
public sealed record SheetColumn<TRow>(string Key, string Heading)
{
    /// <summary>What the cell shows of a row, as it is typed; null for a column that is only shown.</summary>
    public Func<TRow, string>? Value { get; init; }

    /// <summary>What stands in the cell where it is not edited; the value itself when null.</summary>
    public RenderFragment<TRow>? Shown { get; init; }

    public SheetCell Cell { get; init; }

    /// <summary>What a choice offers.</summary>
    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>Id of a list of suggestions.</summary>
    public string? List { get; init; }

    /// <summary>Shown in an empty cell, such as what it was before.</summary>
    public Func<TRow, string?>? Placeholder { get; init; }

    /// <summary>Shown with the cell, such as what it was before.</summary>
    public Func<TRow, string?>? Tip { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>The whole name of a column with a short heading; what the cell is called to who cannot see the table.</summary>
    public string? Name { get; init; }

    /// <summary>How it is filled in, shown with the heading.</summary>
    public string? Hint { get; init; }

    /// <summary>Width of the column as CSS, such as <c>width:3.2rem</c>.</summary>
    public string? Width { get; init; }

    /// <summary>What the server's operation calls the cell, where it has another name.</summary>
    public string? Field { get; init; }

    public bool IsEdited => Value is not null;
}

/// <summary>A sheet: what its rows are called and which columns they have.</summary>
/// <param name="Id">What the form sends to tell the row.</param>
/// <param name="Name">What people call a row.</param>
/// <param name="Columns">In their order.</param>
/// <param name="Version">The version a change is based on.</param>
public sealed record SheetDefinition<TRow>(Func<TRow, string> Id, Func<TRow, string> Name, Func<TRow, int> Version, IReadOnlyList<SheetColumn<TRow>> Columns)
{
    /// <summary>True for a row that the reader may edit.</summary>
    public Func<TRow, bool> Editable { get; init; } = _ => true;

    /// <summary>A second version that the row is based on, where it stands for two things.</summary>
    public Func<TRow, int>? OtherVersion { get; init; }

    /// <summary>Name of a refused field, in the reader's language.</summary>
    public Func<string, string> FieldName { get; init; } = name => name;

    public IEnumerable<SheetColumn<TRow>> Edited => Columns.Where(c => c.IsEdited);

    /// <summary>What a whole row says, to tell later what the person changed.</summary>
    public string Said(TRow row) => string.Join('\t', Edited.Select(c => SheetInput<TRow>.OneLine(c.Value!(row))));
}
