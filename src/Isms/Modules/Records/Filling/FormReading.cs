using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Modules.Records.Domain;
using Isms.Ui;

namespace Isms.Modules.Records.Filling;

/// <summary>A posted form as facts of a record; the person's own text is left as it is.</summary>
internal static partial class FormReading
{
    public static string NameOf(string key) => RecordDesk.FieldPrefix + key;

    public static RecordFacts Read(FormInput input, FormDefinition form)
    {
        var fields = form.Fields.Where(f => f.IsAsked)
            .Select(f => (f.Key, Field: Field(input, f))).Where(f => !f.Field.IsBlank).ToDictionary(f => f.Key, f => f.Field, StringComparer.Ordinal);
        var signers = Enumerable.Range(0, form.Route.Count).Where(i => form.Route[i].By == SignerKind.Named)
            .ToDictionary(i => i, i => input.Text(FormCheck.SignerField(i)));
        return new RecordFacts(fields, signers, input.GuidOrNull("departmentId"), input.DateOrNull("filledOn"), input.Bool("noneForBlanks"),
            input.EnumOrNull<RecordMedium>("medium") ?? RecordMedium.Electronic, input.TextOrNull("place"),
            [.. input.Text("tags").Split([' ', ',', '、', ';', '　'], StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <summary>How many rows of a table were posted.</summary>
    public static int RowsOf(FormInput input, string key)
    {
        var start = NameOf(key) + "[";
        return input.Names.Where(n => n.StartsWith(start, StringComparison.Ordinal)).Select(n => Row().Match(n[(start.Length - 1)..]))
            .Where(m => m.Success).Select(m => int.Parse(m.Groups["row"].Value, CultureInfo.InvariantCulture) + 1).Append(0).Max();
    }

    private static FilledField Field(FormInput input, FormField field)
    {
        var name = NameOf(field.Key);
        if (input.Bool(name + ".none"))
            return FilledField.Nothing;
        switch (field.Type)
        {
            case FieldType.Table:
                return new FilledField(Rows: [.. Enumerable.Range(0, Math.Min(RowsOf(input, field.Key), FieldParser.MostRows + 1)).Select(row =>
                    (IReadOnlyDictionary<string, string>)field.Columns.ToDictionary(c => c.Key, c => input.Raw(Cell(field.Key, row, c.Key)), StringComparer.Ordinal))
                    .Where(r => r.Values.Any(v => !string.IsNullOrWhiteSpace(v)))]);
            case FieldType.MultiChoice or FieldType.Departments:
                return new FilledField(Items: input.All(name));
            case FieldType.People or FieldType.References:
                return new FilledField(Items: FieldParser.Split(input.Raw(name)));
            case FieldType.DateRange or FieldType.DateTimeRange:
                var (from, to) = (input.Text(name + ".from"), input.Text(name + ".to"));
                return from.Length == 0 && to.Length == 0 ? new FilledField() : new FilledField(from + "/" + to);
            case FieldType.Signature:
                var onPaper = input.Text(name + ".paper");
                return new FilledField(onPaper.Length > 0 ? onPaper : input.Text(name));
            default:
                return new FilledField(input.Raw(name));
        }
    }

    public static string Cell(string key, int row, string column) => string.Create(CultureInfo.InvariantCulture, $"{NameOf(key)}[{row}].{column}");

    [GeneratedRegex(@"^\[(?<row>\d{1,3})\]\.", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
