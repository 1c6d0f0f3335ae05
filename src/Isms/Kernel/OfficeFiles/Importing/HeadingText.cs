using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>Headings and cell texts as they are compared and kept.</summary>
public static partial class HeadingText
{
    /// <summary>A cell's text as it is kept: outer spaces (also full-width ones), line breaks and invisible characters gone, everything else untouched.</summary>
    public static string Clean(string text)
    {
        if (!NeedsCleaning(text))
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\r' or '\n' or '\t' or '\u2028' or '\u2029')
                kept.Append(' ');
            else if (!char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
                kept.Append(c);
        }
        return Spaces().Replace(kept.ToString(), " ").Trim();
    }

    /// <summary>Half-width, lower case, trimmed: for comparing what means the same.</summary>
    public static string Folded(string text) => Clean(text.Normalize(NormalizationForm.FormKC)).ToLowerInvariant();

    /// <summary>Only letters and digits of the folded text: "资产 价值\n（参考）*" becomes 资产价值参考.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in Folded(text))
        {
            if (char.IsLetterOrDigit(c))
                key.Append(c);
        }
        return key.ToString();
    }

    /// <summary>The key without what stands in brackets: 保密性（1-5） becomes 保密性.</summary>
    public static string KeyWithoutBrackets(string text) => Key(Brackets().Replace(Folded(text), " "));

    /// <summary>The parts of a heading that says the same thing twice: 保密性\nC, 资产名称 Asset Name, 责任人/Owner.</summary>
    public static IEnumerable<string> Parts(string text) =>
        Separators().Split(Folded(text)).SelectMany(part => Scripts().Matches(part).Select(m => Key(m.Value))).Where(part => part.Length > 0);

    private static bool NeedsCleaning(string text)
    {
        if (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))
            return true;
        foreach (var c in text)
        {
            if (c < ' ' || (c > '~' && (char.IsControl(c) || c is '\u2028' or '\u2029' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format)))
                return true;
        }
        return text.Contains("  ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[(\[{【〔].*?[)\]}】〕]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"[()\[\]{}【】〔〕/|\\,;:、，;:]")]
    private static partial Regex Separators();

    // A change between Chinese and Latin writing is a boundary too.
    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\s]+|[^\p{IsCJKUnifiedIdeographs}]+")]
    private static partial Regex Scripts();
}
