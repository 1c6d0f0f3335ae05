using System.Collections.Frozen;
using System.Text;

namespace Isms.Kernel.Standards;

/// <summary>The codes, titles and aliases of some asset categories, and the search for the one that a text means.</summary>
internal sealed class CategoryWords
{
    private readonly (string Word, AssetCategory Category)[] _words;
    private readonly FrozenDictionary<string, AssetCategory> _exact;

    public CategoryWords(IEnumerable<AssetCategory> categories)
    {
        // The longest word says most, so it is tried first.
        _words = [.. categories.SelectMany(c => c.Aliases.Append(c.Code).Append(c.Titles.Zh).Append(c.Titles.En).Select(w => (Word: Plain(w), Category: c))).OrderByDescending(w => w.Word.Length)];
        _exact = _words.DistinctBy(w => w.Word).ToFrozenDictionary(w => w.Word, w => w.Category, StringComparer.Ordinal);
    }

    public AssetCategory? Closest(string? text)
    {
        var plain = Plain(text ?? "");
        if (plain.Length == 0)
            return null;
        // What stands in brackets only adds to what stands before them.
        var bracket = plain.IndexOf('(', StringComparison.Ordinal);
        return _exact.GetValueOrDefault(plain) ?? (bracket > 0 ? Within(plain[..bracket]) : null) ?? Within(plain);
    }

    private AssetCategory? Within(string plain)
    {
        var (best, bestAt, length) = ((AssetCategory?)null, -1, 0);
        foreach (var (word, category) in _words)
        {
            if (word.Length < length)
                break;
            // Of two equally long words the last one counts: a noun has its head at the end.
            if (LastIndex(plain, word) is var at && at > bestAt)
                (best, bestAt, length) = (category, at, word.Length);
        }
        return best;
    }

    private static int LastIndex(string text, string word)
    {
        var at = text.LastIndexOf(word, StringComparison.Ordinal);
        // A Latin word must stand alone: "os" is not in "cost".
        while (at >= 0 && char.IsAscii(word[0]) && (IsLatin(text, at - 1) || IsLatin(text, at + word.Length)))
            at = at == 0 ? -1 : text.LastIndexOf(word, at + word.Length - 2, StringComparison.Ordinal);
        return at;
    }

    private static bool IsLatin(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetter(text[at]);

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Trim();
        for (var i = 0; i < folded.Length; i++)
        {
            // A space separates Latin words but means nothing beside Chinese ones ("硬 件", "OA 办公系统").
            if (!char.IsWhiteSpace(folded[i]) || (char.IsAscii(folded[i - 1]) && char.IsAscii(folded[i + 1])))
                plain.Append(folded[i]);
        }
        return plain.ToString();
    }
}
