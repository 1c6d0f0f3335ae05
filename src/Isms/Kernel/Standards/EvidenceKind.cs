using System.Collections.Frozen;

namespace Isms.Kernel.Standards;

/// <summary>A kind of evidence and the clauses it speaks for.</summary>
/// <param name="Code">Stable; what <see cref="EvidenceItem.Kind"/> names.</param>
/// <param name="Renewed">True for what has to be made anew regularly: an old one is out of date.</param>
internal sealed record EvidenceKind(string Code, Bilingual Titles, IReadOnlyList<ClauseKey> Clauses, bool Renewed)
{
    private static readonly Lazy<FrozenDictionary<string, EvidenceKind>> Loaded = new(() => Tsv.Read("evidence.tsv").Select(Read).ToFrozenDictionary(k => k.Code, StringComparer.Ordinal));

    public static IEnumerable<EvidenceKind> All => Loaded.Value.Values;

    /// <summary>Null for the number of a document or form.</summary>
    public static EvidenceKind? Find(string code) => Loaded.Value.GetValueOrDefault(code);

    /// <summary>The clauses of one edition: those named for it, else what those of its neighbours map to.</summary>
    public IReadOnlyList<ClauseKey> In(Edition edition) => In(Clauses, edition);

    /// <inheritdoc cref="In(Edition)"/>
    public static IReadOnlyList<ClauseKey> In(IReadOnlyList<ClauseKey> clauses, Edition edition)
    {
        var own = clauses.Where(c => c.Edition == edition).ToList();
        if (own.Count > 0 || clauses.Count == 0)
            return own;
        // From the nearest edition that is named; of two equally near, from the later.
        var nearest = clauses.Select(c => c.Edition).Distinct().OrderBy(e => Math.Abs(Place(e) - Place(edition))).ThenByDescending(e => e).First();
        return [.. clauses.Where(c => c.Edition == nearest).SelectMany(c => ClauseMap.To(c, edition)).Select(m => m.Key).Distinct()];
    }

    private static int Place(Edition edition) => Array.IndexOf(Enum.GetValues<Edition>(), edition);

    private static EvidenceKind Read(TsvRow row) => new(
        row["code"], row.Both("title"),
        [.. Enum.GetValues<Edition>().SelectMany(e => row.List(e.ToString().ToLowerInvariant()).Select(n => new ClauseKey(e, n)))], row.Optional("renewed") == "yes");
}
