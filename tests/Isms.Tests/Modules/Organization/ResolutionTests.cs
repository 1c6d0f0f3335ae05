using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Resolutions;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Organization;

public sealed class ResolutionTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.2-01")]
    public async Task A_resolution_is_followed_up_until_it_is_closed(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var leader = await scene.PersonAsync(Office.IsmsTeamLeader);
        var member = await scene.PersonAsync(Office.IsmsTeam);
        var (owner, other) = (await scene.PersonAsync(), await scene.PersonAsync());
        var decision = new { subject = "建立异地备份", text = "每日一次，保存三份。", ownerId = owner.Actor.PersonId, dueOn = "2026-03-20" };

        (await member.Client.PostAsJsonAsync("/api/v1/resolutions", decision)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "carrying out is apart from deciding");
        var created = await leader.Client.PostAsJsonAsync("/api/v1/resolutions", decision);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString().ShouldBe("SL-RES-2026-01");
        (await FollowedUpAsync(member)).ShouldBe(["SL-RES-2026-01"]);
        (await OpenWorkAsync()).ShouldBe(1);

        (await CloseAsync(other, created.Headers.Location!, "已完成")).ShouldBe(HttpStatusCode.NotFound, "another's");
        (await CloseAsync(owner, created.Headers.Location!, "")).ShouldBe(HttpStatusCode.BadRequest);
        (await CloseAsync(owner, created.Headers.Location!, "已完成，见备份记录")).ShouldBe(HttpStatusCode.OK);
        (await CloseAsync(owner, created.Headers.Location!, "再一次", 2)).ShouldBe(HttpStatusCode.Conflict);
        (await FollowedUpAsync(member)).ShouldBeEmpty();
        (await OpenWorkAsync()).ShouldBe(0);
        foreach (var address in new[] { "/organization/resolutions", created.Headers.Location!.ToString().Replace("/api/v1", "/organization", StringComparison.Ordinal) })
            (await owner.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);

        Task<int> OpenWorkAsync() => scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == RecordResolution.Work && w.PersonId == owner.Actor.PersonId && w.State == WorkState.Open));

        static async Task<List<string>> FollowedUpAsync(TestPerson by) =>
            [.. (await by.Client.GetFromJsonAsync<JsonElement>("/api/v1/resolutions?filter.state=open")).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("number").GetString()!)];

        static async Task<HttpStatusCode> CloseAsync(TestPerson by, Uri resolution, string result, int version = 1)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, resolution + "/close") { Content = JsonContent.Create(new { result }) };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            return (await by.Client.SendAsync(request)).StatusCode;
        }
    }

    [Theory, BothDatabases]
    public async Task Impossible_days_and_people_are_refused_at_their_field(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var leader = await scene.PersonAsync(Office.IsmsTeamLeader);
        (await FieldAsync(new RecordResolutionRequest("甲", "乙", leader.Actor.PersonId, TestApp.Today, TestApp.Today.AddDays(1)))).ShouldBe("decidedOn");
        (await FieldAsync(new RecordResolutionRequest("甲", "乙", leader.Actor.PersonId, TestApp.Today.AddDays(-1)))).ShouldBe("dueOn");
        (await FieldAsync(new RecordResolutionRequest("甲", "乙", Guid.CreateVersion7(), TestApp.Today))).ShouldBe("ownerId");
        (await FieldAsync(new RecordResolutionRequest("", "乙", leader.Actor.PersonId, TestApp.Today))).ShouldBe("subject");

        async Task<string> FieldAsync(RecordResolutionRequest request) =>
            (await scene.App.RunAsync<RecordResolution, Isms.Kernel.Http.Outcome<ResolutionSaved>>(o => o.RunAsync(leader.Actor, request, default))).Refusal!.Fields.ShouldHaveSingleItem().Field;
    }
}
