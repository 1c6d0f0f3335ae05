using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Criteria;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Assets;

public sealed class AssetTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-03")]
    public async Task Scores_3_4_2_5_with_the_maximum_give_value_5_and_the_highest_importance(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var saved = await scene.CreateAsync(scene.Facts(scores: (3, 4, 2, 5)));

        (saved.Value, saved.ImportanceLevel, saved.IsImportant).ShouldBe((5, 5, true));
        var view = (await scene.App.RunAsync<ReadAsset, Outcome<AssetView>>(o => o.RunAsync(scene.Team.Actor, new ReadAssetRequest(saved.Id), default))).Require();
        view.Criteria.ShouldNotBeNull();
        view.Trace.Count.ShouldBeGreaterThan(2);
        view.Trace.ShouldContain(line => line.Contains("max(", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-03")]
    public async Task A_value_sent_with_the_facts_changes_nothing_for_it_is_only_ever_calculated(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var facts = JsonSerializer.SerializeToNode(scene.Facts(scores: (1, 1, 1, 1)), new JsonSerializerOptions(JsonSerializerDefaults.Web))!.AsObject();
        facts["value"] = 5;
        facts["isImportant"] = true;

        var response = await scene.Team.Client.PostAsJsonAsync("/api/v1/assets", facts);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var saved = (await response.Content.ReadFromJsonAsync<AssetSaved>())!;
        (saved.Value, saved.IsImportant).ShouldBe((1, false));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-01")]
    public async Task An_asset_without_owner_category_department_or_location_is_refused_with_every_field_named(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var refused = await scene.TryCreateAsync(scene.Facts() with { OwnerId = null, CategoryCode = "", DepartmentId = null, Location = " " });

        refused.Refusal!.Kind.ShouldBe(RefusalKind.Invalid);
        refused.Refusal.Fields.Select(f => f.Field).ShouldBe(["categoryCode", "departmentId", "ownerId", "location"], ignoreOrder: true);
        (await scene.App.ReadAsync(db => db.Set<Asset>().CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-02")]
    public async Task Availability_6_is_refused_and_all_four_scores_are_required(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);

        var tooHigh = await scene.TryCreateAsync(scene.Facts(scores: (3, 4, 2, 6)));
        tooHigh.Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("availability");
        tooHigh.Refusal.Fields[0].Message.ShouldContain("6");

        var missing = await scene.TryCreateAsync(scene.Facts() with { Integrity = null });
        missing.Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("integrity");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-02")]
    public async Task Without_criteria_in_force_scores_keep_to_1_to_5_and_nothing_is_valued(On on)
    {
        await using var scene = await AssetScene.StartAsync(on, preset: null);

        (await scene.TryCreateAsync(scene.Facts(scores: (0, 4, 2, 6)))).Refusal!.Fields.Select(f => f.Field).ShouldBe(["replacementCost", "availability"]);
        var saved = await scene.CreateAsync();
        (saved.Value, saved.ImportanceLevel, saved.IsImportant).ShouldBe((0, 0, false));
    }

    [Theory, BothDatabases]
    public async Task Valuing_an_asset_locks_the_criteria_it_was_valued_with(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync();

        (await scene.App.ReadAsync(db => db.Set<CriteriaVersion>().SingleAsync(v => v.Id == scene.CriteriaId))).LockedAt.ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task Whoever_saves_second_sees_field_by_field_what_differs_and_overwrites_nothing(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var saved = await scene.CreateAsync();
        (await scene.ChangeAsync(saved.Id, 1, scene.Facts("数据库服务器"))).Require().Version.ShouldBe(2);

        var second = await scene.ChangeAsync(saved.Id, 1, scene.Facts() with { Location = "二楼弱电间" });

        second.Refusal!.Kind.ShouldBe(RefusalKind.Stale);
        second.Refusal.Differences.ShouldBe([new FieldDifference("name", "文件服务器", "数据库服务器"), new FieldDifference("location", "二楼弱电间", "机房")]);
        (await scene.AssetAsync(saved.Id)).Name.ShouldBe("数据库服务器");
    }

    [Theory, BothDatabases]
    public async Task Over_HTTP_an_update_needs_the_version_and_a_stale_one_answers_the_differences(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var created = await scene.Team.Client.PostAsJsonAsync("/api/v1/assets", scene.Facts());
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var address = created.Headers.Location!.ToString();

        (await scene.Team.Client.PutAsJsonAsync(address, scene.Facts("甲"))).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await PutAsync(scene.Team, address, "\"1\"", scene.Facts("甲"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var stale = await PutAsync(scene.Team, address, "\"1\"", scene.Facts("乙"));

        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stale.Content.ReadAsStringAsync()).ShouldContain("甲");
    }

    [Theory, BothDatabases]
    public async Task Another_departments_asset_is_not_found_by_its_id_and_its_department_cannot_be_given_away(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var saved = await scene.CreateAsync();

        (await scene.Treasurer.Client.GetAsync($"/api/v1/assets/{saved.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Treasurer.Client.GetAsync($"/assets/{saved.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(scene.Treasurer, $"/api/v1/assets/{saved.Id}", "\"1\"", scene.Facts())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.TryCreateAsync(scene.Facts(department: scene.Engineering), scene.Treasurer)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("departmentId");
        (await scene.ChangeAsync(saved.Id, 1, scene.Facts(department: scene.Finance), scene.Engineer)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("departmentId");
    }

    [Theory, BothDatabases]
    public async Task A_plain_employee_sees_only_what_is_owned_or_kept(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var employee = await scene.App.PersonAsync(scene.Engineering);
        var mine = await scene.CreateAsync(scene.Facts("我的笔记本电脑") with { OwnerId = employee.Actor.PersonId });
        var kept = await scene.CreateAsync(scene.Facts("我保管的移动硬盘") with { CustodianId = employee.Actor.PersonId });
        var other = await scene.CreateAsync(scene.Facts("别人的服务器"));

        var page = await employee.Client.GetFromJsonAsync<JsonElement>("/api/v1/assets");
        page.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("id").GetGuid()).ShouldBe([mine.Id, kept.Id], ignoreOrder: true);
        var searched = await employee.Client.GetFromJsonAsync<JsonElement>("/api/v1/assets?q=" + Uri.EscapeDataString("服务器"));
        searched.GetProperty("rows").GetArrayLength().ShouldBe(0);
        (await employee.Client.GetAsync($"/api/v1/assets/{other.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task Numbers_are_given_in_order_and_a_number_in_use_is_refused(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);

        (await scene.CreateAsync()).Number.ShouldBe("SL-ZC-00001");
        (await scene.CreateAsync(scene.Facts() with { Number = "FW-1" })).Number.ShouldBe("FW-1");
        (await scene.CreateAsync()).Number.ShouldBe("SL-ZC-00002");
        (await scene.TryCreateAsync(scene.Facts() with { Number = "FW-1" })).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("assets.number-taken");
    }

    [Theory, BothDatabases]
    public async Task A_retired_asset_stays_readable_cannot_be_changed_and_can_be_taken_back(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var saved = await scene.CreateAsync();
        var retired = (await scene.App.RunAsync<RetireAsset, Outcome<AssetSaved>>(o => o.RunAsync(scene.Engineer.Actor, new RetireAssetRequest(saved.Id, 1, "已销毁，见销毁记录"), default))).Require();

        (await scene.ChangeAsync(saved.Id, retired.Version, scene.Facts())).Refusal!.Code.ShouldBe(ChangeAsset.Retired.Code);
        (await scene.App.RunAsync<ReadAsset, Outcome<AssetView>>(o => o.RunAsync(scene.Team.Actor, new ReadAssetRequest(saved.Id), default))).Require().RetireReason.ShouldBe("已销毁，见销毁记录");
        (await scene.App.RunAsync<RestoreAsset, Outcome<AssetSaved>>(o => o.RunAsync(scene.Engineer.Actor, new RestoreAssetRequest(saved.Id, retired.Version), default))).Require();
        (await scene.AssetAsync(saved.Id)).State.ShouldBe(AssetState.Active);
        (await scene.App.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(default))).Findings.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task New_criteria_change_no_asset_until_it_is_valued_anew(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var saved = await scene.CreateAsync(scene.Facts(scores: (1, 1, 1, 5)));
        await scene.ApproveCriteriaAsync("iso27005-2008");
        (await scene.AssetAsync(saved.Id)).CriteriaId.ShouldNotBe(scene.CriteriaId);

        (await scene.App.RunAsync<RevalueAssets, Outcome<RevaluationStarted>>(o => o.RunAsync(scene.Team.Actor, default))).Refusal.ShouldBeNull();

        var asset = await scene.AssetAsync(saved.Id);
        var preset = Isms.Modules.Criteria.Domain.CriteriaPresets.Find("iso27005-2008")!;
        if (preset.Value(asset.Scores, System.Globalization.CultureInfo.InvariantCulture).Result is { } valuation)
            (asset.CriteriaId, asset.Value, asset.ImportanceLevel).ShouldBe((scene.CriteriaId, valuation.Value, valuation.ImportanceLevel));
        else
            asset.CriteriaId.ShouldNotBe(scene.CriteriaId);
    }

    private static async Task<HttpResponseMessage> PutAsync(TestPerson person, string address, string match, AssetFacts facts)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(facts) };
        request.Headers.TryAddWithoutValidation("If-Match", match);
        return await person.Client.SendAsync(request);
    }
}
