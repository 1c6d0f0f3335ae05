using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>What a cell's style makes of its number: a date, or a code such as ZC-001 whose letters and zeros only the format knows.</summary>
internal sealed partial class NumberFormats
{
    private static readonly string[] ElapsedMarks = ["[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]"];

    private readonly List<(bool IsDate, CodeFormat? Code)> styles = [];

    /// <summary>Nothing is a date: a workbook without styles.</summary>
    public static NumberFormats None { get; } = new();

    public static NumberFormats Read(PartReader part)
    {
        var formats = new NumberFormats();
        var custom = new Dictionary<int, (bool, CodeFormat?)>();
        while (part.Read())
        {
            if (part.Element == "numFmt" && int.TryParse(part.Attribute("numFmtId"), CultureInfo.InvariantCulture, out var id))
                custom[id] = part.Attribute("formatCode") is { Length: < 256 } code ? (IsDateCode(code), CodeFormat.Parse(code)) : default;
            else if (part.Element == "cellXfs" && !part.IsEmpty)
                formats.ReadStyles(part, custom);
        }
        return formats;
    }

    public bool IsDate(string? style) => Of(style).IsDate;

    /// <summary>The whole number as its format spells it; null when the format adds nothing to its digits.</summary>
    public string? Spelled(string? style, double number) =>
        number is >= 0 and < 1e15 && double.IsInteger(number) ? Of(style).Code?.Show((long)number) : null;

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

    private (bool IsDate, CodeFormat? Code) Of(string? style) =>
        style is not null && int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < styles.Count ? styles[index] : default;

    private void ReadStyles(PartReader part, Dictionary<int, (bool, CodeFormat?)> custom)
    {
        var depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            if (part.Element != "xf" || styles.Count > 100_000)
                continue;
            var id = int.TryParse(part.Attribute("numFmtId"), CultureInfo.InvariantCulture, out var n) ? n : 0;
            styles.Add(custom.TryGetValue(id, out var format) ? format : (IsBuiltInDate(id), null));
        }
    }

    // ECMA-376 part 1, 18.8.30: 14-22 everywhere, 27-36 and 50-58 in the Chinese, Japanese and Korean tables, 45 and 47 minutes and seconds (46 counts hours), 71-81 Thai.
    private static bool IsBuiltInDate(int id) => id is (>= 14 and <= 22) or (>= 27 and <= 36) or 45 or 47 or (>= 50 and <= 58) or (>= 71 and <= 81);

    /// <summary>A format of zeros with fixed words around them, like "ZC-"000.</summary>
    private sealed partial record CodeFormat(string Before, int Digits, string After)
    {
        public static CodeFormat? Parse(string code)
        {
            var match = Shape().Match(code);
            if (!match.Success)
                return null;
            var format = new CodeFormat(Words(match.Groups["before"].Value), match.Groups["digits"].Length, Words(match.Groups["after"].Value));
            return format is { Before: "", After: "", Digits: 1 } ? null : format;
        }

        public string Show(long number) => Before + number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0') + After;

        private static string Words(string quoted) => Literal().Replace(quoted, m => m.Groups["text"].Value + m.Groups["one"].Value);

        [GeneratedRegex("""^(?<before>(?:"[^"]*"|\\.|[-/ ])*)(?<digits>0+)(?<after>(?:"[^"]*"|\\.|[-/ ])*)$""")]
        private static partial Regex Shape();

        [GeneratedRegex(""""
            "(?<text>[^"]*)"|\\(?<one>.)
            """")]
        private static partial Regex Literal();
    }
}
