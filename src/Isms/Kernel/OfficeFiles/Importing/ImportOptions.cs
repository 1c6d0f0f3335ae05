using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>What a person says about a table, over what would be recognised.</summary>
public sealed record ImportOptions
{
    public static readonly ImportOptions None = new();

    /// <summary>Name of the sheet to read, hidden or not; the best visible one when null.</summary>
    public string? Sheet { get; init; }

    /// <summary>First row of the headings; found when null.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Columns chosen by hand.</summary>
    public IReadOnlyList<ColumnChoice> Columns { get; init; } = [];
}

/// <summary>A field's column, chosen by hand: by heading, by letter, or none at all.</summary>
/// <param name="Heading">Heading of the column; null when chosen by letter or not imported.</param>
/// <param name="Column">1 for A; null when chosen by heading or not imported.</param>
public sealed record ColumnChoice(string Field, string? Heading, int? Column)
{
    /// <summary>Reads <c>field=Heading</c>, <c>field==C</c> (a column letter) or <c>field=</c> (do not import it).</summary>
    public static (ColumnChoice? Choice, ReadingProblem? Problem) Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return (null, new ReadingProblem("office.map-not-understood", text));
        var field = text[..equals].Trim();
        var target = text[(equals + 1)..].Trim();
        if (target.Length == 0)
            return (new ColumnChoice(field, null, null), null);
        if (target[0] != '=')
            return (new ColumnChoice(field, target, null), null);
        var column = ColumnName.Parse(target.AsSpan(1).Trim());
        return column > 0 ? (new ColumnChoice(field, null, column), null) : (null, new ReadingProblem("office.map-not-understood", text));
    }
}
