using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Isms.Kernel.Text;

/// <summary>
/// Every word a person sees, by key, in both languages. Each folder's <c>Text.resx</c> (Chinese, the neutral language)
/// and <c>Text.en.resx</c> are merged here; a key begins with its folder's name in lower case (<c>assets.register.title</c>).
/// </summary>
public static class Phrase
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private static readonly FrozenDictionary<string, string> Zh = Load(CultureInfo.InvariantCulture);
    private static readonly FrozenDictionary<string, string> En = Load(English);

    /// <summary>All keys with their text in the language, for the test that holds the two languages together.</summary>
    public static IReadOnlyDictionary<string, string> All(CultureInfo culture) => IsEnglish(culture) ? En : Zh;

    /// <summary>The phrase in the current UI language.</summary>
    /// <param name="key">Its key; an unknown one is answered as the key itself, so the page still renders and the gap is seen.</param>
    /// <param name="args">Values for {0}, {1}, …</param>
    public static string Of(string key, params object?[] args) => In(CultureInfo.CurrentUICulture, key, args);

    /// <summary>The phrase in a given language, for documents and messages whose reader is not the one at the screen.</summary>
    public static string In(CultureInfo culture, string key, params object?[] args)
    {
        var text = (IsEnglish(culture) ? En : Zh).GetValueOrDefault(key, key);
        return args.Length == 0 ? text : string.Format(culture, text, args);
    }

    /// <summary>The phrase that names a code: of <c>assets.read</c> as a permission, <c>assets.permission.read</c>.</summary>
    public static string Kin(string family, string code) => Of(KinKey(family, code));

    /// <summary>The resource key behind <see cref="Kin"/>.</summary>
    public static string KinKey(string family, string code) =>
        code.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? $"{code[..dot]}.{family}{code[dot..]}" : code;

    /// <summary>True when the key is known.</summary>
    public static bool Has(string key) => Zh.ContainsKey(key);

    private static bool IsEnglish(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en";

    private static FrozenDictionary<string, string> Load(CultureInfo culture)
    {
        var assembly = typeof(Phrase).Assembly;
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".Text.resources", StringComparison.Ordinal)))
        {
            var manager = new ResourceManager(name[..^".resources".Length], assembly);
            if (manager.GetResourceSet(culture, createIfNotExists: true, tryParents: false) is not { } set)
                continue;
            foreach (System.Collections.DictionaryEntry entry in set)
                words.Add((string)entry.Key, (string)entry.Value!);
        }
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
