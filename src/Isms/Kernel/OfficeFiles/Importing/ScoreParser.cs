using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>Reads a score as people write it: 3, ３, 3.0, 3（中）, 3-中, 中(3), 高, 三, ③. Whatever leaves a doubt is refused.</summary>
public static partial class ScoreParser
{
    private const string ChineseDigits = "零一二三四五六七八九十";
    private static readonly string[] Roman = ["", "i", "ii", "iii", "iv", "v"];

    /// <summary>The score in the cell, on the scale.</summary>
    public static ParsedValue<int> Parse(SheetCell cell, ScoreScale scale) => cell.Kind switch
    {
        CellKind.Empty => Refused("office.score-empty", scale),
        CellKind.Error => new ParsedValue<int>(0, "office.cell-error", Args: cell.Text),
        CellKind.FormulaWithoutValue => new ParsedValue<int>(0, "office.formula-without-value", Args: cell.Raw),
        CellKind.Number => OnScale(cell.Number, scale),
        CellKind.Text => FromText(cell.Text, scale),
        _ => Refused("office.score-not-understood", scale),
    };

    private static ParsedValue<int> FromText(string raw, ScoreScale scale)
    {
        var text = HeadingText.Folded(raw);
        var key = HeadingText.Key(text);
        if (text.Length == 0)
            return Refused("office.score-empty", scale);
        if (scale.Words.TryGetValue(key, out var level))
            return new ParsedValue<int>(level);
        if (Array.IndexOf(Roman, key) is var roman and > 0)
            return OnScale(roman, scale);
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var plain))
            return OnScale(plain, scale);

        var written = Written().Match(text);
        if (!written.Success)
            return Refused("office.score-not-understood", scale);
        var digits = written.Groups["n"].Value;
        var number = ChineseDigits.IndexOf(digits, StringComparison.Ordinal) is var chinese and >= 0 && digits.Length == 1
            ? chinese
            : double.Parse(digits, CultureInfo.InvariantCulture);
        var score = OnScale(number, scale);
        var word = HeadingText.Key(written.Groups["w"].Value);
        if (score.Problem is not null || word.Length == 0)
            return score;
        if (!scale.Words.TryGetValue(word, out var meant))
            return score with { Warning = "office.score-unknown-word", Args = [word, score.Value] };
        return meant == score.Value ? score : new ParsedValue<int>(0, "office.score-contradiction", Args: [score.Value, word, meant]);
    }

    private static ParsedValue<int> OnScale(double number, ScoreScale scale)
    {
        var whole = Math.Round(number);
        if (Math.Abs(number - whole) > 1e-9)
            return Refused("office.score-not-whole", scale);
        return whole < scale.Lowest || whole > scale.Highest ? Refused("office.score-out-of-range", scale) : new ParsedValue<int>((int)whole);
    }

    private static ParsedValue<int> Refused(string problem, ScoreScale scale) => new(0, problem, Args: [scale.Lowest, scale.Highest]);

    // Number, unit, then the level's word set off by a bracket or a dash; or the word first and the number in brackets or after a dash.
    [GeneratedRegex(@"^(?:
        (?:level\s*|lv\.?\s*|等级\s*|级别\s*)?(?<n>\d+(?:\.\d+)?|[零一二三四五六七八九十])\s*(?:级|分|档|星|等)?\s*(?:[(\[【]\s*(?<w>[^\d()\[\]【】]*)\s*[)\]】]|[-—–_:/.、=\s]\s*(?<w>\p{L}[^\d()]*))?
        |
        (?<w>\p{L}[^\d()\[\]【】]*?)\s*(?:[(\[【]\s*(?<n>\d+(?:\.\d+)?|[零一二三四五六七八九十])\s*(?:级|分|档)?\s*[)\]】]|[-—–_:/=\s]\s*(?<n>\d+(?:\.\d+)?))
        )$", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Written();
}
