namespace Isms.Ui;

/// <summary>One link of the menu.</summary>
/// <param name="Title">In the reader's language.</param>
/// <param name="Href">From the root. The link whose address is the longest beginning of the page's own is shown as current.</param>
/// <param name="Count">What waits behind it; null or 0 shows nothing.</param>
/// <param name="Icon">Of Tabler Icons; shown on top-level links only.</param>
public sealed record MenuItem(string Title, string Href, int? Count = null, string? Icon = null);

/// <summary>A process of the manual with its pages. One page only is a plain link; several open below the process.</summary>
public sealed record MenuProcess(string Title, IReadOnlyList<MenuItem> Items, string? Icon = null);

/// <summary>A phase of PDCA with its processes, in the order in which data flows.</summary>
/// <param name="Letter">P, D, C or A; anything else shows no letter.</param>
public sealed record MenuGroup(string Letter, string Title, IReadOnlyList<MenuProcess> Processes);

/// <summary>Which menu link belongs to a page.</summary>
internal static class MenuPath
{
    /// <summary>The address among <paramref name="hrefs"/> that is the page's own or the longest parent of it; null when none is.</summary>
    public static string? Current(IEnumerable<string> hrefs, string path)
    {
        var page = path.Split('?', '#')[0];
        return hrefs
            .Where(h => page.Equals(h, StringComparison.OrdinalIgnoreCase)
                || (h.Length > 1 && page.StartsWith(h.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase)))
            .MaxBy(h => h.Length);
    }
}
