namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>
/// How much a spreadsheet may hold before it is refused. The defaults let a register of 100,000 rows through with room
/// to spare and keep the reader's memory far below 400 MB whatever the file claims or contains.
/// </summary>
public sealed record ReadingLimits
{
    public static readonly ReadingLimits Default = new();

    /// <summary>Size of the file itself, in bytes.</summary>
    public long FileBytes { get; init; } = 128L << 20;

    /// <summary>Sum of the unpacked sizes of all parts of a workbook, in bytes.</summary>
    public long InflatedBytes { get; init; } = 1L << 30;

    /// <summary>Unpacked to packed size of one part; looked at only beyond <see cref="RatioFloorBytes"/>.</summary>
    public int Ratio { get; init; } = 300;

    /// <summary>Below this unpacked size, in bytes, a part's ratio does not matter: repeated small rows pack very well.</summary>
    public long RatioFloorBytes { get; init; } = 64L << 20;

    /// <summary>Parts in the package.</summary>
    public int Entries { get; init; } = 10_000;

    /// <summary>Sheets in the workbook.</summary>
    public int Sheets { get; init; } = 500;

    /// <summary>Characters in one cell: four times what Excel itself can hold.</summary>
    public int CellCharacters { get; init; } = 32_767 * 4;

    /// <summary>The last column that may hold a value (1,000 = ALL).</summary>
    public int Columns { get; init; } = 1_000;

    /// <summary>The last row that may exist: Excel's own limit.</summary>
    public int Rows { get; init; } = 1_048_576;

    /// <summary>Distinct texts in the workbook's shared table.</summary>
    public int SharedTexts { get; init; } = 4_000_000;

    /// <summary>UTF-8 bytes of the workbook's shared texts together.</summary>
    public long SharedTextBytes { get; init; } = 128L << 20;

    /// <summary>Merged ranges on one sheet.</summary>
    public int MergedRanges { get; init; } = 200_000;
}
