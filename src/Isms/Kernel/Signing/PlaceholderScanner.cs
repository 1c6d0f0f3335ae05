using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isms.Kernel.Signing;

/// <summary>Text that somebody still has to replace.</summary>
/// <param name="Place">Where in the content, as a JSON path: <c>items[2].method</c>; empty in plain text.</param>
/// <param name="Found">The placeholder itself.</param>
/// <param name="Around">It with a few characters before and after.</param>
internal sealed record Placeholder(string Place, string Found, string Around);

/// <summary>
/// Finds what templates leave to be filled in: 〈公司名称〉, &lt;company name&gt;, XX, 空白, 待定, TBD. Looks at the neighbours of each find, because the same
/// characters occur in finished text: 《关于〈…〉的通知》, List&lt;String&gt;, 5xx, 二〇〇五, 等待定期检查.
/// </summary>
internal static partial class PlaceholderScanner
{
    private const int Neighbourhood = 12;
    private const int Most = 50;

    /// <summary>In plain text.</summary>
    public static IReadOnlyList<Placeholder> Find(string text) => [.. In(text, "").Take(Most)];

    /// <summary>In every text value of a JSON document, with its path.</summary>
    public static IReadOnlyList<Placeholder> FindInJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Walk(document.RootElement, "").Take(Most)];
    }

    private static IEnumerable<Placeholder> Walk(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Walk(p.Value, path.Length == 0 ? p.Name : path + "." + p.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((e, i) => Walk(e, path + "[" + i.ToString(CultureInfo.InvariantCulture) + "]")),
        JsonValueKind.String => In(element.GetString()!, path),
        _ => [],
    };

    private static IEnumerable<Placeholder> In(string text, string place)
    {
        foreach (Match match in Pattern().Matches(text))
        {
            if (match.Groups["title"].Success && IsWithinTitle(text, match.Index))
                continue;
            var from = Math.Max(0, match.Index - Neighbourhood);
            var to = Math.Min(text.Length, match.Index + match.Length + Neighbourhood);
            yield return new Placeholder(place, match.Value, text[from..to]);
        }
    }

    // 〈〉 inside 《》 are the marks of a title within a title.
    private static bool IsWithinTitle(string text, int index) =>
        text.LastIndexOf('《', index) is >= 0 and var open && text.LastIndexOf('》', index) < open;

    [GeneratedRegex("""
        (?<title>〈[^〈〉\r\n]{1,60}〉)
        | (?<![A-Za-z0-9_])[<＜]\p{IsCJKUnifiedIdeographs}[^<>＜＞@=\r\n]{0,40}[>＞]
        | (?<![A-Za-z0-9_])<[^<>@=\r\n]{0,30}\b(?i:company|organi[sz]ation|name|date|number|title|department|address|version|person|your|insert|fill|text)\b[^<>@=\r\n]{0,30}>
        | [\[【（(][ ]?(?:请)?(?:空白|待填写?|待补充|填写[^\]】）)\r\n]{0,20}|公司名称|单位名称|组织名称|企业名称)[ ]?[\]】）)]
        | ^\s*空白\s*$
        | (?<![A-Za-z0-9ＸｘXx×])(?:[Xx]{2,}|[Ｘｘ]{2,}|×{2,})(?![A-Za-z0-9ＸｘXx×])
        | (?<![一二三四五六七八九十0-9○])[○◯]{2,}(?![一二三四五六七八九十0-9○])
        | (?<![A-Za-z0-9_])_{3,}(?![A-Za-z0-9_])
        | ＿{2,}
        | (?<![等期对看善招接优厚])待定(?![期制义位时量性向级岗点价额稿损论律居型格])
        | 待(?:补充|填写)
        | (?<![A-Za-z0-9])(?:TBD|TODO)(?![A-Za-z0-9])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Pattern();
}
