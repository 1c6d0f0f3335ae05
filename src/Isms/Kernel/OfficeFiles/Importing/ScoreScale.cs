namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>The scale that scores are read on.</summary>
/// <param name="Lowest">Lowest score, usually 1.</param>
/// <param name="Highest">Highest score, usually 5.</param>
/// <param name="Words">What its levels are called, in any language.</param>
public sealed record ScoreScale(int Lowest, int Highest, IReadOnlyDictionary<string, int> Words)
{
    /// <summary>1 to 5 with the words of GB/T 20984-2007 and those that people use for them.</summary>
    public static readonly ScoreScale FiveLevels = new(1, 5, Folded(new Dictionary<string, int>
    {
        ["很低"] = 1, ["极低"] = 1, ["非常低"] = 1, ["可忽略"] = 1, ["very low"] = 1, ["negligible"] = 1,
        ["低"] = 2, ["较低"] = 2, ["low"] = 2,
        ["中"] = 3, ["中等"] = 3, ["一般"] = 3, ["medium"] = 3, ["moderate"] = 3,
        ["高"] = 4, ["较高"] = 4, ["high"] = 4,
        ["很高"] = 5, ["极高"] = 5, ["非常高"] = 5, ["very high"] = 5,
    }));

    /// <summary>The words as they are compared.</summary>
    public static IReadOnlyDictionary<string, int> Folded(IReadOnlyDictionary<string, int> words) =>
        words.DistinctBy(w => HeadingText.Key(w.Key)).ToDictionary(w => HeadingText.Key(w.Key), w => w.Value, StringComparer.Ordinal);
}
