using System.Globalization;
using Isms.Kernel.Http;

namespace Isms.Ui;

/// <summary>
/// A posted form, read as text and turned into values by us: what cannot be read is a field problem in the person's language, and the
/// person's own text stays for showing it again.
/// </summary>
public sealed class FormInput
{
    private readonly IFormCollection? _form;
    private readonly List<FieldProblem> _problems = [];

    private FormInput(IFormCollection? form) => _form = form;

    /// <summary>Nothing posted: for a part of a page that another form of it was posted from.</summary>
    public static FormInput Nothing => new(null);

    public static FormInput Of(HttpContext http) => new(http.Request.HasFormContentType ? http.Request.Form : null);

    /// <summary>True when a form was posted.</summary>
    public bool Posted => _form is not null;

    /// <summary>What could not be read so far; null when everything could.</summary>
    public Refusal? Problem => _problems.Count == 0 ? null : Refusal.Invalid(_problems);

    /// <summary>The text as posted, or the given one when nothing was posted for it.</summary>
    public string Raw(string field, string otherwise = "") => _form is not null && _form.TryGetValue(field, out var value) ? value.ToString() : otherwise;

    /// <summary>All values posted under one name (check boxes, rows).</summary>
    public IReadOnlyList<string> All(string field) => _form is null ? [] : [.. _form[field].Select(v => v ?? "")];

    public IEnumerable<string> Names => _form?.Keys ?? Enumerable.Empty<string>();

    public string Text(string field) => Raw(field).Trim();

    public string? TextOrNull(string field) => Text(field) is { Length: > 0 } text ? text : null;

    public bool Bool(string field) => Raw(field) is "on" or "true" or "1";

    public int Int(string field) => IntOrNull(field) ?? Missing(field, 0);

    public int? IntOrNull(string field)
    {
        var text = Text(field);
        if (text.Length == 0)
            return null;
        return int.TryParse(text.Normalize(System.Text.NormalizationForm.FormKC), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value : Wrong<int>(field, "kernel.field-integer", text);
    }

    public decimal? DecimalOrNull(string field)
    {
        var text = Text(field);
        if (text.Length == 0)
            return null;
        return decimal.TryParse(text.Normalize(System.Text.NormalizationForm.FormKC), NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value : Wrong<decimal>(field, "kernel.field-number", text);
    }

    public DateOnly Date(string field) => DateOrNull(field) ?? Missing(field, default(DateOnly));

    public DateOnly? DateOrNull(string field)
    {
        var text = Text(field);
        if (text.Length == 0)
            return null;
        return DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? value : Wrong<DateOnly>(field, "kernel.field-date", text);
    }

    public Guid Guid(string field) => GuidOrNull(field) ?? Missing(field, System.Guid.Empty);

    public Guid? GuidOrNull(string field)
    {
        var text = Text(field);
        if (text.Length == 0)
            return null;
        return System.Guid.TryParse(text, out var value) ? value : Wrong<Guid>(field, "kernel.field-choice", text);
    }

    public TEnum Enum<TEnum>(string field) where TEnum : struct, System.Enum => EnumOrNull<TEnum>(field) ?? Missing(field, default(TEnum));

    public TEnum? EnumOrNull<TEnum>(string field) where TEnum : struct, System.Enum
    {
        var text = Text(field);
        if (text.Length == 0)
            return null;
        return System.Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && System.Enum.IsDefined(value)
            ? value : Wrong<TEnum>(field, "kernel.field-choice", text);
    }

    public IFormFile? File(string field) => _form?.Files.GetFile(field) is { Length: > 0 } file ? file : null;

    private T Missing<T>(string field, T nothing)
    {
        if (!_problems.Exists(p => p.Field == field))
            _problems.Add(new FieldProblem(field, "kernel.field-required"));
        return nothing;
    }

    private T? Wrong<T>(string field, string code, string text) where T : struct
    {
        _problems.Add(new FieldProblem(field, code, text));
        return null;
    }
}
