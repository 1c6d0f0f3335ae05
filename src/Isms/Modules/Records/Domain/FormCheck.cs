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
    public static IReadOnlyList<FieldFault> Missing(FormDefinition form, FilledForm filled, int files)
    {
        var faults = new List<FieldFault>();
        foreach (var field in form.Fields.Where(f => f.IsAsked))
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
        return faults;
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

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,39}$")]
    private static partial Regex Key();
}
