namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>How a paragraph stands out.</summary>
public enum WordLook
{
    /// <summary>Running text, first line indented in Chinese.</summary>
    Body,

    /// <summary>Running text without indent, in bold.</summary>
    Strong,

    /// <summary>Small and grey: an explanation under a table.</summary>
    Note,

    Centered,
}

/// <summary>A column of a table in a Word document.</summary>
/// <param name="Header">Its heading, repeated on each page.</param>
/// <param name="Weight">Its share of the page's width, in proportion to the other columns' weights; above 0.</param>
/// <param name="Centered">Centres the column's cells.</param>
public sealed record WordColumn(string Header, double Weight = 1, bool Centered = false)
{
    /// <summary>Sets the column's cells to the right, as figures are.</summary>
    public bool ToTheRight { get; init; }
}

/// <summary>Words within a paragraph that look alike.</summary>
/// <param name="Words">Line feeds stay.</param>
/// <param name="Look">How they stand out.</param>
/// <param name="Link">Address that they lead to, <c>https:</c> or <c>mailto:</c>; null for none.</param>
public sealed record WordRun(string Words, RunLook Look = RunLook.None, string? Link = null);

/// <summary>How words stand out from those around them.</summary>
[Flags]
public enum RunLook
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Struck = 4,
    Code = 8,
    Raised = 16,
    Lowered = 32,
    Underlined = 64,
    Marked = 128,
}

/// <summary>Words of several looks in one cell of a table; lines are paragraphs of their own.</summary>
public sealed record WordRuns(IReadOnlyList<WordRun> Runs)
{
    public override string ToString() => string.Concat(Runs.Select(r => r.Words));
}

/// <summary>What a paragraph of words of several looks is.</summary>
public enum ProseKind
{
    /// <summary>Running text, first line indented in Chinese unless it stands within a list or quotation.</summary>
    Text,

    /// <summary>An item of a list, its mark hanging.</summary>
    Item,

    /// <summary>Within a quotation.</summary>
    Quote,

    /// <summary>Lines of a program or a command, as they were typed.</summary>
    Code,
}

/// <summary>One line of a document's history.</summary>
public sealed record WordRevision(string Version, DateOnly? On, string By, string Change);

/// <summary>A piece of a Word document; a document is a list of them, from top to bottom.</summary>
public abstract record WordBlock
{
    private WordBlock()
    {
    }

    /// <summary>A page of its own with organization, title, number, version and who prepared, reviewed and approved.</summary>
    public sealed record Cover : WordBlock;

    /// <summary>The title and the line of number, version and state, for a document without a cover.</summary>
    public sealed record Banner : WordBlock;

    /// <summary>The table of contents, with page numbers that Word brings up to date when it opens the document.</summary>
    /// <param name="Depth">1 to 4 levels of headings.</param>
    public sealed record Contents(int Depth = 3) : WordBlock;

    /// <summary>A heading, numbered 1, 1.1, 1.1.1 by the document.</summary>
    /// <param name="Level">1 to 4.</param>
    /// <param name="Title">Its words, without a number.</param>
    public sealed record Heading(int Level, string Title) : WordBlock;

    /// <summary>A paragraph; line feeds in it stay.</summary>
    public sealed record Paragraph(string Words, WordLook Look = WordLook.Body) : WordBlock;

    /// <summary>A paragraph whose words have looks of their own.</summary>
    /// <param name="Depth">How many lists or quotations it stands in, beyond the first; 0 and up.</param>
    /// <param name="Mark">With an item: its number or sign.</param>
    public sealed record Prose(IReadOnlyList<WordRun> Runs, ProseKind Kind = ProseKind.Text, int Depth = 0, string Mark = "") : WordBlock;

    /// <summary>A line across the page.</summary>
    public sealed record Rule : WordBlock;

    public sealed record Bullets(IReadOnlyList<string> Items) : WordBlock;

    /// <summary>A table whose headings repeat on each page; cells take text, numbers, days and <see cref="LevelCell"/>.</summary>
    /// <param name="Columns">One or more.</param>
    /// <param name="Rows">Read once, while writing.</param>
    public sealed record Table(IReadOnlyList<WordColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows) : WordBlock;

    /// <summary>Facts in two columns: what it is, and its value.</summary>
    public sealed record Facts(IReadOnlyList<(string Name, object? Value)> Pairs) : WordBlock;

    /// <summary>A picture, centred and never larger than the page.</summary>
    /// <param name="Image">A PNG or JPEG file.</param>
    /// <param name="WidthMillimetres">Its width on paper, above 0.</param>
    /// <param name="Description">What it shows, for those who cannot see it.</param>
    public sealed record Picture(byte[] Image, double WidthMillimetres, string Description) : WordBlock
    {
        /// <summary>The same as SVG: shown instead by whoever can.</summary>
        public byte[]? Svg { get; init; }

        /// <summary>Areas drawn in red on it.</summary>
        public IReadOnlyList<PictureOutline> Outlines { get; init; } = [];
    }

    public sealed record PageBreak : WordBlock;

    /// <summary>Begins a new page, upright or landscape, for what follows.</summary>
    public sealed record Section(bool Landscape) : WordBlock;

    /// <summary>The table to sign: role, name, signature, day.</summary>
    /// <param name="Steps">The roles in the reader's language; null takes prepared, reviewed and approved from the document's head.</param>
    public sealed record Signatures(IReadOnlyList<(string Role, SignedStep Step)>? Steps = null) : WordBlock;

    /// <summary>The document's history, newest first or last as given.</summary>
    public sealed record History(IReadOnlyList<WordRevision> Revisions) : WordBlock;
}

/// <summary>An area drawn on a picture.</summary>
/// <param name="Name">Written in it.</param>
/// <param name="Points">Its corners, three or more, as fractions of the picture's width and height from its upper left corner.</param>
public sealed record PictureOutline(string Name, IReadOnlyList<(double X, double Y)> Points);
