using System.Globalization;

namespace Isms.Kernel.Text;

/// <summary>
/// A string's place in Chinese (pinyin) order as plain text, stored beside it: both databases then sort the same way by byte order.
/// </summary>
internal static class SortKey
{
    private const int LongestKey = 120;
    private static readonly CompareInfo Chinese = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    public static string Of(string text)
    {
        var key = Convert.ToHexString(Chinese.GetSortKey(text, CompareOptions.IgnoreCase).KeyData);
        return key.Length <= LongestKey ? key : key[..LongestKey];
    }
}
