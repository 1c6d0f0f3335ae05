using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Isms.Kernel.Standards;

/// <summary>What kind of document an entry of the manual's appendices 5 and 6 is.</summary>
public enum ListedKind
{
    Manual,
    Soa,
    Objectives,

    /// <summary>The information security policy itself (方针).</summary>
    TopPolicy,

    /// <summary>A policy on one topic (策略).</summary>
    Policy,
    Procedure,
}

/// <summary>A document that the manual lists: appendix 5 (level 1) or appendix 6 (level 2).</summary>
/// <param name="Pattern">Its number with <c>XX</c> for the company's prefix: <c>XX-B-01</c>.</param>
/// <param name="Level">1 or 2.</param>
/// <param name="Titles">The title as the list has it.</param>
/// <param name="Aliases">Other spellings met in the manual and in practice.</param>
public sealed record ListedDocument(string Pattern, ListedKind Kind, int Level, Bilingual Titles, IReadOnlyList<string> Aliases)
{
    public string Title(CultureInfo culture) => Titles.In(culture);

    /// <summary>The number with the company's own prefix.</summary>
    public string Number(string prefix) => prefix + Pattern[2..];
}

/// <summary>A record or annex that the manual names in 《》 without listing it as a document.</summary>
/// <param name="Code">Stable (<c>risk-treatment-plan</c>).</param>
/// <param name="Document">The listed document that it belongs to.</param>
/// <param name="Titles">The title that exports use.</param>
/// <param name="Aliases">Other spellings met in the manual and in practice.</param>
public sealed record NamedRecord(string Code, ListedDocument Document, Bilingual Titles, IReadOnlyList<string> Aliases)
{
    public string Title(CultureInfo culture) => Titles.In(culture);
}

/// <summary>The manual's list of documents, and the resolution of every spelling it uses for them.</summary>
public static class DocumentList
{
    private static readonly Lazy<IReadOnlyList<ListedDocument>> Loaded = new(() => [.. Tsv.Read("documents.tsv").Select(r =>
        new ListedDocument(r["number"], r.Word<ListedKind>("kind"), r.Level("level"), r.Both("title"), r.List("aliases")))]);

    private static readonly Lazy<IReadOnlyList<NamedRecord>> LoadedRecords = new(() => [.. Tsv.Read("named-records.tsv").Select(r =>
        new NamedRecord(r["code"], All.FirstOrDefault(d => d.Pattern == r["document"]) ?? throw r.Bad("document", "is not in documents.tsv"), r.Both("title"), r.List("aliases")))]);

    private static readonly Lazy<FrozenDictionary<string, ListedDocument>> ByName = new(() =>
        All.SelectMany(d => Names(d.Titles, d.Aliases).Append(Plain(d.Pattern)).Distinct().Select(n => (n, d))).ToFrozenDictionary(p => p.n, p => p.d, StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, NamedRecord>> RecordsByName = new(() =>
        Records.SelectMany(d => Names(d.Titles, d.Aliases).Distinct().Select(n => (n, d))).ToFrozenDictionary(p => p.n, p => p.d, StringComparer.Ordinal));

    /// <summary>The 23 documents of appendix 5 and the 35 procedures of appendix 6, in the manual's order.</summary>
    public static IReadOnlyList<ListedDocument> All => Loaded.Value;

    public static IReadOnlyList<NamedRecord> Records => LoadedRecords.Value;

    /// <summary>
    /// The document that a title or number pattern means, in any of its spellings: 《》, kind of brackets, spaces, letter case and
    /// trailing marks do not matter. Null when none is meant.
    /// </summary>
    public static ListedDocument? Resolve(string name) => ByName.Value.GetValueOrDefault(Plain(name));

    /// <summary>The record that a title means, in any of its spellings, or null.</summary>
    public static NamedRecord? ResolveRecord(string name) => RecordsByName.Value.GetValueOrDefault(Plain(name));

    private static IEnumerable<string> Names(Bilingual titles, IReadOnlyList<string> aliases) => aliases.Append(titles.Zh).Append(titles.En).Select(Plain);

    private static string Plain(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
