using System.Globalization;

namespace Isms.Kernel.Standards;

/// <summary>A term of the field with our own definition.</summary>
/// <param name="Code">Stable, for links to the help page (<c>residual-risk</c>).</param>
/// <param name="Term">The term itself.</param>
/// <param name="Abbreviation">The abbreviation both languages use, or null.</param>
/// <param name="Definition">One sentence.</param>
public sealed record GlossaryEntry(string Code, Bilingual Term, string? Abbreviation, Bilingual Definition)
{
    public string Title(CultureInfo culture) => Term.In(culture);
}

/// <summary>The terms and abbreviations that the manual and the product use.</summary>
public static class Glossary
{
    private static readonly Lazy<IReadOnlyList<GlossaryEntry>> Loaded = new(() =>
        [.. Tsv.Read("glossary.tsv").Select(r => new GlossaryEntry(r["code"], r.Both("term"), r.Optional("abbreviation"), r.Both("definition")))]);

    /// <summary>All entries; the abbreviations of the manual's clause 3.2 come first.</summary>
    public static IReadOnlyList<GlossaryEntry> All => Loaded.Value;

    /// <summary>The entry of a code, or null.</summary>
    public static GlossaryEntry? Find(string code) => All.FirstOrDefault(e => e.Code == code);

    /// <summary>
    /// The entries that a word occurs in, in either language and any letter case: first those whose term or abbreviation it is, then those
    /// whose term contains it, then those whose definition does. All entries for an empty word.
    /// </summary>
    public static IReadOnlyList<GlossaryEntry> Search(string word)
    {
        var wanted = word.Trim();
        return wanted.Length == 0
            ? All
            : [.. All.Select(e => (Entry: e, Rank: Rank(e, wanted))).Where(e => e.Rank < 3).OrderBy(e => e.Rank).Select(e => e.Entry)];
    }

    private static int Rank(GlossaryEntry entry, string word) =>
        Equal(entry.Abbreviation, word) || Equal(entry.Term.Zh, word) || Equal(entry.Term.En, word) ? 0
        : Has(entry.Abbreviation, word) || Has(entry.Term.Zh, word) || Has(entry.Term.En, word) ? 1
        : Has(entry.Definition.Zh, word) || Has(entry.Definition.En, word) ? 2
        : 3;

    private static bool Equal(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) ?? false;
}
