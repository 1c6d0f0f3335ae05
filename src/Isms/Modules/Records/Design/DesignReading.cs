using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Signing;
using Isms.Modules.Records.Domain;
using Isms.Ui;

namespace Isms.Modules.Records.Design;

/// <summary>The designer's posted form as a definition.</summary>
internal static class DesignReading
{
    /// <summary>Rows posted for fields or steps.</summary>
    public static int RowsOf(FormInput input, string list) => Enumerable.Range(0, FormCheck.MostFields + 20).TakeWhile(i => input.Names.Contains(Name(list, i, "zh"))).Count();

    public static string Name(string list, int row, string part) => string.Create(CultureInfo.InvariantCulture, $"{list}[{row}].{part}");

    public static FormDefinition Read(FormInput input, FormDefinition before)
    {
        var fields = Rows("fields").Select(i => (Order: input.Text(Name("fields", i, "order")), Index: i, Field: Field(input, i)))
            .Where(f => f.Field.Zh.Length > 0 || f.Field.En.Length > 0).OrderBy(f => Place(f.Order, f.Index)).Select(f => f.Field);
        var steps = Rows("route").Where(i => input.Text(Name("route", i, "zh")).Length > 0).Select(i => (Order: input.Text(Name("route", i, "order")), Index: i, Step: Step(input, i)))
            .OrderBy(s => Place(s.Order, s.Index)).Select(s => s.Step);
        return new FormDefinition(
            input.Text("zh"), input.Text("en"), input.Text("owner") is { Length: > 0 } owner && FormRoles.All.Contains(owner) ? owner : before.Owner,
            input.EnumOrNull<FormFrequency>("frequency") ?? before.Frequency,
            new RetentionRule(input.EnumOrNull<RetentionStart>("retentionFrom") ?? before.Retention.From, input.IntOrNull("retentionYears") ?? 0),
            input.EnumOrNull<FormAccess>("access") ?? before.Access)
        {
            Prepared = input.Text("preparedZh").Length > 0 ? new FormWords(input.Text("preparedZh"), input.Text("preparedEn")) : before.Prepared,
            Fields = [.. fields], Route = [.. steps],
            Rules = [.. Enumerable.Range(0, RulesOf(input)).Where(i => !input.Bool(Name("rules", i, "remove")) && input.Text(Name("rules", i, "kind")).Length > 0).Select(i => Rule(input, i))],
        };

        IEnumerable<int> Rows(string list) => Enumerable.Range(0, RowsOf(input, list)).Where(i => !input.Bool(Name(list, i, "remove")));
    }

    private static double Place(string order, int index) => double.TryParse(order, CultureInfo.InvariantCulture, out var place) ? place : index + 1;

    private static FormField Field(FormInput input, int i)
    {
        string Part(string part) => input.Text(Name("fields", i, part));
        var type = Enum.TryParse<FieldType>(Part("type"), out var parsed) ? parsed : FieldType.Text;
        var key = Part("key");
        return new FormField(key.Length > 0 ? key : string.Create(CultureInfo.InvariantCulture, $"f{i + 1}"), Part("zh"), Part("en"), type)
        {
            Required = input.Bool(Name("fields", i, "required")), Later = input.Bool(Name("fields", i, "later")),
            Options = type is FieldType.Choice or FieldType.MultiChoice ? [.. Pairs(Part("parts")).Select(p => new FormWords(p.Zh, p.En))] : [],
            Columns = type == FieldType.Table ? [.. Pairs(Part("parts")).Select((p, n) => new FormColumn(string.Create(CultureInfo.InvariantCulture, $"c{n + 1}"), p.Zh, p.En, p.Type))] : [],
            Formula = type == FieldType.Computed ? Part("parts") : null,
            Target = type is FieldType.Reference or FieldType.References && Part("parts").Length > 0 ? Part("parts") : null,
        };
    }

