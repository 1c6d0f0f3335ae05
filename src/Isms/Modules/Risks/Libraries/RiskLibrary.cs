using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Libraries;

/// <summary>A threat of the libraries.</summary>
/// <param name="Frequency">Usual frequency, 1 to 5.</param>
/// <param name="Categories">Codes of the asset categories it can harm; a class stands for all kinds within it.</param>
/// <param name="Own">True for one of the organization's own.</param>
/// <param name="Id">Of one of its own; null for the starter library's.</param>
public sealed record ThreatView(
    string Code, string TitleZh, string TitleEn, string GroupZh, string GroupEn, int Frequency, SecurityLoss Lost, IReadOnlyList<string> Categories,
    bool Own, bool Retired, Guid? Id, int Version) : Kernel.Http.IVersioned
{
    public string Title(System.Globalization.CultureInfo culture) => new Bilingual(TitleZh, TitleEn).In(culture);

    public string Group(System.Globalization.CultureInfo culture) => new Bilingual(GroupZh, GroupEn).In(culture);
}

/// <summary>A vulnerability of the libraries.</summary>
/// <param name="Severity">Usual severity, 1 to 5.</param>
/// <param name="Ease">Usual ease of using it, 1 to 5.</param>
/// <param name="Categories">Codes of the asset categories that can have it; a class stands for all kinds within it.</param>
/// <param name="Own">True for one of the organization's own.</param>
/// <param name="Id">Of one of its own; null for the starter library's.</param>
public sealed record VulnerabilityView(
    string Code, string TitleZh, string TitleEn, string GroupZh, string GroupEn, int Severity, int Ease, SecurityLoss Lost, IReadOnlyList<string> Categories,
    bool Own, bool Retired, Guid? Id, int Version) : Kernel.Http.IVersioned
{
    public string Title(System.Globalization.CultureInfo culture) => new Bilingual(TitleZh, TitleEn).In(culture);

    public string Group(System.Globalization.CultureInfo culture) => new Bilingual(GroupZh, GroupEn).In(culture);
}

/// <summary>Threats and vulnerabilities to choose from: the organization's own first, then the starter library.</summary>
internal sealed class RiskLibrary(IsmsDbContext db)
{
    private static readonly ILookup<string, string> CategoriesOfThreats = StarterLibrary.Proposals.ToLookup(p => p.Threat.Code, p => p.Category.Code, StringComparer.Ordinal);
    private static readonly ILookup<string, string> CategoriesOfVulnerabilities = StarterLibrary.Proposals.ToLookup(p => p.Vulnerability.Code, p => p.Category.Code, StringComparer.Ordinal);
    private static readonly Bilingual OwnGroup = new(Kernel.Text.Phrase.In(Kernel.Text.Phrase.Chinese, "risks.library.own"), Kernel.Text.Phrase.In(Kernel.Text.Phrase.English, "risks.library.own"));

    public async Task<IReadOnlyList<ThreatView>> ThreatsAsync(CancellationToken ct) =>
        [.. (await db.Set<LibraryThreat>().AsNoTracking().OrderBy(t => t.Code).ToListAsync(ct)).Select(Of), .. StarterLibrary.Threats.Select(Of)];

    public async Task<IReadOnlyList<VulnerabilityView>> VulnerabilitiesAsync(CancellationToken ct) =>
        [.. (await db.Set<LibraryVulnerability>().AsNoTracking().OrderBy(v => v.Code).ToListAsync(ct)).Select(Of), .. StarterLibrary.Vulnerabilities.Select(Of)];

    /// <summary>The threat of a code, one no longer offered too; null when there is none.</summary>
    public async Task<ThreatView?> ThreatAsync(string code, CancellationToken ct) =>
        StarterLibrary.Threat(code) is { } starter ? Of(starter)
        : await db.Set<LibraryThreat>().AsNoTracking().FirstOrDefaultAsync(t => t.Code == code, ct) is { } own ? Of(own) : null;

    /// <inheritdoc cref="ThreatAsync"/>
    public async Task<VulnerabilityView?> VulnerabilityAsync(string code, CancellationToken ct) =>
        StarterLibrary.Vulnerability(code) is { } starter ? Of(starter)
        : await db.Set<LibraryVulnerability>().AsNoTracking().FirstOrDefaultAsync(v => v.Code == code, ct) is { } own ? Of(own) : null;

    /// <summary>Every category that these codes stand for: a class means all kinds within it, too.</summary>
    public static IReadOnlyList<string> Widened(IEnumerable<string> codes) =>
        [.. codes.Select(AssetCategories.Find).OfType<AssetCategory>().SelectMany(c => c.IsClass ? AssetCategories.KindsOf(c).Prepend(c) : [c]).Select(c => c.Code).Distinct(StringComparer.Ordinal)];

    public static ThreatView Of(LibraryThreat t) => new(
        t.Code, t.TitleZh, t.TitleEn, OwnGroup.Zh, OwnGroup.En, t.Frequency, t.Lost, Codes(t.Categories), true, t.Retired, t.Id, t.Version);

    public static VulnerabilityView Of(LibraryVulnerability v) => new(
        v.Code, v.TitleZh, v.TitleEn, OwnGroup.Zh, OwnGroup.En, v.Severity, v.Ease, v.Lost, Codes(v.Categories), true, v.Retired, v.Id, v.Version);

    private static ThreatView Of(StarterThreat t) => new(
        t.Code, t.Titles.Zh, t.Titles.En, t.Group.Titles.Zh, t.Group.Titles.En, t.Frequency, t.Lost, [.. CategoriesOfThreats[t.Code].Distinct(StringComparer.Ordinal)], false, false, null, 0);

    private static VulnerabilityView Of(StarterVulnerability v) => new(
        v.Code, v.Titles.Zh, v.Titles.En, v.Group.Titles.Zh, v.Group.Titles.En, v.Severity, v.Ease, v.Lost, [.. CategoriesOfVulnerabilities[v.Code].Distinct(StringComparer.Ordinal)], false, false, null, 0);

    private static string[] Codes(string categories) => categories.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
