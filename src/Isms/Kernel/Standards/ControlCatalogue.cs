using System.Collections.Frozen;
using System.Globalization;

namespace Isms.Kernel.Standards;

/// <summary>The level of an entry of Annex A.</summary>
public enum ControlKind
{
    /// <summary>A chapter of Annex A; in 2022 one of the four themes.</summary>
    Domain,

    /// <summary>A control objective (2005 and 2013 only).</summary>
    Objective,

    /// <summary>A control: what a Statement of Applicability decides on.</summary>
    Control,
}

/// <summary>One entry of Annex A: number and short title, with our own sentence on what it is about.</summary>
/// <param name="Key">Edition and code.</param>
/// <param name="Parent">The entry above; null for a domain.</param>
/// <param name="Titles">Short title.</param>
/// <param name="About">Our own wording of what a control is about; null for domains and objectives.</param>
public sealed record AnnexEntry(ControlKey Key, ControlKind Kind, ControlKey? Parent, Bilingual Titles, Bilingual? About)
{
    public string Title(CultureInfo culture) => Titles.In(culture);

    /// <summary>What the control is about, in our own words; null for domains and objectives.</summary>
    public string? Description(CultureInfo culture) => About?.In(culture);
}

/// <summary>One clause of the body of the standard: number and short title.</summary>
/// <param name="Parent">The clause above; null for 4, 5, … 10.</param>
public sealed record StandardClause(ClauseKey Key, ClauseKey? Parent, Bilingual Titles)
{
    public string Title(CultureInfo culture) => Titles.In(culture);
}

/// <summary>Annex A and the clauses of one edition, in the order in which the standard prints them. Loaded once from <c>catalogs/</c>.</summary>
public sealed class ControlCatalogue
{
    private static readonly FrozenDictionary<Edition, Lazy<ControlCatalogue>> Loaded = Enum.GetValues<Edition>()
        .ToFrozenDictionary(e => e, e => new Lazy<ControlCatalogue>(() => new ControlCatalogue(e)));

    private readonly FrozenDictionary<string, AnnexEntry> _byCode;
    private readonly ILookup<string?, AnnexEntry> _byParent;
    private readonly FrozenDictionary<string, StandardClause> _byNumber;
    private readonly FrozenDictionary<string, int> _positions;

    private ControlCatalogue(Edition edition)
    {
        Edition = edition;
        Entries = [.. Tsv.Read(string.Create(CultureInfo.InvariantCulture, $"controls/{(int)edition}.tsv")).Select(ReadEntry)];
        Clauses = [.. Tsv.Read("clauses.tsv").Where(r => r.Edition("edition") == edition).Select(ReadClause)];
        Domains = [.. Entries.Where(e => e.Kind == ControlKind.Domain)];
        Objectives = [.. Entries.Where(e => e.Kind == ControlKind.Objective)];
        Controls = [.. Entries.Where(e => e.Kind == ControlKind.Control)];
        _byCode = Entries.ToFrozenDictionary(e => e.Key.Code, StringComparer.Ordinal);
        _byParent = Entries.ToLookup(e => e.Parent?.Code, StringComparer.Ordinal);
        _byNumber = Clauses.ToFrozenDictionary(c => c.Key.Number, StringComparer.Ordinal);
        _positions = Entries.Index().ToFrozenDictionary(e => e.Item.Key.Code, e => e.Index, StringComparer.Ordinal);
    }

    public Edition Edition { get; }

    /// <summary>Domains, objectives and controls together.</summary>
    public IReadOnlyList<AnnexEntry> Entries { get; }

    public IReadOnlyList<AnnexEntry> Domains { get; }

    /// <summary>Empty for 2022, which has none.</summary>
    public IReadOnlyList<AnnexEntry> Objectives { get; }

    /// <summary>133 in 2005, 114 in 2013, 93 in 2022.</summary>
    public IReadOnlyList<AnnexEntry> Controls { get; }

    /// <summary>Clauses 4 to 8 (2005) or 4 to 10, with their sub-clauses.</summary>
    public IReadOnlyList<StandardClause> Clauses { get; }

    public static ControlCatalogue Of(Edition edition) => Loaded[edition].Value;

    /// <summary>The entry of a key of any edition, or null when that edition has no such code.</summary>
    public static AnnexEntry? Find(ControlKey key) => Of(key.Edition)._byCode.GetValueOrDefault(key.Code);

    /// <summary>The clause of a key of any edition, or null when that edition has no such clause.</summary>
    public static StandardClause? Find(ClauseKey key) => Of(key.Edition)._byNumber.GetValueOrDefault(key.Number);

    /// <summary>
    /// Where the edition prints an entry, counted from 0: the order to sort by, for codes as text sort wrongly (A.10 before A.5).
    /// Throws <see cref="KeyNotFoundException"/> for an unknown code.
    /// </summary>
    public static int Position(ControlKey key) => Of(key.Edition)._positions[key.Code];

    /// <summary>
    /// The entry that a person meant: letter case and spaces do not matter, and the leading <c>A.</c> may be present or missing
    /// whatever the edition prints. Null when the edition has no such code.
    /// </summary>
    public AnnexEntry? Recognize(string text)
    {
        var bare = text.Trim().ToUpperInvariant();
        if (bare.StartsWith("A.", StringComparison.Ordinal))
            bare = bare[2..];
        return _byCode.GetValueOrDefault(Edition == Edition.Iso2022 ? bare : "A." + bare);
    }

    /// <summary>The entries directly below one of this edition.</summary>
    public IEnumerable<AnnexEntry> Below(ControlKey key) => key.Edition == Edition ? _byParent[key.Code] : [];

    /// <summary>The entry itself when it is a control, else every control below it.</summary>
    public IEnumerable<AnnexEntry> ControlsIn(AnnexEntry entry) =>
        entry.Kind == ControlKind.Control ? [entry] : Below(entry.Key).SelectMany(ControlsIn);

    private AnnexEntry ReadEntry(TsvRow row)
    {
        if (row.Edition("edition") != Edition)
            throw row.Bad("edition", "is not the edition that the file is named for");
        return new(
            new(Edition, row["code"]),
            row.Word<ControlKind>("kind"),
            row.Optional("parent") is { } parent ? new ControlKey(Edition, parent) : null,
            row.Both("title"),
            row.BothOrNone("about"));
    }

    private StandardClause ReadClause(TsvRow row) => new(
        new(Edition, row["number"]),
        row.Optional("parent") is { } parent ? new ClauseKey(Edition, parent) : null,
        row.Both("title"));
}
