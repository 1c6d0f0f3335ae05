using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Domain;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Applicability;

public sealed class EditionMoveTests
{
    private static readonly DecisionFacts Chosen = new(ControlStanding.Applicable, [ReasonKind.Law], "合同要求", "SL-B-12", "");
    private static readonly DecisionFacts LeftOut = new(ControlStanding.Excluded, [], SoaScene.LongReason, "", "");

    [Fact]
    public void One_source_is_carried_over_and_several_that_agree_are_merged()
    {
        var carried = EditionMove.Propose(Key2022("8.13"), Edition.Iso2013, All2013(Chosen));
        (carried.Proposal, carried.Sources.ShouldHaveSingleItem()).ShouldBe((MoveProposal.Carried, new ControlKey(Edition.Iso2013, "A.12.3.1")));
        carried.Facts.ShouldSatisfyAllConditions(f => f.Standing.ShouldBe(ControlStanding.Applicable), f => f.Reasons.ShouldBe([ReasonKind.Law]), f => f.Documents.ShouldBe("SL-B-12"));
        var merged = EditionMove.Propose(Key2022("5.1"), Edition.Iso2013, All2013(Chosen));
        (merged.Proposal, merged.Sources.Count, merged.Facts.Reason).ShouldBe((MoveProposal.Merged, 2, "合同要求"));
    }

    [Fact]
    public void Sources_that_disagree_leave_it_undecided()
    {
        var old = All2013(Chosen);
        old[new(Edition.Iso2013, "A.5.1.2")] = new(LeftOut, ImplementationStatus.Planned);
        var conflict = EditionMove.Propose(Key2022("5.1"), Edition.Iso2013, old);
        (conflict.Proposal, conflict.Facts.Standing, conflict.Facts.Documents).ShouldBe((MoveProposal.Conflict, ControlStanding.Undecided, "SL-B-12"));
    }

    [Fact]
    public void What_lives_on_in_part_is_not_taken_as_done()
    {
        var old = All2013(Chosen, ImplementationStatus.Implemented);
        foreach (var control in ControlCatalogue.Of(Edition.Iso2022).Controls)
        {
            var proposal = EditionMove.Propose(control.Key, Edition.Iso2013, old);
            var partial = ControlMap.To(control.Key, Edition.Iso2013).Any(m => m.Relation is MapRelation.Split or MapRelation.Partial);
            if (proposal.Proposal != MoveProposal.New)
                proposal.Status.ShouldBe(partial ? ImplementationStatus.InProgress : ImplementationStatus.Implemented, control.Key.ToString());
        }
    }

