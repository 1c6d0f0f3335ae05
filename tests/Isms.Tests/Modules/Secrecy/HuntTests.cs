using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Lists;
using Isms.Modules.Disclosure;
using Isms.Modules.Disclosure.Exchange;
using Isms.Modules.Disclosure.Requests;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Documents.Requests;
using Isms.Modules.Documents.Starter;
using Isms.Modules.Records;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Forms;
using Isms.Modules.Risks;
using Isms.Modules.Secrecy;
using Isms.Modules.Secrecy.Changes;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.Plans;
using Isms.Tests.Modules.Records;
using Isms.Tests.Modules.Treatment;
using Isms.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Secrecy;

/// <summary>
/// One thing of every kind that has a class, named by a word that stands nowhere else and raised to top secret after it has been through everything; then every page and every
/// endpoint that answers a question, asked by people who may not know it. The routes are the running product's own, so a new one is in at once.
/// </summary>
public sealed partial class HuntTests
{
    private static readonly string[] Words = ["Quartzal", "Obsidion", "Feldspar", "Basaltum", "Gneissor"];

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.04")]
    public async Task No_page_and_no_endpoint_tells_of_a_thing_that_the_reader_may_not_know(On on)
    {
        await using var scene = await TreatmentScene.StartAsync(on);
        var finance = await scene.App.DepartmentAsync("财务部");
        await PlantAsync(scene, finance);
        TestPerson[] readers =
        [
            await scene.App.PersonAsync(scene.Sales), await scene.App.PersonAsync(finance, Office.DepartmentHead), await scene.App.PersonAsync(scene.It, Office.SystemAdministrator), await scene.App.PersonAsync(scene.It, Office.AuditAdministrator),
            await scene.App.PersonAsync(scene.It, Office.InternalAuditor), await scene.App.PersonAsync(scene.Sales, Office.IsmsTeam), await scene.App.PersonAsync(scene.Sales, Office.DocumentController),
        ];
        var addresses = await AddressesAsync(scene);
        var told = await AsksAsync(scene.Manager, addresses.Where(a => a.StartsWith("/api/v1", StringComparison.Ordinal)));
        foreach (var word in Words)
            told.Count(t => t.Word == word).ShouldBeGreaterThan(5, $"the general manager is told of {word} in many places; otherwise nothing was looked for");

        var leaks = new List<string>();
        foreach (var reader in readers)
            leaks.AddRange((await AsksAsync(reader, addresses)).Select(t => $"{t.Address} tells {reader.Actor.Name} of {t.Word}: {t.Around}"));
        leaks.ShouldBeEmpty();
    }

