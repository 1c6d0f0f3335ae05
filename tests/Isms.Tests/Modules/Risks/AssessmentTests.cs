using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Rating;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Risks;

public sealed class AssessmentTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.2-04")]
    [Trait("Requirement", "R-5.1-06")]
    public async Task No_assessment_begins_without_signed_criteria(On on)
    {
        await using var scene = await RiskScene.StartAsync(on, preset: null);
        var draft = new CriteriaVersion { VersionLabel = "V1.0", Serial = 1, BasedOn = "gb2007-matrix", CreatedAt = TestApp.Start.UtcDateTime };
        draft.Define(CriteriaPresets.Load("gb2007-matrix"));
        await scene.App.SaveAsync(db => db.Add(draft));

        var outcome = await scene.TryAsync<CreateAssessment, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, RiskScene.Plan(), default));

        outcome.Refusal!.Code.ShouldBe("risks.no-criteria");
        (await scene.App.ReadAsync(db => db.Set<Assessment>().CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.3-02")]
    public async Task Beginning_an_assessment_locks_the_criteria_it_rates_with(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var created = await scene.DoAsync<CreateAssessment, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, RiskScene.Plan(), default));

        created.Number.ShouldBe("SL-B-01-R03-2026-001");
        (await scene.App.ReadAsync(db => db.Set<CriteriaVersion>().Select(v => v.LockedAt).SingleAsync())).ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task Proposals_cover_every_important_asset_once_and_are_still_to_be_confirmed(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var important = await scene.AssetAsync();
        var minor = await scene.AssetAsync(score: 1);
        var id = await scene.ProposedAsync();

        var risks = await scene.RisksAsync(id);
        risks.Count.ShouldBeInRange(3, 6);
        risks.ShouldAllBe(r => r.AssetId == important && r.ToConfirm && !r.Complete && r.IsScored && r.OwnerId == scene.ItHead.Actor.PersonId);
        risks.Select(r => r.Number).Distinct().Count().ShouldBe(risks.Count);

        var again = await scene.DoAsync<ProposeRisks, RisksProposed>(o => o.RunAsync(scene.Team.Actor, new ProposeRisksRequest(id), default));
        again.Risks.ShouldBe(0);
        var chosen = await scene.DoAsync<ProposeRisks, RisksProposed>(o => o.RunAsync(scene.Team.Actor, new ProposeRisksRequest(id, [important, minor]), default));
        chosen.Assets.ShouldBe(1);
        (await scene.RisksAsync(id)).Count.ShouldBe(risks.Count + chosen.Risks);
        var check = await scene.App.RunAsync<Isms.Kernel.Ledger.LedgerCheck, Isms.Kernel.Ledger.LedgerReport>(c => c.RunAsync(CancellationToken.None));
        check.Findings.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-05")]
    public async Task An_assessment_with_an_important_asset_without_threats_cannot_be_completed_and_the_asset_is_named(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        await scene.ConfirmAsync(id);
        var late = await scene.AssetAsync(name: "新购防火墙");

        var outcome = await scene.TrySubmitAsync(AssessmentApproval.KindName, id, scene.Team);

        outcome.Refusal!.Code.ShouldBe("risks.not-complete");
        var obstacle = outcome.Refusal.Obstacles.ShouldHaveSingleItem();
        obstacle.Text.ShouldContain("新购防火墙");
        obstacle.Link!.ShouldContain(late.ToString());
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-07")]
    public async Task A_risk_whose_controls_are_not_rated_is_incomplete_and_holds_up_the_assessment(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        await scene.ConfirmAsync(id);
        var risk = (await scene.RisksAsync(id))[0];
        risk.Complete.ShouldBeTrue();

        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(risk) with { ControlEffectiveness = null }, default));

        (await scene.RiskAsync(risk.Id)).Complete.ShouldBeFalse();
        var outcome = await scene.TrySubmitAsync(AssessmentApproval.KindName, id, scene.Team);
        outcome.Refusal!.Obstacles.ShouldHaveSingleItem().Text.ShouldContain(risk.Number);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-04")]
    public async Task A_risk_without_an_owner_holds_up_the_assessment(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        await scene.ConfirmAsync(id);
        var risk = (await scene.RisksAsync(id))[0];
        risk.OwnerId.ShouldBe(scene.ItHead.Actor.PersonId);
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(risk) with { OwnerId = null }, default));

        var outcome = await scene.TrySubmitAsync(AssessmentApproval.KindName, id, scene.Team);

        outcome.Refusal!.Obstacles.ShouldHaveSingleItem().Text.ShouldBe($"风险 {risk.Number} 没有责任人");
    }

    [Theory, BothDatabases]
    public async Task An_approved_assessment_is_frozen_with_all_its_risks(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var id = await scene.CompletedAsync();
        var risk = (await scene.RisksAsync(id))[0];

        (await scene.App.ReadAsync(db => db.Set<Assessment>().SingleAsync())).CompletedAt.ShouldNotBeNull();
        (await scene.TryAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(risk) with { Frequency = 1 }, default))).Refusal!.Code.ShouldBe("risks.assessment-not-open");
        (await scene.TryAsync<RemoveRisk, Done>(o => o.RunAsync(scene.Team.Actor, new RemoveRiskRequest(risk.Id, risk.Version), default))).Refusal!.Code.ShouldBe("risks.assessment-not-open");
        (await scene.TryAsync<ProposeRisks, RisksProposed>(o => o.RunAsync(scene.Team.Actor, new ProposeRisksRequest(id), default))).Refusal!.Code.ShouldBe("risks.assessment-not-open");
        var version = await scene.App.ReadAsync(db => db.Set<Assessment>().Select(a => a.Version).SingleAsync());
        var plan = RiskScene.Plan();
        (await scene.TryAsync<UpdateAssessment, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, new UpdateAssessmentRequest(id, version, "x", "y", plan.PeriodStart, plan.PeriodEnd), default)))
            .Refusal!.Code.ShouldBe("risks.assessment-frozen");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.3-03")]
    public async Task Calculating_everything_once_more_gives_the_same_and_finds_what_was_tampered_with(On on)
    {
        await using var scene = await RiskScene.StartAsync(on, "manual-hybrid");
        await scene.AssetAsync();
        await scene.AssetAsync(scene.Sales, category: "DATA-BIZ");
        var id = await scene.ProposedAsync();

        var calm = await scene.DoAsync<RecalculateAssessment, Recalculation>(o => o.RunAsync(scene.Team.Actor, new RecalculateRequest(id), default));
        calm.Checked.ShouldBe((await scene.RisksAsync(id)).Count);
        calm.Different.ShouldBe(0);

        await scene.App.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE risks_risks SET risk_value = risk_value + 1 WHERE serial = 2"));
        var found = await scene.DoAsync<RecalculateAssessment, Recalculation>(o => o.RunAsync(scene.Team.Actor, new RecalculateRequest(id), default));
        found.Differences.ShouldHaveSingleItem().Number.ShouldBe("R-0002");
    }

    [Theory, BothDatabases]
    public async Task An_asset_valued_anew_must_be_taken_over_before_completion(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var asset = await scene.AssetAsync();
        var id = await scene.ProposedAsync();
        await scene.ConfirmAsync(id);
        await scene.RescoreAssetAsync(asset, 4);

        (await scene.TrySubmitAsync(AssessmentApproval.KindName, id, scene.Team)).Refusal!.Code.ShouldBe("risks.not-complete");
        var risks = (await scene.RisksAsync(id)).Count;
        (await scene.DoAsync<RefreshAssessment, AssessmentRefreshed>(o => o.RunAsync(scene.Team.Actor, new RefreshAssessmentRequest(id), default))).Changed.ShouldBe(risks);
        (await scene.RisksAsync(id)).ShouldAllBe(r => r.AssetValue == 4);
        (await scene.TrySubmitAsync(AssessmentApproval.KindName, id, scene.Team)).Succeeded.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task The_figures_of_an_assessment_agree_with_its_risks(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        await scene.AssetAsync(scene.Sales, category: "DATA-BIZ");
        var id = await scene.ProposedAsync();
        var bare = await scene.AssetAsync(scene.Sales);
        var risks = await scene.RisksAsync(id);

        var detail = (await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/risk-assessments/" + id)).GetProperty("progress");

        detail.GetProperty("importantAssets").GetInt32().ShouldBe(3);
        detail.GetProperty("covered").GetInt32().ShouldBe(2);
        detail.GetProperty("uncovered")[0].GetProperty("id").GetGuid().ShouldBe(bare);
        detail.GetProperty("levels").EnumerateArray().Sum(l => l.GetProperty("count").GetInt32()).ShouldBe(risks.Count);
        detail.GetProperty("matrix").EnumerateArray().Sum(l => l.GetProperty("count").GetInt32()).ShouldBe(risks.Count);
        foreach (var level in detail.GetProperty("levels").EnumerateArray())
            level.GetProperty("count").GetInt32().ShouldBe(risks.Count(r => r.Level == level.GetProperty("level").GetInt32()));

        var ofIt = (await scene.ItHead.Client.GetFromJsonAsync<JsonElement>("/api/v1/risk-assessments/" + id)).GetProperty("progress");
        ofIt.GetProperty("risks").GetInt32().ShouldBe(risks.Count(r => r.DepartmentId == scene.It));
        ofIt.GetProperty("uncovered").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task An_update_without_its_version_is_asked_for_it_and_one_with_an_old_version_gets_the_difference(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var id = await scene.AssessmentAsync();
        var body = new { title = "改名", scope = "范围", periodStart = "2026-03-02", periodEnd = "2026-04-01" };

        (await scene.Team.Client.PutAsJsonAsync($"/api/v1/risk-assessments/{id}", body)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        var stale = await PutAsync(scene.Team, $"/api/v1/risk-assessments/{id}", "\"7\"", body);
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stale.Content.ReadAsStringAsync()).ShouldContain("differences");
        (await PutAsync(scene.Team, $"/api/v1/risk-assessments/{id}", "\"1\"", body)).Headers.ETag!.Tag.ShouldBe("\"2\"");
    }

    internal static Task<HttpResponseMessage> PutAsync(TestPerson person, string address, string version, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return person.Client.SendAsync(request);
    }
}

/// <summary>Requests made from what is stored.</summary>
internal static class Requests
{
    /// <summary>Rates a risk exactly as it is.</summary>
    public static UpdateRiskRequest Same(Risk risk)
    {
        var now = risk.Ratings();
        return new UpdateRiskRequest(risk.Id, risk.Version, now.OwnerId, now.Frequency, now.Severity, now.Ease, now.ControlEffectiveness, now.ExistingControls, now.ControlKeys, now.Loses);
    }
}
