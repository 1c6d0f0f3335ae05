using Isms.Kernel.Standards;

namespace Isms.Tests.Kernel.Standards;

public sealed class ControlMapTests
{
    private static readonly Edition[] Editions = Enum.GetValues<Edition>();

    private static ControlKey Key(Edition edition, string code) => new(edition, code);

    private static IEnumerable<string> Codes(ControlKey from, Edition to) => ControlMap.To(from, to).Select(m => m.Key.Code);

    [Fact]
    [Trait("Requirement", "R-PLAT-13")]
    public void Backup_is_followed_from_2005_over_2013_to_2022_and_back()
    {
        Codes(Key(Edition.Iso2005, "A.10.5.1"), Edition.Iso2013).ShouldBe(["A.12.3.1"]);
        Codes(Key(Edition.Iso2013, "A.12.3.1"), Edition.Iso2022).ShouldBe(["8.13"]);
        Codes(Key(Edition.Iso2005, "A.10.5.1"), Edition.Iso2022).ShouldBe(["8.13"]);
        Codes(Key(Edition.Iso2022, "8.13"), Edition.Iso2005).ShouldBe(["A.10.5.1"]);
    }

    [Fact]
    [Trait("Requirement", "R-PLAT-13")]
    public void An_objective_is_followed_through_its_controls()
    {
        Codes(Key(Edition.Iso2005, "A.10.5"), Edition.Iso2013).ShouldBe(["A.12.3"]);
        Codes(Key(Edition.Iso2013, "A.12.3"), Edition.Iso2022).ShouldBe(["8.13"]);
        Codes(Key(Edition.Iso2005, "A.5"), Edition.Iso2013).ShouldBe(["A.5"]);
        Codes(Key(Edition.Iso2005, "A.5"), Edition.Iso2022).ShouldBe(["5.1"]);
    }

    [Fact]
    [Trait("Requirement", "R-PLAT-13")]
    public void The_same_code_is_never_the_reason_for_a_match() =>
        Codes(Key(Edition.Iso2005, "A.10.1.1"), Edition.Iso2013).ShouldBe(["A.12.1.1"]);

    [Fact]
    public void One_may_become_many_and_many_one()
    {
        ControlMap.To(Key(Edition.Iso2005, "A.7.2.2"), Edition.Iso2022).Select(m => m.Key.Code).ShouldBe(["5.10", "5.13"]);
        ControlMap.To(Key(Edition.Iso2013, "A.18.2.3"), Edition.Iso2022).ShouldAllBe(m => m.Relation == MapRelation.Split);
        Codes(Key(Edition.Iso2022, "8.15"), Edition.Iso2013).ShouldBe(["A.12.4.1", "A.12.4.2", "A.12.4.3"]);
    }

    [Fact]
    public void A_chain_is_as_loose_as_its_loosest_link() =>
        ControlMap.To(Key(Edition.Iso2005, "A.11.4.2"), Edition.Iso2022).ShouldBe([new(Key(Edition.Iso2022, "5.15"), MapRelation.Partial)]);

    [Fact]
    public void What_ended_says_how()
    {
        ControlMap.To(Key(Edition.Iso2005, "A.6.1.1"), Edition.Iso2013).ShouldBeEmpty();
        ControlMap.Ended(Key(Edition.Iso2005, "A.6.1.1")).ShouldBe((MapRelation.Body, new ClauseKey(Edition.Iso2013, "5.1")));
        ControlMap.Ended(Key(Edition.Iso2005, "A.12.2.1")).ShouldBe((MapRelation.Dropped, null));
        ControlMap.Ended(Key(Edition.Iso2005, "A.10.5.1")).ShouldBeNull();
        ControlMap.Ended(Key(Edition.Iso2022, "8.13")).ShouldBeNull();
    }

