using System.Text.RegularExpressions;
using Isms.Kernel.Signing;

namespace Isms.Modules.Records.Domain;

/// <summary>Whether a record is complete, and whether a form can be used.</summary>
public static partial class FormCheck
{
    public const int MostFields = 100;

    /// <summary>
    /// What is still missing before a record may be signed: nothing may stay blank. What is not required may be marked as none (无/不适用).
    /// </summary>
    /// <param name="files">How many files are attached.</param>
    /// <param name="completes">True for a record that completes an approved one.</param>
    public static IReadOnlyList<FieldFault> Missing(FormDefinition form, FilledForm filled, int files, bool completes = false)
    {
        var faults = new List<FieldFault>();
        var later = completes || IsCompleted(form, filled);
        foreach (var field in form.Fields.Where(f => f.IsAsked && (later || !f.Later)))
        {
            var value = filled.Of(field.Key);
            if (value is { None: true })
            {
                if (field.Required)
                    faults.Add(new FieldFault(field.Key, "records.none-not-allowed"));
            }
            else if (field.Type == FieldType.Files ? files == 0 : value is null || value.IsBlank)
            {
                faults.Add(new FieldFault(field.Key, field.Type == FieldType.Files ? "records.field-needs-file" : field.Required ? "records.field-empty" : "records.field-blank"));
            }
        }
        for (var i = 0; i < form.Route.Count; i++)
        {
            if (form.Route[i].By == SignerKind.Named && !filled.Signers.ContainsKey(i))
                faults.Add(new FieldFault(SignerField(i), "records.signer-missing", form.Route[i].Zh, form.Route[i].En));
        }
        faults.AddRange(RuleFaults(form, filled));
        return faults;
    }

    /// <summary>True once anything of what is filled in after the approval has been.</summary>
    public static bool IsCompleted(FormDefinition form, FilledForm filled) => form.Fields.Any(f => f.Later && filled.Of(f.Key) is { HasValue: true });

    /// <summary>What the rules find wrong in the record by itself; who filled it in is for the caller to compare.</summary>
    private static IEnumerable<FieldFault> RuleFaults(FormDefinition form, FilledForm filled)
    {
        foreach (var rule in form.Rules.Where(r => r.Kind == RuleKind.Needed && Condition.Holds(r.When, form, filled.Fields)))
        {
            foreach (var key in rule.Fields.Where(k => filled.Of(k) is not { HasValue: true } && form.Find(k) is { Type: not FieldType.Files }))
                yield return new FieldFault(key, "records.rule-needed", Condition.Words(rule.When!, form, System.Globalization.CultureInfo.CurrentUICulture));
        }
    }

    /// <summary>Name of the field in which the signer of a step is named.</summary>
    public static string SignerField(int step) => FormattableString.Invariant($"signers[{step}]");

    /// <summary>Why a definition cannot be put in force.</summary>
    public static IReadOnlyList<FieldFault> ProblemsOf(FormDefinition form)
    {
        var faults = new List<FieldFault>();
        Words("name", form.Zh, form.En);
        if (form.Fields.Count is 0 or > MostFields)
            faults.Add(new FieldFault("fields", "records.design-fields", 1, MostFields));
        if (form.Retention.Years is < 0 or > 100)
            faults.Add(new FieldFault("retention", "kernel.field-range", 0, 100));
        foreach (var (field, i) in form.Fields.Select((f, i) => (f, i)))
        {
            var at = FormattableString.Invariant($"fields[{i}]");
            Words(at, field.Zh, field.En);
            if (!Key().IsMatch(field.Key) || form.Fields.Count(f => f.Key == field.Key) > 1)
                faults.Add(new FieldFault(at + ".key", "records.design-key", field.Key));
            if (field.Type is FieldType.Choice or FieldType.MultiChoice && (field.Options.Count < 2 || field.Options.DistinctBy(o => o.Zh).Count() != field.Options.Count))
                faults.Add(new FieldFault(at + ".options", "records.design-options", field.Zh));
            if (field.Type == FieldType.Table && (field.Columns.Count is 0 or > 20 || field.Columns.DistinctBy(c => c.Key).Count() != field.Columns.Count || field.Columns.Any(c => string.IsNullOrWhiteSpace(c.Zh) || string.IsNullOrWhiteSpace(c.En))))
                faults.Add(new FieldFault(at + ".columns", "records.design-columns", field.Zh));
            if (field.Type == FieldType.Computed && Formula.ProblemOf(field.Formula, form.Fields) is { } wrong)
                faults.Add(new FieldFault(at + ".formula", wrong, field.Formula));
        }
        foreach (var (rule, i) in form.Rules.Select((r, i) => (r, i)))
        {
            if (ProblemOf(rule, form) is { } wrong)
                faults.Add(wrong with { Field = FormattableString.Invariant($"rules[{i}].{wrong.Field}") });
        }
        foreach (var (step, i) in form.Route.Select((s, i) => (s, i)))
        {
            var at = FormattableString.Invariant($"route[{i}]");
            Words(at, step.Zh, step.En);
            if (step.Meaning == SignatureMeaning.Prepare || !Enum.IsDefined(step.Meaning))
                faults.Add(new FieldFault(at + ".meaning", "signing.step-meaning"));
            if (step.By == SignerKind.Office != step.Office is not null)
                faults.Add(new FieldFault(at + ".office", "signing.step-who"));
        }
        return faults;

        void Words(string at, string zh, string en)
        {
            if (string.IsNullOrWhiteSpace(zh) || zh.Length > 200)
                faults.Add(new FieldFault(at + ".zh", "records.design-words", 200));
            if (string.IsNullOrWhiteSpace(en) || en.Length > 200)
                faults.Add(new FieldFault(at + ".en", "records.design-words", 200));
        }
    }

