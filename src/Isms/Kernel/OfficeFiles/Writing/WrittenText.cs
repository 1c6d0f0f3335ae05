using System.Globalization;
using System.Text;
using Isms.Kernel.Text;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>Makes any text fit to be stored in an Office file, and puts values into words the way every document does.</summary>
internal static class WrittenText
{
    /// <summary>The text without what XML cannot hold (control characters, half surrogates), with plain line feeds.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var bad = FirstUnfit(text);
        if (bad < 0)
            return text;
        var clean = new StringBuilder(text, 0, bad, text.Length);
        for (var i = bad; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n')
                    clean.Append('\n');
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (IsFit(c))
            {
                clean.Append(c);
            }
        }
        return clean.ToString();
    }

    /// <summary>The clean text, cut to a length with the mark at its end; never in the middle of a character.</summary>
    public static string Cut(string text, int length, string mark)
    {
        if (text.Length <= length)
            return text;
        var end = length - mark.Length;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Concat(text.AsSpan(0, end), mark);
    }

    /// <summary>How wide a text is in print, counted in Latin characters; Chinese ones count two. The widest line counts.</summary>
    public static int Width(string text)
    {
        var widest = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
            widest = Math.Max(widest, LineWidth(line));
        return widest;
    }

    /// <summary>About how many lines a text takes in a column of that width.</summary>
    public static int Lines(string text, double width)
    {
        if (text.Length * 2 <= width && !text.Contains('\n', StringComparison.Ordinal))
            return 1;
        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
            lines += (int)Math.Max(1, Math.Ceiling(LineWidth(line) * (line.Contains(' ') ? BetweenWords : 1) / Math.Max(width, 1)));
        return lines;
    }

    // Letters are narrower than digits, by which widths are counted; that is a little more than what lines lose by breaking between words.
    private const double BetweenWords = 0.95;

    private static int LineWidth(ReadOnlySpan<char> line)
    {
        var width = 0;
        foreach (var rune in line.EnumerateRunes())
            width += IsWide(rune.Value) ? 2 : 1;
        return width;
    }

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Any value as the reader sees it in running text.</summary>
    public static string Of(object? value, CultureInfo culture) => value switch
    {
        null => "",
        string text => text,
        LevelCell level => level.Text ?? level.Step.ToString(culture),
        DateOnly day => Day(day),
        DateTimeOffset time => Minute(time),
        bool yes => Phrase.In(culture, yes ? "writing.yes" : "writing.no"),
        IFormattable formattable => formattable.ToString(null, culture),
        _ => value.ToString() ?? "",
    };

    private static int FirstUnfit(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsFit(text[i]) || text[i] == '\r')
                return i;
        }
        return -1;
    }

    // A surrogate is judged with its partner, so the first one found always goes the slow way.
    private static bool IsFit(char c) => c >= ' ' ? c is < '\ud800' or (> '\udfff' and < '\ufffe') : c is '\t' or '\n' or '\r';

    private static bool IsWide(int c) => c is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3)
        or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe4f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) or >= 0x1f300;
}
