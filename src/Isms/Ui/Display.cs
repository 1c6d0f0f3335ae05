using System.Globalization;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Components;

namespace Isms.Ui;

/// <summary>How the components write times, sizes and addresses, the same everywhere.</summary>
internal static class Display
{
    /// <summary>The minute, in the offset it came with: the caller converts to the organisation's time zone.</summary>
    public static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The instant as the <c>datetime</c> attribute wants it.</summary>
    public static string Machine(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>A count with thousands separated.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number as an attribute or an index.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Bytes as a person reads them: B, KB, MB, GB with at most one decimal, 1 KB = 1,024 B.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        double size = bytes;
        var unit = 0;
        for (; size >= 1024 && unit < units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {units[unit]}");
    }

    /// <summary>Path and query of the page at hand, from the root: same-page links need it, because the page has a base address.</summary>
    public static string PathAndQuery(NavigationManager navigation) => new Uri(navigation.Uri).PathAndQuery;

    /// <summary>The page without words yet, or an em dash where a value is empty.</summary>
    public static string OrDash(string? value) => string.IsNullOrWhiteSpace(value) ? "—" : value;

    /// <summary>The word of a level on a scale of five; other scales bring their own words.</summary>
    public static string LevelWord(int level) => Phrase.Of("ui.level." + Number(level));
}
