using System.Text.RegularExpressions;
using Isms.Kernel.Standards;

namespace Isms.Tests.Kernel.Standards;

/// <summary>What both languages of a catalogue's wording must be like.</summary>
internal static partial class Wordings
{
    public static void ShouldBeInBothLanguages(this Bilingual wording, string where)
    {
        Chinese().IsMatch(wording.Zh).ShouldBeTrue($"{where}: no Chinese in '{wording.Zh}'");
        Chinese().IsMatch(wording.En).ShouldBeFalse($"{where}: Chinese in '{wording.En}'");
        Letters().IsMatch(wording.En).ShouldBeTrue($"{where}: no English in '{wording.En}'");
        wording.Zh.ShouldBe(wording.Zh.Trim());
        wording.En.ShouldBe(wording.En.Trim());
    }

    [GeneratedRegex(@"[\u3400-\u9FFF]")]
    private static partial Regex Chinese();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Letters();
}
