using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.Text;

namespace Isms.Modules.Records;

/// <summary>
/// Clauses and controls that records are evidence for: <c>M:4.2.3.5</c> of the manual, <c>I:9.2</c> of ISO/IEC 27001:2013, <c>A:9.1</c> of its Annex A.
/// </summary>
internal static partial class ClauseTags
{
    public static string Join(IEnumerable<string> tags) => "|" + string.Join('|', tags.Distinct(StringComparer.Ordinal)) + "|";

    public static IReadOnlyList<string> Split(string joined) => joined.Split('|', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A tag as people write it (<c>A.9.1</c>, <c>9.2</c>, <c>4.2.3.5</c>, <c>M 6</c>); null when it is none. A bare number of three or more parts is the manual's.</summary>
    public static string? Parse(string text)
    {
        if (Written().Match(text.Trim().ToUpperInvariant().Replace("ISO", "I", StringComparison.Ordinal)) is not { Success: true } match)
            return null;
        var number = match.Groups["number"].Value;
        var kind = match.Groups["kind"] is { Success: true } given ? given.Value : number.Count(c => c == '.') >= 2 ? "M" : "I";
        return kind + ":" + number;
    }

    /// <summary>The number alone, however its kind is written; for finding records of any kind of clause.</summary>
    public static string NumberOf(string text) => Parse(text)?[2..] ?? text.Trim();

    /// <summary>As people read it: 手册 6, ISO 9.2, A.9.1.</summary>
    public static string Show(string tag, CultureInfo culture) => tag[..1] switch
    {
        "M" => Phrase.In(culture, "records.clause-manual", tag[2..]),
        "A" => "A." + tag[2..],
        _ => "ISO " + tag[2..],
    };

    [GeneratedRegex(@"^(?:(?<kind>[MIA])[ :.]*)?(?<number>\d{1,2}(?:\.\d{1,2}){0,4})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
