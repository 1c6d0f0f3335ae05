using System.Net;
using Isms.Tests.Modules.Risks;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Assets;

public sealed class RegisterStatementsTests
{
    [Theory, BothDatabases]
    public async Task A_page_of_the_register_takes_at_most_five_statements(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        for (var i = 0; i < 12; i++)
            await scene.CreateAsync(scene.Facts("服务器" + i, i % 2 == 0 ? scene.Engineering : scene.Finance));
        await scene.Team.Client.GetAsync("/assets");

        foreach (var address in new[] { "/assets", "/assets?limit=5&last=1", "/assets?limit=5&sort=-value", "/assets?limit=5&q=服务器&sort=name", "/api/v1/assets?limit=5&sort=name" })
        {
            using var counter = await SqlCounter.BeginAsync(scene.App);
            var answer = await scene.Team.Client.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("服务器");
            counter.Statements.Count.ShouldBeLessThanOrEqualTo(5, address + "\n" + string.Join("\n----\n", counter.Statements));
        }
    }
}
