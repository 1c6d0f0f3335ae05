using System.Text;

namespace Isms.Kernel.Search;

/// <summary>
/// Text as pairs of neighbouring characters. Chinese is not separated by spaces and its words are mostly two characters long, which neither
/// database's own word breaker finds; pairs also find the middle of a number or name.
/// </summary>
internal static class SearchTokens
{
    /// <summary>The pairs in a text, each once; a run of one character is itself.</summary>
    public static HashSet<string> Of(string text)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in Runs(text))
        {
            if (run.Length == 1)
                tokens.Add(run);
            for (var i = 0; i + 1 < run.Length; i++)
                tokens.Add(run.Substring(i, 2));
        }
        return tokens;
    }

    /// <summary>A key (a department, an assessment) as a token that no text yields.</summary>
    public static string Key(Guid id) => "k" + id.ToString("N");

    private static IEnumerable<string> Runs(string text)
    {
        var run = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                run.Append(c);
            }
            else if (run.Length > 0)
            {
                yield return run.ToString();
                run.Clear();
            }
        }
        if (run.Length > 0)
            yield return run.ToString();
    }
}
