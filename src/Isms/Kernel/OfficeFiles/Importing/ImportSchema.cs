namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>What kind of value a field takes.</summary>
public enum FieldKind
{
    Text,

    /// <summary>A whole number on the scale in force.</summary>
    Score,
    Date,
    Number,

    /// <summary>One of the field's own words.</summary>
    Choice,
}

/// <summary>A field that a table may bring.</summary>
/// <param name="Key">Its name in mappings and code (<c>owner</c>).</param>
/// <param name="LabelKey">Key of the phrase that names it to a person.</param>
/// <param name="Aliases">Headings that mean it, in any language; compared without spaces, case, width and punctuation.</param>
public sealed record ImportField(string Key, string LabelKey, FieldKind Kind, IReadOnlyList<string> Aliases)
{
    /// <summary>A row without it is rejected, and so is a table without its column.</summary>
    public bool Required { get; init; }

    /// <summary>Only compared with what the product computes: what cannot be read in it never rejects a row.</summary>
    public bool OnlyForChecking { get; init; }

    /// <summary>In a text file, which cannot merge cells, a blank below a value means the value above.</summary>
    public bool BlankMeansAbove { get; init; }

    /// <summary>A heading that contains one of these is not this field, whatever else it says (重置成本（元） is money, not a level).</summary>
    public IReadOnlyList<string> NotWhen { get; init; } = [];

    /// <summary>For a choice: each accepted word and the value it means.</summary>
    public IReadOnlyDictionary<string, string> Choices { get; init; } = new Dictionary<string, string>();

    /// <summary>Longest text in characters.</summary>
    public int MaxLength { get; init; } = 2_000;
}

/// <summary>What one kind of import looks for.</summary>
/// <param name="Fields">In the order in which they are shown.</param>
public sealed record ImportSchema(IReadOnlyList<ImportField> Fields)
{
    /// <summary>Place of the field in <see cref="Fields"/>.</summary>
    public int IndexOf(string key)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Key == key)
                return i;
        }
        throw new ArgumentOutOfRangeException(nameof(key), key, "No such field.");
    }
}
