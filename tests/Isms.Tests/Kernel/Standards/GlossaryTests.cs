using Isms.Kernel.Standards;

namespace Isms.Tests.Kernel.Standards;

public sealed class GlossaryTests
{
    [Theory]
    [Trait("Requirement", "R-3.2-01")]
    [InlineData("SoA", "适用性声明", "Statement of Applicability")]
    [InlineData("ISMS", "信息安全管理体系", "Information security management system")]
    [InlineData("pdca", "策划—实施—检查—改进", "Plan, do, check, act")]
    public void The_abbreviations_of_the_manual_are_found_first_and_defined_in_both_languages(string word, string zh, string en)
    {
        var found = Glossary.Search(word)[0];

        found.Term.ShouldBe(new Bilingual(zh, en));
        found.Definition.ShouldBeInBothLanguages(word);
    }

    [Fact]
    public void Every_entry_is_complete_in_both_languages_and_unique()
    {
        Glossary.All.Count.ShouldBeGreaterThanOrEqualTo(40);
        foreach (var entry in Glossary.All)
        {
            entry.Term.ShouldBeInBothLanguages(entry.Code);
            entry.Definition.ShouldBeInBothLanguages(entry.Code);
        }
        foreach (var words in new[] { Glossary.All.Select(e => e.Code), Glossary.All.Select(e => e.Term.Zh), Glossary.All.Select(e => e.Term.En) })
            words.GroupBy(w => w).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("剩余风险", "residual-risk")]
    [InlineData("Residual risk", "residual-risk")]
    [InlineData(" 威胁 ", "threat")]
    public void A_term_is_found_before_the_terms_that_only_contain_it(string word, string code) => Glossary.Search(word)[0].Code.ShouldBe(code);

    [Fact]
    public void An_unknown_word_finds_nothing_and_no_word_finds_all()
    {
        Glossary.Search("无此术语").ShouldBeEmpty();
        Glossary.Search(" ").ShouldBe(Glossary.All);
    }
}
