using Isms.Kernel.Standards;

namespace Isms.Tests.Kernel.Standards;

public sealed class StarterLibraryTests
{
    [Fact]
    public void The_43_threats_and_85_vulnerabilities_of_the_standard_are_there_and_our_own_are_marked()
    {
        StarterLibrary.Threats.Count(t => t.OfStandard).ShouldBe(43);
        StarterLibrary.Vulnerabilities.Count(v => v.OfStandard).ShouldBe(85);
        StarterLibrary.Threats.ShouldContain(t => !t.OfStandard && t.Code == "T-CYB-01");
    }

    [Fact]
    public void Codes_and_titles_are_unique()
    {
        foreach (var words in new IEnumerable<string>[]
        {
            StarterLibrary.Threats.Select(t => t.Code), StarterLibrary.Threats.Select(t => t.Titles.Zh), StarterLibrary.Threats.Select(t => t.Titles.En),
            StarterLibrary.Vulnerabilities.Select(v => v.Code), StarterLibrary.Vulnerabilities.Select(v => v.Titles.Zh), StarterLibrary.Vulnerabilities.Select(v => v.Titles.En),
            StarterLibrary.Categories.Select(c => c.Code), StarterLibrary.Categories.Select(c => c.Titles.Zh), StarterLibrary.Categories.Select(c => c.Titles.En),
        })
            words.GroupBy(w => w).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Everything_is_worded_in_both_languages()
    {
        foreach (var group in StarterLibrary.Threats.Select(t => t.Group).Concat(StarterLibrary.Vulnerabilities.Select(v => v.Group)).Distinct())
            group.Titles.ShouldBeInBothLanguages(group.Code);
        foreach (var kind in StarterLibrary.ThreatClasses)
            kind.Titles.ShouldBeInBothLanguages(kind.Code);
        foreach (var threat in StarterLibrary.Threats)
            threat.Titles.ShouldBeInBothLanguages(threat.Code);
        foreach (var vulnerability in StarterLibrary.Vulnerabilities)
            vulnerability.Titles.ShouldBeInBothLanguages(vulnerability.Code);
        foreach (var category in StarterLibrary.Categories)
        {
            category.Titles.ShouldBeInBothLanguages(category.Code);
            category.Examples.ShouldBeInBothLanguages(category.Code);
        }
        foreach (var proposal in StarterLibrary.Proposals)
            proposal.ExistingControl.ShouldBeInBothLanguages($"{proposal.Category.Code} {proposal.Threat.Code} {proposal.Vulnerability.Code}");
    }

    [Fact]
    public void A_code_carries_its_group()
    {
        StarterLibrary.Threats.ShouldAllBe(t => t.Code.StartsWith($"T-{t.Group.Code}-", StringComparison.Ordinal));
        StarterLibrary.Vulnerabilities.ShouldAllBe(v => v.Code.StartsWith($"V-{v.Group.Code}-", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_threat_belongs_to_a_class_of_the_national_standard_and_every_class_is_used()
    {
        StarterLibrary.ThreatClasses.Count.ShouldBe(11);
        StarterLibrary.Threats.ShouldAllBe(t => t.Classes.Count > 0 && t.Origin != ThreatOrigin.None && t.Lost != SecurityLoss.None);
        StarterLibrary.ThreatClasses.Except(StarterLibrary.Threats.SelectMany(t => t.Classes)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_category_proposes_three_to_six_different_risks()
    {
        foreach (var category in StarterLibrary.Categories)
        {
            var proposals = StarterLibrary.ProposalsFor(category).ToList();
            proposals.Count.ShouldBeInRange(3, 6, category.Code);
            proposals.Select(p => (p.Threat.Code, p.Vulnerability.Code)).Distinct().Count().ShouldBe(proposals.Count, category.Code);
        }
    }

    [Fact]
    public void A_proposal_loses_only_what_its_threat_and_its_vulnerability_can_take()
    {
        foreach (var proposal in StarterLibrary.Proposals)
        {
            var where = $"{proposal.Category.Code} {proposal.Threat.Code} {proposal.Vulnerability.Code} {proposal.Lost}";
            (proposal.Lost & ~proposal.Threat.Lost).ShouldBe(SecurityLoss.None, where);
            (proposal.Lost & ~proposal.Vulnerability.Lost).ShouldBe(SecurityLoss.None, where);
        }
    }

    [Theory]
    [InlineData(Edition.Iso2005)]
    [InlineData(Edition.Iso2013)]
    [InlineData(Edition.Iso2022)]
    public void A_proposal_suggests_existing_controls_of_every_edition(Edition edition)
    {
        foreach (var proposal in StarterLibrary.Proposals)
        {
            var controls = proposal.Controls(edition);
            controls.ShouldNotBeEmpty($"{proposal.Category.Code} {proposal.Threat.Code}");
            controls.Distinct().Count().ShouldBe(controls.Count);
            controls.ShouldAllBe(c => c.Edition == edition && ControlCatalogue.Find(c)!.Kind == ControlKind.Control);
        }
    }

    [Fact]
    public void What_is_suggested_of_2013_is_suggested_of_2022_too()
    {
        foreach (var proposal in StarterLibrary.Proposals)
            proposal.Controls2013.SelectMany(c => ControlMap.To(c, Edition.Iso2022)).Select(m => m.Key).Except(proposal.Controls2022).ShouldBeEmpty($"{proposal.Category.Code} {proposal.Threat.Code}");
    }
}
