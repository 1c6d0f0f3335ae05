using System.Net;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Criteria;

/// <summary>The pages, as a browser without scripts uses them.</summary>
public sealed class CriteriaPagesTests
{
    [Fact]
    public async Task Saving_the_form_as_it_stands_changes_nothing_for_every_preset()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var browser = scene.BrowserOf(scene.Team);
        foreach (var preset in CriteriaPresets.Names)
        {
            var draft = await scene.CreateAsync(preset);
            var before = (await scene.ViewAsync(draft.Id.ToString())).Definition;
            var values = CriteriaScene.Values(await browser.PageAsync($"/criteria/{draft.Id}/edit"), "edit");
            var answer = await browser.PostAsync($"/criteria/{draft.Id}/edit", values);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, preset);
            var after = await scene.ViewAsync(draft.Id.ToString());
            CriteriaDifference.Between(before, after.Definition).ShouldBeEmpty(preset);
            after.Version.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_matrix_cell_a_band_a_word_and_the_acceptance_are_changed_in_the_form()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var browser = scene.BrowserOf(scene.Team);
        var draft = await scene.CreateAsync("gb2007-matrix");
        await EditAsync(scene, browser, draft.Id,
            ("impact.rule.cells[0][0]", "1"), ("impact.bands[0].word.zh", "微小"), ("acceptableUpToLevel", "3"), ("importantFrom", "3"), ("assetValue.kind", "weighted"),
            ("assetValue.weights.confidentiality", "0.5"), ("assetValue.weights.integrity", "0.25"), ("assetValue.weights.availability", "０.25"), ("resolutionNumber", "JY-7"));
        var view = await scene.ViewAsync(draft.Id.ToString());
        view.Problems.ShouldBeEmpty();
        var definition = view.Definition;
        definition.Impact.Rule.Cells![0][0].ShouldBe(1);
        definition.Impact.Bands[0].Word.Zh.ShouldBe("微小");
        (definition.AcceptableUpToLevel, definition.ImportantFrom, definition.AssetValue.Kind, view.ResolutionNumber).ShouldBe((3, 3, AssetValueKind.Weighted, "JY-7"));
        definition.AssetValue.Weights.ShouldBe([0.5, 0.25, 0.25]);
    }

    [Fact]
    public async Task A_formula_that_becomes_a_matrix_begins_with_its_values_and_a_level_can_be_taken_away()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var browser = scene.BrowserOf(scene.Team);
        var draft = await scene.CreateAsync("gb2007-multiply");
        await EditAsync(scene, browser, draft.Id, ("impact.rule.kind", "matrix"));
        (await scene.ViewAsync(draft.Id.ToString())).Definition.Impact.Rule.Cells![1].ShouldBe([1.414, 2, 2.449, 2.828, 3.162]);

        await EditAsync(scene, browser, draft.Id, ("risk.bands[4].min", ""), ("risk.bands[4].max", ""), ("risk.bands[4].word.zh", ""), ("risk.bands[4].word.en", ""), ("risk.bands[3].max", "25"));
        var view = await scene.ViewAsync(draft.Id.ToString());
        view.Problems.ShouldBeEmpty();
        view.Definition.Risk.Bands.Select(b => (b.Level, b.Max)).ShouldBe([(1, 5), (2, 10), (3, 15), (4, 25)]);
    }

    [Fact]
    public async Task What_cannot_be_read_is_shown_at_its_field_with_the_persons_own_text()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var browser = scene.BrowserOf(scene.Team);
        var draft = await scene.CreateAsync("gb2007-matrix");
        var values = Changed(CriteriaScene.Values(await browser.PageAsync($"/criteria/{draft.Id}/edit"), "edit"), ("risk.rule.cells[2][2]", "十三"), ("reviews.remindDaysBefore", ""));
        var answer = await browser.PostAsync($"/criteria/{draft.Id}/edit", values);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Browser.ReadAsync(answer);
        var cell = page.QuerySelector("input[name='risk.rule.cells[2][2]']")!;
        cell.GetAttribute("value").ShouldBe("十三");
        cell.ClassList.ShouldContain("is-invalid");
        page.QuerySelector("a[href$='#f-reviews-remindDaysBefore']").ShouldNotBeNull();
        (await scene.ViewAsync(draft.Id.ToString())).Version.ShouldBe(1);
    }

    [Fact]
    public async Task An_inconsistent_draft_is_saved_and_its_problems_link_to_their_fields()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var browser = scene.BrowserOf(scene.Team);
        var draft = await scene.CreateAsync("gb2007-matrix");
        await EditAsync(scene, browser, draft.Id, ("risk.bands[1].min", "9"));
        var page = await browser.PageAsync($"/criteria/{draft.Id}/edit");
        var link = page.QuerySelector("a[href*='#f-risk-bands-1']")!;
        page.GetElementById(link.GetAttribute("href")!.Split('#')[1]).ShouldNotBeNull();
        (await browser.PageAsync($"/criteria/{draft.Id}")).QuerySelectorAll(".matrix").Length.ShouldBe(0);
    }

    [Fact]
    public async Task Every_page_opens_for_presets_and_versions_in_every_state_in_both_languages()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var first = await scene.CreateAsync("gb2007-matrix");
        await scene.ApproveAsync(first.Id);
        await scene.UseAsync(first.Id);
        var second = await scene.CreateAsync(first.Id.ToString());
        await scene.ApproveAsync(second.Id);
        var third = await scene.CreateAsync("iso27005-2008");
        foreach (var (person, edits) in new[] { (scene.Team, true), (scene.Employee, false) })
        {
            foreach (var language in new[] { "zh-CN", "en" })
            {
                var browser = scene.BrowserOf(person);
                browser.Cookies.Add(new Cookie("isms.language", language, "/", "localhost"));
                (await browser.PageAsync("/criteria")).QuerySelectorAll("a[href^='/criteria/']").Length.ShouldBeGreaterThan(6);
                foreach (var key in CriteriaPresets.Names.Concat([first.Id.ToString(), second.Id.ToString(), third.Id.ToString()]))
                {
                    var sheet = await browser.PageAsync("/criteria/" + key);
                    sheet.QuerySelectorAll(".matrix").Length.ShouldBe(3);
                    if (language == "en")
                        string.Concat(sheet.QuerySelectorAll("main .card, main h1").Select(c => c.TextContent).Where(t => t.Any(c => c is >= '\u4e00' and <= '\u9fff'))).ShouldBeEmpty(key);
                    (await browser.PageAsync($"/criteria/{key}/try")).QuerySelectorAll(".matrix").Length.ShouldBe(3);
                }
                await browser.PageAsync($"/criteria/compare?from={first.Id}&to=iso27005-2008");
                (await browser.GetAsync($"/criteria/{third.Id}/edit")).StatusCode.ShouldBe(edits ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
            }
        }
    }

    [Fact]
    public async Task Trying_shows_result_trace_and_the_cells_it_came_from()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var browser = scene.BrowserOf(scene.Employee);
        var page = await browser.PageAsync("/criteria/gb2007-matrix/try?assetValue=2&threatFrequency=2&severity=3&replacementCost=3&confidentiality=4&integrity=2&availability=5");
        page.QuerySelectorAll(".matrix-mark .matrix-count").Select(c => c.TextContent).ShouldBe(["9", "10", "8"]);
        page.QuerySelector("main")!.TextContent.ShouldContain("风险值 = 矩阵[影响等级 2][可能性等级 2] = 8");
        page.QuerySelector("main")!.TextContent.ShouldContain("资产价值 5 → 重要性等级 5");
        (await browser.GetAsync("/criteria/gb2007-matrix/try?assetValue=2")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_list_leads_from_a_preset_to_a_draft()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var browser = scene.BrowserOf(scene.Team);
        var answer = await browser.SubmitAsync("/criteria", "new-gb2007-matrix");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldEndWith("/edit");
        (await browser.PageAsync(answer.Headers.Location.ToString().Replace("http://localhost", "", StringComparison.Ordinal))).QuerySelector("h1")!.TextContent.ShouldContain("V1.0");
    }

    private static async Task EditAsync(CriteriaScene scene, Browser browser, Guid id, params (string Name, string Value)[] changes)
    {
        var values = Changed(CriteriaScene.Values(await browser.PageAsync($"/criteria/{id}/edit"), "edit"), changes);
        var answer = await browser.PostAsync($"/criteria/{id}/edit", values);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        (await scene.StateAsync(id)).ShouldBe(CriteriaState.Draft);
    }

    private static List<KeyValuePair<string, string>> Changed(List<KeyValuePair<string, string>> values, params (string Name, string Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            values.RemoveAll(v => v.Key == name).ShouldBe(1, name);
            values.Add(new(name, value));
        }
        return values;
    }
}
