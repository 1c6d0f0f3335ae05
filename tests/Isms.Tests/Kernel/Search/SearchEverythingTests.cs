using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Isms.Kernel.Access;
using Isms.Tests.Modules.Risks;
using Isms.Tests.Modules.Treatment;
using Isms.Tests.Support;

namespace Isms.Tests.Kernel.Search;

public sealed class SearchEverythingTests
{
    [Theory, BothDatabases]
    public async Task One_word_finds_things_of_several_processes_each_with_its_page(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);

        var groups = await FindAsync(scene.Representative, "客户资料");
        groups.Keys.ShouldBe(["assets.entity.assets_assets", "risks.entity.risks_risks"], ignoreOrder: true);
        foreach (var link in groups.Values.SelectMany(g => g))
            (await scene.Representative.Client.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK, link);
        (await FindAsync(scene.Representative, "2026 年度")).Keys.ShouldContain("risks.assessments");
        (await FindAsync(scene.Representative, "销售")).Keys.ShouldContain("organization.departments");
        (await FindAsync(scene.Representative, scene.Technician.Actor.Name)).Keys.ShouldContain("organization.people");
        (await FindAsync(scene.Representative, "审批")).Keys.ShouldContain("kernel.search.pages");
        (await FindAsync(scene.Representative, "客户资料 没有")).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Nobody_finds_what_he_may_not_see(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var audit = await scene.App.PersonAsync(null, Office.AuditAdministrator);

        (await FindAsync(scene.SalesHead, "核心服务器")).ShouldBeEmpty();
        (await FindAsync(scene.SalesHead, "客户资料库")).ShouldNotBeEmpty();
        (await FindAsync(audit, "客户资料库")).ShouldBeEmpty("the audit administrator sees no business content");
    }

    [Theory, BothDatabases]
    public async Task The_page_marks_the_words_and_a_long_or_odd_question_does_no_harm(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);

        var page = await new HtmlParser().ParseDocumentAsync(await scene.Representative.Client.GetStringAsync("/search?q=" + Uri.EscapeDataString("资料 客户")));
        page.QuerySelectorAll("mark").Select(m => m.TextContent).Distinct().ShouldBe(["客户", "资料"], ignoreOrder: true);
        page.QuerySelector(".top-search input")!.GetAttribute("value").ShouldBe("资料 客户");
        (await scene.Representative.Client.GetAsync("/search")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var odd in new[] { "%", "_", "'", "\"", "\\", "a' OR 1=1 --", "* AND", "<script>", "&|!:", "　" })
            (await scene.Representative.Client.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString(odd))).StatusCode.ShouldBe(HttpStatusCode.OK, odd);
        (await scene.Representative.Client.GetAsync("/api/v1/search?q=" + new string('x', 101))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await FindAsync(scene.Representative, "%")).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task A_search_takes_at_most_two_statements_for_each_process_that_answers(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        await scene.Representative.Client.GetStringAsync("/account");

        using var counter = await SqlCounter.BeginAsync(scene.App);
        await scene.Representative.Client.GetStringAsync("/search?q=" + Uri.EscapeDataString("服务器"));
        // The person, the inbox; attached files and what they say, approvals, people and departments, documents, records and forms, assets, risks and assessments, treatment,
        // controls and their statement, matters of the system itself, trade secrets and transfers.
        counter.Statements.Count.ShouldBeLessThanOrEqualTo(17, string.Join("\n", counter.Statements));
    }

    private static async Task<Dictionary<string, List<string>>> FindAsync(TestPerson person, string words) =>
        (await person.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/search?q=" + Uri.EscapeDataString(words)))!
            .ToDictionary(g => g.GetProperty("kind").GetString()!, g => g.GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("link").GetString()!).ToList());
}
