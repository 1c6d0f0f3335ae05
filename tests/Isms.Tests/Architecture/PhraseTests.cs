using System.Text.RegularExpressions;
using Isms.Kernel.Text;
using Isms.Tests.Support;

namespace Isms.Tests.Architecture;

/// <summary>Every word is there, in both languages.</summary>
public sealed partial class PhraseTests
{
    private static readonly IReadOnlyDictionary<string, string> Zh = Phrase.All(Phrase.Chinese);
    private static readonly IReadOnlyDictionary<string, string> En = Phrase.All(Phrase.English);

    [Fact]
    [Trait("Requirement", "R-PLAT-15")]
    public void Both_languages_have_the_same_phrases()
    {
        Zh.Count.ShouldBeGreaterThan(100);
        Zh.Keys.Except(En.Keys).ShouldBeEmpty("without English");
        En.Keys.Except(Zh.Keys).ShouldBeEmpty("without Chinese");
    }

    [Fact]
    public void No_English_phrase_holds_Chinese_characters()
    {
        // A standard's or a document's own title stays as it is; these phrases quote one.
        En.Where(p => Han().IsMatch(p.Value) && !p.Key.StartsWith("ui.language", StringComparison.Ordinal)).Select(p => p.Key)
            .Except(Exceptions.QuoteChinese).ShouldBeEmpty();
    }

    [Fact]
    public void Every_Chinese_phrase_is_Chinese()
    {
        Zh.Where(p => !Han().IsMatch(p.Value) && p.Value.Any(char.IsLetter)).Select(p => p.Key)
            .Except(Exceptions.SameInBoth).ShouldBeEmpty();
    }

    [Fact]
    public void Both_languages_take_the_same_values()
    {
        foreach (var (key, zh) in Zh)
            Places(En[key]).ShouldBe(Places(zh), key);
    }

    [Fact]
    public void Every_phrase_that_the_code_names_exists()
    {
        var named = new List<string>();
        foreach (var file in Repository.Sources())
        {
            var text = File.ReadAllText(file);
            named.AddRange(Named().Matches(text).Select(m => m.Groups["key"].Value));
            if (file.EndsWith(".razor", StringComparison.Ordinal))
                named.AddRange(NamedOnPage().Matches(text).Select(m => m.Groups["key"].Value));
        }
        named.Count.ShouldBeGreaterThan(50);
        named.Distinct().Where(k => !Zh.ContainsKey(k)).ShouldBeEmpty();
    }

    private static string[] Places(string text) => [.. Place().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Han();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\bT\(""(?<key>[a-z][a-z-]*\.[A-Za-z0-9.-]*[A-Za-z0-9])""")]
    private static partial Regex NamedOnPage();

    // Phrase.Of("…"), Phrase.In(culture, "…"), new Refusal("…"), new FieldProblem(field, "…"): the literal ends at its quote, so built keys are not caught here.
    [GeneratedRegex(@"(?:Phrase\.Of\(|Phrase\.In\([^,()]+,\s*|new Refusal\(|new FieldProblem\([^,()\n]+,\s*|Refusal\.Invalid\([^,()\n]+,\s*)""(?<key>[a-z][a-z-]*\.[A-Za-z0-9.-]*[A-Za-z0-9])""")]
    private static partial Regex Named();

    private static class Exceptions
    {
        /// <summary>English phrases that quote a Chinese word on purpose.</summary>
        public static readonly string[] QuoteChinese = [];

        /// <summary>Chinese phrases that are written in Latin letters on purpose.</summary>
        public static readonly string[] SameInBoth = [];
    }
}
