using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability;
using Isms.Modules.Applicability.Versions;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Applicability;

public sealed class VersionTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.10-01")]
    public async Task Approving_the_next_version_keeps_the_one_before_readable(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var first = await scene.InForceAsync();
        (await scene.SoaAsync(first)).ShouldSatisfyAllConditions(
            s => s.VersionLabel.ShouldBe("V1.0"), s => s.Number.ShouldBe("SL-A-02"), s => s.State.ShouldBe(SoaState.Approved), s => s.EffectiveOn.ShouldBe(TestApp.Today));

        (await scene.TryPrepareAsync(Edition.Iso2022)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("changeNote");
        var second = await scene.PrepareAsync(Edition.Iso2022, "新增云服务");
        (await scene.TryPrepareAsync(Edition.Iso2022, "又一个")).Refusal!.Code.ShouldBe("applicability.another-open");
        (await scene.DecideAsync(second, "2022:8.30", SoaScene.Excluded())).Succeeded.ShouldBeTrue();
        await scene.ApproveAsync(second);

        (await scene.SoaAsync(second)).ShouldSatisfyAllConditions(s => s.VersionLabel.ShouldBe("V1.1"), s => s.State.ShouldBe(SoaState.Approved), s => s.Excluded.ShouldBe(1));
        (await scene.SoaAsync(first)).ShouldSatisfyAllConditions(s => s.State.ShouldBe(SoaState.Superseded), s => s.Applicable.ShouldBe(93));
        (await scene.ControlAsync(first, "2022:8.30")).Standing.ShouldBe(ControlStanding.Applicable);
        (await scene.DecideAsync(first, "2022:8.30", SoaScene.Excluded())).Refusal!.Code.ShouldBe("applicability.frozen");
    }

    [Theory, BothDatabases]
    public async Task Only_the_general_manager_makes_it_effective(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        await scene.DecideAllAsync(id);
        (await scene.TrySubmitAsync(id, scene.Head)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        var approval = (await scene.TrySubmitAsync(id)).Require().Id;
        (await scene.DecideAsync(id, "2022:8.13", SoaScene.Excluded())).Refusal!.Code.ShouldBe("applicability.frozen");
        await scene.SignAsync(approval, scene.Representative);
        (await scene.SoaAsync(id)).State.ShouldBe(SoaState.InApproval);
        await scene.SignAsync(approval, scene.Manager);
        (await scene.SoaAsync(id)).State.ShouldBe(SoaState.Approved);
    }

    [Theory, BothDatabases]
    public async Task What_is_undecided_stands_in_the_way_and_is_named(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        await scene.DecideAllAsync(id);
        await scene.DecideAsync(id, "2022:8.13", new(ControlStanding.Undecided));
        var refused = (await scene.TrySubmitAsync(id)).Refusal!;
        refused.Code.ShouldBe("applicability.incomplete");
        var obstacle = refused.Obstacles.ShouldHaveSingleItem();
        obstacle.Text.ShouldContain("8.13");
        obstacle.Link.ShouldBe($"/applicability/{id}/controls/2022:8.13");

        // Treatment that came to rely on what was left out before.
        await scene.DecideAsync(id, "2022:8.13", SoaScene.Excluded());
        await scene.ItemAsync(new ControlKey(Edition.Iso2022, "8.13"));
        (await scene.TrySubmitAsync(id)).Refusal!.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("风险处理项依靠它");
    }

    [Theory, BothDatabases]
    public async Task A_signature_holds_while_departments_report_and_breaks_when_the_statement_is_touched(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.InForceAsync();
        var before = await scene.ControlAsync(id, "2022:8.13");
        var report = new { status = "inProgress", departmentId = scene.Engineering };
        (await SoaScene.PutAsync(scene.Team, "/api/v1/control-implementations/" + before.Implementation.Id, before.Implementation.Version, report)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await scene.RiskAsync("2022:8.13");
        (await ApprovalAsync(scene, id)).ShouldSatisfyAllConditions(a => a.ContentChanged.ShouldBeFalse(), a => a.Signatures.ShouldAllBe(s => s.Holds));
        var after = await scene.ControlAsync(id, "2022:8.13");
        (after.SignedStatus, after.Implementation.Status).ShouldBe((ImplementationStatus.Planned, ImplementationStatus.InProgress));

        await scene.App.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE applicability_decisions SET reason = 'x' WHERE id = {after.Id}"));
        (await ApprovalAsync(scene, id)).Signatures.ShouldAllBe(s => !s.Holds);
    }

    [Theory, BothDatabases]
    public async Task Sent_back_it_can_be_changed_again(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        await scene.DecideAllAsync(id);
        var approval = (await scene.TrySubmitAsync(id)).Require().Id;
        (await scene.RunAsync<WithdrawApproval, ApprovalProgress>(o => o.RunAsync(scene.Team.Actor, new WithdrawApprovalRequest(approval), default))).Succeeded.ShouldBeTrue();
        (await scene.SoaAsync(id)).State.ShouldBe(SoaState.Draft);
        (await scene.ControlAsync(id, "2022:8.13")).SignedStatus.ShouldBeNull();
        (await scene.DecideAsync(id, "2022:8.13", SoaScene.Excluded())).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.10-02")]
    public async Task An_applicable_control_without_a_document_is_listed_as_a_gap(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        await scene.DecideAllAsync(id);
        (await scene.GapsAsync(id)).ShouldNotContain(g => g.Gap == SoaGap.Document);
        await scene.DecideAsync(id, "2022:8.13", SoaScene.Applicable() with { Documents = "" });
        var gap = (await scene.GapsAsync(id)).Where(g => g.Gap == SoaGap.Document).ShouldHaveSingleItem();
        (gap.Key, gap.Blocks).ShouldBe(("2022:8.13", false));
        var page = WebUtility.HtmlDecode(await scene.Team.Client.GetStringAsync($"/applicability/{id}/gaps"));
        page.ShouldContain($"/applicability/{id}/controls/2022:8.13");
        (await scene.TrySubmitAsync(id)).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.1-03")]
    public async Task The_page_with_the_scope_says_how_many_controls_are_left_out_and_opens_them(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.InForceAsync(before: async soa =>
        {
            await scene.DecideAsync(soa, "2022:8.30", SoaScene.Excluded());
            await scene.DecideAsync(soa, "2022:7.5", SoaScene.Excluded());
        });
        var link = $"/applicability/{id}/controls?filter.standing=Excluded";
        var page = WebUtility.HtmlDecode(await scene.Team.Client.GetStringAsync("/applicability"));
        page.ShouldContain("软件开发与运维服务");
        page.ShouldContain(link);
        var list = await scene.Team.Client.GetFromJsonAsync<JsonElement>($"/api/v1/soas/{id}/controls?filter.standing=Excluded");
        list.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("key").GetString()).ShouldBe(["2022:7.5", "2022:8.30"]);
    }

    [Theory, BothDatabases]
    public async Task Two_versions_are_compared_control_by_control(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var first = await scene.InForceAsync();
        var second = await scene.PrepareAsync(Edition.Iso2022, "取消外包开发");
        await scene.DecideAsync(second, "2022:8.30", SoaScene.Excluded());
        var comparison = (await scene.RunAsync<CompareSoas, SoaComparison>(o => o.RunAsync(scene.Team.Actor, new CompareSoasRequest(first, second), default))).Require();
        var changed = comparison.Changed.ShouldHaveSingleItem();
        changed.NewKey.ShouldBe("2022:8.30");
        changed.Differences.Single(d => d.Field == "standing").ShouldBe(new FieldDifference("standing", "适用", "不适用"));
        comparison.Same.ShouldBe(92);
    }

    [Theory, BothDatabases]
    public async Task A_draft_can_be_thrown_away_and_a_signed_version_cannot(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        (await DiscardAsync(scene, id)).Succeeded.ShouldBeTrue();
        (await scene.App.ReadAsync(db => db.Set<ControlDecision>().AnyAsync())).ShouldBeFalse();
        var signed = await scene.InForceAsync();
        (await DiscardAsync(scene, signed)).Refusal!.Code.ShouldBe("applicability.frozen");
        (await scene.SoaAsync(signed)).VersionLabel.ShouldBe("V1.0");
    }

    private static async Task<Outcome<Done>> DiscardAsync(SoaScene scene, Guid id)
    {
        var version = (await scene.SoaAsync(id)).Version;
        return await scene.RunAsync<DiscardSoa, Done>(o => o.RunAsync(scene.Team.Actor, new DiscardSoaRequest(id, version), default));
    }

    private static async Task<ApprovalView> ApprovalAsync(SoaScene scene, Guid id) =>
        (await scene.RunAsync<GetApprovalOf, ApprovalView>(o => o.RunAsync(scene.Team.Actor, SoaApproval.KindName, id, default))).Require();
}