    [Fact]
    public void Eleven_controls_are_new_in_2013_and_eleven_in_2022()
    {
        foreach (var edition in new[] { Edition.Iso2013, Edition.Iso2022 })
            ControlCatalogue.Of(edition).Controls.Count(c => ControlMap.IsNew(c.Key)).ShouldBe(11);
        ControlMap.IsNew(Key(Edition.Iso2022, "5.7")).ShouldBeTrue();
        ControlMap.IsNew(Key(Edition.Iso2022, "8.13")).ShouldBeFalse();
        ControlMap.IsNew(Key(Edition.Iso2005, "A.5.1.1")).ShouldBeFalse();
    }

    [Fact]
    public void Every_control_either_has_a_predecessor_or_is_new()
    {
        foreach (var (before, after) in Editions.Zip(Editions.Skip(1)))
        {
            foreach (var control in ControlCatalogue.Of(after).Controls)
                ControlMap.To(control.Key, before).Any().ShouldBe(!ControlMap.IsNew(control.Key), $"{control.Key}");
        }
    }

    [Fact]
    public void Every_control_either_has_a_successor_or_has_ended()
    {
        foreach (var (before, after) in Editions.Zip(Editions.Skip(1)))
        {
            foreach (var control in ControlCatalogue.Of(before).Controls)
                ControlMap.To(control.Key, after).Any().ShouldBe(ControlMap.Ended(control.Key) is null, $"{control.Key}");
        }
    }

    [Fact]
    public void Every_element_named_by_a_map_exists()
    {
        foreach (var (kind, exists) in new (string, Func<Edition, string, bool>)[]
        {
            ("controls", (e, c) => ControlCatalogue.Find(new ControlKey(e, c))?.Kind == ControlKind.Control),
            ("clauses", (e, c) => ControlCatalogue.Find(new ClauseKey(e, c)) is not null),
        })
        {
            var chain = EditionChain.Load(kind);
            foreach (var (before, after) in Editions.Zip(Editions.Skip(1)))
            {
                foreach (var link in chain.Step(before)!.Links)
                {
                    (link.From is null || exists(before, link.From)).ShouldBeTrue($"{kind} {before} {link.From}");
                    (link.To is null || exists(after, link.To)).ShouldBeTrue($"{kind} {after} {link.To}");
                    (link.Clause is null || ControlCatalogue.Find(new ClauseKey(after, link.Clause)) is not null).ShouldBeTrue($"{after} {link.Clause}");
                }
            }
        }
    }

    [Fact]
    public void What_leads_forward_leads_back()
    {
        foreach (var from in Editions)
        {
            foreach (var to in Editions)
            {
                foreach (var control in ControlCatalogue.Of(from).Controls)
                {
                    foreach (var reached in ControlMap.To(control.Key, to))
                        ControlMap.To(reached.Key, from).ShouldContain(m => m.Key == control.Key && m.Relation == reached.Relation);
                }
            }
        }
    }

    [Fact]
    public void An_unknown_code_maps_to_nothing() => ControlMap.To(Key(Edition.Iso2022, "A.10.5"), Edition.Iso2013).ShouldBeEmpty();

    [Theory]
    [InlineData(Edition.Iso2005, "4.2.1 j)", Edition.Iso2022, "6.1.3")]
    [InlineData(Edition.Iso2005, "6", Edition.Iso2022, "9.2.1 9.2.2")]
    [InlineData(Edition.Iso2005, "8.2", Edition.Iso2022, "10.2")]
    [InlineData(Edition.Iso2013, "9.3", Edition.Iso2022, "9.3.1 9.3.2 9.3.3")]
    [InlineData(Edition.Iso2022, "10.2", Edition.Iso2005, "4.2.4 8.2")]
    [InlineData(Edition.Iso2005, "4.2.1", Edition.Iso2013, "4.3 5.1 5.2 6.1.2 6.1.3")]
    public void Clauses_are_followed_across_editions(Edition from, string number, Edition to, string expected) =>
        string.Join(' ', ClauseMap.To(new(from, number), to).Select(m => m.Key.Number)).ShouldBe(expected);
}
