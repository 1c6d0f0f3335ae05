using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Isms.Kernel.Http;
using Isms.Modules.Records;
using Isms.Modules.Records.Importing;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Records;

public sealed class InOutTests
{
    [Theory, BothDatabases]
    public async Task A_list_is_imported_whole_or_not_at_all(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var form = await scene.FormAsync("B-34-R03");
        var labels = (await scene.DefinitionAsync("B-34-R03")).Fields.Where(f => f.IsAsked && f.Type is not (Isms.Modules.Records.Domain.FieldType.Table or Isms.Modules.Records.Domain.FieldType.Signature or Isms.Modules.Records.Domain.FieldType.Files)).ToList();
        var csv = string.Join(',', labels.Select(l => l.Zh)) + "\n" + Row(1) + "\n" + Row(2) + "\n";
        var checkedOnly = await ImportAsync(csv, onlyCheck: true);
        (checkedOnly.Rows, checkedOnly.Imported, checkedOnly.Problems.Count).ShouldBe((2, 0, 0));
        (await CountAsync()).ShouldBe(0);
        var bad = await ImportAsync(csv + string.Join(',', labels.Select(l => l.Type == Isms.Modules.Records.Domain.FieldType.Date ? "2026-13-45" : "x")) + "\n");
        bad.Imported.ShouldBe(0);
        bad.Problems.ShouldContain(p => p.Row == 4);
        (await CountAsync()).ShouldBe(0);
        (await ImportAsync(csv)).Imported.ShouldBe(2);
        (await CountAsync()).ShouldBe(2);
        (await scene.App.ReadAsync(db => db.Set<FormRecord>().OrderBy(r => r.Number).Select(r => r.Number).ToListAsync())).ShouldBe(["SL-B-34-R03-2026-0001", "SL-B-34-R03-2026-0002"]);

        using var upload = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "file", "clock.csv" } };
        (await scene.Team.Client.PostAsync($"/api/v1/record-forms/{form.Id}/records/import", upload)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CountAsync()).ShouldBe(4);
        (await scene.Team.Client.GetAsync(RecordPaths.Import(form.Id))).StatusCode.ShouldBe(HttpStatusCode.OK);

        string Row(int n) => string.Join(',', labels.Select(l => scene.Valid(l) is { Text: { } text } ? text.Replace(',', ' ') : scene.Staff.Actor.Name));

        async Task<RecordsImported> ImportAsync(string text, bool onlyCheck = false)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            return await scene.DoAsync<ImportRecords, RecordsImported>(o => o.RunAsync(scene.Team.Actor, new ImportRecordsRequest(form.Id, "时钟.csv", content, onlyCheck), default));
        }

        Task<int> CountAsync() => scene.App.ReadAsync(db => db.Set<FormRecord>().CountAsync());
    }

    [Theory, BothDatabases]
    public async Task A_file_that_is_no_list_is_refused_with_its_reason(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var form = await scene.FormAsync("B-34-R03");
        using var content = new MemoryStream([1, 2, 3, 4]);
        var refused = (await scene.TryAsync<ImportRecords, RecordsImported>(o => o.RunAsync(scene.Team.Actor, new ImportRecordsRequest(form.Id, "坏.xlsx", content), default))).Refusal!;
        refused.Kind.ShouldBe(RefusalKind.Invalid);
        refused.Fields.ShouldHaveSingleItem().Field.ShouldBe("file");
    }

    [Theory, BothDatabases]
    public async Task The_ledger_of_a_form_goes_out_with_every_field(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var record = await scene.CreateAsync("B-22-R03", scene.Team);
        var form = await scene.FormAsync("B-22-R03");
        using var file = new MemoryStream(await scene.Team.Client.GetByteArrayAsync($"/api/v1/record-forms/{form.Id}/records/export"));
        using var zip = new System.IO.Compression.ZipArchive(file);
        var text = string.Concat(zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(e => { using var r = new StreamReader(e.Open()); return r.ReadToEnd(); }));
        text.ShouldContain(record.Number);
        text.ShouldContain("1101**********1234");
        foreach (var field in (await scene.DefinitionAsync("B-22-R03")).Fields.Where(f => f.Type is not (Isms.Modules.Records.Domain.FieldType.Files or Isms.Modules.Records.Domain.FieldType.AutoNumber)))
            text.ShouldContain(WebUtility.HtmlEncode(field.Zh).Replace("&#39;", "'"));
    }

    [Theory, BothDatabases]
    public async Task A_print_leads_back_and_is_noted(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var record = await scene.ApprovedAsync(by: scene.Team);
        using var file = new MemoryStream(await scene.Team.Client.GetByteArrayAsync($"/api/v1/records/{record.Id}/document"));
        var text = EveryFormTests.Printed(file);
        text.ShouldContain("http://localhost/records/" + record.Id);
        text.ShouldContain(scene.Team.Actor.Name);
        (await scene.App.ReadAsync(db => db.Ledger.CountAsync(e => e.UseCase == "records.print"))).ShouldBe(1);
        (await scene.Seller.Client.GetAsync($"/api/v1/records/{record.Id}/document")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Seller.Client.GetAsync(RecordPaths.Print(record.Id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