    /// <summary>Options or columns as the designer shows them: one per line, Chinese, English, and for a column its type.</summary>
    public static string PartsOf(FormField field) => field.Type switch
    {
        FieldType.Choice or FieldType.MultiChoice => string.Join('\n', field.Options.Select(o => $"{o.Zh} | {o.En}")),
        FieldType.Table => string.Join('\n', field.Columns.Select(c => c.Type == FieldType.Text ? $"{c.Zh} | {c.En}" : $"{c.Zh} | {c.En} | {c.Type}")),
        FieldType.Computed => field.Formula ?? "",
        _ => field.Target ?? "",
    };

    private static IEnumerable<(string Zh, string En, FieldType Type)> Pairs(string text) => text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select(p => (p[0], p.Length > 1 ? p[1] : "", p.Length > 2 && Enum.TryParse<FieldType>(p[2], ignoreCase: true, out var type) && type is FieldType.Number or FieldType.Date ? type : FieldType.Text));

    /// <summary>Rows posted for rules.</summary>
    public static int RulesOf(FormInput input) => Enumerable.Range(0, FormCheck.MostFields).TakeWhile(i => input.Names.Contains(Name("rules", i, "kind"))).Count();

    /// <summary>What a rule says beyond its fields, condition and days, as the designer shows it: one <c>name: value</c> per line.</summary>
    public static string MoreOf(FormRule rule) => string.Join('\n', new (string Name, string? Value)[]
    {
        ("form", rule.Form), ("that", rule.That), ("early", rule.Early), ("same", Joined(rule.Same)), ("after", rule.After), ("finding", rule.Finding ? "yes" : null),
        ("of", rule.Of), ("date", rule.Date), ("daysBy", rule.DaysBy), ("daysFor", Joined([.. rule.DaysFor.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Key}={d.Value}"))])),
    }.Where(p => p.Value is not null).Select(p => $"{p.Name}: {p.Value}"));

    private static string? Joined(IReadOnlyList<string> words) => words.Count == 0 ? null : string.Join(", ", words);

    private static FormRule Rule(FormInput input, int i)
    {
        string Part(string part) => input.Text(Name("rules", i, part));
        var more = Part("more").ReplaceLineEndings("\n").Split('\n').Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries)).Where(l => l.Length == 2 && l[1].Length > 0)
            .GroupBy(l => l[0], StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last()[1], StringComparer.OrdinalIgnoreCase);
        return new FormRule(Enum.TryParse<RuleKind>(Part("kind"), out var kind) ? kind : RuleKind.Needed)
        {
            Fields = Words(Part("fields")), When = Part("when") is { Length: > 0 } when ? when : null, Days = Number(Part("days")), Remind = Number(Part("remind")) ?? 0,
            Form = more.GetValueOrDefault("form"), That = more.GetValueOrDefault("that"), Early = more.GetValueOrDefault("early"), Same = Words(more.GetValueOrDefault("same")),
            After = more.GetValueOrDefault("after"), Finding = more.GetValueOrDefault("finding") is "yes" or "true" or "是", Of = more.GetValueOrDefault("of"), Date = more.GetValueOrDefault("date"),
            DaysBy = more.GetValueOrDefault("daysBy"),
            DaysFor = Words(more.GetValueOrDefault("daysFor")).Select(w => w.Split('=', 2, StringSplitOptions.TrimEntries)).Where(w => w.Length == 2)
                .GroupBy(w => w[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => Number(g.Last()[1]) ?? 0, StringComparer.Ordinal),
        };

        static string[] Words(string? text) => (text ?? "").Split([',', '，', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        // A number that is none is kept wrong, so that the check of the form says so.
        static int? Number(string text) => text.Length == 0 ? null : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }

    private static FormStep Step(FormInput input, int i)
    {
        string Part(string part) => input.Text(Name("route", i, part));
        var role = FormRoles.All.Contains(Part("role")) ? Part("role") : "hod";
        var by = Enum.TryParse<SignerKind>(Part("by"), out var kind) ? kind : SignerKind.Office;
        var office = FormRoles.OfficeOf(role);
        return new FormStep(Part("zh"), Part("en"), Enum.TryParse<SignatureMeaning>(Part("meaning"), out var meaning) ? meaning : SignatureMeaning.Review, role,
            by == SignerKind.Office && office is null ? SignerKind.Named : by, by == SignerKind.Office ? office : null);
    }
}
