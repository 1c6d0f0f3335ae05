using System.Text.RegularExpressions;

namespace Isms.Modules.Documents.Reading;

/// <summary>Cuts a text into sections that are read one after the other: at its headings, none so short that one only turns pages.</summary>
internal static partial class TextSections
{
    /// <summary>The most sections there are.</summary>
    public const int Most = 60;

    /// <summary>About the length of a printed page.</summary>
    private const int Least = 1500;

    /// <param name="html">Of the whole text.</param>
    /// <returns>One or more; together the whole text.</returns>
    public static IReadOnlyList<string> Of(string html)
    {
        // A very long text is cut into longer pieces.
        var least = Math.Max(Least, html.Length / Most + 1);
        var sections = new List<string>();
        var from = 0;
        foreach (var at in Heading().Matches(html).Select(m => m.Index))
        {
            if (at - from < least || sections.Count == Most - 1)
                continue;
            sections.Add(html[from..at]);
            from = at;
        }
        // A short rest belongs to what is before it.
        if (sections.Count > 0 && html.Length - from < least / 2)
            sections[^1] += html[from..];
        else
            sections.Add(html[from..]);
        return sections;
    }

    [GeneratedRegex("<h[1-4]>")]
    private static partial Regex Heading();
}
