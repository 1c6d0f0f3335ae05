using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isms.Kernel.Standards;

namespace Isms.Kernel.Signing;

/// <summary>Text that somebody still has to replace.</summary>
/// <param name="Place">Where in the content, as a JSON path: <c>items[2].method</c>; empty in plain text.</param>
/// <param name="Found">The placeholder itself.</param>
/// <param name="Around">It with a few characters before and after.</param>
internal sealed record Placeholder(string Place, string Found, string Around);

/// <summary>
/// Finds what templates leave to be filled in: 〈公司名称〉, &lt;company name&gt;, XX, 空白, 待定, TBD. What counts is data, <c>catalogs/placeholders.tsv</c>; its
/// expressions look at the neighbours of each find, because the same characters occur in finished text: 《关于〈…〉的通知》, List&lt;String&gt;, 5xx, 二〇〇五.
/// </summary>
internal static class PlaceholderScanner
{
    private const int Neighbourhood = 12;
    private const int Most = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly Lazy<Regex> Pattern = new(() => new Regex(
        string.Join('|', Tsv.Read("placeholders.tsv").Select(row => (row.Optional("outside_titles") is null ? "(?:" : "(?<title>") + row["pattern"] + ")")),
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Compiled, Patience));

    /// <summary>In plain text.</summary>
    /// <param name="words">Further words that must not stand in it: names of other companies.</param>
    public static IReadOnlyList<Placeholder> Find(string text, params IReadOnlyCollection<string> words) => [.. In(text, "", words).Take(Most)];

    /// <summary>In every text value of a JSON document, with its path.</summary>
    public static IReadOnlyList<Placeholder> FindInJson(string json, params IReadOnlyCollection<string> words)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Walk(document.RootElement, "", words).Take(Most)];
    }

    /// <summary>The words of a setting: separated by commas of either script, semicolons or line breaks.</summary>
    public static IReadOnlyList<string> WordsOf(string list) =>
        list.Split([',', '，', '、', ';', '；', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<Placeholder> Walk(JsonElement element, string path, IReadOnlyCollection<string> words) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Walk(p.Value, path.Length == 0 ? p.Name : path + "." + p.Name, words)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((e, i) => Walk(e, path + "[" + i.ToString(CultureInfo.InvariantCulture) + "]", words)),
        JsonValueKind.String => In(element.GetString()!, path, words),
        _ => [],
    };

    private static IEnumerable<Placeholder> In(string text, string place, IReadOnlyCollection<string> words)
    {
        foreach (Match match in Pattern.Value.Matches(text))
        {
            if (!match.Groups["title"].Success || !IsWithinTitle(text, match.Index))
                yield return At(text, place, match.Index, match.Length);
        }
        foreach (var word in words)
        {
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
                yield return At(text, place, at, word.Length);
        }
    }

    private static Placeholder At(string text, string place, int index, int length)
    {
        var from = Math.Max(0, index - Neighbourhood);
        var to = Math.Min(text.Length, index + length + Neighbourhood);
        return new Placeholder(place, text.Substring(index, length), text[from..to]);
    }

    // 〈〉 inside 《》 are the marks of a title within a title.
    private static bool IsWithinTitle(string text, int index) =>
        text.LastIndexOf('《', index) is >= 0 and var open && text.LastIndexOf('》', index) < open;
}
