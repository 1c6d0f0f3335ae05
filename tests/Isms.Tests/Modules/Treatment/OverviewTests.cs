using System.Net;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Overview;
using Isms.Tests.Modules.Risks;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Treatment;

/// <summary>The overview over the processes down to treatment, as different people see it.</summary>
public sealed partial class OverviewTests
{
    [Theory, BothDatabases]
    public async Task Each_person_sees_the_figures_of_what_they_may_read(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        await scene.PlanAsync();

        var manager = await TilesAsync(scene, scene.Manager);
        manager.Single(t => t.Href.StartsWith("/risks/assessments/", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            t => t.Value.ShouldBe("3"),
            t => t.Parts.Sum(p => p.Count).ShouldBe(3));
        manager.Single(t => t.Href == "/treatment").ShouldSatisfyAllConditions(t => t.Value.ShouldBe("0"), t => t.Unit.ShouldBe("/ 2"));

        // A head sees the own department's risks and items only.
        var head = await TilesAsync(scene, scene.SalesHead);
        head.Single(t => t.Href.StartsWith("/risks/assessments/", StringComparison.Ordinal)).Value.ShouldBe("1");
        head.Single(t => t.Href == "/treatment").Unit.ShouldBe("/ 1");

        (await scene.App.RunAsync<ReadOverview, Outcome<OverviewOfSystem>>(o => o.RunAsync(scene.Technician.Actor, default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await scene.Technician.Client.GetAsync("/overview")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task Every_figure_and_part_opens_a_page(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        await scene.PlanAsync();
        var page = await scene.Manager.Client.GetStringAsync("/overview");
        var section = page[page.IndexOf("class=\"overview\"", StringComparison.Ordinal)..];
        var links = Links().Matches(section).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Where(l => l.StartsWith('/')).Distinct().ToList();
        links.Count.ShouldBeGreaterThan(8);
        foreach (var link in links)
            (await scene.Manager.Client.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK, link);
    }

    [Theory, BothDatabases]
    public async Task The_steps_of_establishing_the_system_tell_what_is_done_and_what_comes_next(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);

        var steps = await StepsAsync(scene);
        steps.Steps.Single(s => s.Href == "/criteria").Done.ShouldBeTrue();
        steps.Steps.Single(s => s.Href == "/risks/assessments").Done.ShouldBeTrue();
        steps.Steps.Single(s => s.Href == "/treatment").Done.ShouldBeFalse();
        steps.Next!.Done.ShouldBeFalse();
        steps.Steps.TakeWhile(s => s != steps.Next).ShouldAllBe(s => s.Done);
        (await scene.Representative.Client.GetStringAsync("/first-steps")).ShouldContain(steps.Next.Href);
        (await scene.SalesHead.Client.GetAsync("/first-steps")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task A_new_companys_home_page_asks_for_all_steps_in_one_statement(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var representative = await app.PersonAsync(await app.DepartmentAsync("办公室"), Office.ManagementRepresentative);
        await representative.Client.GetStringAsync("/account");

        using var counter = await SqlCounter.BeginAsync(app);
        var page = await representative.Client.GetStringAsync("/");
        page.ShouldContain("/organization/departments");
        // The person, the inbox, what was let slip, the policy, announcements, the frame; and the steps.
        counter.Statements.Count.ShouldBeLessThanOrEqualTo(12, string.Join("\n----\n", counter.Statements));
        counter.Statements.Count(s => s.Contains("organization_matrices", StringComparison.Ordinal)).ShouldBe(1);
        counter.Statements.Count(s => s.Contains("applicability_versions", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static async Task<Establishment> StepsAsync(TreatmentScene scene) =>
        (await scene.App.RunAsync<ReadFirstSteps, Outcome<Establishment>>(o => o.RunAsync(scene.Representative.Actor, default))).Require();

    private static async Task<IReadOnlyList<OverviewTile>> TilesAsync(TreatmentScene scene, TestPerson person) =>
        (await scene.App.RunAsync<ReadOverview, Outcome<OverviewOfSystem>>(o => o.RunAsync(person.Actor, default))).Require().Tiles;

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Links();
}
