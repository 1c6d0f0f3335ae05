using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Modules.Applicability;
using Isms.Modules.Applicability.Decisions;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Applicability;

public sealed class ImplementationTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-03")]
    public async Task Implemented_needs_evidence(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.PrepareAsync();
        var control = (await scene.ControlAsync(id, "2022:8.13")).Implementation;
        var address = "/api/v1/control-implementations/" + control.Id;
        using var refused = await SoaScene.PutAsync(scene.Team, address, 1, new { status = "implemented" });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("证据");
        (await SoaScene.PutAsync(scene.Team, address, 1, new { status = "implemented", evidenceLink = "javascript:alert(1)" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SoaScene.PutAsync(scene.Team, address, 1, new { status = "implemented", evidenceLink = "//elsewhere/x" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SoaScene.PutAsync(scene.Team, address, 1, new { status = "implemented", evidenceLink = "https://wiki.example/backup" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var other = (await scene.ControlAsync(id, "2022:8.14")).Implementation;
        await scene.AttachAsync(scene.Team, other.Id);
        (await SoaScene.PutAsync(scene.Team, "/api/v1/control-implementations/" + other.Id, 1, new { status = "implemented" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task A_department_sees_the_controls_it_answers_for_and_no_other(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var group = await scene.App.DepartmentAsync("运维组", scene.Engineering);
        var id = await scene.InForceAsync(before: async soa =>
        {
            await AssignAsync(scene, soa, "2022:8.13", scene.Engineering);
            await AssignAsync(scene, soa, "2022:8.15", group);
            await AssignAsync(scene, soa, "2022:6.1", scene.Administration);
            await AssignAsync(scene, soa, "2022:8.30", scene.Engineering);
            await scene.DecideAsync(soa, "2022:8.30", SoaScene.Excluded());
        });
        var engineer = await scene.PersonAsync(scene.Engineering);
        var operatorOfGroup = await scene.PersonAsync(group);
        (await MineAsync(engineer)).ShouldBe(["2022:8.13", "2022:8.15"]);
        (await MineAsync(operatorOfGroup)).ShouldBe(["2022:8.15"]);
        (await MineAsync(scene.Head)).ShouldBe(["2022:8.13", "2022:8.15"]);

        var page = await engineer.Client.GetStringAsync("/applicability/mine");
        page.ShouldContain("2022:8.13");
        page.ShouldNotContain("2022:6.1");
        (await engineer.Client.GetAsync($"/api/v1/soas/{id}/controls/2022:8.13")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await engineer.Client.GetAsync($"/api/v1/soas/{id}/controls/2022:6.1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await engineer.Client.GetAsync($"/api/v1/soas/{id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task A_head_reports_on_the_own_departments_controls_and_cannot_hand_them_on(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.InForceAsync(before: async soa =>
        {
            await AssignAsync(scene, soa, "2022:8.13", scene.Engineering);
            await AssignAsync(scene, soa, "2022:6.1", scene.Administration);
        });
        var own = (await scene.ControlAsync(id, "2022:8.13")).Implementation;
        var address = "/api/v1/control-implementations/" + own.Id;
        (await SoaScene.PutAsync(scene.Head, address, own.Version, new { status = "inProgress", departmentId = scene.Administration })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SoaScene.PutAsync(scene.Head, address, own.Version, new { status = "inProgress", departmentId = scene.Engineering, note = "备份服务器已到货" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await scene.AttachAsync(scene.Head, own.Id);
        using var stale = await SoaScene.PutAsync(scene.Team, address, own.Version, new { status = "planned", departmentId = scene.Engineering });
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stale.Content.ReadAsStringAsync()).ShouldContain("备份服务器已到货");

        var other = (await scene.ControlAsync(id, "2022:6.1")).Implementation;
        (await SoaScene.PutAsync(scene.Head, "/api/v1/control-implementations/" + other.Id, other.Version, new { status = "inProgress", departmentId = scene.Administration })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task Risks_of_other_departments_are_counted_and_not_named(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var id = await scene.InForceAsync();
        await scene.RiskAsync("2022:8.13 2022:8.14", scene.Engineering);
        await scene.RiskAsync("2022:8.13", scene.Administration);
        var seen = await scene.ControlAsync(id, "2022:8.13", scene.Head);
        (seen.Risks.Count, seen.HiddenRisks).ShouldBe((1, 1));
        (await scene.ControlAsync(id, "2022:8.13")).Risks.Count.ShouldBe(2);
    }

    private static async Task AssignAsync(SoaScene scene, Guid soa, string key, Guid department)
    {
        var row = new SoaSheetRow(key, 1, null, new SheetProgress(1, department, ImplementationStatus.Planned));
        (await scene.RunAsync<SaveSoaSheet, SoaSheetSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSoaSheetRequest(soa, [row]), default))).Require();
    }

    private static async Task<string?[]> MineAsync(TestPerson person) =>
        [.. (await person.Client.GetFromJsonAsync<JsonElement>("/api/v1/control-implementations/mine")).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("key").GetString())];
}
