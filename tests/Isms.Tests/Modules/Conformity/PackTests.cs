using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Modules.Conformity.Packs;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Conformity;

public sealed partial class PackTests
{
    private static readonly object WholeYear = new { edition = 2022, clauses = Array.Empty<string>(), from = "2025-04-01", to = "2026-03-02" };

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-12")]
    public async Task A_pack_opens_offline_with_every_clause_in_its_index_and_every_file_under_its_hash(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        scene.Held.Add(Document("risk-assessment", "SL-B-01-R05-2026-0001", "2026 年<风险>评估", "风险评估表.xlsx", "risks"));
        scene.Held.Add(ConformityScene.Item("training", new DateOnly(2025, 6, 1), number: "SL-B-18-R02-2025-0007", title: "新员工培训") with { Data = new { People = 12 } });
        scene.Held.Add(ConformityScene.Item("training", new DateOnly(2025, 3, 31), EvidenceState.Superseded, number: "SL-B-18-R02-2025-0001"));
        scene.Held.Add(ConformityScene.Item("management-review", TestApp.Today, EvidenceState.InPreparation, number: "SL-B-07-R05-2026-0001"));
        var pack = await PrepareAsync(scene, scene.Outside, WholeYear);
        pack.State.ShouldBe(PackState.Ready);
        var (bytes, files) = await UnpackAsync(scene.Outside, pack.Id);

        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(pack.Sha256);
        var listed = Encoding.UTF8.GetString(files["SHA256SUMS"]).TrimEnd('\n').Split('\n').Select(l => l.Split("  ", 2)).ToDictionary(p => p[1], p => p[0]);
        listed.Keys.Order().ShouldBe(files.Keys.Where(f => f != "SHA256SUMS").Order());
        foreach (var (path, hash) in listed)
            Convert.ToHexStringLower(SHA256.HashData(files[path])).ShouldBe(hash, path);

        foreach (var (index, words) in new[] { ("index.html", "审核证据包"), ("index.en.html", "Evidence pack") })
        {
            var html = Encoding.UTF8.GetString(files[index]);
            html.ShouldContain(words);
            html.ShouldContain("2026 年&lt;风险&gt;评估");
            html.ShouldNotContain("http");
            html.ShouldNotContain("<script");
            foreach (var clause in ControlCatalogue.Of(Edition.Iso2022).Clauses.Where(c => !ControlCatalogue.Of(Edition.Iso2022).Clauses.Any(x => x.Parent == c.Key)))
                html.ShouldContain($"id=\"c{clause.Key.Number}\"");
            // Every link leads to a file of the pack.
            foreach (Match link in Links().Matches(html))
                files.Keys.ShouldContain(Uri.UnescapeDataString(WebUtility.HtmlDecode(link.Groups[1].Value)));
            html.ShouldNotContain("SL-B-07-R05-2026-0001");
            html.ShouldNotContain("SL-B-18-R02-2025-0001");
        }
        Encoding.UTF8.GetString(files["6.1.2/SL-B-01-R05-2026-0001 风险评估表.xlsx"]).ShouldBe("risks");
        var json = files.Single(f => f.Key.StartsWith("7.2/", StringComparison.Ordinal) && f.Key.Contains("SL-B-18-R02-2025-0007", StringComparison.Ordinal));
        JsonDocument.Parse(json.Value).RootElement.GetProperty("content").GetProperty("people").GetInt32().ShouldBe(12);
        var manifest = JsonDocument.Parse(files["manifest.json"]).RootElement;
        manifest.GetProperty("number").GetString().ShouldBe("SL-EP-2026-001");
        manifest.GetProperty("clauses").EnumerateArray().Count(c => c.GetProperty("evidence").EnumerateArray().Any(e => e.GetProperty("number").GetString() == "SL-B-01-R05-2026-0001")).ShouldBe(2);

        (await scene.App.ReadAsync(db => db.Ledger.Where(e => e.EntityId == pack.Id).OrderBy(e => e.Sequence).Select(e => e.UseCase).ToListAsync()))
            .ShouldBe(["conformity.prepare-pack", "conformity.pack-ready", "conformity.download-pack"]);
        (await scene.App.ReadAsync(db => db.Ledger.Where(e => e.EntityId == pack.Id).Select(e => e.ActorName).Distinct().SingleAsync())).ShouldBe(scene.Outside.Actor.Name);
    }

