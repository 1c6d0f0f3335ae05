using System.Collections.Frozen;
using System.Globalization;

namespace Isms.Kernel.Standards;

/// <summary>A group of threats or of vulnerabilities.</summary>
/// <param name="Code">Three letters for threats, two for vulnerabilities; also the middle part of its members' codes.</param>
public sealed record LibraryGroup(string Code, Bilingual Titles)
{
    public string Title(CultureInfo culture) => Titles.In(culture);
}

/// <summary>A threat class of GB/T 20984-2007.</summary>
public sealed record ThreatClass(string Code, Bilingual Titles)
{
    public string Title(CultureInfo culture) => Titles.In(culture);
}

/// <summary>Where a threat can come from; any combination.</summary>
[Flags]
public enum ThreatOrigin
{
    None = 0,
    Accidental = 1,
    Deliberate = 2,
    Environmental = 4,
}

/// <summary>A threat that a company can take over into its own register.</summary>
/// <param name="Code">Stable, for example <c>T-INF-04</c>.</param>
/// <param name="Frequency">Default frequency, 1 (almost never) to 5 (at least weekly).</param>
/// <param name="Lost">What the threat usually takes away.</param>
/// <param name="Classes">The classes of GB/T 20984-2007 it belongs to; at least one.</param>
/// <param name="OfStandard">True when ISO/IEC 27005:2008 lists it as an example; false for our own additions.</param>
public sealed record StarterThreat(
    string Code, LibraryGroup Group, Bilingual Titles, ThreatOrigin Origin, int Frequency, SecurityLoss Lost, IReadOnlyList<ThreatClass> Classes, bool OfStandard)
{
    public string Title(CultureInfo culture) => Titles.In(culture);
}

/// <summary>A vulnerability that a company can take over into its own register.</summary>
/// <param name="Code">Stable, for example <c>V-SW-02</c>.</param>
/// <param name="Severity">Default damage when it is used, 1 (negligible) to 5 (complete).</param>
/// <param name="Ease">Default ease of using it, 1 (very hard) to 5 (very easy).</param>
/// <param name="Lost">What is usually lost through it.</param>
/// <param name="OfStandard">True when ISO/IEC 27005:2008 lists it as an example; false for our own additions.</param>
public sealed record StarterVulnerability(
    string Code, LibraryGroup Group, Bilingual Titles, int Severity, int Ease, SecurityLoss Lost, bool OfStandard)
{
    public string Title(CultureInfo culture) => Titles.In(culture);
}

/// <summary>A risk that an asset of a category commonly has: a proposal, to be confirmed or changed by the person who assesses.</summary>
/// <param name="Frequency">1 to 5, for this category; may differ from the threat's default.</param>
/// <param name="Severity">1 to 5, for this category.</param>
/// <param name="Ease">1 to 5, for this category, with the existing control named here.</param>
/// <param name="Lost">What the asset loses.</param>
/// <param name="ExistingControl">What companies of this kind commonly have already; must be checked against the facts.</param>
/// <param name="Controls2013">Suggested controls of 2013.</param>
/// <param name="Controls2022">Suggested controls of 2022, those new in 2022 included.</param>
public sealed record RiskProposal(
    AssetCategory Category, StarterThreat Threat, StarterVulnerability Vulnerability, int Frequency, int Severity, int Ease, SecurityLoss Lost,
    Bilingual ExistingControl, IReadOnlyList<ControlKey> Controls2013, IReadOnlyList<ControlKey> Controls2022)
{
    /// <summary>The suggested controls in an edition's own codes; for 2005 those that the 2013 ones grew out of.</summary>
    public IReadOnlyList<ControlKey> Controls(Edition edition) => edition switch
    {
        Edition.Iso2022 => Controls2022,
        Edition.Iso2013 => Controls2013,
        _ => [.. Controls2013.SelectMany(c => ControlMap.To(c, edition)).Where(m => m.Relation < MapRelation.Partial).Select(m => m.Key).Distinct()],
    };
}

