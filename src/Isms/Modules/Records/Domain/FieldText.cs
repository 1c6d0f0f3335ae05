using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.Text;

namespace Isms.Modules.Records.Domain;

/// <summary>What stands in a field, as people read it.</summary>
public static partial class FieldText
{
    /// <summary>One line of text; empty when blank. Tables are summed up by their number of rows.</summary>
    public static string Of(FormField field, FilledField? value, CultureInfo culture)
    {
        if (value is null || value.IsBlank)
            return "";
        if (value.None)
            return Phrase.In(culture, "records.none");
        if (value.Rows is { } rows)
            return Phrase.In(culture, "records.rows-n", rows.Count);
        return string.Join(Phrase.In(culture, "ui.list-comma"), (value.Items ?? [value.Text ?? ""]).Select(v => One(field, v, culture)));
    }

    /// <summary>The name in <c>id name</c>.</summary>
    public static string NameOf(string kept) => kept.Length > 37 && Guid.TryParse(kept.AsSpan(0, 36), out _) ? kept[37..] : kept;

    /// <summary>The id in <c>id name</c>; null when there is none.</summary>
    public static Guid? IdOf(string? kept) => kept is { Length: >= 36 } && Guid.TryParse(kept.AsSpan(0, 36), out var id) ? id : null;

    /// <summary>Identity numbers of people within a text, masked: a list shows no more of them.</summary>
    public static string Masked(string text) => IdentityNumber().Replace(text, m => FieldParser.Mask(m.Value));

    private static string One(FormField field, string text, CultureInfo culture) => field.Type switch
    {
        FieldType.YesNo => Phrase.In(culture, text == "yes" ? "records.yes" : "records.no"),
        FieldType.Choice or FieldType.MultiChoice => field.Options.FirstOrDefault(o => o.Zh == text)?.In(culture) ?? text,
        FieldType.Person or FieldType.People or FieldType.Department or FieldType.Departments => NameOf(text),
        FieldType.DateTime => text.Replace('T', ' '),
        FieldType.DateRange or FieldType.DateTimeRange => text.Replace('T', ' ').Replace("/", Phrase.In(culture, "records.range-to"), StringComparison.Ordinal),
        FieldType.Signature => Signature(text, culture),
        _ => text,
    };

    private static string Signature(string text, CultureInfo culture)
    {
        var parts = text.Split('|', 2);
        if (parts.Length == 1)
            return text;
        return parts[0].Length == 0 ? Phrase.In(culture, "records.signed-on-paper", parts[1]) : Phrase.In(culture, "records.signed-at", NameOf(parts[0]), parts[1].Replace('T', ' '));
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])")]
    private static partial Regex IdentityNumber();
}
