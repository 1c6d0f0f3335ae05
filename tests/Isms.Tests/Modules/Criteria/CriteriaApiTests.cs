using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Modules.Criteria.Domain;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Criteria;

/// <summary>The same through HTTP.</summary>
public sealed class CriteriaApiTests
{
    private const string Base = "/api/v1/risk-criteria";

    [Theory]
    [InlineData("gb2007-matrix", 10, 2, 9, 2, 8, 2)]
    [InlineData("manual-hybrid", 10, 2, 9, 2, 8, 2)]
    public async Task A_preset_answers_by_its_name_to_everybody_signed_in(string preset, double likelihood, int likelihoodLevel, double impact, int impactLevel, double risk, int level)
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        var department = await app.DepartmentAsync("工程部");
        foreach (var office in Enum.GetValues<Office>())
        {
            var person = office == Office.Employee ? await app.PersonAsync(department) : await app.PersonAsync(department, office);
            var answer = await PostAsync(person.Client, $"{Base}/{preset}/evaluate", """{"items":[{"assetValue":2,"threatFrequency":2,"severity":3,"ease":3}]}""");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, office.ToString());
            var item = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0];
            (item.GetProperty("likelihood").GetDouble(), item.GetProperty("likelihoodLevel").GetInt32(), item.GetProperty("impact").GetDouble(), item.GetProperty("impactLevel").GetInt32(),
                item.GetProperty("risk").GetDouble(), item.GetProperty("level").GetInt32()).ShouldBe((likelihood, likelihoodLevel, impact, impactLevel, risk, level));
            item.GetProperty("trace").GetArrayLength().ShouldBeGreaterThan(3);
        }
        (await PostAsync(app.Client(), $"{Base}/{preset}/evaluate", """{"items":[]}""")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Every_wrong_rating_is_named_in_the_readers_language_and_nothing_is_scored()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        var person = await app.PersonAsync(await app.DepartmentAsync("工程部"));
        person.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var answer = await PostAsync(person.Client, $"{Base}/gb2007-matrix/evaluate", """{"items":[{"assetValue":2,"threatFrequency":2,"severity":3},{"assetValue":7,"threatFrequency":2.5,"severity":3},null]}""");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal).ShouldBe(["items[1].assetValue", "items[1].threatFrequency", "items[2]"]);
        errors.GetProperty("items[1].assetValue")[0].GetString()!.ShouldContain("7");
        (await PostAsync(person.Client, $"{Base}/gb2007-matrix/evaluate", "{not json")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(person.Client, $"{Base}/gb2007-matrix/evaluate", "{}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(person.Client, $"{Base}/gb1999/evaluate", """{"items":[]}""")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task A_version_is_made_read_changed_tried_and_compared(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var client = scene.Team.Client;
        var created = await PostAsync(client, Base, """{"basedOn":"gb2007-matrix"}""");
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var address = created.Headers.Location!.ToString();
        created.Headers.ETag!.Tag.ShouldBe("\"1\"");

        var read = await client.GetFromJsonAsync<JsonElement>(address);
        read.GetProperty("versionLabel").GetString().ShouldBe("V1.0");
        read.GetProperty("state").GetString().ShouldBe("draft");
        var definition = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(read.GetProperty("definition").GetRawText())!;
        definition["acceptableUpToLevel"] = JsonSerializer.SerializeToElement(3);
        var body = JsonSerializer.Serialize(new { definition, resolutionNumber = "JY-1" });
        (await PutAsync(client, address, body, null)).StatusCode.ShouldBe((HttpStatusCode)428);
        (await PutAsync(client, address, body, "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var stale = await PutAsync(client, address, body, "\"1\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await PutAsync(scene.Employee.Client, address, body, "\"2\"")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var score = await (await PostAsync(scene.Employee.Client, address + "/evaluate", """{"items":[{"assetValue":3,"threatFrequency":3,"severity":3}]}""")).Content.ReadFromJsonAsync<JsonElement>();
        score.GetProperty("version").GetString().ShouldBe("V1.0");
        score.GetProperty("items")[0].GetProperty("acceptable").GetBoolean().ShouldBeTrue();

        var compared = await client.GetFromJsonAsync<JsonElement>($"{address}/compare?with=gb2007-matrix");
        compared.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("path").GetString()).ShouldBe(["version", "acceptableUpToLevel"]);

        var copied = await PostAsync(client, address + "/copy", "");
        copied.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await copied.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("versionLabel").GetString().ShouldBe("V2.0");
        var list = await client.GetFromJsonAsync<JsonElement>(Base);
        list.GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("versionLabel").GetString()).ShouldBe(["V2.0", "V1.0"]);
        list.GetProperty("presets").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldBe(CriteriaPresets.Names);
    }

    [Fact]
    public async Task The_grid_holds_every_cell_and_the_exported_definition_can_be_brought_in_again()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var grid = await scene.Employee.Client.GetFromJsonAsync<JsonElement>($"{Base}/gb2007-matrix/grid");
        grid.GetProperty("likelihood").GetProperty("cells").EnumerateArray().Select(row => row.GetArrayLength()).ShouldBe([5, 5, 5, 5, 5]);
        grid.GetProperty("risk").GetProperty("cells")[4][4].GetProperty("highestRisk").GetDouble().ShouldBe(25);

        var exported = await scene.Team.Client.GetAsync($"{Base}/iso27005-2008/definition");
        exported.Content.Headers.ContentDisposition!.FileName.ShouldBe("iso27005-2008-1.0.json");
        var json = await exported.Content.ReadAsStringAsync();
        json.ShouldBe(CriteriaJson.Write(CriteriaPresets.Load("iso27005-2008")));
        var draft = await scene.CreateAsync("gb2007-matrix");
        (await PutAsync(scene.Team.Client, $"{Base}/{draft.Id}", $$"""{"definition":{{json}}}""", "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        CriteriaDifference.Between(CriteriaPresets.Load("iso27005-2008"), (await scene.ViewAsync(draft.Id.ToString())).Definition).Select(f => f.Path).ShouldBe(["version"]);
    }

    [Theory]
    [InlineData("""{"definition":{"code":"x"}}""")]
    [InlineData("""{"definition":null}""")]
    [InlineData("""{"definition":"text"}""")]
    [InlineData("""{"definition":[1,2]}""")]
    public async Task A_definition_that_cannot_be_read_changes_nothing(string body)
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var draft = await scene.CreateAsync();
        var before = (await scene.ViewAsync(draft.Id.ToString())).Definition;
        var answer = await PutAsync(scene.Team.Client, $"{Base}/{draft.Id}", body, "\"1\"");
        answer.StatusCode.ShouldBe(body.Contains("null", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
        CriteriaDifference.Between(before, (await scene.ViewAsync(draft.Id.ToString())).Definition).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_asset_is_valued_with_its_trace()
    {
        await using var scene = await CriteriaScene.StartAsync(On.Sqlite);
        var answer = await PostAsync(scene.Employee.Client, $"{Base}/manual-hybrid/asset-value", """{"replacementCost":3,"confidentiality":4,"integrity":2,"availability":5}""");
        var worth = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (worth.GetProperty("value").GetInt32(), worth.GetProperty("important").GetBoolean()).ShouldBe((5, true));
        (await PostAsync(scene.Employee.Client, $"{Base}/manual-hybrid/asset-value", """{"replacementCost":3,"confidentiality":4,"integrity":2,"availability":6}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string json) => SendAsync(client, HttpMethod.Post, address, json, null);

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string address, string json, string? match) => SendAsync(client, HttpMethod.Put, address, json, match);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string address, string json, string? match)
    {
        var request = new HttpRequestMessage(method, address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (match is not null)
            request.Headers.Add("If-Match", match);
        return client.SendAsync(request);
    }
}
