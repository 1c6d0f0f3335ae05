using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Tests.Kernel.Standards;

public sealed class ControlCatalogueTests
{
    public static TheoryData<Edition> Editions => [.. Enum.GetValues<Edition>()];

    [Theory]
    [InlineData(Edition.Iso2005, 11, 39, 133)]
    [InlineData(Edition.Iso2013, 14, 35, 114)]
    [InlineData(Edition.Iso2022, 4, 0, 93)]
    public void Each_edition_has_exactly_its_domains_objectives_and_controls(Edition edition, int domains, int objectives, int controls)
    {
        var catalogue = ControlCatalogue.Of(edition);

        catalogue.Domains.Count.ShouldBe(domains);
        catalogue.Objectives.Count.ShouldBe(objectives);
        catalogue.Controls.Count.ShouldBe(controls);
        catalogue.Entries.Select(e => e.Key).Distinct().Count().ShouldBe(domains + objectives + controls);
    }

    [Fact]
    public void The_themes_of_2022_hold_37_8_14_and_34_controls()
    {
        var catalogue = ControlCatalogue.Of(Edition.Iso2022);

        catalogue.Domains.Select(d => catalogue.ControlsIn(d).Count()).ShouldBe([37, 8, 14, 34]);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_entry_hangs_below_one_of_the_level_above(Edition edition)
    {
        var catalogue = ControlCatalogue.Of(edition);

        foreach (var entry in catalogue.Entries)
        {
            var above = entry.Parent is { } parent ? ControlCatalogue.Find(parent).ShouldNotBeNull().Kind : (ControlKind?)null;
            above.ShouldBe(entry.Kind switch
            {
                ControlKind.Domain => null,
                ControlKind.Objective => ControlKind.Domain,
                _ => edition == Edition.Iso2022 ? ControlKind.Domain : ControlKind.Objective,
            });
        }
        catalogue.Domains.SelectMany(catalogue.ControlsIn).Count().ShouldBe(catalogue.Controls.Count);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_entry_and_clause_is_worded_in_both_languages(Edition edition)
    {
        var catalogue = ControlCatalogue.Of(edition);

        foreach (var entry in catalogue.Entries)
        {
            entry.Titles.ShouldBeInBothLanguages($"{entry.Key}");
            (entry.About is not null).ShouldBe(entry.Kind == ControlKind.Control, $"{entry.Key}");
            entry.About?.ShouldBeInBothLanguages($"{entry.Key}");
        }
        foreach (var clause in catalogue.Clauses)
            clause.Titles.ShouldBeInBothLanguages($"{clause.Key}");
    }

    [Fact]
    public void A_code_means_what_its_edition_says()
    {
        ControlCatalogue.Find(new ControlKey(Edition.Iso2005, "A.10"))!.Title(Phrase.English).ShouldBe("Communications and operations management");
        ControlCatalogue.Find(new ControlKey(Edition.Iso2013, "A.10"))!.Title(Phrase.English).ShouldBe("Cryptography");
        ControlCatalogue.Find(new ControlKey(Edition.Iso2022, "A.10")).ShouldBeNull();
        new ControlKey(Edition.Iso2005, "A.5.1.1").ShouldNotBe(new ControlKey(Edition.Iso2013, "A.5.1.1"));
    }

    [Fact]
    public void A_clause_and_a_control_of_the_same_number_are_different_things()
    {
        ControlCatalogue.Find(new ControlKey(Edition.Iso2022, "5.2"))!.Title(Phrase.Chinese).ShouldBe("信息安全角色和责任");
        ControlCatalogue.Find(new ClauseKey(Edition.Iso2022, "5.2"))!.Title(Phrase.Chinese).ShouldBe("方针");
    }

    [Theory]
    [InlineData(Edition.Iso2022, "A.8.13", "8.13")]
    [InlineData(Edition.Iso2022, "8.13", "8.13")]
    [InlineData(Edition.Iso2013, "12.3.1", "A.12.3.1")]
    [InlineData(Edition.Iso2013, " a.12.3.1 ", "A.12.3.1")]
    [InlineData(Edition.Iso2013, "8.13", null)]
    public void A_control_is_recognized_with_and_without_its_A(Edition edition, string text, string? code) =>
        (ControlCatalogue.Of(edition).Recognize(text)?.Key.Code).ShouldBe(code);

    [Theory]
    [MemberData(nameof(Editions))]
    public void The_clauses_start_at_4_and_hang_together(Edition edition)
    {
        var clauses = ControlCatalogue.Of(edition).Clauses;

        clauses.Where(c => c.Parent is null).Select(c => c.Key.Number).ShouldBe(Enumerable.Range(4, edition == Edition.Iso2005 ? 5 : 7).Select(n => $"{n}"));
        clauses.ShouldAllBe(c => c.Parent == null || ControlCatalogue.Find(c.Parent.Value) != null);
        clauses.Select(c => c.Key).Distinct().Count().ShouldBe(clauses.Count);
    }

    [Fact]
    public void The_2022_edition_plans_changes_and_swaps_10_1_with_10_2()
    {
        ControlCatalogue.Find(new ClauseKey(Edition.Iso2013, "6.3")).ShouldBeNull();
        ControlCatalogue.Find(new ClauseKey(Edition.Iso2022, "6.3"))!.Title(Phrase.Chinese).ShouldBe("变更的规划");
        ControlCatalogue.Find(new ClauseKey(Edition.Iso2013, "10.2"))!.Title(Phrase.Chinese).ShouldBe("持续改进");
        ControlCatalogue.Find(new ClauseKey(Edition.Iso2022, "10.1"))!.Title(Phrase.Chinese).ShouldBe("持续改进");
    }

    [Fact]
    public void A_key_is_read_back_from_the_form_it_is_stored_in()
    {
        foreach (var key in Enum.GetValues<Edition>().SelectMany(e => ControlCatalogue.Of(e).Entries).Select(e => e.Key))
        {
            ControlKey.TryParse(key.ToString(), out var back).ShouldBeTrue();
            back.ShouldBe(key);
        }
        ClauseKey.TryParse("2005:4.2.1 a)", out var clause).ShouldBeTrue();
        clause.ShouldBe(new ClauseKey(Edition.Iso2005, "4.2.1 a)"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A.5.1.1")]
    [InlineData("2014:A.5.1.1")]
    [InlineData("2013:")]
    public void A_bare_code_is_no_key(string? text) => ControlKey.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Every_edition_is_cited_as_ISO_and_as_GB()
    {
        EditionNames.All.Select(e => e.Edition).ShouldBe(Enum.GetValues<Edition>());
        EditionNames.Of(Edition.Iso2013).Gb.ShouldBe("GB/T 22080-2016");
        EditionNames.Of(Edition.Iso2022).Iso.ShouldBe("ISO/IEC 27001:2022");
    }
}
