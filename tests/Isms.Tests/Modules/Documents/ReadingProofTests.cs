using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Settings;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Reading;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Documents;

/// <summary>What stands behind a confirmation, and who is asked without being told to.</summary>
public sealed class ReadingProofTests
{
    [Fact]
    public void A_text_is_cut_at_its_headings_and_nothing_is_lost()
    {
        var html = string.Concat(Enumerable.Range(1, 9).Select(n => $"<h2>{n}</h2><p>{new string('字', 700)}</p>"));
        var sections = TextSections.Of(html);
        sections.Count.ShouldBe(3);
        string.Concat(sections).ShouldBe(html);
        sections.ShouldAllBe(s => s.StartsWith("<h2>", StringComparison.Ordinal));
        TextSections.Of("<p>短</p>").ShouldBe(["<p>短</p>"]);
        TextSections.Of(string.Concat(Enumerable.Repeat("<h2>x</h2><p>" + new string('字', 2000) + "</p>", 200))).Count.ShouldBeLessThanOrEqualTo(TextSections.Most);
    }

    [Theory, BothDatabases]
    public async Task Reading_is_confirmed_only_after_every_section_was_shown_to_that_person(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        (await scene.TrySaveAsync("SL-B-15", string.Concat(Enumerable.Range(1, 6).Select(n => $"## 第{n}章\n{new string('字', 900)}\n\n")))).Require();
        await scene.IssueAsync("SL-B-15");
        var mine = (await scene.DoAsync<ListReadings, IReadOnlyList<ReadingView>>(o => o.RunAsync(scene.Employee.Actor, default)))[0].Id;
        var client = scene.Employee.Client;
        (await client.PostAsJsonAsync($"/api/v1/readings/{mine}/confirmation", new { readToEnd = true })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var first = await client.GetStringAsync(DocumentPaths.Read(mine));
        first.ShouldContain("第1章");
        first.ShouldNotContain("第6章");
        first.ShouldNotContain("name=\"readToEnd\"");
        (await scene.SalesHead.Client.GetAsync($"/api/v1/readings/{mine}/sections/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync($"/api/v1/readings/{mine}/sections/9")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PostAsJsonAsync($"/api/v1/readings/{mine}/confirmation", new { readToEnd = true })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var second = await client.GetFromJsonAsync<JsonElement>($"/api/v1/readings/{mine}/sections/2");
        (second.GetProperty("sections").GetInt32(), second.GetProperty("toTheEnd").GetBoolean()).ShouldBe((3, false));
        var last = await client.GetStringAsync(DocumentPaths.Read(mine) + "?section=3");
        last.ShouldContain("第6章");
        last.ShouldContain("name=\"readToEnd\"");
        (await client.PostAsJsonAsync($"/api/v1/readings/{mine}/confirmation", new { readToEnd = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.App.ReadAsync(db => db.Set<ReadingConfirmation>().SingleAsync(c => c.Id == mine))).ShouldSatisfyAllConditions(c => c.OpenedAt.ShouldNotBeNull(), c => c.ShownToTheEnd.ShouldBeTrue());
    }

    [Theory, BothDatabases]
    public async Task Where_the_organization_asks_for_no_proof_the_word_of_the_reader_counts(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        await scene.App.SaveAsync(db => db.Add(new SettingValue { Key = DocumentsModule.ReadingProof.Key, Value = "none" }));
        await scene.App.RunAsync<SettingsReader, int>(s => { s.Forget(); return Task.FromResult(0); });
        await scene.IssueAsync("SL-B-15");
        var mine = (await scene.DoAsync<ListReadings, IReadOnlyList<ReadingView>>(o => o.RunAsync(scene.Employee.Actor, default)))[0].Id;
        (await scene.TryAsync<ConfirmReading, ReadingConfirmed>(o => o.RunAsync(scene.Employee.Actor, new ConfirmReadingRequest(mine, true), default))).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Who_joins_after_the_issue_is_asked_by_itself_and_nobody_twice(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var issued = await scene.IssueAsync("SL-B-15");
        (await scene.DoAsync<AskJoiners, ReadersAsked>(o => o.RunAsync(scene.App.System, default))).Count.ShouldBe(0);
        var joiner = await scene.App.PersonAsync(scene.Sales);
        (await scene.TryAsync<AskJoiners, ReadersAsked>(o => o.RunAsync(scene.Manager.Actor, default))).Refusal!.Code.ShouldBe("kernel.forbidden");
        (await scene.DoAsync<AskJoiners, ReadersAsked>(o => o.RunAsync(scene.App.System, default))).Count.ShouldBe(1);
        (await scene.DoAsync<AskJoiners, ReadersAsked>(o => o.RunAsync(scene.App.System, default))).Count.ShouldBe(0);
        (await scene.DoAsync<ListReadings, IReadOnlyList<ReadingView>>(o => o.RunAsync(joiner.Actor, default))).ShouldHaveSingleItem().VersionId.ShouldBe(issued.Id);

        // An editorial change asks those again who had not confirmed yet, and nobody who had.
        var mine = (await scene.DoAsync<ListReadings, IReadOnlyList<ReadingView>>(o => o.RunAsync(scene.Employee.Actor, default)))[0].Id;
        await scene.DoAsync<ReadSection, SectionView>(o => o.RunAsync(scene.Employee.Actor, new ReadSectionRequest(mine), default));
        (await scene.TryAsync<ConfirmReading, ReadingConfirmed>(o => o.RunAsync(scene.Employee.Actor, new ConfirmReadingRequest(mine, true), default))).Require();
        await scene.ReviseAsync("SL-B-15", material: false);
        await scene.DoAsync<AskJoiners, ReadersAsked>(o => o.RunAsync(scene.App.System, default));
        (await scene.DoAsync<ListReadings, IReadOnlyList<ReadingView>>(o => o.RunAsync(scene.Employee.Actor, default))).ShouldAllBe(r => r.ConfirmedAt != null);
        (await scene.DoAsync<ListReadings, IReadOnlyList<ReadingView>>(o => o.RunAsync(joiner.Actor, default))).ShouldHaveSingleItem().Label.ShouldBe("A/1");
    }
}
