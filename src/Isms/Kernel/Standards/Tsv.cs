using System.Globalization;

namespace Isms.Kernel.Standards;

/// <summary>
/// Reads the product's own reference data: tab-separated files under <c>catalogs/</c> beside the executable, the first line
/// names the columns. A malformed file is a broken installation, so it throws <see cref="InvalidDataException"/> with file, row and column.
/// </summary>
internal static class Tsv
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "catalogs");

    /// <param name="file">Path under <c>catalogs/</c>, with forward slashes.</param>
    public static IReadOnlyList<TsvRow> Read(string file) => Parse(file, File.ReadAllText(Path.Combine(Folder, file)));

    public static IReadOnlyList<TsvRow> Parse(string file, string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var columns = lines[0].Split('\t');
        if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Length)
            throw new InvalidDataException($"catalogs/{file}: a column name is used twice.");
        var rows = new List<TsvRow>(lines.Length - 1);
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split('\t');
            if (cells.Length != columns.Length)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"catalogs/{file}, row {i + 1}: {cells.Length} cells where the header has {columns.Length}."));
            rows.Add(new(file, i + 1, columns, cells));
        }
        return rows;
    }
}

/// <summary>One line of a catalogue file; cells are asked for by column name and kind.</summary>
/// <param name="File">Path under <c>catalogs/</c>.</param>
/// <param name="Number">Line in the file, counted from 1 with the header.</param>
internal sealed record TsvRow(string File, int Number, IReadOnlyList<string> Columns, IReadOnlyList<string> Cells)
{
    /// <summary>The cell's text; it must not be empty.</summary>
    public string this[string column] => Optional(column) ?? throw Bad(column, "is empty");

    /// <summary>The cell's text, or null when it is empty.</summary>
    public string? Optional(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
                return Cells[i].Trim() is { Length: > 0 } text ? text : null;
        }
        throw Bad(column, "does not exist");
    }

    /// <summary>The parts of a cell that holds a list, separated by <c>|</c>; an empty cell is an empty list.</summary>
    public IReadOnlyList<string> List(string column) =>
        Optional(column)?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>A pair of columns <c>name_zh</c>, <c>name_en</c>; both must be filled.</summary>
    public Bilingual Both(string column) => new(this[column + "_zh"], this[column + "_en"]);

    /// <summary>A pair of columns <c>name_zh</c>, <c>name_en</c> that are both filled or both empty (then null).</summary>
    public Bilingual? BothOrNone(string column) => Optional(column + "_zh") is null && Optional(column + "_en") is null ? null : Both(column);

    /// <summary>A level on the scale 1 to 5.</summary>
    public int Level(string column) =>
        int.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 5
            ? level
            : throw Bad(column, $"must be 1 to 5, not '{this[column]}'");

    public T Word<T>(string column) where T : struct, Enum =>
        char.IsLetter(this[column][0]) && Enum.TryParse<T>(this[column], ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw Bad(column, $"knows no '{this[column]}'");

    public Edition Edition(string column) =>
        int.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && Enum.IsDefined((Edition)year)
            ? (Edition)year
            : throw Bad(column, $"knows no edition '{this[column]}'");

    /// <summary>What is lost, as the letters C, I, A in that order.</summary>
    public SecurityLoss Loss(string column)
    {
        var loss = SecurityLoss.None;
        foreach (var letter in this[column])
        {
            loss |= letter switch
            {
                'C' => SecurityLoss.Confidentiality,
                'I' => SecurityLoss.Integrity,
                'A' => SecurityLoss.Availability,
                _ => throw Bad(column, $"is written with C, I and A, not '{letter}'"),
            };
        }
        return loss;
    }

    public InvalidDataException Bad(string column, string fault) =>
        new(string.Create(CultureInfo.InvariantCulture, $"catalogs/{File}, row {Number}, column '{column}': {fault}."));
}