    [Fact]
    public void A_code_that_means_something_else_in_the_other_edition_is_never_matched_by_itself()
    {
        // A.10.1.1 is operating procedures in 2005 and cryptography in 2013.
        var only = new Dictionary<ControlKey, OldDecision> { [new(Edition.Iso2005, "A.10.1.1")] = new(LeftOut, ImplementationStatus.Planned) };
        EditionMove.Propose(new(Edition.Iso2013, "A.10.1.1"), Edition.Iso2005, only).Proposal.ShouldBe(MoveProposal.New);
        EditionMove.Propose(new(Edition.Iso2013, "A.12.1.1"), Edition.Iso2005, only).Sources.ShouldHaveSingleItem().Code.ShouldBe("A.10.1.1");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.7-03")]
    [Trait("Requirement", "R-GAP-18")]
    public async Task Moving_to_2022_keeps_the_old_statement_and_proposes_all_93_controls_with_11_new(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var old = await scene.InForceAsync(Edition.Iso2013, before: async soa => await scene.DecideAsync(soa, "2013:A.5.1.2", SoaScene.Excluded()));
        var id = await scene.PrepareAsync(Edition.Iso2022, "标准换版");
        (await scene.SoaAsync(id)).ShouldSatisfyAllConditions(
            s => s.VersionLabel.ShouldBe("V2.0"), s => s.Controls.ShouldBe(93), s => s.ToConfirm.ShouldBe(93), s => s.Scope.ShouldBe("软件开发与运维服务"));
        (await scene.SoaAsync(old)).State.ShouldBe(SoaState.Approved);

        var move = await ProposalsAsync(scene, id);
        move.Proposals.Count(p => p.Proposal == MoveProposal.New).ShouldBe(11);
        move.Proposals.Where(p => p.Proposal == MoveProposal.Conflict).ShouldHaveSingleItem().Key.ShouldBe("2022:5.1");
        move.Proposals.Single(p => p.Key == "2022:8.13").Sources.ShouldHaveSingleItem().Key.ShouldBe("2013:A.12.3.1");
        move.Proposals.Where(p => p.Proposal is MoveProposal.Carried or MoveProposal.Merged).ShouldAllBe(p => p.Standing == ControlStanding.Applicable && p.ToConfirm);
    }

    [Theory, BothDatabases]
    public async Task Every_proposal_is_confirmed_or_changed_before_the_statement_is_submitted(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        await scene.InForceAsync(Edition.Iso2013);
        var id = await scene.PrepareAsync(Edition.Iso2022, "标准换版");
        var move = await ProposalsAsync(scene, id);
        (await scene.TrySubmitAsync(id)).Refusal!.Code.ShouldBe("applicability.incomplete");

        var everything = move.Proposals.Select(p => new ProposalConfirmed(p.Key, p.Version)).ToArray();
        (await ConfirmAsync(scene, id, everything)).Refusal!.Fields.Count.ShouldBe(11);
        var decided = move.Proposals.Where(p => p.Standing != ControlStanding.Undecided).Select(p => new ProposalConfirmed(p.Key, p.Version)).ToArray();
        (await ConfirmAsync(scene, id, decided)).Require().Saved.ShouldBe(82);
        (await ConfirmAsync(scene, id, decided[0])).Refusal!.Kind.ShouldBe(RefusalKind.Stale);
        (await scene.SoaAsync(id)).ToConfirm.ShouldBe(11);
        await scene.DecideAllAsync(id);
        (await scene.TrySubmitAsync(id)).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Additional_controls_departments_and_evidence_come_along(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var old = await scene.InForceAsync(Edition.Iso2013, before: async soa =>
        {
            (await scene.RunAsync<AddControl, ControlDecided>(o => o.RunAsync(scene.Team.Actor, new AddControlRequest(soa, "源代码水印", "可追溯", SoaScene.Applicable()), default))).Require();
            var backup = (await scene.ControlAsync(soa, "2013:A.12.3.1")).Implementation;
            await scene.AttachAsync(scene.Team, backup.Id);
            (await SoaScene.PutAsync(scene.Team, "/api/v1/control-implementations/" + backup.Id, 1, new { status = "implemented", departmentId = scene.Engineering })).EnsureSuccessStatusCode();
        });
        var id = await scene.PrepareAsync(Edition.Iso2022, "标准换版");
        var backup = (await scene.ControlAsync(id, "2022:8.13")).Implementation;
        (backup.Status, backup.Department, backup.EvidenceLink).ShouldBe((ImplementationStatus.Implemented, "工程部", $"/applicability/{old}/controls/2013:A.12.3.1"));
        (await scene.ControlAsync(id, "2022:C-01")).ShouldSatisfyAllConditions(c => c.Additional.ShouldBeTrue(), c => c.ToConfirm.ShouldBeFalse(), c => c.Title.ShouldBe("源代码水印"));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-13")]
    public async Task An_element_is_followed_through_the_editions(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var view = await scene.Head.Client.GetFromJsonAsync<JsonElement>("/api/v1/control-map?key=2005:A.10.5");
        Keys(view, "iso2013").ShouldBe(["2013:A.12.3"]);
        Keys(view, "iso2022").ShouldBe(["2022:8.13"]);
        var page = await scene.Head.Client.GetStringAsync("/applicability/map?code=A.10.5&edition=2005");
        page.ShouldContain("A.12.3");
        page.ShouldContain("8.13");
        var bare = await scene.Head.Client.GetAsync("/api/v1/control-map?key=A.10.5");
        ((int)bare.StatusCode).ShouldBe(400);
        var catalogue = await scene.Head.Client.GetFromJsonAsync<JsonElement>("/api/v1/control-catalogues/2022");
        catalogue.GetProperty("entries").EnumerateArray().Count(e => e.GetProperty("kind").GetString() == "control").ShouldBe(93);
        catalogue.GetProperty("entries").EnumerateArray().Count(e => e.GetProperty("isNew").GetBoolean()).ShouldBe(11);
    }

    private static string?[] Keys(JsonElement view, string edition) => [.. view.GetProperty("editions").EnumerateArray()
        .Single(e => e.GetProperty("edition").GetString() == edition).GetProperty("counterparts").EnumerateArray().Select(c => c.GetProperty("key").GetString())];

    private static async Task<EditionMoveView> ProposalsAsync(SoaScene scene, Guid id) =>
        (await scene.RunAsync<ListProposals, EditionMoveView>(o => o.RunAsync(scene.Team.Actor, id, default))).Require();

    private static Task<Outcome<SoaSheetSaved>> ConfirmAsync(SoaScene scene, Guid id, params ProposalConfirmed[] items) =>
        scene.RunAsync<ConfirmProposals, SoaSheetSaved>(o => o.RunAsync(scene.Team.Actor, new ConfirmProposalsRequest(id, items), default));

    private static ControlKey Key2022(string code) => new(Edition.Iso2022, code);

    private static Dictionary<ControlKey, OldDecision> All2013(DecisionFacts facts, ImplementationStatus status = ImplementationStatus.Planned) =>
        ControlCatalogue.Of(Edition.Iso2013).Controls.ToDictionary(c => c.Key, _ => new OldDecision(facts, status));
}
