using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>A list inside a phrase, written in the language in which the phrase is read.</summary>
/// <param name="Items">Texts, or keys of phrases when <paramref name="AreKeys"/>.</param>
internal sealed record Listing(IReadOnlyList<string> Items, bool AreKeys = false) : IFormattable
{
    public static Listing Labels(IEnumerable<ImportField> fields) => new([.. fields.Select(f => f.LabelKey)], AreKeys: true);

    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var culture = formatProvider as CultureInfo ?? CultureInfo.CurrentUICulture;
        return string.Join(Phrase.In(culture, "office.list-separator"), Items.Select(item => AreKeys ? Phrase.In(culture, item) : item));
    }

    public override string ToString() => ToString(null, null);
}
