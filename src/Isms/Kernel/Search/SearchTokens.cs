using System.Text;
using System.Text.RegularExpressions;

namespace Isms.Kernel.Search;

/// <summary>
/// Text as pairs of neighbouring characters. Chinese is not separated by spaces and its words are mostly two characters long, which neither
/// database's own word breaker finds; pairs also find the middle of a name. A number is kept by its endings besides: its pairs are in nearly
/// every other number, while any part of it begins one of its endings.
/// </summary>
internal static partial class SearchTokens
{
    // What is longer would fill the index; whoever looks for such a thing types its beginning.
    private const int LongestEnding = 24;

    /// <summary>What a text is found by, each once.</summary>
    public static HashSet<string> Of(string text)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in Runs(text))
        {
            if (run.Length == 1)
                tokens.Add(run);
            for (var i = 0; i + 1 < run.Length; i++)
                tokens.Add(run.Substring(i, 2));
            foreach (var number in Numbers().EnumerateMatches(run))
            {
                for (var i = 0; i + 2 < number.Length; i++)
                    tokens.Add(run.Substring(number.Index + i, Math.Min(LongestEnding, number.Length - i)));
            }
        }
        return tokens;
    }

    /// <summary>What to look up for the words a person typed: each token, and whether what is found may only begin with it.</summary>
    public static HashSet<(string Token, bool Beginning)> Wanted(string words)
    {
        var wanted = new HashSet<(string, bool)>();
        foreach (var run in Runs(words))
        {
            if (run.Length == 1)
                wanted.Add((run, true));
            var next = 0;
            foreach (var number in Numbers().EnumerateMatches(run))
            {
                AddPairs(next, number.Index);
                wanted.Add((run.Substring(number.Index, Math.Min(LongestEnding, number.Length)), true));
                next = number.Index + number.Length - 1;
            }
            AddPairs(next, run.Length - 1);

            // Pairs from one place up to another, which begins none.
            void AddPairs(int from, int to)
            {
                for (var i = from; i < to; i++)
                    wanted.Add((run.Substring(i, 2), false));
            }
        }
        return wanted;
    }

    /// <summary>A key (a department, an assessment) as a token that no text yields.</summary>
    public static string Key(Guid id) => "k" + id.ToString("N");

    // Letters and digits with a digit among them, as in serial numbers, versions and addresses.
    [GeneratedRegex("(?=[a-z]*[0-9])[a-z0-9]{3,}", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

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