/// <summary>
/// What a company starts its first risk assessment from: threats, vulnerabilities, and for each asset category the risks
/// that fit it. Loaded once from <c>catalogs/</c>; the wording is our own.
/// </summary>
public static class StarterLibrary
{
    private static readonly Lazy<FrozenDictionary<string, LibraryGroup>> GroupsByCode = new(() =>
        Tsv.Read("library-groups.tsv").Select(r => new LibraryGroup(r["code"], r.Both("title"))).ToFrozenDictionary(g => g.Code, StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyList<ThreatClass>> LoadedClasses = new(() =>
        [.. Tsv.Read("threat-classes.tsv").Select(r => new ThreatClass(r["code"], r.Both("title")))]);

    private static readonly Lazy<IReadOnlyList<StarterThreat>> LoadedThreats = new(() => [.. Tsv.Read("threats.tsv").Select(ReadThreat)]);

    private static readonly Lazy<IReadOnlyList<StarterVulnerability>> LoadedVulnerabilities = new(() =>
        [.. Tsv.Read("vulnerabilities.tsv").Select(ReadVulnerability)]);

    private static readonly Lazy<IReadOnlyList<RiskProposal>> LoadedProposals = new(() => [.. Tsv.Read("risk-proposals.tsv").Select(ReadProposal)]);

    private static readonly Lazy<FrozenDictionary<string, StarterThreat>> ThreatsByCode = new(() => Threats.ToFrozenDictionary(t => t.Code, StringComparer.Ordinal));

    private static readonly Lazy<FrozenDictionary<string, StarterVulnerability>> VulnerabilitiesByCode = new(() =>
        Vulnerabilities.ToFrozenDictionary(v => v.Code, StringComparer.Ordinal));

    private static readonly Lazy<ILookup<string, RiskProposal>> ProposalsByCategory = new(() => Proposals.ToLookup(p => p.Category.Code, StringComparer.Ordinal));

    public static IReadOnlyList<ThreatClass> ThreatClasses => LoadedClasses.Value;

    public static IReadOnlyList<StarterThreat> Threats => LoadedThreats.Value;

    public static IReadOnlyList<StarterVulnerability> Vulnerabilities => LoadedVulnerabilities.Value;

    /// <summary>All proposals, by category.</summary>
    public static IReadOnlyList<RiskProposal> Proposals => LoadedProposals.Value;

    public static IReadOnlyList<AssetCategory> Categories => AssetCategories.All;

    /// <summary>The threat of a code, or null.</summary>
    public static StarterThreat? Threat(string code) => ThreatsByCode.Value.GetValueOrDefault(code);

    /// <summary>The vulnerability of a code, or null.</summary>
    public static StarterVulnerability? Vulnerability(string code) => VulnerabilitiesByCode.Value.GetValueOrDefault(code);

    /// <summary>The risks that commonly fit an asset of the category, the most typical first. Never empty: three to six.</summary>
    public static IEnumerable<RiskProposal> ProposalsFor(AssetCategory category) => ProposalsByCategory.Value[category.Code];

    private static LibraryGroup Group(TsvRow row) => GroupsByCode.Value.GetValueOrDefault(row["group"]) ?? throw row.Bad("group", "is not in library-groups.tsv");

    private static bool OfStandard(TsvRow row) => row["source"] switch
    {
        "27005" => true,
        "own" => false,
        var other => throw row.Bad("source", $"is 27005 or own, not '{other}'"),
    };

    private static StarterThreat ReadThreat(TsvRow row) => new(
        row["code"], Group(row), row.Both("title"), ReadOrigin(row), row.Level("frequency"), row.Loss("lost"),
        [.. row.List("classes").Select(c => ThreatClasses.FirstOrDefault(t => t.Code == c) ?? throw row.Bad("classes", $"'{c}' is not in threat-classes.tsv"))],
        OfStandard(row));

    private static StarterVulnerability ReadVulnerability(TsvRow row) => new(
        row["code"], Group(row), row.Both("title"), row.Level("severity"), row.Level("ease"), row.Loss("lost"), OfStandard(row));

    private static RiskProposal ReadProposal(TsvRow row) => new(
        AssetCategories.Find(row["category"]) ?? throw row.Bad("category", "is not in asset-categories.tsv"),
        Threat(row["threat"]) ?? throw row.Bad("threat", "is not in threats.tsv"),
        Vulnerability(row["vulnerability"]) ?? throw row.Bad("vulnerability", "is not in vulnerabilities.tsv"),
        row.Level("frequency"), row.Level("severity"), row.Level("ease"), row.Loss("lost"), row.Both("existing"),
        ReadControls(row, "controls_2013", Edition.Iso2013), ReadControls(row, "controls_2022", Edition.Iso2022));

    private static IReadOnlyList<ControlKey> ReadControls(TsvRow row, string column, Edition edition) =>
        [.. row.List(column).Select(code => new ControlKey(edition, code) is var key && ControlCatalogue.Find(key)?.Kind == ControlKind.Control
            ? key
            : throw row.Bad(column, $"'{code}' is no control of that edition"))];

    private static ThreatOrigin ReadOrigin(TsvRow row)
    {
        var origin = ThreatOrigin.None;
        foreach (var letter in row["origin"])
        {
            origin |= letter switch
            {
                'A' => ThreatOrigin.Accidental,
                'D' => ThreatOrigin.Deliberate,
                'E' => ThreatOrigin.Environmental,
                _ => throw row.Bad("origin", $"is written with A, D and E, not '{letter}'"),
            };
        }
        return origin;
    }
}
