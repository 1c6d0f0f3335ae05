using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Isms.Modules.Records.Domain;

/// <summary>What a rule finds in a record, short enough to be compared and counted in the database.</summary>
/// <param name="Rule"><see cref="FormRule.Key"/>.</param>
/// <param name="Value">What is compared: the row's name, a person's id; empty when only the day counts.</param>
/// <param name="Text">The same as people read it.</param>
/// <param name="Day">The day that counts; null without one.</param>
public sealed record RuleMark(string Rule, string Value, string Text, DateOnly? Day);

/// <summary>Reads what the rules of a form need from the content of a record. Pure.</summary>
public static class RuleMarks
{
    public const int ValueLength = 200;

    /// <summary>Rules that leave marks.</summary>
    public static bool Leaves(RuleKind kind) => kind is RuleKind.Unique or RuleKind.Newest or RuleKind.Expires or RuleKind.Fresh or RuleKind.Leaver or RuleKind.Decided;

    /// <param name="filledOn">The day the record is about.</param>
    /// <param name="number">The record's own.</param>
    public static IReadOnlyList<RuleMark> Of(FormDefinition form, FilledForm filled, DateOnly filledOn, string number) =>
        form.Rules.Count == 0 || IsClosed(form, filled) ? [] : Read(form, filled, filledOn, number, r => Leaves(r.Kind) || r is { Kind: RuleKind.Refers, Finding: true });

    /// <summary>The row of the register that the record stands for, also when that row is at its end with it.</summary>
    public static IReadOnlyList<RuleMark> RowOf(FormDefinition form, FilledForm filled, DateOnly filledOn, string number) =>
        Read(form, filled, filledOn, number, r => r.Kind == RuleKind.Newest);

    private static List<RuleMark> Read(FormDefinition form, FilledForm filled, DateOnly filledOn, string number, Func<FormRule, bool> wanted)
    {
        var marks = new List<RuleMark>();
        foreach (var rule in form.Rules.Where(r => wanted(r) && Condition.Holds(r.When, form, filled.Fields)))
        {
            if (rule.Kind == RuleKind.Refers)
            {
                var text = filled.Of(rule.Fields[0]) is { HasValue: true, Text: { } named } ? named : "";
                marks.Add(new RuleMark(rule.Key, Plain(text, isName: true), Cut(text), filledOn));
                continue;
            }
            var day = rule.Kind switch
            {
                RuleKind.Expires => DayOf(filled.Of(rule.Fields[0])),
                RuleKind.Fresh or RuleKind.Decided => rule.Date is { } date ? DayOf(filled.Of(date)) : filledOn,
                _ => null,
            };
            if (day is null && rule.Kind is RuleKind.Expires or RuleKind.Fresh or RuleKind.Decided)
                continue;
            var compared = rule.Kind is RuleKind.Expires or RuleKind.Decided ? [] : rule.Fields.Select(k => ValueOf(form.Find(k)!, filled.Of(k), number)).ToList();
            if (compared.Any(c => c.Value.Length == 0))
                continue;
            var value = string.Join('|', compared.Select(c => c.Value));
            marks.Add(new RuleMark(rule.Key, value.Length <= ValueLength ? value : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value))), Cut(string.Join(" · ", compared.Select(c => c.Text))), day));
        }
        return marks;
    }

    /// <summary>True when the row the record stands for is at its end.</summary>
    public static bool IsClosed(FormDefinition form, FilledForm filled) => form.Rules.Any(r => r.Kind == RuleKind.Closed && Condition.Holds(r.When, form, filled.Fields));

    /// <summary>
    /// A text as it is compared: in upper case, half-width, without spaces, <c>-</c> as <c>:</c> so that a MAC address is the same however it is written. Of a
    /// name that begins with a number (<c>SL-ZC-0001 文件服务器</c>) only the number counts.
    /// </summary>
    public static string Plain(string text, bool isName = false)
    {
        text = text.Normalize(NormalizationForm.FormKC).Trim();
        if (isName)
            text = text.Split([' ', '\t'], 2)[0];
        return string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace('-', ':').ToUpperInvariant();
    }

    /// <summary>The day in a field: of a range the last; null without one.</summary>
    public static DateOnly? DayOf(FilledField? field) =>
        field is { HasValue: true, Text: { } text } && text.Split('/')[^1] is { Length: >= 10 } last && DateOnly.TryParseExact(last[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static (string Value, string Text) ValueOf(FormField field, FilledField? filled, string number)
    {
        if (field.Type == FieldType.AutoNumber)
            return (Plain(number), number);
        if (filled is not { HasValue: true, Text: { } text })
            return ("", "");
        return field.Type switch
        {
            FieldType.Person or FieldType.Department => (FieldText.IdOf(text)?.ToString() ?? Plain(text), FieldText.NameOf(text)),
            FieldType.Reference => (Plain(text, isName: true), text),
            _ => (Plain(text), text),
        };
    }

    private static string Cut(string text) => text.Length <= ValueLength ? text : text[..(ValueLength - 1)] + "…";
}
