using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Modules.Records.Domain;

/// <summary>Rules of a form in plain words.</summary>
public static class RuleText
{
    /// <param name="form">The form the rule is of.</param>
    /// <param name="formOf">Another form by its code; null when there is none.</param>
    public static string Of(FormRule rule, FormDefinition form, Func<string, FormDefinition?> formOf, CultureInfo culture)
    {
        var fields = string.Join(Phrase.In(culture, "ui.list-comma"), rule.Fields.Select(Label));
        var sentence = rule.Kind switch
        {
            RuleKind.Closed => Phrase.In(culture, "records.rule.Closed", Condition.Words(rule.When ?? "", form, culture)),
            RuleKind.Refers => Phrase.In(culture, rule.Finding ? "records.rule.Finding" : "records.rule.Refers", fields, Name(rule.Form ?? "")),
            RuleKind.Expires => Phrase.In(culture, "records.rule.Expires", fields, rule.Remind),
            RuleKind.Fresh => Fresh(),
            RuleKind.Decided => Phrase.In(culture, "records.rule.Decided", rule.Date is { } date ? Label(date) : Phrase.In(culture, "records.field.filledOn"), rule.Days),
            _ => Phrase.In(culture, "records.rule." + rule.Kind, fields),
        };
        var more = new List<string>();
        var other = rule.Form is { } code ? formOf(code) : null;
        if (rule.That is { } that && other is not null)
            more.Add(Phrase.In(culture, "records.rule-that", Condition.Words(that, other, culture)));
        if (rule.Same.Count > 0)
            more.Add(Phrase.In(culture, "records.rule-same", string.Join(Phrase.In(culture, "ui.list-comma"), rule.Same.Select(Label))));
        if (rule.After is { } after)
            more.Add(Phrase.In(culture, "records.rule-after", Label(after)));
        if (rule.Early is { } early && other is not null)
            more.Add(Phrase.In(culture, "records.rule-early", Condition.Words(early, other, culture)));
        return (rule.When is { } when && rule.Kind != RuleKind.Closed ? Phrase.In(culture, "records.rule-when", Condition.Words(when, form, culture)) : "") + string.Join("", more.Prepend(sentence));

        string Label(string key) => Condition.Quoted(key == FormRule.Filler ? Phrase.In(culture, "records.field.filledBy") : form.Find(key)?.Label(culture) ?? key, culture);

        string Name(string code) => formOf(code)?.Name(culture) ?? code;

        string Cycle(string key) => rule is { Of: { } of, DaysBy: { } by } ? formOf(of)?.Find(by)?.Options.FirstOrDefault(o => o.Zh == key)?.In(culture) ?? key : key;

        string Fresh()
        {
            var each = rule.Of is null ? fields.Length == 0 ? Phrase.In(culture, "records.rule-of-form") : Phrase.In(culture, "records.rule-of-own", fields)
                : Things(rule.Of) is var (_, important, categories) ? Phrase.In(culture, important ? "records.rule-of-important" : "records.rule-of-assets", string.Join(Phrase.In(culture, "ui.list-comma"), categories.Select(c => CategoryName(c, culture))))
                : Phrase.In(culture, "records.rule-of-rows", Name(rule.Of));
            var often = rule.DaysFor.Count > 0 ? Phrase.In(culture, "records.rule-days-by", string.Join(Phrase.In(culture, "ui.list-comma"), rule.DaysFor.Select(d => Phrase.In(culture, "records.rule-days-of", Cycle(d.Key), d.Value))))
                : rule.Days is { } days ? Phrase.In(culture, "records.rule-days", rule.Date is { } date ? Label(date) : Phrase.In(culture, "records.field.filledOn"), days) : "";
            return Phrase.In(culture, "records.rule.Fresh", each, often);
        }
    }

    /// <summary>What a source of things asks for: <c>asset:A,B</c> or <c>important:A</c>; null for a form.</summary>
    public static (string Target, bool Important, IReadOnlyList<string> Categories)? Things(string? of) => of?.Split(':', 2) switch
    {
        ["asset", var all] => ("asset", false, all.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        ["important", var all] => ("asset", true, all.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        _ => null,
    };

    private static string CategoryName(string code, CultureInfo culture) => Kernel.Standards.AssetCategories.Find(code)?.Title(culture) ?? code;
}