    [Theory, BothDatabases]
    public async Task Only_the_clauses_chosen_are_in_it_and_a_heading_takes_those_below(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        scene.Held.Add(Document("risk-assessment", "R-1", "评估", "a.xlsx", "a"));
        scene.Held.Add(ConformityScene.Item("policy", TestApp.Today, number: "P-1"));
        var pack = await PrepareAsync(scene, scene.Representative, new { edition = 2013, clauses = new[] { "6.1" }, from = "2026-01-01", to = "2026-03-02" });
        var (_, files) = await UnpackAsync(scene.Representative, pack.Id);
        files.Keys.ShouldContain("6.1/R-1 a.xlsx");
        Encoding.UTF8.GetString(files["index.html"]).ShouldNotContain("P-1");
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_made_stands_in_the_index_with_the_reason(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        scene.Held.Add(ConformityScene.Item("soa", TestApp.Today, number: "SL-A-02") with { Open = (_, _, _) => Task.FromResult<Outcome<WrittenFile>>(Refusal.NotFound) });
        // Two files of one name, told apart only by letter case, and a path in the name.
        scene.Held.Add(Document("criteria", "", "准则", "../Same.docx", "1"));
        scene.Held.Add(Document("asset-register", "", "资产", "SAME.docx", "2"));
        var pack = await PrepareAsync(scene, scene.Representative, WholeYear);
        pack.State.ShouldBe(PackState.Ready);
        var (_, files) = await UnpackAsync(scene.Representative, pack.Id);
        Encoding.UTF8.GetString(files["index.html"]).ShouldContain("文件未能生成");
        files.Keys.Count(f => f.EndsWith(".docx", StringComparison.Ordinal)).ShouldBe(2);
        files.Keys.Where(f => f.Contains("..", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Packs_beyond_the_limits_are_refused_and_say_why(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        await scene.App.SaveAsync(db => db.Add(new SettingValue { Key = "conformity.pack-items", Value = "10" }));
        for (var i = 0; i < 11; i++)
            scene.Held.Add(ConformityScene.Item("training", TestApp.Today, number: "T-" + i));
        var many = await PrepareAsync(scene, scene.Representative, new { edition = 2022, clauses = new[] { "7.2" }, from = "2026-01-01", to = "2026-03-02" });
        many.State.ShouldBe(PackState.Failed);
        many.Problem.ShouldContain("超过上限 10");
        (await scene.Representative.Client.GetAsync($"/api/v1/evidence-packs/{many.Id}/file")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await scene.App.SaveAsync(db => db.Add(new SettingValue { Key = "conformity.pack-megabytes", Value = "1" }));
        scene.App.Clock.Advance(TimeSpan.FromSeconds(10));
        scene.Held.Clear();
        for (var i = 0; i < 2; i++)
            scene.Held.Add(Document("training", "BIG-" + i, "大文件", i + ".docx", new string('x', 900_000)));
        var large = await PrepareAsync(scene, scene.Representative, new { edition = 2022, clauses = new[] { "7.2" }, from = "2026-01-01", to = "2026-03-02" });
        large.State.ShouldBe(PackState.Failed);
        large.Problem.ShouldContain("1 MB");

        foreach (var (from, to, edition, clause, field) in new[]
        {
            ("2026-03-02", "2026-03-01", 2022, "7.2", "to"), ("2026-01-01", "2026-03-03", 2022, "7.2", "to"), ("2019-01-01", "2026-03-02", 2022, "7.2", "from"),
            ("2026-01-01", "2026-03-02", 1999, "7.2", "edition"), ("2026-01-01", "2026-03-02", 2022, "7.9", "clauses"),
        })
        {
            using var response = await scene.Representative.Client.PostAsJsonAsync("/api/v1/evidence-packs", new { edition, clauses = new[] { clause }, from, to });
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(field);
        }
    }

    [Theory, BothDatabases]
    public async Task A_pack_is_its_makers_and_of_those_who_see_everything(On on)
    {
        await using var scene = await ConformityScene.StartAsync(on);
        var auditor = await scene.App.PersonAsync(scene.Department, Office.InternalAuditor);
        var pack = await PrepareAsync(scene, auditor, WholeYear);
        foreach (var address in new[] { $"/api/v1/evidence-packs/{pack.Id}", $"/api/v1/evidence-packs/{pack.Id}/file", $"/conformity/packs/{pack.Id}" })
        {
            (await scene.Outside.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
            (await scene.Representative.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
        (await ConformityScene.GetAsync(scene.Outside, "/api/v1/evidence-packs")).GetArrayLength().ShouldBe(0);
        (await ConformityScene.GetAsync(auditor, "/api/v1/evidence-packs")).GetArrayLength().ShouldBe(1);
        (await scene.Outside.Client.GetAsync("/conformity/packs?edition=2005&clauses=7.1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var employee = await scene.App.PersonAsync(scene.Department);
        (await employee.Client.PostAsJsonAsync("/api/v1/evidence-packs", WholeYear)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task The_processes_own_documents_are_in_it(On on)
    {
        await using var scene = await Applicability.SoaScene.StartAsync(on);
        await scene.InForceAsync();
        await scene.AssetAsync("服务器", "HARD-SRV");
        var started = await StartAsync(scene.Manager, new { edition = 2022, clauses = new[] { "6.1.2", "6.1.3" }, from = "2026-01-01", to = "2026-03-02" });
        var pack = await WhenEndedAsync(scene.App, scene.Manager, started);
        var (_, files) = await UnpackAsync(scene.Manager, pack.Id);
        foreach (var (ending, magic) in new[] { (".docx", "PK"), (".xlsx", "PK") })
            Encoding.ASCII.GetString(files.First(f => f.Key.EndsWith(ending, StringComparison.Ordinal)).Value, 0, 2).ShouldBe(magic);
        files.Keys.ShouldContain(k => k.StartsWith("6.1.3/SL-A-02", StringComparison.Ordinal) && k.EndsWith(".docx", StringComparison.Ordinal));
    }

    private static EvidenceItem Document(string kind, string number, string title, string file, string content) => ConformityScene.Item(kind, TestApp.Today, number: number, title: title) with
    {
        Open = (_, _, _) => Task.FromResult<Outcome<WrittenFile>>(WrittenFile.By(file, WrittenFile.Docx, output => output.Write(Encoding.UTF8.GetBytes(content)))),
    };

    private static async Task<PackView> PrepareAsync(ConformityScene scene, TestPerson by, object request) => await WhenEndedAsync(scene.App, by, await StartAsync(by, request));

    private static async Task<PackStarted> StartAsync(TestPerson by, object request)
    {
        using var response = await by.Client.PostAsJsonAsync("/api/v1/evidence-packs", request);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<PackStarted>())!;
    }

    private static async Task<PackView> WhenEndedAsync(TestApp app, TestPerson by, PackStarted started)
    {
        for (var i = 0; i < 3000 && !(await ConformityScene.GetAsync(by, "/api/v1/jobs/" + started.JobId)).GetProperty("finished").GetBoolean(); i++)
            await Task.Yield();
        return (await app.RunAsync<ReadPack, Outcome<PackView>>(o => o.RunAsync(by.Actor, started.Id, default))).Require();
    }

    private static async Task<(byte[] Bytes, Dictionary<string, byte[]> Files)> UnpackAsync(TestPerson by, Guid id)
    {
        var bytes = await by.Client.GetByteArrayAsync($"/api/v1/evidence-packs/{id}/file");
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            await using var content = await entry.OpenAsync();
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy);
            files.Add(entry.FullName, copy.ToArray());
        }
        return (bytes, files);
    }

    [GeneratedRegex("href=\"(?!#)([^\"]+)\"")]
    private static partial Regex Links();
}
