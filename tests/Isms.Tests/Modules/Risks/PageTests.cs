using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Isms.Modules.Risks;
using Isms.Modules.Risks.Rating;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Risks;

public sealed class PageTests
{
    [Theory, BothDatabases]
    public async Task Every_page_opens_in_both_languages_without_a_missing_word(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        await scene.AssetAsync(scene.Sales, category: "DATA-BIZ");
        var id = await scene.ProposedAsync();
        var risk = (await scene.RisksAsync(id))[0];
        string[] pages =
        [
            "/risks/assessments", "/risks/assessments/new", $"/risks/assessments/{id}", $"/risks/assessments/{id}/edit", $"/risks/assessments/{id}/risks",
            $"/risks/assessments/{id}/risks/new", $"/risks/assessments/{id}/sheet", $"/risks/{risk.Id}", "/risks/threats", "/risks/threats/new",
            $"/risks/threats/{risk.ThreatCode}", "/risks/vulnerabilities", "/risks/vulnerabilities/new", "/risks/comparison", "/risks/reassessment",
            "/risks/threat-changes", "/risks/duties",
        ];
        foreach (var language in new[] { "zh-CN", "en" })
        {
            foreach (var page in pages)
            {
                var html = await GetAsync(scene.Team, page, language);
                html.QuerySelector("h1").ShouldNotBeNull(page);
                html.QuerySelector("main, .main")!.TextContent.ShouldNotContain("risks.", Case.Sensitive, page + " " + language);
            }
        }
    }

    [Theory, BothDatabases]
    public async Task The_figures_on_an_assessment_open_exactly_the_risks_behind_them(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        await scene.AssetAsync(scene.Sales, category: "DATA-BIZ");
        var id = await scene.ProposedAsync();
        var page = await GetAsync(scene.Team, $"/risks/assessments/{id}");

        var links = page.QuerySelectorAll(".matrix a, .legend a").ToList();
        links.Count.ShouldBeGreaterThan(2);
        foreach (var link in links)
        {
            var count = int.Parse((link.QuerySelector(".matrix-count") ?? link).TextContent.Trim(), System.Globalization.CultureInfo.InvariantCulture);
            var list = await GetAsync(scene.Team, link.GetAttribute("href")!);
            list.QuerySelectorAll("table.table tbody tr").Length.ShouldBe(count, link.GetAttribute("href"));
        }
    }

    [Theory, BothDatabases]
    public async Task The_sheet_page_saves_what_was_changed_and_shows_errors_at_their_cells(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        var risks = await scene.RisksAsync(id);
        var address = $"/risks/assessments/{id}/sheet";

        var wrong = await PostAsync(scene.Team, address, "sheet", ("rows[0].frequency", "12"), ("rows[1].loses", "CX"), ("rows[2].owner", "无此人"));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Page.QuerySelector("[name='rows[1].loses']")!.ClassList.ShouldContain("is-invalid");
        wrong.Page.QuerySelector("[name='rows[2].owner']")!.GetAttribute("value").ShouldBe("无此人");
        (await scene.RisksAsync(id)).ShouldAllBe(r => r.Version == 1);

        var range = await PostAsync(scene.Team, address, "sheet", ("rows[1].frequency", "12"));
        range.Page.QuerySelector("[name='rows[1].frequency']")!.ClassList.ShouldContain("is-invalid");
        range.Page.QuerySelector("[name='rows[0].frequency']")!.ClassList.ShouldNotContain("is-invalid");

        var saved = await PostAsync(scene.Team, address, "sheet", ("rows[0].controlEffectiveness", "４"), ("rows[0].loses", "c、i"));
        saved.Status.ShouldBe(HttpStatusCode.Redirect);
        var after = await scene.RisksAsync(id);
        (after[0].ControlEffectiveness, after[0].LosesConfidentiality, after[0].LosesAvailability, after[0].Version).ShouldBe((4, true, false, 2));
        after.Skip(1).ShouldAllBe(r => r.Version == 1);
        risks.Count.ShouldBeGreaterThan(2);
    }

