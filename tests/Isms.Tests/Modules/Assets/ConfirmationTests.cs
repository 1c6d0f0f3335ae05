using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Confirmation;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Assets;

public sealed class ConfirmationTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP2-04")]
    [Trait("Requirement", "R-4.2.1.4-01")]
    public async Task Every_department_is_asked_and_stays_unconfirmed_until_its_head_confirms(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync();
        var cycle = await OpenAsync(scene);

        var work = await scene.App.ReadAsync(db => db.Set<WorkItem>().Where(w => w.Kind == OpenCycle.Duty).ToListAsync());
        work.Select(w => w.DepartmentId).ShouldBe([scene.Engineering, scene.Finance], ignoreOrder: true);
        (await ViewAsync(scene, cycle)).Departments.ShouldAllBe(d => d.State == ConfirmationState.Waiting);

        var list = await ListAsync(scene, scene.Engineer, cycle, scene.Engineering);
        (await ConfirmAsync(scene, scene.Engineer, cycle, scene.Engineering, list.ContentHash)).Require().Assets.ShouldBe(1);

        var view = await ViewAsync(scene, cycle);
        view.Departments.Single(d => d.DepartmentId == scene.Engineering).State.ShouldBe(ConfirmationState.Confirmed);
        view.Departments.Single(d => d.DepartmentId == scene.Finance).State.ShouldBe(ConfirmationState.Waiting);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().Where(w => w.Kind == OpenCycle.Duty && w.State == WorkState.Open).Select(w => w.DepartmentId).ToListAsync())).ShouldBe([scene.Finance]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-01")]
    public async Task A_change_after_confirming_shows_until_the_head_confirms_again(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var asset = await scene.CreateAsync();
        var cycle = await OpenAsync(scene);
        await ConfirmNowAsync(scene, scene.Engineer, cycle, scene.Engineering);
        await ConfirmNowAsync(scene, scene.Treasurer, cycle, scene.Finance);

        (await scene.ChangeAsync(asset.Id, 1, scene.Facts() with { Location = "二楼" })).Require();

        var changed = (await ViewAsync(scene, cycle)).Departments.Single(d => d.DepartmentId == scene.Engineering);
        (changed.State, changed.ChangedAt is not null).ShouldBe((ConfirmationState.Changed, true));
        (await ViewAsync(scene, cycle)).Departments.Single(d => d.DepartmentId == scene.Finance).State.ShouldBe(ConfirmationState.Confirmed);
        await ConfirmNowAsync(scene, scene.Engineer, cycle, scene.Engineering);
        (await ViewAsync(scene, cycle)).Departments.ShouldAllBe(d => d.State == ConfirmationState.Confirmed);
    }

    [Theory, BothDatabases]
    public async Task What_changed_while_the_head_was_reading_is_not_confirmed_unseen(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync();
        var cycle = await OpenAsync(scene);
        var seen = await ListAsync(scene, scene.Engineer, cycle, scene.Engineering);
        await scene.CreateAsync(scene.Facts("新交换机"));

        (await ConfirmAsync(scene, scene.Engineer, cycle, scene.Engineering, seen.ContentHash)).Refusal!.Code.ShouldBe(ConfirmList.ChangedMeanwhile.Code);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-01")]
    public async Task A_list_with_an_asset_that_lacks_its_place_is_not_confirmed_and_the_asset_is_named(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var asset = await scene.CreateAsync();
        await scene.App.SaveAsync(db => db.Set<Asset>().Single(a => a.Id == asset.Id).Location = "");
        var cycle = await OpenAsync(scene);
        var list = await ListAsync(scene, scene.Engineer, cycle, scene.Engineering);

        var refused = await ConfirmAsync(scene, scene.Engineer, cycle, scene.Engineering, list.ContentHash);

        refused.Refusal!.Code.ShouldBe(ConfirmList.Incomplete.Code);
        refused.Refusal.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("文件服务器");
    }

    [Theory, BothDatabases]
    public async Task Nobody_confirms_for_another_department_and_the_team_not_for_any(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var cycle = await OpenAsync(scene);
        var address = $"/api/v1/asset-confirmations/{cycle}/departments/{scene.Engineering}/confirm";

        (await scene.Treasurer.Client.PostAsJsonAsync(address, new { contentHash = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Team.Client.PostAsJsonAsync(address, new { contentHash = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Treasurer.Client.GetAsync($"/api/v1/asset-confirmations/{cycle}/departments/{scene.Engineering}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var own = await scene.Treasurer.Client.GetFromJsonAsync<JsonElement>($"/api/v1/asset-confirmations/{cycle}");
        own.GetProperty("departments").EnumerateArray().ShouldHaveSingleItem().GetProperty("departmentId").GetGuid().ShouldBe(scene.Finance);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP2-04")]
    public async Task A_cycle_is_not_closed_over_unconfirmed_departments_without_saying_why(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var cycle = await OpenAsync(scene);
        await ConfirmNowAsync(scene, scene.Engineer, cycle, scene.Engineering);

        var refused = await CloseAsync(scene, cycle, null);
        refused.Refusal!.Obstacles.ShouldHaveSingleItem().Text.ShouldBe("财务部");
        (await CloseAsync(scene, cycle, "财务部本年无资产变动")).Require();

        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == OpenCycle.Duty && w.State == WorkState.Open))).ShouldBe(0);
        (await ViewAsync(scene, cycle)).Departments.Single(d => d.DepartmentId == scene.Finance).State.ShouldBe(ConfirmationState.Waiting);
    }

    [Theory, BothDatabases]
    public async Task Only_one_cycle_is_open_at_a_time_and_none_is_due_in_the_past(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        (await TryOpenAsync(scene, TestApp.Today.AddDays(-1))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("dueOn");
        await OpenAsync(scene);
        (await TryOpenAsync(scene, TestApp.Today)).Refusal!.Code.ShouldBe(OpenCycle.AlreadyOpen.Code);
    }

    private static Task<Outcome<CycleSaved>> TryOpenAsync(AssetScene scene, DateOnly due) =>
        scene.App.RunAsync<OpenCycle, Outcome<CycleSaved>>(o => o.RunAsync(scene.Team.Actor, new OpenCycleRequest(2026, "2026 年度资产确认", due), default));

    private static async Task<Guid> OpenAsync(AssetScene scene) => (await TryOpenAsync(scene, TestApp.Today.AddDays(14))).Require().Id;

    private static async Task<Outcome<CycleSaved>> CloseAsync(AssetScene scene, Guid cycle, string? reason)
    {
        var version = (await ViewAsync(scene, cycle)).Version;
        return await scene.App.RunAsync<CloseCycle, Outcome<CycleSaved>>(o => o.RunAsync(scene.Team.Actor, new CloseCycleRequest(cycle, version, reason), default));
    }

    private static async Task<CycleView> ViewAsync(AssetScene scene, Guid cycle) =>
        (await scene.App.RunAsync<ReadCycle, Outcome<CycleView>>(o => o.RunAsync(scene.Team.Actor, new ReadCycleRequest(cycle), default))).Require();

    private static async Task<DepartmentList> ListAsync(AssetScene scene, TestPerson by, Guid cycle, Guid department) =>
        (await scene.App.RunAsync<ReadDepartmentList, Outcome<DepartmentList>>(o => o.RunAsync(by.Actor, new ReadDepartmentListRequest(cycle, department), default))).Require();

    private static Task<Outcome<ListConfirmed>> ConfirmAsync(AssetScene scene, TestPerson by, Guid cycle, Guid department, string hash) =>
        scene.App.RunAsync<ConfirmList, Outcome<ListConfirmed>>(o => o.RunAsync(by.Actor, new ConfirmListRequest(cycle, department, hash), default));

    private static async Task ConfirmNowAsync(AssetScene scene, TestPerson by, Guid cycle, Guid department) =>
        (await ConfirmAsync(scene, by, cycle, department, (await ListAsync(scene, by, cycle, department)).ContentHash)).Require();
}
