using System.Globalization;
using Isms.Kernel.Signing;
using Isms.Modules.Records.Domain;

namespace Isms.Modules.Records.Filling;

/// <summary>What a person typed into a record, each under the name of its field: what templates leave open is looked for here, since what is signed holds only its hash.</summary>
internal static class TypedWords
{
    /// <summary>Choices, people and figures are not typed; what is secret is in nobody's list of obstacles.</summary>
    private static readonly HashSet<FieldType> Typed = [FieldType.Text, FieldType.LongText, FieldType.Duration, FieldType.Reference, FieldType.References];

    /// <summary>JSON whose paths are <c>field</c>, <c>field[2]</c> or <c>table[2].column</c>, rows counted from 0.</summary>
    public static string Json(FormDefinition form, FilledForm filled, CultureInfo culture)
    {
        var words = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            if (filled.Of(field.Key) is { HasValue: true } value && Of(field, value, culture) is { } said)
                words[words.ContainsKey(field.Label(culture)) ? $"{field.Label(culture)} ({field.Key})" : field.Label(culture)] = said;
        }
        return SignedContent.Json(words);
    }

    private static object? Of(FormField field, FilledField value, CultureInfo culture)
    {
        if (field.Type == FieldType.Table)
        {
            var columns = field.Columns.Where(c => Typed.Contains(c.Type)).ToList();
            return value.Rows?.Select(row => columns.DistinctBy(c => c.Label(culture), StringComparer.Ordinal).ToDictionary(c => c.Label(culture), c => row.GetValueOrDefault(c.Key, ""), StringComparer.Ordinal)).ToList();
        }
        if (!Typed.Contains(field.Type))
            return null;
        return value.Items is { } items ? items : value.Text;
    }
}
