namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>How a column's values are shown. A value of another type than the column's is written as text, never lost.</summary>
public enum SheetCellKind
{
    Text,
    Integer,
    Decimal,
    Date,

    /// <summary><see cref="LevelCell"/>: centred on its colour.</summary>
    Level,
}

/// <summary>One column of a list.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Width">Its width in Latin characters (a Chinese one takes two), 1 to 255.</param>
/// <param name="Kind">How its values are shown.</param>
public sealed record SheetColumn(string Header, double Width = 12, SheetCellKind Kind = SheetCellKind.Text)
{
    /// <summary>The heading above this column and its neighbours of the same group; null when the heading takes both rows.</summary>
    public string? Group { get; init; }

    /// <summary>Centres a column of texts or whole numbers; codes, scores and yes/no read better so.</summary>
    public bool Centered { get; init; }
}

/// <summary>A small table of explanation: a scale, a legend, a list of abbreviations.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Headers">Headings of its columns; empty when it needs none.</param>
/// <param name="Rows">Its rows; short enough to be held in memory.</param>
public sealed record NoteBlock(string Title, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>The paper a list is printed on, always landscape and one page wide.</summary>
public enum SheetPaper
{
    A4,
    A3,
}

/// <summary>One sheet of a workbook: the document's head, a table, and notes below it.</summary>
/// <param name="Name">The tab's name; what Excel cannot take is replaced, and a second one of the same name is numbered.</param>
/// <param name="Columns">1 to 16,384 columns.</param>
/// <param name="Rows">Read once, while writing; each row has at most one value per column.</param>
public sealed record WorkbookSheet(string Name, IReadOnlyList<SheetColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>The title on top of this sheet; null takes the document's.</summary>
    public string? Title { get; init; }

    /// <summary>How many columns stay in view when the reader scrolls to the right.</summary>
    public int FrozenColumns { get; init; }

    public bool Zebra { get; init; }

    public SheetPaper Paper { get; init; } = SheetPaper.A4;

    /// <summary>Notes below the table. Those meant for the whole document go to the workbook's own sheet of notes.</summary>
    public IReadOnlyList<NoteBlock> Notes { get; init; } = [];
}
