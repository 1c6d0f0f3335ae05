using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.Text;

namespace Isms.Modules.Records.Domain;

/// <summary>
/// A condition over the fields of a record: <c>revoked</c> (filled in), <c>!revoked</c> (blank or none), <c>kind = 公共|个人</c>, <c>kind != 注销</c>,
/// <c>defects &gt; 0</c>, <c>count(stale) &gt; 0</c> (any <see cref="Formula"/>), several joined by <c>&amp;</c>. Choices may be named in either language.
/// </summary>
public static partial class Condition
{
    /// <summary>Why it cannot be used with these fields: a resource key, or null.</summary>
    public static string? ProblemOf(string text, IReadOnlyList<FormField> fields)
    {
        foreach (var part in Parts(text))
        {
            if (part is null)
                return "records.condition-not-understood";
            if (part.IsFormula ? Formula.ProblemOf(part.Operand, fields) is not null : fields.All(f => f.Key != part.Operand))
                return "records.formula-unknown-field";
        }
        return null;
    }

    /// <summary>True when it holds; no condition always does.</summary>
    public static bool Holds(string? text, FormDefinition form, IReadOnlyDictionary<string, FilledField> filled) =>
        string.IsNullOrWhiteSpace(text) || Parts(text).All(p => p is not null && Holds(p, form, filled));

    /// <summary>In plain words.</summary>
    public static string Words(string text, FormDefinition form, CultureInfo culture) => string.Join(Phrase.In(culture, "records.condition-and"), Parts(text).OfType<Part>().Select(p =>
    {
        var label = p.IsFormula ? p.Operand : Quoted(form.Find(p.Operand)?.Label(culture) ?? p.Operand, culture);
        return p.Sign switch
        {
            "" => Phrase.In(culture, p.Not ? "records.condition-blank" : "records.condition-filled", label),
            "=" or "!=" => Phrase.In(culture, p.Sign == "=" ? "records.condition-is" : "records.condition-is-not", label, string.Join(Phrase.In(culture, "records.condition-or"), p.Values.Select(v => Value(form.Find(p.Operand), v, culture)))),
            _ => $"{label} {p.Sign} {p.Values[0]}",
        };
    }));

    /// <summary>A label within a sentence.</summary>
    public static string Quoted(string label, CultureInfo culture) => Phrase.In(culture, "records.quoted", label);

    private static string Value(FormField? field, string value, CultureInfo culture) => field switch
    {
        { Type: FieldType.YesNo } => Phrase.In(culture, value == "yes" ? "records.yes" : "records.no"),
        not null => field.Options.FirstOrDefault(o => Is(o, value))?.In(culture) ?? value,
        _ => value,
    };

    private static bool Holds(Part part, FormDefinition form, IReadOnlyDictionary<string, FilledField> filled)
    {
        var field = form.Find(part.Operand);
        var given = part.IsFormula ? null : filled.GetValueOrDefault(part.Operand);
        if (part.Sign.Length == 0)
            return part.Not != (part.IsFormula ? Formula.Evaluate(part.Operand, form, filled) is not null : given is { HasValue: true });
        var texts = part.IsFormula ? [Formula.Evaluate(part.Operand, form, filled) ?? ""] : given is { HasValue: true } ? given.Items ?? [given.Text ?? ""] : (IReadOnlyList<string>)[];
        if (part.Sign is "=" or "!=")
            return texts.Any(t => part.Values.Any(v => t == v || (field?.Options.FirstOrDefault(o => Is(o, v))?.Zh == t))) == (part.Sign == "=");
        if (texts.Count == 0 || !decimal.TryParse(texts[0], CultureInfo.InvariantCulture, out var left) || !decimal.TryParse(part.Values[0], CultureInfo.InvariantCulture, out var right))
            return false;
        return part.Sign switch { ">" => left > right, "<" => left < right, ">=" => left >= right, _ => left <= right };
    }

    private static bool Is(FormWords option, string value) => option.Zh == value || string.Equals(option.En, value, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Part?> Parts(string text) => text.Split('&', StringSplitOptions.TrimEntries).Select(p => Shape().Match(p) is not { Success: true } m ? null
        : new Part(m.Groups["not"].Success, m.Groups["operand"].Value, m.Groups["operand"].Value.Contains('(', StringComparison.Ordinal), m.Groups["sign"].Value,
            m.Groups["values"].Value.Split('|', StringSplitOptions.TrimEntries)));

    private sealed record Part(bool Not, string Operand, bool IsFormula, string Sign, string[] Values);

    [GeneratedRegex(@"^(?:(?<not>!)\s*)?(?<operand>[A-Za-z][A-Za-z0-9]*(?:\([A-Za-z0-9_., ]+\))?)(?:\s*(?<sign>!=|>=|<=|=|>|<)\s*(?<values>[^=<>!]+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
