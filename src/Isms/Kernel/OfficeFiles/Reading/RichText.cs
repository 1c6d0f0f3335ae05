using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>The text of a shared or inline string: its runs joined, phonetic guides left out.</summary>
internal static partial class RichText
{
    /// <summary>Reads the element that starts here (si or is) to its end tag.</summary>
    public static string Read(PartReader part, ReadingLimits limits)
    {
        if (part.IsEmpty)
            return "";
        var depth = part.Depth;
        string? only = null;
        StringBuilder? joined = null;
        while (part.ReadWithin(depth))
        {
            switch (part.Element)
            {
                case "rPh":
                    part.SkipElement();
                    break;
                case "t":
                    var text = part.ReadText();
                    if (only is null)
                        only = text;
                    else
                        (joined ??= new StringBuilder(only)).Append(text);
                    if (joined?.Length > limits.CellCharacters)
                        throw new ReadingRefusedException("office.file-giant-text", limits.CellCharacters);
                    break;
            }
        }
        return Unescape(joined?.ToString() ?? only ?? "");
    }

    /// <summary>Characters that XML cannot hold are written as _x000D_ in a workbook.</summary>
    public static string Unescape(string text) => !text.Contains("_x", StringComparison.Ordinal)
        ? text
        : Escaped().Replace(text, m => ((char)int.Parse(m.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escaped();
}
