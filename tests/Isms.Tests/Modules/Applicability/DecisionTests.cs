using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Versions;
using Isms.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Applicability;

public sealed class DecisionTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.10-03")]
    public async Task Every_control_of_the_edition_has_its_row_and_none_can_be_taken_out(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        foreach (var (edition, count) in new[] { (Edition.Iso2005, 133), (Edition.Iso2013, 114), (Edition.Iso2022, 93) })
        {
            var id = await scene.PrepareAsync(edition);
            var soa = await scene.SoaAsync(id);
            (soa.Controls, soa.Undecided).ShouldBe((count, count));
            var first = ControlCatalogue.Of(edition).Controls[0].Key;
            var removal = await scene.RunAsync<RemoveControl, Done>(o => o.RunAsync(scene.Team.Actor, new RemoveControlRequest(id, first.ToString(), 1), default));
            removal.Refusal!.Code.ShouldBe("applicability.annex-control-stays");
            (await scene.RunAsync<DiscardSoa, Done>(o => o.RunAsync(scene.Team.Actor, new DiscardSoaRequest(id, soa.Version), default))).Succeeded.ShouldBeTrue();
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-1.2.2-01")]
    [Trait("Requirement", "R-4.2.1.10-03")]
    public async Task A_clause_is_never_excluded_and_a_control_only_with_a_reason(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        var controls = $"/api/v1/soas/{id}/controls/";

        using var clause = await SoaScene.PutAsync(scene.Team, controls + "2022:9.2", 1, new { standing = "excluded", reason = SoaScene.LongReason });
        clause.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await clause.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("applicability.clause-always-applies");

        foreach (var reason in new[] { "", "         ", "不涉及", "九个汉字的理由不够" })
        {
            using var empty = await SoaScene.PutAsync(scene.Team, controls + "2022:8.30", 1, new { standing = "excluded", reason });
            empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest, reason);
            (await empty.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("reason", out _).ShouldBeTrue();
        }
        using var said = await SoaScene.PutAsync(scene.Team, controls + "2022:8.30", 1, new { standing = "excluded", reason = "本公司没有外包开发业务" });
        said.StatusCode.ShouldBe(HttpStatusCode.OK);
        said.Headers.ETag!.Tag.ShouldBe("\"2\"");
    }

    [Theory, BothDatabases]
    public async Task An_applicable_control_needs_a_kind_of_reason(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        var none = await scene.DecideAsync(id, "2022:8.13", new DecisionInput(ControlStanding.Applicable));
        none.Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("reasons");
        var decided = (await scene.DecideAsync(id, "2022:8.13", SoaScene.Applicable(ReasonKind.Law, ReasonKind.Risk))).Require();
        decided.Reasons.ShouldBe([ReasonKind.Risk, ReasonKind.Law]);
    }

    [Theory, BothDatabases]
    public async Task Documents_are_taken_by_number_or_by_title_and_nothing_else_is(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        var decided = (await scene.DecideAsync(id, "2022:8.13", new DecisionInput(ControlStanding.Applicable, [ReasonKind.Risk], "", "《信息备份安全策略》、XX-B-01, SL-B-12；sl-c-33.1"))).Require();
        decided.Documents.ShouldBe("SL-A-04.02、SL-B-01、SL-B-12、SL-C-33.1");
        var view = await scene.ControlAsync(id, "2022:8.13");
        view.Documents[0].ShouldBe(new CarryingDocument("SL-A-04.02", "信息备份安全策略"));
        view.Documents[3].Title.ShouldBe("");
        var wrong = await scene.DecideAsync(id, "2022:8.13", new DecisionInput(ControlStanding.Applicable, [ReasonKind.Risk], "", "备份那个文件"));
        wrong.Refusal!.Fields.ShouldHaveSingleItem().Message.ShouldContain("备份那个文件");
    }

    [Theory, BothDatabases]
    public async Task What_treatment_relies_on_cannot_be_left_out(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var item = await scene.ItemAsync(new ControlKey(Edition.Iso2022, "8.7"));
        var id = await scene.PrepareAsync();
        var refused = (await scene.DecideAsync(id, "2022:8.7", SoaScene.Excluded())).Refusal!;
        refused.Code.ShouldBe("applicability.relied-on");
        refused.Obstacles.ShouldHaveSingleItem().Link.ShouldBe("/treatment/items/" + item);
        (await scene.DecideAsync(id, "2022:8.8", SoaScene.Excluded())).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task An_item_that_names_the_old_edition_is_found_through_the_map_and_not_by_an_equal_code(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        // A.10.5.1 is back-up in 2005 and became A.12.3.1, then 8.13; 2013 has no A.10.5.1 and 2022 no such code at all.
        await scene.ItemAsync(new ControlKey(Edition.Iso2005, "A.10.5.1"));
        var id = await scene.PrepareAsync();
        var control = await scene.ControlAsync(id, "2022:8.13");
        (control.Standing, control.Items.Count, control.Risks.Count).ShouldBe((ControlStanding.Applicable, 1, 1));
        (await scene.SoaAsync(id)).Applicable.ShouldBe(1);
        (await scene.DecideAsync(id, "2022:8.13", SoaScene.Excluded())).Refusal!.Code.ShouldBe("applicability.relied-on");
    }

    [Theory, BothDatabases]
    public async Task A_key_of_another_edition_or_of_none_is_refused(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync(Edition.Iso2013);
        // A.6.2.1 is outside parties in 2005 and mobile devices in 2013.
        var other = (await scene.DecideAsync(id, "2005:A.6.2.1", SoaScene.Excluded())).Refusal!;
        other.Code.ShouldBe("applicability.other-edition");
        other.Message.ShouldNotContain("2013:A.6.2.1");
        using var bare = await SoaScene.PutAsync(scene.Team, $"/api/v1/soas/{id}/controls/A.6.2.1", 1, new { standing = "excluded", reason = SoaScene.LongReason });
        bare.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bare.Content.ReadAsStringAsync()).ShouldContain("2022:8.13");
        (await scene.ControlAsync(id, "2013:a.6.2.1")).Code.ShouldBe("A.6.2.1");
    }

    [Theory, BothDatabases]
    public async Task The_second_of_two_people_gets_the_difference(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        var address = $"/api/v1/soas/{id}/controls/2022:8.13";
        using var read = await scene.Team.Client.GetAsync(address);
        read.Headers.ETag!.Tag.ShouldBe("\"1\"");
        (await SoaScene.PutAsync(scene.Team, address, 1, new { standing = "applicable", reasons = new[] { "law" } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var second = await SoaScene.PutAsync(scene.Representative, address, 1, new { standing = "excluded", reason = SoaScene.LongReason });
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await second.Content.ReadFromJsonAsync<JsonElement>();
        var standing = problem.GetProperty("differences").EnumerateArray().Single(d => d.GetProperty("field").GetString() == "standing");
        (standing.GetProperty("yours").GetString(), standing.GetProperty("current").GetString()).ShouldBe(("不适用", "适用"));
        (await scene.Team.Client.PutAsJsonAsync(address, new { standing = "undecided" })).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
    }

    [Theory, BothDatabases]
    public async Task A_sheet_is_saved_whole_or_not_at_all(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        var good = new SoaSheetRow("2022:5.1", 1, SoaScene.Applicable(), new SheetProgress(1, scene.Engineering, ImplementationStatus.InProgress));
        var bad = new SoaSheetRow("2022:5.2", 1, SoaScene.Excluded("短"), new SheetProgress(1, Guid.CreateVersion7(), ImplementationStatus.Implemented));
        var refused = (await SaveAsync(scene, id, good, bad)).Refusal!;
        refused.Fields.Select(f => f.Field).ShouldBe(["rows[1].reason", "rows[1].departmentId", "rows[1].status"], ignoreOrder: true);
        (await scene.SoaAsync(id)).Undecided.ShouldBe(93);

        (await SaveAsync(scene, id, good)).Require().Saved.ShouldBe(1);
        var control = await scene.ControlAsync(id, "2022:5.1");
        (control.Standing, control.Implementation.Status, control.Implementation.Department).ShouldBe((ControlStanding.Applicable, ImplementationStatus.InProgress, "工程部"));
        (await SaveAsync(scene, id, good)).Refusal!.Kind.ShouldBe(RefusalKind.Stale);

        // The rest is saved only when asked for; what somebody else decided stays.
        var mine = new SaveSoaSheetRequest(id, [good with { Decision = SoaScene.Excluded() }, new SoaSheetRow("2022:5.3", 1, SoaScene.Applicable())], SaveOthers: true);
        var saved = (await scene.RunAsync<SaveSoaSheet, SoaSheetSaved>(o => o.RunAsync(scene.Team.Actor, mine, default))).Require();
        (saved.Saved, saved.Conflicts.ShouldHaveSingleItem().Name).ShouldBe((1, "5.1"));
        ((await scene.ControlAsync(id, "2022:5.1")).Standing, (await scene.ControlAsync(id, "2022:5.3")).Standing).ShouldBe((ControlStanding.Applicable, ControlStanding.Applicable));
    }

    [Theory, BothDatabases]
    public async Task The_sheet_page_keeps_what_was_typed_beside_what_somebody_else_decided(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        var page = $"/applicability/{id}/sheet";
        var wrong = await CompanyScene.PostFormAsync(scene.Team.Client, page, "sheet", new Dictionary<string, string> { ["rows[0].department"] = "没有的部门", ["rows[0].standing"] = "Undecided", ["rows[0].status"] = "Planned" });
        wrong.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        var html = System.Net.WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        html.ShouldContain("value=\"没有的部门\"");
        html.ShouldContain("is-invalid");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.7-04")]
    public async Task A_control_beyond_the_standard_has_its_own_code_and_section(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        var request = new AddControlRequest(id, "源代码水印", "发布的源代码带有可追溯的水印", SoaScene.Applicable(), "C-01");
        var added = (await AddAsync(scene, request)).Require();
        added.Key.ShouldBe("2022:C-01");
        (await AddAsync(scene, request)).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("applicability.own-code-taken");
        (await AddAsync(scene, request with { Code = "A.12.3.1" })).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("applicability.own-code-format");
        (await AddAsync(scene, request with { Code = null })).Require().Key.ShouldBe("2022:C-02");

        var soa = await scene.SoaAsync(id);
        (soa.Controls, soa.Additional).ShouldBe((95, 2));
        var page = await scene.Team.Client.GetStringAsync($"/api/v1/soas/{id}/controls?filter.additional=true");
        page.ShouldContain("源代码水印");
        page.ShouldNotContain("2022:8.13");
        var sheet = await scene.Team.Client.GetStringAsync($"/applicability/{id}/controls?filter.additional=true");
        sheet.ShouldContain("标准之外的控制");
    }

    [Theory, BothDatabases]
    public async Task Upstream_processes_hear_what_the_statement_says(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        ControlKey backup = new(Edition.Iso2022, "8.13"), malware = new(Edition.Iso2022, "8.7"), old = new(Edition.Iso2013, "A.12.3.1");
        var id = await scene.InForceAsync(before: async soa => await scene.DecideAsync(soa, "2022:8.7", SoaScene.Excluded()));
        var said = await scene.App.RunAsync<IControlDecisions, IReadOnlyDictionary<ControlKey, (ControlStanding Standing, string? Link)>>(d => d.OfAsync([backup, malware, old], default));
        said[backup].ShouldBe((ControlStanding.Applicable, $"/applicability/{id}/controls/2022:8.13"));
        said[malware].Standing.ShouldBe(ControlStanding.Excluded);
        said[old].ShouldBe((ControlStanding.Undecided, null));

        var next = await scene.PrepareAsync(Edition.Iso2022, "增加恶意软件防护");
        (await scene.DecideAsync(next, "2022:8.7", new DecisionInput(ControlStanding.Undecided))).Succeeded.ShouldBeTrue();
        await using var scope = scene.App.Services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Isms.Kernel.Data.IsmsDbContext>();
        await scope.ServiceProvider.GetRequiredService<IControlDecisions>().MarkApplicableAsync([malware, old], default);
        await db.SaveAsync(scene.Team.Actor, "test.arrange", default);
        var marked = await scene.ControlAsync(next, "2022:8.7");
        (marked.Standing, marked.Reasons.ShouldHaveSingleItem()).ShouldBe((ControlStanding.Applicable, ReasonKind.Risk));
    }

    [Theory, BothDatabases]
    public async Task Remote_work_is_left_out_only_with_a_word_on_the_laptops(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        await scene.AssetAsync("销售笔记本", "HARD-LAP");
        var id = await scene.PrepareAsync();
        (await scene.DecideAsync(id, "2022:6.7", SoaScene.Excluded())).Succeeded.ShouldBeTrue();
        (await scene.ControlAsync(id, "2022:6.7")).RemoteAssets.ShouldHaveSingleItem().Text.ShouldContain("销售笔记本");
        (await scene.GapsAsync(id)).Where(g => g.Gap == SoaGap.Challenge).ShouldHaveSingleItem().Key.ShouldBe("2022:6.7");
        (await scene.DecideAsync(id, "2022:6.7", SoaScene.Excluded(answer: "笔记本只在办公室内使用，带出需登记"))).Succeeded.ShouldBeTrue();
        (await scene.GapsAsync(id)).ShouldNotContain(g => g.Gap == SoaGap.Challenge);
    }

    private static Task<Outcome<SoaSheetSaved>> SaveAsync(SoaScene scene, Guid id, params SoaSheetRow[] rows) =>
        scene.RunAsync<SaveSoaSheet, SoaSheetSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSoaSheetRequest(id, rows), default));

    private static Task<Outcome<ControlDecided>> AddAsync(SoaScene scene, AddControlRequest request) =>
        scene.RunAsync<AddControl, ControlDecided>(o => o.RunAsync(scene.Team.Actor, request, default));
}
