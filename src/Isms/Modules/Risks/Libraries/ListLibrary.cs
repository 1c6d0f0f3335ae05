using Isms.Kernel.Access;
using Isms.Kernel.Http;

namespace Isms.Modules.Risks.Libraries;

/// <summary>Asks what the libraries hold.</summary>
/// <param name="Search">Words in code or title, in either language; null for all.</param>
/// <param name="Category">Code of an asset category: only what fits it.</param>
public sealed record LibraryQuery(string? Search = null, string? Category = null);

/// <summary>Threats, the organization's own first.</summary>
public sealed record ThreatList(IReadOnlyList<ThreatView> Items);

/// <summary>Vulnerabilities, the organization's own first.</summary>
public sealed record VulnerabilityList(IReadOnlyList<VulnerabilityView> Items);

/// <summary>The threats to choose from.</summary>
internal sealed class ListThreats(RiskLibrary library)
{
    public async Task<Outcome<ThreatList>> RunAsync(Actor actor, LibraryQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.See) is { } no)
            return no;
        return new ThreatList(query.Of(await library.ThreatsAsync(ct), t => (t.Code + " " + t.TitleZh + " " + t.TitleEn, t.Categories)));
    }
}

/// <summary>The vulnerabilities to choose from.</summary>
internal sealed class ListVulnerabilities(RiskLibrary library)
{
    public async Task<Outcome<VulnerabilityList>> RunAsync(Actor actor, LibraryQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.See) is { } no)
            return no;
        return new VulnerabilityList(query.Of(await library.VulnerabilitiesAsync(ct), v => (v.Code + " " + v.TitleZh + " " + v.TitleEn, v.Categories)));
    }
}

internal static class LibraryFilter
{
    /// <summary>Small lists that live in memory: filtered there.</summary>
    public static IReadOnlyList<T> Of<T>(this LibraryQuery query, IReadOnlyList<T> all, Func<T, (string Words, IReadOnlyList<string> Categories)> read)
    {
        var words = (query.Search ?? "").Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries);
        return [.. all.Where(one => read(one) is var (text, categories)
            && words.All(w => text.Contains(w, StringComparison.OrdinalIgnoreCase))
            && (string.IsNullOrEmpty(query.Category) || RiskLibrary.Widened(categories).Contains(query.Category, StringComparer.OrdinalIgnoreCase)))];
    }
}
