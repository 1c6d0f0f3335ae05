using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>Reads a date as people write it: a date cell, 2026-03-18, 2026/3/18, 2026.3.18, 2026年3月18日, 20260318, 18 Mar 2026. 03/04/2026 is refused: it is two dates.</summary>
public static partial class DateParser
{
    private static readonly string[] English = ["d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d-MMM-yyyy", "MMM d yyyy", "MMMM d yyyy"];

    /// <summary>The date in the cell.</summary>
    public static ParsedValue<DateOnly> Parse(SheetCell cell) => cell.Kind switch
    {
        CellKind.Date when cell.Date is { } date => new ParsedValue<DateOnly>(DateOnly.FromDateTime(date)),
        CellKind.Error => new ParsedValue<DateOnly>(default, "office.cell-error", Args: cell.Text),
        CellKind.FormulaWithoutValue => new ParsedValue<DateOnly>(default, "office.formula-without-value", Args: cell.Raw),
        CellKind.Text or CellKind.Number => FromText(cell.Text),
        _ => Refused,
    };

    private static ParsedValue<DateOnly> Refused => new(default, "office.date-not-understood", Args: []);

    private static ParsedValue<DateOnly> FromText(string raw)
    {
        var text = HeadingText.Folded(raw);
        var parts = YearFirst().Match(text);
        if (!parts.Success)
            parts = Compact().Match(text);
        if (parts.Success)
            return Of(Number(parts, "y"), Number(parts, "m"), Number(parts, "d"));
        return DateOnly.TryParseExact(text, English, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date) ? new ParsedValue<DateOnly>(date) : Refused;
    }

    private static ParsedValue<DateOnly> Of(int year, int month, int day) =>
        year is > 0 and < 10_000 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month)
            ? new ParsedValue<DateOnly>(new DateOnly(year, month, day))
            : Refused;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<y>\d{4})\s*[-/.年]\s*(?<m>\d{1,2})\s*[-/.月]\s*(?<d>\d{1,2})\s*日?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2})?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})$")]
    private static partial Regex Compact();
}
