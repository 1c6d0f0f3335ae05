using System.Text.RegularExpressions;

namespace Isms.Modules.Documents.Rendering;

/// <summary>What kind of mark in a text could not be resolved.</summary>
public enum MarkFault { UnknownField, EmptyField, UnknownReference, MissingPicture }

/// <summary>A mark that could not be resolved.</summary>
/// <param name="Found">As it stands in the text.</param>
/// <param name="Suggestion">What may have been meant; empty when nothing comes close.</param>
public sealed record MarkProblem(MarkFault Fault, string Found, string Suggestion = "");

/// <summary>
/// The marks of our texts: <c>{{organization}}</c> for what is true now, <c>[[B-02]]</c> for another document. Both are replaced before the text is read as Markdown.
/// </summary>
internal static partial class TextMarks
{
    /// <summary>What a gap looks like in the text: it cannot be overlooked, and stands in the way of approval.</summary>
    public const string Gap = "____";

    /// <param name="field">Value of a live field; null when there is no such field.</param>
    /// <param name="document">Title and address of a document by what stands between the brackets; null when there is none.</param>
    public static (string Markdown, IReadOnlyList<MarkProblem> Problems) Resolve(
        string markdown, Func<string, string?> field, Func<string, (string Title, string Link)?> document, Func<string, string>? suggest = null)
    {
        var problems = new List<MarkProblem>();
        var text = Field().Replace(markdown, match =>
        {
            var name = match.Groups["name"].Value;
            var value = field(name);
            if (!string.IsNullOrEmpty(value))
                return Escape(value);
            problems.Add(new MarkProblem(value is null ? MarkFault.UnknownField : MarkFault.EmptyField, match.Value));
            return Escape(Gap);
        });
        text = Reference().Replace(text, match =>
        {
            var name = match.Groups["name"].Value;
            if (document(name) is not { } found)
            {
                problems.Add(new MarkProblem(MarkFault.UnknownReference, match.Value, suggest?.Invoke(name) ?? ""));
                return Escape(match.Value);
            }
            var clause = match.Groups["clause"].Value;
            return $"[{Escape(found.Title)}{Escape(clause.Length > 0 ? " " + clause : "")}]({found.Link})";
        });
        return (text, problems);
    }

    /// <summary>Names of documents that the text refers to.</summary>
    public static IEnumerable<string> References(string markdown) => Reference().Matches(markdown).Select(m => m.Groups["name"].Value);

    private static string Escape(string text) => Special().Replace(text, @"\$0");

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z][A-Za-z0-9-]*)\s*\}\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"\[\[\s*(?<name>[^\[\]#\r\n]{1,80}?)\s*(?:#\s*(?<clause>[0-9A-Za-z.]{1,20})\s*)?\]\]")]
    private static partial Regex Reference();

    [GeneratedRegex(@"[\\`*_{}\[\]()#+\-.!|<>~&]")]
    private static partial Regex Special();
}
