using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Standards;
using Isms.Modules.Conformity;
using Isms.Modules.Conformity.Board;
using Isms.Tests.Kernel.OfficeFiles.Writing;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Conformity;

public sealed class BoardTests
{
    [Fact]
    public void Every_clause_of_every_edition_has_a_kind_of_evidence_to_look_for()
    {
        foreach (var edition in Enum.GetValues<Edition>())
        {
            var spoken = EvidenceKind.All.SelectMany(k => k.In(edition)).ToHashSet();
            ClauseRows.Judged(edition, []).Select(c => c.Key).Where(c => !spoken.Contains(c)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Clauses_named_by_the_catalogues_exist()
    {
        EvidenceKind.All.SelectMany(k => k.Clauses).Where(c => ControlCatalogue.Find(c) is null).ShouldBeEmpty();
        EvidenceKind.All.Count().ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData("4.2.1.5", "4.2.1 e)")]
    [InlineData("4.2.1.10", "4.2.1 j)")]
    [InlineData("4.2.1.1 c)", "4.2.1 a)")]
    [InlineData("4.2.3.4", "4.2.3")]
    [InlineData("6.1.2", "6")]
    [InlineData("9.9", null)]
    [InlineData("", null)]
    public void A_clause_of_the_manual_is_found_on_the_2005_skeleton(string manual, string? clause) => ClauseMap.OfManual(manual)?.Number.ShouldBe(clause);

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.1.1-01")]
    [Trait("Requirement", "R-PLAT-13")]
    public async Task A_clause_without_evidence_is_a_gap_until_a_live_record_stands_behind_it_in_every_edition(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        async Task<ClauseView> ClauseAsync(int year, string number) =>
            (await scene.RunAsync<ReadBoard, BoardView>(o => o.RunAsync(scene.Representative.Actor, year, default))).Require().Rows.Single(r => r.Number == number);
        (await ClauseAsync(2022, "9.3.3")).State.ShouldBe(ClauseState.Nothing);

        scene.Held.Add(ConformityScene.Item("management-review", TestApp.Today, EvidenceState.InPreparation));
        (await ClauseAsync(2022, "9.3.3")).State.ShouldBe(ClauseState.InPreparation);

        scene.Held.Add(ConformityScene.Item("management-review", TestApp.Today.AddDays(-10), number: "SL-B-07-R05-2026-0001"));
        foreach (var (year, number) in new[] { (2005, "7.1"), (2005, "7.3"), (2013, "9.3"), (2022, "9.3.1"), (2022, "9.3.3") })
        {
            var clause = await ClauseAsync(year, number);
            clause.State.ShouldBe(ClauseState.Met);
            clause.Evidence.ShouldContain(e => e.Number == "SL-B-07-R05-2026-0001" && e.Link == "/somewhere" && e.Date == TestApp.Today.AddDays(-10));
        }
        // 8.2 is corrective action in 2005 and assessment in 2013: never met by an equal number.
        scene.Held.Add(ConformityScene.Item("corrective-action", TestApp.Today));
        (await ClauseAsync(2005, "8.2")).State.ShouldBe(ClauseState.Met);
        (await ClauseAsync(2013, "8.2")).State.ShouldBe(ClauseState.Nothing);
        (await ClauseAsync(2022, "10.2")).State.ShouldBe(ClauseState.Met);
    }

    [Theory, BothDatabases]
    public async Task What_is_made_anew_every_year_goes_out_of_date_and_a_newer_one_takes_its_place(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        async Task<ClauseView> ReviewAsync() =>
            (await scene.RunAsync<ReadClause, ClauseView>(o => o.RunAsync(scene.Representative.Actor, "2013:9.3", default))).Require();
        scene.Held.Add(ConformityScene.Item("management-review", TestApp.Today.AddMonths(-12).AddDays(-1), title: "旧的评审"));
        (await ReviewAsync()).State.ShouldBe(ClauseState.OutOfDate);
        scene.Held.Add(ConformityScene.Item("management-review", TestApp.Today.AddMonths(-12), title: "新的评审"));
        var review = await ReviewAsync();
        review.State.ShouldBe(ClauseState.Met);
        review.Evidence.Select(e => e.Title).ShouldBe(["新的评审"]);

        // A date of its own counts whatever its kind.
        scene.Held.Add(ConformityScene.Item("legal-standing") with { GoodUntil = TestApp.Today.AddDays(-1) });
        (await scene.RunAsync<ReadClause, ClauseView>(o => o.RunAsync(scene.Representative.Actor, "2013:4.3", default))).Require().OutOfDate.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task The_board_shows_gaps_first_and_what_the_manual_does_not_ask(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        var board = await ConformityScene.GetAsync(scene.Outside, "/api/v1/conformity?edition=2022");
        var states = board.GetProperty("rows").EnumerateArray().Select(r => Enum.Parse<ClauseState>(r.GetProperty("state").GetString()!, ignoreCase: true)).ToList();
        states.ShouldBe(states.Order());
        board.GetProperty("clauses").GetInt32().ShouldBe(states.Count);
        var rows = board.GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty("number").GetString()!);
        rows["7.4"].GetProperty("beyond").GetArrayLength().ShouldBe(1);
        rows["9.3.2"].GetProperty("beyond").EnumerateArray().Count().ShouldBe(2);
        rows["6.3"].GetProperty("counterparts").GetArrayLength().ShouldBe(0);
        (await ConformityScene.GetAsync(scene.Outside, "/api/v1/conformity?edition=2005")).GetProperty("rows").EnumerateArray().Sum(r => r.GetProperty("beyond").GetArrayLength()).ShouldBe(0);

        scene.Held.Add(ConformityScene.Item("communication", TestApp.Today));
        var clause = await ConformityScene.GetAsync(scene.Outside, "/api/v1/conformity/clauses/2022:7.4");
        clause.GetProperty("beyond")[0].GetProperty("answered").GetBoolean().ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_person_sees_only_the_evidence_that_its_process_shows_them(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        scene.Held.Add(ConformityScene.Item("training", TestApp.Today, title: "只给代表看"));
        scene.OnlyFor = scene.Representative.Actor.PersonId;
        async Task<int> SeenAsync(TestPerson by) => (await ConformityScene.GetAsync(by, "/api/v1/conformity/clauses/2022:7.2")).GetProperty("evidence").GetArrayLength();
        (await SeenAsync(scene.Representative)).ShouldBe(1);
        (await SeenAsync(scene.Outside)).ShouldBe(0);
        var employee = await scene.App.PersonAsync(scene.Department);
        (await employee.Client.GetAsync("/api/v1/conformity")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task Processes_speak_for_themselves_over_an_empty_and_a_working_system(On on)
    {
        await using var scene = await Applicability.SoaScene.StartAsync(on);
        var board = await ConformityScene.GetAsync(scene.Manager, "/api/v1/conformity?edition=2022");
        Evidence(board, "6.1.3").ShouldNotContain("soa");
        await scene.InForceAsync();
        board = await ConformityScene.GetAsync(scene.Manager, "/api/v1/conformity?edition=2022");
        Evidence(board, "6.1.3").ShouldContain("soa");
        Evidence(board, "5.3").ShouldContain("appointments");
        Evidence(board, "7.5.3").ShouldContain("ledger");
        Evidence(board, "5.1").ShouldContain("signatures");
        // Who reads only the own department's things is not shown the organization's.
        var outside = await scene.PersonAsync(scene.Engineering, Isms.Kernel.Access.Office.ExternalAuditor);
        Evidence(await ConformityScene.GetAsync(outside, "/api/v1/conformity?edition=2022"), "6.1.3").ShouldContain("soa");

        static List<string> Evidence(System.Text.Json.JsonElement board, string number) => [.. board.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("number").GetString() == number)
            .GetProperty("evidence").EnumerateArray().Select(e => e.GetProperty("kind").GetString()!)];
    }

    [Theory, BothDatabases]
    public async Task The_comparison_table_is_a_workbook_and_noted_in_the_ledger(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        scene.Held.Add(ConformityScene.Item("internal-audit", TestApp.Today, number: "SL-B-06-R09-2026-0001"));
        using var response = await scene.Outside.Client.GetAsync("/api/v1/conformity/document?edition=2013");
        response.EnsureSuccessStatusCode();
        using var file = SpreadsheetDocument.Open(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), false);
        file.ShouldBeValid();
        var cells = file.Cells().Values.ToList();
        foreach (var text in new[] { "SL-B-06-R09-2026-0001", "9.2", "9.2.1 9.2.2", "尚无证据", "有现行证据" })
            cells.ShouldContain(text);
        (await scene.App.ReadAsync(db => db.Ledger.CountAsync(e => e.UseCase == "conformity.export-board"))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task An_unknown_edition_or_clause_is_not_found(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        foreach (var address in new[] { "/api/v1/conformity?edition=1999", "/api/v1/conformity/clauses/2022:99", "/api/v1/conformity/clauses/nonsense", "/conformity/clause?key=2022:99" })
            (await scene.Representative.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        foreach (var address in new[] { "/conformity", "/conformity?edition=2005", "/conformity/clause?key=2005:4.2.1%20a)", "/conformity/audit", "/conformity/audit?stage=One&state=Missing" })
            (await scene.Representative.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
    }
}
