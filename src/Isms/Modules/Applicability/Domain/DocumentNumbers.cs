using System.Text;
using System.Text.RegularExpressions;
using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability.Domain;

/// <summary>Which documents carry a control, as people write it: numbers or titles, several with any of the usual separators.</summary>
internal static partial class DocumentNumbers
{
    public const char Separator = '、';

    /// <summary>
    /// The numbers meant, in the order written, each once. A title or a number pattern of the manual's list becomes the organization's number;
    /// any other number of the usual form is taken as it is.
    /// </summary>
    /// <param name="prefix">The organization's prefix: <c>SL</c>.</param>
    /// <returns>The numbers, and what could not be read as a document.</returns>
    public static (IReadOnlyList<string> Numbers, IReadOnlyList<string> Unknown) Read(string text, string prefix)
    {
        var (numbers, unknown) = (new List<string>(), new List<string>());
        foreach (var part in text.Split(['、', '，', ',', '；', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Number(part, prefix) is not { } number)
                unknown.Add(part);
            else if (!numbers.Contains(number))
                numbers.Add(number);
        }
        return (numbers, unknown);
    }

    /// <summary>The listed document of a number that is stored; null for a document beyond the manual's list.</summary>
    public static ListedDocument? Listed(string number, string prefix) =>
        DocumentList.Resolve(number) ?? (number.StartsWith(prefix + "-", StringComparison.Ordinal) ? DocumentList.Resolve("XX" + number[prefix.Length..]) : null);

    private static string? Number(string part, string prefix)
    {
        var plain = part.Normalize(NormalizationForm.FormKC).Trim();
        if (DocumentList.Resolve(plain) is { } listed)
            return listed.Number(prefix);
        var upper = plain.ToUpperInvariant();
        return UsualForm().IsMatch(upper) ? upper : null;
    }

    [GeneratedRegex(@"^[A-Z0-9]{1,10}-[A-Z]-[0-9]{2,3}([.-][A-Z0-9]{1,6}){0,3}$")]
    private static partial Regex UsualForm();
}
