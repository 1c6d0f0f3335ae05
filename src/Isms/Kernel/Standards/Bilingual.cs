using System.Globalization;

namespace Isms.Kernel.Standards;

/// <summary>One wording in both languages of the product, as the catalogues carry it.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public readonly record struct Bilingual(string Zh, string En)
{
    /// <summary>The wording for a reader: English for any English culture, Chinese for every other.</summary>
    public string In(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? En : Zh;
}
