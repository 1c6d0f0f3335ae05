using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>Reads a number as people write it: 12000, 12,000.50, ￥12,000, 1.2万元, 12000 元.</summary>
public static partial class NumberParser
{
    /// <summary>The number in the cell.</summary>
    public static ParsedValue<decimal> Parse(SheetCell cell) => cell.Kind switch
    {
        CellKind.Error => new ParsedValue<decimal>(0, "office.cell-error", Args: cell.Text),
        CellKind.FormulaWithoutValue => new ParsedValue<decimal>(0, "office.formula-without-value", Args: cell.Raw),
        CellKind.Number => Math.Abs(cell.Number) < 1e18 ? new ParsedValue<decimal>((decimal)cell.Number) : Refused,
        CellKind.Text => FromText(cell.Text),
        _ => Refused,
    };

    private static ParsedValue<decimal> Refused => new(0, "office.number-not-understood", Args: []);

    private static ParsedValue<decimal> FromText(string raw)
    {
        var match = Written().Match(HeadingText.Folded(raw));
        if (!match.Success || !decimal.TryParse(match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Refused;
        var factor = match.Groups["u"].Value switch { "万" => 10_000m, "亿" => 100_000_000m, _ => 1m };
        return Math.Abs(number) > 1e18m ? Refused : new ParsedValue<decimal>(number * factor);
    }

    [GeneratedRegex(@"^(?:¥|\$|€|rmb|cny|usd)?\s*(?<n>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d{1,2})?)\s*(?<u>万|亿)?\s*(?:元|圆|rmb|cny|usd)?$")]
    private static partial Regex Written();
}
