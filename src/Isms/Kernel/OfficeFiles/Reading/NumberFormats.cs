using System.Globalization;
using System.Text;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Which cell styles show a number as a date, and the date itself.</summary>
internal sealed class NumberFormats
{
    private static readonly string[] ElapsedMarks = ["[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]"];

    private readonly List<bool> dateByStyle = [];

    /// <summary>Nothing is a date: a workbook without styles.</summary>
    public static NumberFormats None { get; } = new();

    public static NumberFormats Read(PartReader part)
    {
        var formats = new NumberFormats();
        var custom = new Dictionary<int, bool>();
        while (part.Read())
        {
            if (part.Element == "numFmt" && int.TryParse(part.Attribute("numFmtId"), CultureInfo.InvariantCulture, out var id))
                custom[id] = IsDateCode(part.Attribute("formatCode") ?? "");
            else if (part.Element == "cellXfs" && !part.IsEmpty)
                formats.ReadStyles(part, custom);
        }
        return formats;
    }

    public bool IsDate(string? style) =>
        style is not null && int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < dateByStyle.Count && dateByStyle[index];

    /// <summary>The date behind a serial number; null when it is none (1900-02-29, which Excel invents, or beyond year 9999).</summary>
    public static DateTime? ToDate(double serial, bool from1904)
    {
        if (from1904)
            serial += 1462;
        // Excel counts a 29 February 1900 that never was: the 59 days before it are one off from the OLE calendar.
        if (serial is < 0 or >= 2_958_466 or (>= 60 and < 61))
            return null;
        if (serial is >= 1 and < 60)
            serial++;
        var date = DateTime.FromOADate(serial);
        var toSecond = date.AddMilliseconds(500);
        return toSecond.AddTicks(-(toSecond.Ticks % TimeSpan.TicksPerSecond));
    }

    /// <summary>As a person reads it: the date, with its time when it has one; a time alone when the day is 0.</summary>
    public static string Show(DateTime date, double serial) =>
        date.ToString(serial < 1 ? "HH:mm:ss" : date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>True when a custom format code shows a date or a time of day.</summary>
    public static bool IsDateCode(string code)
    {
        var positive = code.Split(';')[0];
        // [h]:mm counts hours beyond a day: a duration, not a date.
        if (ElapsedMarks.Any(m => positive.Contains(m, StringComparison.OrdinalIgnoreCase)))
            return false;
        var bare = Bare(positive);
        if ( bare.Contains("general", StringComparison.Ordinal) || bare.Contains("e+", StringComparison.Ordinal) || bare.Contains("e-", StringComparison.Ordinal))
            return false;
        return bare.AsSpan().IndexOfAny("ydhs") >= 0 || bare.Contains("aaa", StringComparison.Ordinal)
            || (bare.AsSpan().IndexOfAny('m', 'e') >= 0 && bare.AsSpan().IndexOfAny("0#?@") < 0);
    }

    // Quoted words, escaped characters, fill and width marks and [bracketed] colours, locales and elapsed hours say nothing about dates.
    private static string Bare(string code)
    {
        var bare = new StringBuilder(code.Length);
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = EndOf(code, i, '"');
                    break;
                case '[':
                    i = EndOf(code, i, ']');
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                default:
                    bare.Append(char.ToLowerInvariant(code[i]));
                    break;
            }
        }
        return bare.ToString().Replace("am/pm", "h", StringComparison.Ordinal).Trim();
    }

    private static int EndOf(string code, int start, char mark)
    {
        var end = code.IndexOf(mark, start + 1);
        return end < 0 ? code.Length : end;
    }

    private void ReadStyles(PartReader part, Dictionary<int, bool> custom)
    {
        var depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            if (part.Element != "xf" || dateByStyle.Count > 100_000)
                continue;
            var id = int.TryParse(part.Attribute("numFmtId"), CultureInfo.InvariantCulture, out var n) ? n : 0;
            dateByStyle.Add(custom.TryGetValue(id, out var isDate) ? isDate : IsBuiltInDate(id));
        }
    }

    // ECMA-376 part 1, 18.8.30: 14-22 everywhere, 27-36 and 50-58 in the Chinese, Japanese and Korean tables, 45 and 47 minutes and seconds (46 counts hours), 71-81 Thai.
    private static bool IsBuiltInDate(int id) => id is (>= 14 and <= 22) or (>= 27 and <= 36) or 45 or 47 or (>= 50 and <= 58) or (>= 71 and <= 81);
}