    private static async Task PlantAsync(TreatmentScene scene, Guid receiving)
    {
        var app = scene.App;
        var deputy = await app.PersonAsync(scene.It, Office.DepartmentHead);
        await app.PersonAsync(scene.It, Office.IsmsTeamLeader);
        await app.SaveAsync(db =>
        {
            var asset = db.Set<Asset>().Single(a => a.Id == scene.ItAsset);
            asset.Rename("Quartzal 密码机");
            (asset.Location, asset.Remark, asset.Classification) = ("Quartzal 机房", "Quartzal", Classification.Internal);
        });
        await AttachAsync(app, scene.Team, AssetAttachments.SubjectKind, scene.ItAsset, "Quartzal");
        var plan = await scene.CompletePlanAsync();
        foreach (var item in await app.ReadAsync(db => db.Set<TreatmentItem>().Where(i => i.PlanId == plan).Select(i => new { i.Id, i.RiskId }).ToListAsync()))
        {
            if (item.RiskId == scene.WorstRisk)
                (await scene.TryChangeAsync(item.Id, await scene.FactsAsync(item.Id) with { Method = "加固 Quartzal", Benefit = "Quartzal 不再停机" })).Require();
        }
        await scene.ApproveAsync(PlanApproval.KindName, plan);
        var report = await scene.ReportOfAsync(plan);
        (await scene.TryRateAsync(report, 2, reason: "Quartzal 仍可被盗", only: scene.WorstRisk)).Require();
        await scene.DoAsync<DrawList, ListDrawn>(o => o.RunAsync(scene.Team.Actor, new DrawListRequest("重要资产清单"), default));

        await scene.DoAsync<SeedDocuments, DocumentsSeeded>(o => o.RunAsync(app.System, default));
        var version = await app.ReadAsync(db => db.Set<DocumentVersion>().AsNoTracking().FirstAsync(v => v.Number == "SL-B-09"));
        await app.SaveAsync(db =>
        {
            var document = db.Set<ControlledDocument>().Single(d => d.Id == version.DocumentId);
            (document.DepartmentId, document.Classification) = (scene.It, Classification.Internal);
            document.Rename("Obsidion 规程", "Obsidion procedure");
            var draft = db.Set<DocumentVersion>().Single(v => v.Id == version.Id);
            (draft.TitleZh, draft.TitleEn) = ("Obsidion 规程", "Obsidion procedure");
        });
        var route = (await scene.DoAsync<Isms.Modules.Documents.Library.ReadDocument, Isms.Modules.Documents.Library.DocumentView>(o => o.RunAsync(scene.Team.Actor, new(version.DocumentId), default))).Route;
        await SubmitAsync(scene, VersionApproval.KindOf(route), version.Id, scene.Team);
        await scene.DoAsync<AskForChange, RequestSaved>(o => o.RunAsync(scene.Team.Actor, new AskForChangeRequest(version.DocumentId, "Obsidion 有误", "改 Obsidion"), default));

        await scene.DoAsync<AddStarterForms, StarterFormsAdded>(o => o.RunAsync(app.System, default));
        var form = await app.ReadAsync(db => db.Set<RecordForm>().AsNoTracking().SingleAsync(f => f.Code == "B-22-R05"));
        var definition = FormDefinition.Parse(await app.ReadAsync(db => db.Set<FormVersion>().Where(v => v.Id == form.CurrentId).Select(v => v.Definition).SingleAsync()));
        var fields = definition.Fields.Where(f => f.IsAsked && f.Type != FieldType.Files).ToDictionary(f => f.Key, f => f.Type is FieldType.Text or FieldType.LongText
            ? new FilledField("Feldspar 之 " + f.Zh) : RecordScene.Valid(f, scene.ItHead.Actor.Name, scene.Technician.Actor.Name, "信息技术部", "销售部"));
        var signers = definition.Route.Select((s, i) => (s, i)).Where(s => s.s.By == SignerKind.Named).ToDictionary(s => s.i, _ => scene.ItHead.Actor.Name);
        var record = await scene.DoAsync<CreateRecord, RecordSaved>(o => o.RunAsync(scene.Technician.Actor, new CreateRecordRequest(form.Id, new RecordFacts(fields, signers, NoneForBlanks: true)), default));
        await AttachAsync(app, scene.Technician, RecordFiles.KindName, record.Id, "Feldspar");

        var secret = await scene.DoAsync<SaveSecret, SecretSaved>(o => o.RunAsync(scene.ItHead.Actor,
            new SaveSecretRequest(null, 0, new SecretFacts("Basaltum 配方", Classification.TopSecret, scene.It, scene.ItHead.Actor.PersonId, "Basaltum 保险柜", "Basaltum 独有", TestApp.Today.AddDays(120))), default));
        await AttachAsync(app, scene.ItHead, SecretFiles.KindName, secret.Id, "Basaltum");
        var approval = await SubmitAsync(scene, SecretApproval.KindName, secret.Id, scene.ItHead);
        (await scene.TrySignAsync(approval, deputy)).Require();
        (await scene.TrySignAsync(approval, scene.Manager)).Require();
        await scene.DoAsync<AskForSecret, SecretAsked>(o => o.RunAsync(scene.Technician.Actor, new AskForSecretRequest(secret.Number, RequestMode.View, "核对", 0, TestApp.Today.AddDays(10)), default));

        await scene.DoAsync<SeedChannels, Done>(o => o.RunAsync(app.System, default));
        var channel = (await scene.DoAsync<ListChannels, ChannelList>(o => o.RunAsync(scene.Team.Actor, default))).Items.OrderByDescending(c => c.UpTo).First();
        var transfer = await scene.DoAsync<LogTransfer, TransferSaved>(o => o.RunAsync(scene.ItHead.Actor, new LogTransferRequest(null, 0,
            new TransferFacts("Gneissor 图纸", Classification.Internal, channel.Id, null, receiving, "财务部", null, "SM4", "Gneissor 项目")), default));
        await app.SaveAsync(db => db.Set<Transfer>().Single(t => t.Id == transfer.Id).Class = Classification.TopSecret);

        foreach (var (kind, id) in new[] { ("assets.asset", scene.ItAsset), (DocumentClass.KindName, version.DocumentId), (RecordSecrecy.KindName, record.Id) })
            await scene.DoAsync<ChangeClass, ClassChanged>(o => o.RunAsync(kind == RecordSecrecy.KindName ? scene.ItHead.Actor : scene.Representative.Actor, new ChangeClassRequest(kind, id, Classification.TopSecret, "泄露会造成重大损失"), default));
        // Opened by who may, so that the log of openings names each.
        foreach (var page in new[] { "/assets/" + scene.ItAsset, "/documents/" + version.DocumentId, "/records/" + record.Id, "/secrets/" + secret.Id, "/exchange/" + transfer.Id })
            (await scene.Manager.Client.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        var lowering = await scene.DoAsync<ChangeClass, ClassChanged>(o => o.RunAsync(scene.Technician.Actor, new ChangeClassRequest(RecordSecrecy.KindName, record.Id, Classification.Internal, "已过期"), default));
        await SubmitAsync(scene, LoweringApproval.KindName, lowering.Lowering!.Value, scene.Technician);
    }

    private static async Task<Guid> SubmitAsync(TreatmentScene scene, string kind, Guid id, TestPerson by) => (await scene.TrySubmitAsync(kind, id, by)).Require().Id;

    private static async Task AttachAsync(TestApp app, TestPerson by, string kind, Guid id, string word) => (await app.RunAsync<AddAttachment, Outcome<AttachmentView>>(o =>
        o.RunAsync(by.Actor, new AddAttachmentRequest(kind, id, word + ".txt", new MemoryStream(Encoding.UTF8.GetBytes(word + " 的内容"))), default))).Require();

    // Every route that answers a question; what it asks for is filled in from the ledger's own list of things, and kept where the general manager gets an answer.
    private static async Task<List<string>> AddressesAsync(TreatmentScene scene)
    {
        var things = (await scene.App.ReadAsync(db => db.Ledger.Where(e => e.Change == Isms.Kernel.Ledger.LedgerChange.Created).Select(e => new { e.EntityType, e.EntityId, Named = Words.Any(w => e.State.Contains(w)) }).ToListAsync()))
            .Concat((await scene.App.ReadAsync(db => db.Ledger.Select(e => new { e.EntityType, e.EntityId, Named = Words.Any(w => e.State.Contains(w)) }).Where(e => e.Named).Distinct().ToListAsync())))
            .GroupBy(e => e.EntityType).ToDictionary(g => g.Key, g => g.OrderByDescending(e => e.Named).Select(e => e.EntityId).Distinct().Take(g.Any(e => e.Named) ? 4 : 1).ToList());
        var sequences = await scene.App.ReadAsync(db => db.Ledger.Where(e => Words.Any(w => e.State.Contains(w))).Select(e => e.Sequence).ToListAsync());
        var addresses = new List<string>();
        foreach (var route in scene.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var text = "/" + (route.RoutePattern.RawText ?? "").TrimStart('/');
            var api = text.StartsWith("/api/v1", StringComparison.Ordinal);
            if (text.Contains("_framework", StringComparison.Ordinal) || text.Contains("_blazor", StringComparison.Ordinal) || route.Metadata.GetMetadata<IAllowAnonymous>() is not null
                || (api && route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != true))
            {
                continue;
            }
            var module = route.Metadata.GetMetadata<IRouteNeed>()?.Permission?.Split('.')[0] ?? "kernel";
            addresses.AddRange(await FilledAsync(scene.Manager, text, [.. things.Where(t => Of(module, t.Key)).SelectMany(t => t.Value.Select(id => (t.Key, id)))], sequences));
        }
        return [.. addresses.Distinct()];
    }

    private static bool Of(string module, string table) => module switch
    {
        "kernel" => table is "assets_assets" or "documents_documents" or "documents_versions" or "records_records" or "disclosure_secrets" or "disclosure_transfers" or "kernel_approvals" or "kernel_work" or "risks_risks" or "treatment_items" or "kernel_attachments",
        "signing" => table == "kernel_approvals",
        "files" => table == "kernel_attachments",
        "secrecy" => table.StartsWith("secrecy_", StringComparison.Ordinal) || table is "assets_assets" or "documents_documents" or "records_records" or "disclosure_secrets",
        _ => table.StartsWith(module + "_", StringComparison.Ordinal),
    };

    private static async Task<List<string>> FilledAsync(TestPerson by, string route, List<(string Table, Guid Id)> things, List<long> sequences)
    {
        if (!route.Contains('{'))
            return [route];
        if (route.Contains("{sequence", StringComparison.OrdinalIgnoreCase))
            return sequences.ConvertAll(s => Parameter().Replace(route, s.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var filled = new List<string>();
        foreach (var (table, id) in things)
        {
            var address = Parameter().Replace(route, m => m.Groups["name"].Value.ToUpperInvariant() switch
            {
                "TYPE" => table,
                "KIND" => table switch { "assets_assets" => "assets.asset", "documents_documents" => "documents.document", "records_records" => "records.record", "disclosure_secrets" => "disclosure.secret", _ => "none" },
                "DAY" => "2026-03-02",
                "YEAR" => "2026",
                "EDITION" => "2022",
                "CULTURE" => "en",
                "SECTION" => "1",
                "CODE" or "KEY" => "2022:8.13",
                _ => id.ToString(),
            });
            if (!filled.Contains(address) && (await by.Client.GetAsync(address)).StatusCode == HttpStatusCode.OK)
                filled.Add(address);
        }
        return filled;
    }

    private static async Task<List<(string Address, string Word, string Around)>> AsksAsync(TestPerson by, IEnumerable<string> addresses)
    {
        var told = new List<(string, string, string)>();
        foreach (var address in addresses)
        {
            using var answer = await by.Client.GetAsync(address);
            answer.StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError, $"{address} for {by.Actor.Name}");
            var text = TextOf(await answer.Content.ReadAsByteArrayAsync()) + answer.Content.Headers.ContentDisposition;
            told.AddRange(Words.Where(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => (address, w, Around(text, w))));
        }
        return told;
    }

    private static string Around(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 40)].ReplaceLineEndings(" ");
    }

    /// <summary>What a file says, whatever lies packed in it.</summary>
    private static string TextOf(byte[] content)
    {
        if (content is not [(byte)'P', (byte)'K', ..])
            return Encoding.UTF8.GetString(content);
        var text = new StringBuilder();
        using var packed = new ZipArchive(new MemoryStream(content));
        foreach (var entry in packed.Entries)
        {
            using var inside = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(inside);
            text.Append(entry.FullName).Append(TextOf(inside.ToArray()));
        }
        return text.ToString();
    }

    [GeneratedRegex(@"\{\*{0,2}(?<name>[^}:?]+)(?<type>:[^}?]+)?\??\}")]
    private static partial Regex Parameter();
}
