using System.Globalization;
using System.Text;

namespace Isms.Modules.Records.Domain;

/// <summary>Reads what people put into fields. Pure: people and departments are left as text for the caller to look up.</summary>
public static class FieldParser
{
    public const int LongestText = 500;
    public const int LongestLongText = 10_000;
    public const int MostRows = 500;
    public const int MostItems = 100;
    private const string Day = "yyyy-MM-dd";
    private const string Minute = "yyyy-MM-ddTHH:mm";

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];
    private static readonly string[] Minutes = ["yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm", "yyyy-M-d H:mm", "yyyy/M/d H:mm", "yyyy年M月d日 H:mm", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>The field as it is kept; null when it is blank or wrong. What is wrong is added to the faults.</summary>
    public static FilledField? Parse(FormField field, FilledField given, List<FieldFault> faults)
    {
        if (!field.IsAsked)
            return null;
        if (given.None)
            return FilledField.Nothing;
        return field.Type switch
        {
            FieldType.Table => Rows(field, given.Rows ?? [], faults),
            FieldType.MultiChoice => Several(field, given, text => Option(field, text, faults)),
            FieldType.People or FieldType.Departments => Several(field, given, text => text),
            FieldType.References => Several(field, given, text => Short(field.Key, text, LongestText, faults)),
            FieldType.Files => null,
            _ => Clean(given.Text) is { } text && Single(field, text, faults) is { } read ? new FilledField(read) : null,
        };

        FilledField? Several(FormField of, FilledField from, Func<string, string?> read)
        {
            var items = (from.Items ?? Split(from.Text)).Select(Clean).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (items.Count > MostItems)
                faults.Add(new FieldFault(of.Key, "records.too-many-items", MostItems));
            var kept = items.Take(MostItems).Select(read).OfType<string>().ToList();
            return kept.Count == 0 ? null : new FilledField(Items: kept);
        }
    }

    /// <summary>Several values written in one line or below each other.</summary>
    public static IReadOnlyList<string> Split(string? text) =>
        text is null ? [] : text.Split(['、', ';', '；', '\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Single(FormField field, string text, List<FieldFault> faults) => field.Type switch
    {
        FieldType.LongText => Short(field.Key, text, LongestLongText, faults),
        FieldType.Integer => Number(field.Key, text, 0, faults),
        FieldType.Number => Number(field.Key, text, 6, faults),
        FieldType.Money => Number(field.Key, text, 2, faults),
        FieldType.Scale => Scale(field.Key, text, faults),
        FieldType.Date => DayOf(field.Key, text, faults),
        FieldType.DateTime => MinuteOf(field.Key, text, faults),
        FieldType.DateRange => Range(field.Key, text, DayOf, faults),
        FieldType.DateTimeRange => Range(field.Key, text, MinuteOf, faults),
        FieldType.YesNo => YesNo(field.Key, text, faults),
        FieldType.Choice => Option(field, text, faults),
        FieldType.Masked => Mask(text),
        _ => Short(field.Key, text, LongestText, faults),
    };

    /// <summary>First four and last four characters of an identity number; shorter ones keep one at each end.</summary>
    public static string Mask(string text)
    {
        text = text.Trim();
        var kept = text.Length >= 12 ? 4 : text.Length > 2 ? 1 : 0;
        return text[..kept] + new string('*', text.Length - 2 * kept) + text[(text.Length - kept)..];
    }

    private static FilledField? Rows(FormField field, IReadOnlyList<IReadOnlyDictionary<string, string>> given, List<FieldFault> faults)
    {
        if (given.Count > MostRows)
            faults.Add(new FieldFault(field.Key, "records.too-many-rows", MostRows));
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var (row, index) in given.Take(MostRows).Select((r, i) => (r, i)))
        {
            var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var column in field.Columns)
            {
                if (!row.TryGetValue(column.Key, out var raw) || Clean(raw) is not { } text)
                    continue;
                var cell = FormattableString.Invariant($"{field.Key}[{index}].{column.Key}");
                var read = column.Type switch
                {
                    FieldType.Date => DayOf(cell, text, faults),
                    FieldType.Number => Number(cell, text, 6, faults),
                    _ => Short(cell, text, LongestText * 4, faults),
                };
                if (read is not null)
                    kept[column.Key] = read;
            }
            if (kept.Count > 0)
                rows.Add(kept);
        }
        return rows.Count == 0 ? null : new FilledField(Rows: rows);
    }

    private static string? Short(string field, string text, int longest, List<FieldFault> faults)
    {
        if (text.Length <= longest)
            return text;
        faults.Add(new FieldFault(field, "kernel.field-too-long", longest));
        return null;
    }

    private static string? Number(string field, string text, int decimals, List<FieldFault> faults)
    {
        if (decimal.TryParse(text.Normalize(NormalizationForm.FormKC), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            && decimal.Round(number, decimals) == number && Math.Abs(number) < 1_000_000_000_000m)
        {
            return number.ToString("0.######", CultureInfo.InvariantCulture);
        }
        faults.Add(decimals == 0 ? new FieldFault(field, "kernel.field-integer", text) : new FieldFault(field, "kernel.field-number", text));
        return null;
    }

    private static string? Scale(string field, string text, List<FieldFault> faults)
    {
        if (text.Normalize(NormalizationForm.FormKC) is [>= '1' and <= '5'] level)
            return level;
        faults.Add(new FieldFault(field, "kernel.field-range", 1, 5));
        return null;
    }

    private static string? DayOf(string field, string text, List<FieldFault> faults)
    {
        if (DateOnly.TryParseExact(text.Normalize(NormalizationForm.FormKC), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200)
            return day.ToString(Day, CultureInfo.InvariantCulture);
        faults.Add(new FieldFault(field, "kernel.field-date", text));
        return null;
    }

    private static string? MinuteOf(string field, string text, List<FieldFault> faults)
    {
        if (System.DateTime.TryParseExact(text.Normalize(NormalizationForm.FormKC), Minutes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute) && minute.Year is >= 1900 and < 2200)
            return minute.ToString(Minute, CultureInfo.InvariantCulture);
        faults.Add(new FieldFault(field, "records.field-minute", text));
        return null;
    }

    private static string? Range(string field, string text, Func<string, string, List<FieldFault>, string?> one, List<FieldFault> faults)
    {
        var ends = text.Split(text.Contains('~', StringComparison.Ordinal) ? '~' : '/', 2, StringSplitOptions.TrimEntries);
        if (ends.Length < 2 || ends[0].Length == 0 || ends[1].Length == 0)
        {
            faults.Add(new FieldFault(field, "records.field-range-ends"));
            return null;
        }
        if (one(field, ends[0], faults) is not { } from || one(field, ends[1], faults) is not { } to)
            return null;
        if (string.CompareOrdinal(from, to) <= 0)
            return from + "/" + to;
        faults.Add(new FieldFault(field, "records.field-range-order"));
        return null;
    }

    private static string? YesNo(string field, string text, List<FieldFault> faults)
    {
        switch (text.ToLowerInvariant())
        {
            case "yes" or "是" or "true" or "y" or "√" or "有":
                return "yes";
            case "no" or "否" or "false" or "n" or "×" or "无":
                return "no";
            default:
                faults.Add(new FieldFault(field, "records.field-yes-no", text));
                return null;
        }
    }

    private static string? Option(FormField field, string text, List<FieldFault> faults)
    {
        if (field.Options.FirstOrDefault(o => o.Zh == text || string.Equals(o.En, text, StringComparison.OrdinalIgnoreCase)) is { } option)
            return option.Zh;
        faults.Add(new FieldFault(field.Key, "kernel.field-choice", text));
        return null;
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n").Trim();
}