    [Theory, BothDatabases]
    public async Task The_sheet_page_shows_what_somebody_else_changed_and_keeps_the_persons_text(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        var risks = await scene.RisksAsync(id);
        var address = $"/risks/assessments/{id}/sheet";
        var form = await FormAsync(scene.Team, address, "sheet");
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.ItHead.Actor, Requests.Same(risks[0]) with { ExistingControls = "双机热备" }, default));
        form["rows[0].existingControls"] = "每日备份";
        form["rows[1].existingControls"] = "门禁";

        var refused = await SendAsync(scene.Team, address, form);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Page.QuerySelector(".diff")!.TextContent.ShouldContain("双机热备");
        refused.Page.QuerySelector("[name='rows[0].existingControls']")!.GetAttribute("value").ShouldBe("每日备份");
        (await scene.RiskAsync(risks[1].Id)).Version.ShouldBe(1);

        form["saveOthers"] = "1";
        (await SendAsync(scene.Team, address, form)).Status.ShouldBe(HttpStatusCode.OK);
        (await scene.RiskAsync(risks[1].Id)).ExistingControls.ShouldBe("门禁");
        (await scene.RiskAsync(risks[0].Id)).ExistingControls.ShouldBe("双机热备");
    }

    [Theory, BothDatabases]
    public async Task A_risk_page_answers_the_second_person_with_the_difference(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        var risk = (await scene.RisksAsync(id))[0];
        var form = await FormAsync(scene.Team, "/risks/" + risk.Id, "rate");
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.ItHead.Actor, Requests.Same(risk) with { ExistingControls = "双机热备" }, default));
        form["existingControls"] = "每日备份";

        var refused = await SendAsync(scene.Team, "/risks/" + risk.Id, form);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Page.QuerySelector(".diff")!.TextContent.ShouldContain("双机热备");
        refused.Page.QuerySelector("textarea[name=existingControls]")!.TextContent.Trim().ShouldBe("每日备份");
        (await scene.RiskAsync(risk.Id)).ExistingControls.ShouldBe("双机热备");
    }

    [Theory, BothDatabases]
    public async Task The_register_and_the_assessment_come_out_as_workbooks(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.CompletedAsync();
        foreach (var address in new[] { $"/api/v1/risk-assessments/{id}/risks.xlsx", $"/api/v1/risk-assessments/{id}/document.xlsx" })
        {
            var answer = await scene.Manager.Client.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            using var package = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(await answer.Content.ReadAsStreamAsync(), false);
            new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(package).ShouldBeEmpty(address);
        }
    }

    private static async Task<IDocument> GetAsync(TestPerson person, string address, string language = "zh-CN")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        var session = person.Client.DefaultRequestHeaders.GetValues("Cookie").Single();
        request.Headers.Add("Cookie", $"{session}; isms.language={language}");
        var answer = await person.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<Dictionary<string, string>> FormAsync(TestPerson person, string address, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        var answer = await person.Client.SendAsync(request);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        var form = page.QuerySelectorAll("form").Single(f => f.QuerySelector($"input[name=_handler][value='{name}']") is not null);
        var values = form.QuerySelectorAll("input, textarea, select").Where(i => i.GetAttribute("name") is not null && i.GetAttribute("type") is not ("checkbox" or "radio"))
            .GroupBy(i => i.GetAttribute("name")!).ToDictionary(g => g.Key, g => ValueOf(g.First()));
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            values["\0cookie"] = string.Join("; ", cookies.Select(c => c.Split(';')[0]));
        return values;
    }

    private static async Task<(HttpStatusCode Status, IDocument Page)> PostAsync(TestPerson person, string address, string name, params (string Name, string Value)[] fields)
    {
        var form = await FormAsync(person, address, name);
        foreach (var (field, value) in fields)
            form[field] = value;
        return await SendAsync(person, address, form);
    }

    private static async Task<(HttpStatusCode Status, IDocument Page)> SendAsync(TestPerson person, string address, Dictionary<string, string> form)
    {
        var session = person.Client.DefaultRequestHeaders.GetValues("Cookie").Single();
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form.Where(f => f.Key != "\0cookie")) };
        request.Headers.Add("Cookie", form.TryGetValue("\0cookie", out var extra) ? session + "; " + extra : session);
        var answer = await person.Client.SendAsync(request);
        return (answer.StatusCode, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync()));
    }

    private static string ValueOf(IElement input) =>
        input.LocalName == "select" ? input.QuerySelector("option[selected]")?.GetAttribute("value") ?? ""
        : input.LocalName == "textarea" ? input.TextContent.TrimStart('\n') : input.GetAttribute("value") ?? "";
}
