using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Risks;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Rating;
using Isms.Modules.Risks.RiskRegister;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Risks;

public sealed class RatingTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-06")]
    public async Task Asset_threat_and_vulnerability_make_a_risk_once_and_only_once(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var asset = await scene.AssetAsync();
        var id = await scene.AssessmentAsync();
        var body = new { assetId = asset, threatCode = StarterLibrary.Threats[0].Code, vulnerabilityCode = StarterLibrary.Vulnerabilities[0].Code };

        var added = await scene.ItHead.Client.PostAsJsonAsync($"/api/v1/risk-assessments/{id}/risks", body);
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        added.Headers.Location!.ToString().ShouldStartWith("/api/v1/risks/");
        var again = await scene.Team.Client.PostAsJsonAsync($"/api/v1/risk-assessments/{id}/risks", body);
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("risks.doubled");
        (await scene.RisksAsync(id)).Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Two_people_adding_the_same_risk_at_once_leave_one(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var asset = await scene.AssetAsync();
        var id = await scene.AssessmentAsync();
        var request = new AddRiskRequest(id, asset, StarterLibrary.Threats[0].Code, StarterLibrary.Vulnerabilities[0].Code);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => scene.TryAsync<AddRisk, RiskAdded>(o => o.RunAsync(scene.Team.Actor, request, default))));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal!.Code == "risks.doubled");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.5-01")]
    [Trait("Requirement", "R-4.2.1.5-02")]
    [Trait("Requirement", "R-4.2.1.5-03")]
    public async Task Impact_likelihood_and_level_follow_from_the_ratings_by_the_criteria_of_the_assessment(On on)
    {
        await using var scene = await RiskScene.StartAsync(on, "gb2007-multiply");
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        var risk = (await scene.RisksAsync(id))[0];

        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(risk) with { Frequency = 2, Severity = 3, Ease = 5, ControlEffectiveness = 1 }, default));

        var rated = await scene.RiskAsync(risk.Id);
        var expected = scene.Criteria.Score(new(risk.AssetValue, 2, 3, 5, 1));
        (rated.Impact, rated.ImpactLevel, rated.Likelihood, rated.LikelihoodLevel, rated.RiskValue, rated.Level, rated.Acceptable)
            .ShouldBe((expected.Impact, expected.ImpactLevel, expected.Likelihood, expected.LikelihoodLevel, expected.Risk, expected.Level, expected.Acceptable));
        // Multiplication method of GB/T 20984-2007: the square root of the product.
        rated.Impact.ShouldBe(Math.Sqrt(5 * 3), 1e-9);
        rated.Likelihood.ShouldBe(Math.Sqrt(2 * 5), 1e-9);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-08")]
    public async Task A_score_shows_its_inputs_formula_criteria_version_and_what_is_lost(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        var risk = (await scene.RisksAsync(id))[0];

        var detail = await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/risks/" + risk.Id);

        var trace = string.Join('\n', detail.GetProperty("trace").EnumerateArray().Select(t => t.GetString()));
        trace.ShouldContain("V1.0");
        trace.ShouldContain($"资产价值 {risk.AssetValue}");
        trace.ShouldContain($"威胁发生频率 {risk.Frequency}");
        detail.GetProperty("criteriaVersion").GetString().ShouldBe("V1.0");
        detail.GetProperty("loses").GetString()!.ShouldNotBe("None");
    }

    [Theory, BothDatabases]
    public async Task A_rating_outside_its_scale_is_refused_at_its_field(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var risk = (await scene.RisksAsync(await scene.ProposedAsync()))[0];

        var answer = await AssessmentTests.PutAsync(scene.Team, "/api/v1/risks/" + risk.Id, "\"1\"", new { frequency = 9, ease = 0, controlKeys = new[] { "2022:99.9" }, loses = "Integrity" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(e => e.Name).ShouldBe(["frequency", "ease", "controlKeys"], ignoreOrder: true);
        (await scene.RiskAsync(risk.Id)).Version.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task The_second_of_two_people_rating_one_risk_gets_the_difference_and_overwrites_nothing(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var risk = (await scene.RisksAsync(await scene.ProposedAsync()))[0];
        var (first, second) = (risk.Frequency == 5 ? 4 : 5, 1);
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(risk) with { Frequency = first }, default));

        var outcome = await scene.TryAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.ItHead.Actor, Requests.Same(risk) with { Frequency = second }, default));

        outcome.Refusal!.Kind.ShouldBe(RefusalKind.Stale);
        outcome.Refusal.Differences.ShouldHaveSingleItem().ShouldBe(new FieldDifference("frequency", "1", first.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        (await scene.RiskAsync(risk.Id)).Frequency.ShouldBe(first);
    }

    [Theory, BothDatabases]
    public async Task A_department_head_reads_and_rates_the_risks_of_the_own_department_only(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        await scene.AssetAsync(scene.Sales, category: "DATA-BIZ");
        var id = await scene.ProposedAsync();
        var risks = await scene.RisksAsync(id);
        var (own, other) = (risks.First(r => r.DepartmentId == scene.Sales), risks.First(r => r.DepartmentId == scene.It));

        (await scene.SalesHead.Client.GetAsync("/api/v1/risks/" + own.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.SalesHead.Client.GetAsync("/api/v1/risks/" + other.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await AssessmentTests.PutAsync(scene.SalesHead, "/api/v1/risks/" + other.Id, "\"1\"", new { frequency = 1 })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await AssessmentTests.PutAsync(scene.SalesHead, "/api/v1/risks/" + own.Id, "\"1\"", new { frequency = 1, loses = "Integrity" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var list = await scene.SalesHead.Client.GetFromJsonAsync<JsonElement>($"/api/v1/risk-assessments/{id}/risks?limit=200");
        list.GetProperty("rows").GetArrayLength().ShouldBe(risks.Count(r => r.DepartmentId == scene.Sales));
    }

    [Theory, BothDatabases]
    public async Task A_risk_owner_without_office_sees_the_own_risks_and_rates_none(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        var risks = await scene.RisksAsync(id);
        var owner = await scene.App.PersonAsync(scene.Sales);
        (await owner.Client.GetAsync($"/api/v1/risk-assessments/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(risks[0]) with { OwnerId = owner.Actor.PersonId }, default));

        var list = await owner.Client.GetFromJsonAsync<JsonElement>($"/api/v1/risk-assessments/{id}/risks");
        list.GetProperty("rows").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(risks[0].Id);
        (await AssessmentTests.PutAsync(owner, "/api/v1/risks/" + risks[0].Id, "\"2\"", new { frequency = 1 })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task A_sheet_is_saved_whole_or_not_at_all(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        var risks = await scene.RisksAsync(id);
        var good = risks.Select(r => Row(r) with { ControlEffectiveness = 3, Frequency = 2 }).ToList();
        List<SheetRow> bad = [.. good];
        bad[1] = bad[1] with { Ease = 17 };

        var refused = await scene.TryAsync<SaveSheet, SheetSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSheetRequest(id, bad), default));
        refused.Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("rows[1].ease");
        (await scene.RisksAsync(id)).ShouldAllBe(r => r.Version == 1);

        var saved = await scene.DoAsync<SaveSheet, SheetSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSheetRequest(id, good), default));
        saved.Saved.ShouldBe(risks.Count);
        (await scene.RisksAsync(id)).ShouldAllBe(r => r.Frequency == 2 && !r.ToConfirm && r.Complete);
    }

    [Theory, BothDatabases]
    public async Task Rows_of_a_sheet_that_somebody_else_changed_are_shown_and_kept_the_others_saved_only_when_asked(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        var risks = await scene.RisksAsync(id);
        var mine = risks.Select(r => Row(r) with { Frequency = 1 }).ToList();
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.ItHead.Actor, Requests.Same(risks[1]) with { Frequency = 5, ExistingControls = "双机热备" }, default));

        var refused = await scene.TryAsync<SaveSheet, SheetSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSheetRequest(id, mine), default));
        refused.Refusal!.Kind.ShouldBe(RefusalKind.Stale);
        refused.Refusal.Differences.ShouldContain(new FieldDifference("rows[1].frequency", "1", "5"));
        (await scene.RiskAsync(risks[0].Id)).Version.ShouldBe(1);

        var saved = await scene.DoAsync<SaveSheet, SheetSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSheetRequest(id, mine, SaveOthers: true), default));
        saved.Saved.ShouldBe(risks.Count - 1);
        saved.Conflicts.ShouldHaveSingleItem().Name.ShouldBe(risks[1].Number);
        var kept = await scene.RiskAsync(risks[1].Id);
        (kept.Frequency, kept.ExistingControls).ShouldBe((5, "双机热备"));
        (await scene.RiskAsync(risks[0].Id)).Frequency.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_page_of_the_register_takes_at_most_five_statements(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        for (var i = 0; i < 15; i++)
            await scene.AssetAsync(i % 2 == 0 ? scene.It : scene.Sales);
        var id = await scene.ProposedAsync();
        await scene.Team.Client.GetAsync($"/risks/assessments/{id}/risks");

        foreach (var address in new[] { $"/risks/assessments/{id}/risks?q=服务器&sort=-level", $"/api/v1/risk-assessments/{id}/risks?filter.decision=Treat&sort=value" })
        {
            using var counter = await SqlCounter.BeginAsync(scene.App);
            var answer = await scene.Team.Client.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            counter.Statements.Count.ShouldBeLessThanOrEqualTo(5, address + "\n" + string.Join("\n----\n", counter.Statements));
        }
    }

    private static SheetRow Row(Risk r)
    {
        var now = r.Ratings();
        return new SheetRow(r.Id, r.Version, now.OwnerId, now.Frequency, now.Severity, now.Ease, now.ControlEffectiveness, now.ExistingControls, now.Loses);
    }
}
