using System.Collections.Frozen;
using System.Globalization;

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

    private static readonly Lazy<CategoryWords> Words = new(() => new(All));

    private static readonly Lazy<FrozenDictionary<string, CategoryWords>> WordsOfKinds = new(() =>
        Classes.ToFrozenDictionary(c => c.Code, c => new CategoryWords(KindsOf(c)), StringComparer.Ordinal));

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
    public static AssetCategory? Recognize(string? text) => Words.Value.Closest(text);

    /// <summary>
    /// As above; when the cell names only a class (<c>硬件</c>) or nothing known, the asset's name tells the kind within it
    /// (<c>核心交换机</c>). The name never moves an asset into another class than its cell says.
    /// </summary>
    public static AssetCategory? Recognize(string? text, string? assetName)
    {
        var named = Recognize(text);
        if (named is { IsClass: false })
            return named;
        return (named is null ? Words.Value : WordsOfKinds.Value[named.Code]).Closest(assetName) ?? named;
    }

    private static AssetCategory Read(TsvRow row) => new(row["code"], row.Optional("parent") ?? row["code"], row.Both("title"), row.List("aliases"), row.Both("examples"));
}
