using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Modules.Objectives;
using Isms.Modules.Objectives.Results;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Objectives;

/// <summary>Pages, API and papers of objectives as people and programs meet them.</summary>
public sealed class ObjectivesWebTests
{
    [Theory, BothDatabases]
    public async Task A_version_is_drawn_up_through_the_api(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var created = await scene.Team.SendJsonAsync(HttpMethod.Post, "/api/v1/objective-sets", new { year = 2026, startsOn = "2026-01-01", changeNote = "首次制定" });
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var address = created.Headers.Location!.ToString();
        var body = new
        {
            kind = "objective", title = "高危漏洞按期修复率不低于 95%", principle = "预防为主", metric = "按期修复率", formula = "按期 ÷ 应修复", dataSource = "扫描报告", unit = "%", frequency = "month", direction = "atLeast", target = 95,
            collectorId = scene.Collector.Actor.PersonId, evaluatorId = scene.Evaluator.Actor.PersonId, actions = "每月扫描", means = "扫描工具", responsibleId = scene.ItHead.Actor.PersonId, dueOn = "2026-12-31", judging = "逐月对照",
            shares = new[] { new { departmentId = scene.It, task = "修复" }, new { departmentId = scene.Sales, task = "配合" } },
        };
        var measure = await scene.Team.SendJsonAsync(HttpMethod.Post, address + "/measures", body);
        measure.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await scene.Team.Client.GetFromJsonAsync<JsonElement>(address + "/check")).GetProperty("ready").GetBoolean().ShouldBeTrue();
        var at = measure.Headers.Location!.ToString();
        (await scene.Team.SendJsonAsync(HttpMethod.Put, at, body)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await scene.Team.SendJsonAsync(HttpMethod.Put, at, body, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Team.SendJsonAsync(HttpMethod.Put, at, body, 1)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.Collector.SendJsonAsync(HttpMethod.Put, at, body, 2)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Collector.Client.GetAsync(at)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a draft is the team's");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-04")]
    [Trait("Requirement", "R-4.2.4-04")]
    public async Task Results_are_entered_corrected_and_read_through_the_api(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync();
        var results = $"/api/v1/objectives/{line}/results";
        (await scene.Collector.SendJsonAsync(HttpMethod.Post, results, new { periodStart = "2026-01-01", value = 90, basis = "45 / 50" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Collector.SendJsonAsync(HttpMethod.Post, results, new { periodStart = "2026-01-01", value = 96, basis = "48 / 50" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var again = await scene.Collector.SendJsonAsync(HttpMethod.Post, results, new { periodStart = "2026-01-01", value = 98, basis = "49 / 50" });
        (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["reason"]);
        (await scene.Collector.SendJsonAsync(HttpMethod.Post, results, new { periodStart = "2026-01-01", value = 98, basis = "49 / 50", reason = "漏计一项" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var read = await scene.SalesHead.Client.GetFromJsonAsync<JsonElement>($"/api/v1/objectives/{line}");
        read.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("corrected").GetBoolean()).ShouldBe([false, true]);
    }

    [Theory, BothDatabases]
    public async Task Every_page_opens_in_both_languages_and_a_result_is_entered_on_its_page(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        foreach (var page in new[] { ObjectivesPaths.Overview, ObjectivesPaths.Split, ObjectivesPaths.Sets })
            await scene.Team.OpensInBothLanguagesAsync("objectives", page);
        var line = await scene.InForceAsync();
        await scene.AskAsync();
        (await scene.TryRecordAsync(line, new DateOnly(2026, 1, 1), 80m)).Require();
        (await scene.TryRecordAsync(line, new DateOnly(2026, 1, 1), 81m, reason: "更正")).Require();
        var inForce = await scene.App.ReadAsync(db => db.Set<ObjectiveSet>().Select(s => s.Id).SingleAsync());
        var draft = await scene.SetAsync();
        var measure = await scene.App.ReadAsync(db => db.Set<Measure>().Where(m => m.SetId == draft).Select(m => m.Id).FirstAsync());
        string[] pages =
        [
            ObjectivesPaths.Overview, ObjectivesPaths.Overview + "?year=2025", ObjectivesPaths.Split, ObjectivesPaths.Sets, ObjectivesPaths.NewSet, ObjectivesPaths.Set(inForce), ObjectivesPaths.Approval(inForce),
            ObjectivesPaths.Set(draft), ObjectivesPaths.Approval(draft), ObjectivesPaths.NewMeasure(draft), ObjectivesPaths.EditMeasure(measure), ObjectivesPaths.Line(line),
        ];
        await scene.Team.OpensInBothLanguagesAsync("objectives", pages);
        var html = await scene.Collector.PageAsync(ObjectivesPaths.Line(line));
        html.ShouldContain("<svg viewBox=\"0 0 720 240\"");
        html.ShouldContain("以表格显示");

        var address = ObjectivesPaths.Line(line) + "?period=2026-02-01";
        var wrong = await scene.Collector.PostFormAsync(address, "enter", ("periodStart", "2026-02-01"), ("value", "九十"), ("basis", "x"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("九十");
        var owner = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == scene.ItHead.Actor.PersonId).Select(p => p.EmployeeNumber).SingleAsync());
        (await scene.Collector.PostFormAsync(address, "enter", ("periodStart", "2026-02-01"), ("value", "９0.5"), ("basis", "45 / 50"), ("cause", "窗口推迟"), ("action", "固定窗口"), ("actionOwnerId", owner), ("actionDueOn", "2026-04-01")))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var view = await scene.LineAsync(line);
        (view.Results[0].Value, view.Results[0].Remedy!.Cause).ShouldBe((90.5m, "窗口推迟"));
        (await scene.Evaluator.PostFormAsync(ObjectivesPaths.Line(line), "evaluate-" + view.Results[0].Id, ("verdict", "Partly"), ("words", "部分有效"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.LineAsync(line)).Results[0].Evaluation!.Verdict.ShouldBe(Effectiveness.Partly);
    }

    [Theory, BothDatabases]
    public async Task A_measure_is_added_and_changed_on_its_pages(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var set = await scene.SetAsync();
        var numbers = await scene.App.ReadAsync(db => db.People.ToDictionaryAsync(p => p.Id, p => p.EmployeeNumber));
        (string, string)[] fields =
        [
            ("kind", "Control"), ("title", "备份恢复成功率"), ("metric", "恢复成功率"), ("formula", "成功 ÷ 演练"), ("dataSource", "演练记录"), ("unit", "%"), ("frequency", "Quarter"), ("direction", "AtLeast"), ("target", "99.5"),
            ("collectorId", numbers[scene.Collector.Actor.PersonId]), ("evaluatorId", numbers[scene.Evaluator.Actor.PersonId]), ("controls", "A.8.13、5.30"), ($"task-{scene.It}", "每季度演练"),
        ];
        (await scene.Team.PostFormAsync(ObjectivesPaths.NewMeasure(set), "add", [.. fields.Where(f => f.Item1 != "controls")])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Team.PostFormAsync(ObjectivesPaths.NewMeasure(set), "add", fields)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var measure = await scene.App.ReadAsync(db => db.Set<Measure>().AsNoTracking().SingleAsync());
        (measure.Controls, measure.Target).ShouldBe(("2022:8.13 2022:5.30", 99.5m));
        (await scene.Team.PostFormAsync(ObjectivesPaths.EditMeasure(measure.Id), "change", [.. fields.Where(f => f.Item1 != "target"), ("target", "98")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.App.ReadAsync(db => db.Set<Measure>().Select(m => m.Target).SingleAsync())).ShouldBe(98m);
        (await scene.Team.PostFormAsync(ObjectivesPaths.EditMeasure(measure.Id), "remove")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.App.ReadAsync(db => db.Set<Measure>().CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-03")]
    [Trait("Requirement", "R-7.2-06")]
    public async Task The_objectives_and_their_results_come_out_as_papers(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var line = await scene.InForceAsync();
        (await scene.TryRecordAsync(line, new DateOnly(2026, 1, 1), 80m)).Require();
        (await scene.TryRecordAsync(line, new DateOnly(2026, 1, 1), 96m, reason: "数据重复")).Require();
        var set = await scene.App.ReadAsync(db => db.Set<ObjectiveSet>().Select(s => s.Id).SingleAsync());
        var word = await scene.Collector.WordAsync($"/api/v1/objective-sets/{set}/document");
        foreach (var words in new[] { "SL-A-03", "高危漏洞按期修复率不低于 95%", "修复服务器漏洞", "每月扫描，七天内修复", scene.Manager.Actor.Name, scene.Evaluator.Actor.Name })
            word.ShouldContain(words);
        (await scene.Collector.WorkbookAsync($"/api/v1/objective-sets/{set}/workbook")).ShouldContain("高危漏洞按期修复率");
        var sheet = await scene.Collector.WorkbookAsync("/api/v1/objectives/results-document?year=2026");
        foreach (var words in new[] { "80", "96", "更正：数据重复", "已被更正", "补丁窗口被推迟" })
            sheet.ShouldContain(words);
    }
}