    private static FieldFault? ProblemOf(FormRule rule, FormDefinition form)
    {
        var one = rule.Kind is RuleKind.Refers or RuleKind.Expires or RuleKind.Leaver;
        if (rule.Kind is not (RuleKind.Closed or RuleKind.Fresh or RuleKind.Decided) && rule.Fields.Count == 0 || one && rule.Fields.Count > 1 || rule.Kind == RuleKind.Differs && rule.Fields.Count < 2)
            return new FieldFault("fields", "records.design-rule-fields", rule.Kind.ToString());
        var known = rule.Kind == RuleKind.Differs ? rule.Fields.Where(f => f != FormRule.Filler) : rule.Fields;
        foreach (var (part, key) in known.Select(f => ("fields", (string?)f)).Concat(rule.Same.Select(f => ("same", (string?)f))).Append(("date", rule.Date)).Append(("after", rule.After)).Where(k => k.Item2 is not null))
        {
            if (form.Find(key!) is not { } field)
                return new FieldFault(part, "records.design-rule-field", key);
            var fits = (part, rule.Kind) switch
            {
                ("fields", RuleKind.Expires) or ("date", _) or ("after", _) => field.Type is FieldType.Date or FieldType.DateTime or FieldType.DateRange or FieldType.DateTimeRange,
                ("fields", RuleKind.Leaver) => field.Type == FieldType.Person,
                ("fields", RuleKind.Refers) => field.Type is FieldType.Reference or FieldType.Text,
                ("fields", RuleKind.Differs) => field.Type is FieldType.Person or FieldType.Signature,
                ("fields", RuleKind.Unique or RuleKind.Newest or RuleKind.Fresh) => field.Type is not (FieldType.Table or FieldType.Files or FieldType.MultiChoice or FieldType.People or FieldType.Departments or FieldType.References or FieldType.Secret or FieldType.Masked),
                _ => true,
            };
            if (!fits)
                return new FieldFault(part, "records.design-rule-type", field.Zh);
        }
        // That and Early are about the other form's fields and are only read for their shape here.
        if (new[] { ("when", rule.When), ("that", rule.That), ("early", rule.Early) }.Where(c => c.Item2 is not null).Select(c => (c.Item1, c.Item2, Code: Condition.ProblemOf(c.Item2!, form.Fields)))
            .FirstOrDefault(c => c.Code is not null && (c.Item1 == "when" || c.Code == "records.condition-not-understood")) is { Code: { } code } wrong)
        {
            return new FieldFault(wrong.Item1, code, wrong.Item2);
        }
        if (rule.Kind is RuleKind.Closed or RuleKind.Needed && string.IsNullOrWhiteSpace(rule.When))
            return new FieldFault("when", "records.design-rule-when");
        if (rule.Kind == RuleKind.Refers && string.IsNullOrWhiteSpace(rule.Form))
            return new FieldFault("form", "records.design-rule-form");
        if (rule.Kind == RuleKind.Decided && rule.Days is null || rule.Days is < 1 or > FormRule.MostDays || rule.DaysFor.Values.Any(d => d is < 1 or > FormRule.MostDays))
            return new FieldFault("days", "kernel.field-range", 1, FormRule.MostDays);
        if (rule.Remind is < 0 or > FormRule.MostDays)
            return new FieldFault("remind", "kernel.field-range", 0, FormRule.MostDays);
        return form.Rules.Count(r => r.Key == rule.Key) > 1 && rule.Kind is not (RuleKind.Needed or RuleKind.Closed or RuleKind.Differs) ? new FieldFault("fields", "records.design-rule-twice", rule.Kind.ToString()) : null;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,39}$")]
    private static partial Regex Key();
}
