using System.Globalization;
using System.Text.RegularExpressions;

namespace Isms.Modules.Records.Domain;

/// <summary>
/// What a computed field shows: <c>sum</c>, <c>average</c>, <c>min</c>, <c>max</c> or <c>product</c> of number fields or of a table's column
/// (<c>sum(score.c3)</c>), <c>count(table)</c>, <c>days(from,to)</c>, <c>hours(from,to)</c>, or the same of one range.
/// </summary>
public static partial class Formula
{
    /// <summary>Why the formula cannot be used with these fields: a resource key, or null.</summary>
    public static string? ProblemOf(string? text, IReadOnlyList<FormField> fields)
    {
        if (text is null || Shape().Match(text) is not { Success: true } match)
            return "records.formula-not-understood";
        return Arguments(match).All(a => Known(a, fields)) ? null : "records.formula-unknown-field";
    }

    /// <summary>The value as kept in the field; null while something it needs is missing.</summary>
    public static string? Evaluate(string text, FormDefinition form, IReadOnlyDictionary<string, FilledField> filled)
    {
        if (Shape().Match(text) is not { Success: true } match)
            return null;
        var (function, arguments) = (match.Groups["function"].Value, Arguments(match));
        if (function == "count")
            return (filled.GetValueOrDefault(arguments[0])?.Rows?.Count ?? 0).ToString(CultureInfo.InvariantCulture);
        if (function is "days" or "hours")
            return Span(function, [.. arguments.SelectMany(a => filled.GetValueOrDefault(a)?.Text?.Split('/') ?? [])]);
        var numbers = arguments.SelectMany(a => Numbers(a, filled)).ToList();
        if (numbers.Count == 0)
            return null;
        var result = function switch
        {
            "sum" => numbers.Sum(),
            "average" => Math.Round(numbers.Average(), 2),
            "min" => numbers.Min(),
            "max" => numbers.Max(),
            _ => numbers.Aggregate((a, b) => a * b),
        };
        return result.ToString("0.######", CultureInfo.InvariantCulture);
    }

    private static string? Span(string function, string[] ends)
    {
        if (ends.Length != 2 || !DateTime.TryParse(ends[0], CultureInfo.InvariantCulture, out var from) || !DateTime.TryParse(ends[1], CultureInfo.InvariantCulture, out var to) || to < from)
            return null;
        var span = to - from;
        return (function == "days" ? Math.Floor(span.TotalDays) + 1 : Math.Round(span.TotalHours, 1)).ToString("0.#", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<decimal> Numbers(string argument, IReadOnlyDictionary<string, FilledField> filled)
    {
        var parts = argument.Split('.', 2);
        if (!filled.TryGetValue(parts[0], out var field))
            return [];
        var texts = parts.Length == 1 ? [field.Text] : field.Rows?.Select(r => r.GetValueOrDefault(parts[1])) ?? [];
        return texts.Select(t => decimal.TryParse(t, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : (decimal?)null).OfType<decimal>();
    }

    private static bool Known(string argument, IReadOnlyList<FormField> fields)
    {
        var parts = argument.Split('.', 2);
        return fields.FirstOrDefault(f => f.Key == parts[0]) is { } field && (parts.Length == 1 || field.Columns.Any(c => c.Key == parts[1]));
    }

    private static string[] Arguments(Match match) => match.Groups["arguments"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^(?<function>sum|average|min|max|product|count|days|hours)\((?<arguments>[A-Za-z0-9_., ]+)\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
