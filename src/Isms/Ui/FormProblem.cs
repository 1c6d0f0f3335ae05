namespace Isms.Ui;

/// <summary>What is wrong with one field of a form, in the person's language, saying what to do.</summary>
/// <param name="Field">The field's name as posted; empty when the whole form is meant.</param>
public sealed record FormProblem(string Field, string Message);

/// <summary>The element id that belongs to a field's name, so that an error can link to its field.</summary>
internal static class FieldId
{
    public static string Of(string name) => "f-" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
