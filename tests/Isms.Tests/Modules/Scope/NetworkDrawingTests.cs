using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Scope;
using Isms.Modules.Scope.Drawings;
using Isms.Modules.Scope.Statements;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Modules.Records;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Scope;

public sealed class NetworkDrawingTests
{
    private const string Plan = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect x="1" y="1" width="50" height="50" fill="#fff"/></svg>""";
    private static readonly ScopeFacts Facts = new("应用软件的开发和维护", "两个部门", "科技园 A 座三层", "源代码与客户数据", "局域网、VPN、代码托管", "应用软件的开发和维护服务", "三层门禁以内，详见附图");

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP7-03")]
    public async Task The_topology_drawing_is_newer_than_the_last_approved_change_of_the_network(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var scope = await InForceAsync(scene);
        scene.App.Clock.Advance(TimeSpan.FromHours(2));

        // Another kind of change does not touch it.
        await ChangeAsync(scene, "应用软件");
        (await DutiesAsync(scene)).ShouldBeEmpty();
        var change = await ChangeAsync(scene, "网络");
        await ChangeAsync(scene, "设备");
        (await DutiesAsync(scene)).ShouldBe([scope]);
        foreach (var page in new[] { "/scope", ScopePaths.Scope(scope), ScopePaths.Drawings(scope) })
            (await scene.Team.Client.GetStringAsync(page)).ShouldContain($"网络拓扑图早于已批准的网络变更 {change}");
        (await scene.Representative.Client.GetStringAsync("/overview")).ShouldContain("网络拓扑图已过期");
        var listed = await scene.Seller.Client.GetFromJsonAsync<JsonElement>("/api/v1/scopes");
        listed.EnumerateArray().Single().GetProperty("olderThan").GetProperty("number").GetString().ShouldBe(change);
        listed.EnumerateArray().Single().GetProperty("olderThan").GetProperty("link").ValueKind.ShouldBe(JsonValueKind.Null, "records are not for everybody");

        // A new version with the old drawing is refused; the duty is the draft's now.
        var next = (await scene.DoAsync<CreateScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new CreateScopeRequest("网络扩容"), default))).Id;
        (await DutiesAsync(scene)).ShouldBe([next]);
        var refused = (await TrySubmitAsync(scene, next)).Refusal!;
        refused.Code.ShouldBe(ScopeApproval.Incomplete.Code);
        refused.Obstacles.ShouldHaveSingleItem().Text.ShouldContain(change);
        // What was drawn before the change is not newer, whenever it is put in.
        await PutAsync(scene, next, DrawingKind.Network, TestApp.Today.AddDays(-1));
        (await DutiesAsync(scene)).ShouldBe([next]);
        await PutAsync(scene, next, DrawingKind.Network);
        (await DutiesAsync(scene)).ShouldBeEmpty();
        (await ReadAsync(scene, next)).Of(DrawingKind.Network)!.OlderThan.ShouldBeNull();

        // Giving the draft up brings the duty back to the version in force.
        var version = (await ReadAsync(scene, next)).Version;
        await scene.DoAsync<DropScope, Done>(o => o.RunAsync(scene.Team.Actor, new DropScopeRequest(next, version), default));
        (await DutiesAsync(scene)).ShouldBe([scope]);
        next = (await scene.DoAsync<CreateScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new CreateScopeRequest("网络扩容"), default))).Id;
        await PutAsync(scene, next, DrawingKind.Network);
        await ApproveAsync(scene, next);
        (await DutiesAsync(scene)).ShouldBeEmpty();
        (await scene.Team.Client.GetStringAsync("/scope")).ShouldNotContain("网络拓扑图早于");
        (await ReadAsync(scene, scope)).Of(DrawingKind.Network)!.OlderThan.ShouldBeNull("what was replaced is history");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP7-03")]
    public async Task Which_records_are_network_changes_and_whether_an_old_drawing_is_refused_is_set(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await InForceAsync(scene);
        scene.App.Clock.Advance(TimeSpan.FromHours(2));
        await scene.App.SetAsync(ScopeModule.NetworkChangeForms, "B-24-R03；B-33-R01 kind=设备");
        await ChangeAsync(scene, "网络");
        (await DutiesAsync(scene)).ShouldBeEmpty();
        await ChangeAsync(scene, "设备");
        (await DutiesAsync(scene)).ShouldHaveSingleItem();

        var next = (await scene.DoAsync<CreateScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new CreateScopeRequest("例行评审"), default))).Id;
        (await TrySubmitAsync(scene, next)).Refusal.ShouldNotBeNull();
        await scene.App.SetAsync(ScopeModule.OldNetworkDrawing, "warn");
        (await ReadAsync(scene, next)).Gaps.ShouldContain(g => !g.Blocks && g.Link.EndsWith("#Network", StringComparison.Ordinal));
        (await TrySubmitAsync(scene, next)).Require();
    }

    private static async Task<string> ChangeAsync(RecordScene scene, string kind) => (await scene.ApprovedWithAsync("B-33-R01", ("kind", kind), ("urgent", "no"))).Number;

    private static async Task<Guid> InForceAsync(RecordScene scene)
    {
        var id = (await scene.DoAsync<CreateScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new CreateScopeRequest(), default))).Id;
        await scene.DoAsync<ChangeScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new ChangeScopeRequest(id, 1, Facts), default));
        foreach (var kind in Enum.GetValues<DrawingKind>())
            await PutAsync(scene, id, kind);
        await ApproveAsync(scene, id);
        return id;
    }

    private static async Task PutAsync(RecordScene scene, Guid id, DrawingKind kind, DateOnly? drawnOn = null)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Plan));
        await scene.DoAsync<PutDrawing, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new PutDrawingRequest(id, kind, "plan.svg", content, drawnOn), default));
    }

    private static Task<Outcome<ApprovalStarted>> TrySubmitAsync(RecordScene scene, Guid id) => scene.TrySubmitAsync(id, scene.Team, ScopeApproval.KindName);

    private static async Task ApproveAsync(RecordScene scene, Guid id) => await scene.SignAllAsync((await TrySubmitAsync(scene, id)).Require().Id);

    private static Task<ScopeView> ReadAsync(RecordScene scene, Guid id) => scene.DoAsync<ReadScope, ScopeView>(o => o.RunAsync(scene.Team.Actor, id, default));

    private static Task<List<Guid>> DutiesAsync(RecordScene scene) =>
        scene.App.ReadAsync(db => db.Set<WorkItem>().Where(w => w.State == WorkState.Open && w.Kind == NetworkChanges.RenewWork && w.Office == Office.IsmsTeam).Select(w => w.SubjectId).ToListAsync());
}
