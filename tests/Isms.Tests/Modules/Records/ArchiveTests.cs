using System.IO.Compression;
using System.Net;
using Isms.Modules.Records.Archiving;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Records;

public sealed class ArchiveTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.3.6-01")]
    public async Task A_package_opens_offline_and_shows_every_change(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var record = await scene.CreateAsync("R-01", scene.Staff, (await scene.FactsAsync("R-01")) with { NoneForBlanks = false });
        await scene.AttachAsync(record.Id, scene.Staff);
        (await scene.TrySubmitAsync(record.Id, scene.Staff)).Require();
        await scene.CreateAsync("B-34-R03", scene.Team);

        using var answer = await scene.Controller.Client.GetAsync("/api/v1/records/archive?from=2026-01-01&to=2026-12-31");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using (var zip = new ZipArchive(new MemoryStream(bytes)))
        {
            zip.Entries.Select(e => e.FullName).ShouldContain("index.html");
            zip.Entries.Count(e => e.FullName.StartsWith("records/" + record.Number + "/", StringComparison.Ordinal)).ShouldBe(4);
            using var index = new StreamReader(zip.GetEntry("index.html")!.Open());
            var html = await index.ReadToEndAsync();
            html.ShouldContain(record.Number);
            html.ShouldNotContain("http");
        }
        (await CheckAsync(bytes)).Faults.ShouldBeEmpty();
        (await CheckAsync(bytes)).Records.ShouldBe(1);
        (await scene.ReadAsync(record.Id, scene.Staff)).ArchivedOn.ShouldBe(TestApp.Today);

        (await CheckAsync(Changed(bytes, z => Write(z, $"records/{record.Number}/content.json", "{}")))).Faults.Select(f => f.Code).ShouldBe(["records.archive-changed", "records.archive-not-signed"], ignoreOrder: true);
        (await CheckAsync(Changed(bytes, z => z.GetEntry($"records/{record.Number}/record.json")!.Delete()))).Faults.ShouldHaveSingleItem().Code.ShouldBe("records.archive-missing");
        (await CheckAsync(Changed(bytes, z => Write(z, "records/extra.txt", "x")))).Faults.ShouldHaveSingleItem().Code.ShouldBe("records.archive-unlisted");
        // Who may not control records makes no package.
        (await scene.Staff.Client.GetAsync("/api/v1/records/archive?from=2026-01-01&to=2026-12-31")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Controller.Client.GetAsync("/api/v1/records/archive?from=2025-01-01&to=2025-12-31")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.Staff.Client.GetAsync("/records/archive")).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<ArchiveChecked> CheckAsync(byte[] package)
        {
            using var content = new MemoryStream(package);
            return await scene.DoAsync<CheckArchive, ArchiveChecked>(o => o.RunAsync(scene.Staff.Actor, new CheckArchiveRequest(content), default));
        }
    }

    [Fact]
    public async Task What_is_no_package_is_refused()
    {
        await using var scene = await RecordScene.StartAsync(On.Sqlite);
        using var content = new MemoryStream([1, 2, 3]);
        (await scene.TryAsync<CheckArchive, ArchiveChecked>(o => o.RunAsync(scene.Staff.Actor, new CheckArchiveRequest(content), default))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.archive-no-package");
    }

    private static byte[] Changed(byte[] package, Action<ZipArchive> change)
    {
        using var stream = new MemoryStream();
        stream.Write(package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            change(zip);
        return stream.ToArray();
    }

    private static void Write(ZipArchive zip, string path, string text)
    {
        zip.GetEntry(path)?.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(path).Open());
        writer.Write(text);
    }
}
