using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Isms.Kernel.Standards;

/// <summary>A kind of asset, in two levels: the six classes of GB/T 20984-2007 and the kinds within them.</summary>
/// <param name="Code">Stable: <c>HARD</c> for a class, <c>HARD-SRV</c> for a kind within it.</param>
/// <param name="ClassCode">The code of the class it belongs to; its own for a class.</param>
/// <param name="Aliases">Other words that registers use for it, in both languages.</param>
/// <param name="Examples">What typically belongs here.</param>
public sealed record AssetCategory(string Code, string ClassCode, Bilingual Titles, IReadOnlyList<string> Aliases, Bilingual Examples)
{
    /// <summary>True for one of the six classes, false for a kind within one.</summary>
    public bool IsClass => Code == ClassCode;

    public string Title(CultureInfo culture) => Titles.In(culture);
}

/// <summary>The asset categories, and how the words of a real register are understood as one of them.</summary>
public static class AssetCategories
{
    private static readonly Lazy<IReadOnlyList<AssetCategory>> Loaded = new(() => [.. Tsv.Read("asset-categories.tsv").Select(Read)]);

    private static readonly Lazy<FrozenDictionary<string, AssetCategory>> ByCode = new(() => All.ToFrozenDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<(string Word, AssetCategory Category)[]> Words = new(() =>
        [.. All.SelectMany(c => c.Aliases.Append(c.Titles.Zh).Append(c.Titles.En).Select(w => (Plain(w), c)))]);

    /// <summary>All categories: each class followed by its kinds.</summary>
    public static IReadOnlyList<AssetCategory> All => Loaded.Value;

    /// <summary>The six classes.</summary>
    public static IEnumerable<AssetCategory> Classes => All.Where(c => c.IsClass);

    /// <summary>The category of a code, in any letter case, or null.</summary>
    public static AssetCategory? Find(string code) => ByCode.Value.GetValueOrDefault(code);

    /// <summary>The kinds within a class.</summary>
    public static IEnumerable<AssetCategory> KindsOf(AssetCategory category) => All.Where(c => !c.IsClass && c.ClassCode == category.ClassCode);

    /// <summary>
    /// The category that a register's category cell means: a code, a title, an alias, or a text that contains one (<c>IT硬件/服务器</c>).
    /// Full-width letters, spaces and letter case do not matter. Null when nothing fits.
    /// </summary>
    public static AssetCategory? Recognize(string? text) => Recognize(text, Words.Value);

    /// <summary>
    /// As above; when the cell names only a class (<c>硬件</c>) or nothing known, the asset's name tells the kind within it
    /// (<c>核心交换机</c>). The name never moves an asset into another class than its cell says.
    /// </summary>
    public static AssetCategory? Recognize(string? text, string? assetName)
    {
        var named = Recognize(text);
        if (named is { IsClass: false })
            return named;
        var within = named is null ? Words.Value : [.. Words.Value.Where(w => w.Category.ClassCode == named.Code && !w.Category.IsClass)];
        return Recognize(assetName, within) ?? named;
    }

    private static AssetCategory? Recognize(string? text, (string Word, AssetCategory Category)[] words)
    {
        var plain = Plain(text ?? "");
        // What stands in brackets only adds to what stands before them.
        var bracket = plain.IndexOf('(', StringComparison.Ordinal);
        return bracket > 0 ? Closest(plain[..bracket], words) ?? Closest(plain, words) : Closest(plain, words);
    }

    private static AssetCategory? Closest(string plain, (string Word, AssetCategory Category)[] words)
    {
        if (Find(plain) is { } byCode && Array.Exists(words, w => w.Category == byCode))
            return byCode;
        // The longest word says most; of two equally long ones the last, for a Chinese or English noun has its head at the end.
        var found = words.Select(w => (w.Word.Length, At: LastIndex(plain, w.Word), w.Category)).Where(f => f.At >= 0);
        return found.OrderByDescending(f => f.Length).ThenByDescending(f => f.At).Select(f => f.Category).FirstOrDefault();
    }

    private static int LastIndex(string text, string word)
    {
        var at = text.LastIndexOf(word, StringComparison.Ordinal);
        // A Latin word must stand alone: "os" is not in "cost".
        while (at >= 0 && char.IsAscii(word[0]) && (IsLatin(text, at - 1) || IsLatin(text, at + word.Length)))
            at = at == 0 ? -1 : text.LastIndexOf(word, at - 1 + word.Length - 1, StringComparison.Ordinal);
        return at;
    }

    private static bool IsLatin(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetter(text[at]);

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        var spoken = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        for (var i = 0; i < spoken.Length; i++)
        {
            // A space separates Latin words but means nothing between Chinese ones ("硬 件", "OA 办公系统").
            var between = char.IsWhiteSpace(spoken[i]) && i > 0 && i + 1 < spoken.Length && char.IsAscii(spoken[i - 1]) && char.IsAscii(spoken[i + 1]);
            if (!char.IsWhiteSpace(spoken[i]) || between)
                plain.Append(spoken[i]);
        }
        return plain.ToString().Trim();
    }

    private static AssetCategory Read(TsvRow row) => new(row["code"], row.Optional("parent") ?? row["code"], row.Both("title"), row.List("aliases"), row.Both("examples"));
}
