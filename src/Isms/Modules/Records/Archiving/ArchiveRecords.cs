using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Records.Documents;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Forms;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Archiving;

/// <summary>Archives the signed records of a period: one package that can be read and checked without this system.</summary>
/// <param name="From">First day the records are about.</param>
/// <param name="To">Last day.</param>
/// <param name="FormId">Only of this form.</param>
/// <param name="DepartmentId">Only of this department.</param>
/// <param name="Site">Scheme and host for the QR codes on the documents; null prints none.</param>
public sealed record ArchiveRecordsRequest(DateOnly From, DateOnly To, Guid? FormId = null, Guid? DepartmentId = null, [property: StringLength(300)] string? Site = null);

/// <inheritdoc cref="ArchiveRecordsRequest"/>
internal sealed class ArchiveRecords(IsmsDbContext db, ReadRecord read, PrintedRecord printed, IFileVault vault, SettingsReader settings, TimeProvider time)
{
    /// <summary>One package is written to a temporary file and handed out whole.</summary>
    public const int Most = 5_000;
    public const string Manifest = "manifest.sha256";

    public static readonly Refusal Nothing = new("records.archive-nothing");
    public static readonly Refusal TooMany = new("records.archive-too-many");

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, ArchiveRecordsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Control, request) is { } no)
            return no;
        if (request.To < request.From)
            return Refusal.Invalid("to", "records.archive-range");
        var ids = await db.Set<FormRecord>().Where(r => r.State == RecordState.Approved && r.FilledOn >= request.From && r.FilledOn <= request.To
            && (request.FormId == null || r.FormId == request.FormId) && (request.DepartmentId == null || r.DepartmentId == request.DepartmentId))
            .OrderBy(r => r.Number).Select(r => r.Id).Take(Most + 1).ToListAsync(ct);
        if (ids.Count == 0)
            return Nothing;
        if (ids.Count > Most)
            return TooMany.With(Most);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Phrase.In(actor.Culture, "records.archive-file")}-{request.From:yyyyMMdd}-{request.To:yyyyMMdd}.zip");
        var file = WrittenFile.By(name, "application/zip", _ => { });
        try
        {
            await WriteAsync(actor, request, ids, file.Content, ct);
        }
        catch
        {
            await file.Content.DisposeAsync();
            throw;
        }
        await MarkAsync(actor, request, ids, ct);
        file.Content.Position = 0;
        return file;
    }

    private async Task WriteAsync(Actor actor, ArchiveRecordsRequest request, List<Guid> ids, Stream output, CancellationToken ct)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var (manifest, index) = (new StringBuilder(), new List<(RecordView Record, string Folder, IReadOnlyList<string> Files)>());
        foreach (var id in ids)
        {
            var record = (await read.RunAsync(actor, id, ct)).Require();
            var print = await printed.OfAsync(actor, record, ct);
            var (folder, names) = ("records/" + record.Number, new List<string>());
            using (var document = new MemoryStream())
            {
                RecordDocument.Write(document, print.Head, record, print.Signatures, print.Files, request.Site is { } site ? site + RecordPaths.Record(id) : null);
                Add(folder + "/" + record.Number + ".docx", document.ToArray());
            }
            // Exactly the bytes whose SHA-256 is the record's content hash, and beside it everything else that is known of it.
            Add(folder + "/content.json", Encoding.UTF8.GetBytes(await db.Set<RecordContent>().Where(c => c.RecordId == id).Select(c => c.Content).SingleAsync(ct)));
            Add(folder + "/record.json", JsonSerializer.SerializeToUtf8Bytes(new
            {
                record.Number, Form = record.FormNumber, record.FormVersion, Name = record.Definition.Name(actor.Culture), record.Department, record.FilledBy, record.FilledOn, record.ApprovedAt, record.ContentHash,
                record.RetainUntil, Clauses = record.Clauses.Concat(record.Tags), Signatures = await SignaturesAsync(id, ct), record.Definition,
            }, Options));
            foreach (var (fileName, sha256) in print.Files)
            {
                await using var content = await vault.OpenAsync(sha256, ct);
                if (content is null)
                    continue;
                using var copy = new MemoryStream();
                await content.CopyToAsync(copy, ct);
                Add($"{folder}/{sha256[..8]}-{fileName}", copy.ToArray());
                names.Add($"{sha256[..8]}-{fileName}");
            }
            index.Add((record, folder, names));
        }
        Add("index.html", Encoding.UTF8.GetBytes(ArchiveIndex.Html(actor.Culture, await settings.TextAsync(KernelSettings.OrganizationName, ct), request.From, request.To, time.Instant().In(await settings.TimeZoneAsync(ct)), index)));
        Put(Manifest, Encoding.UTF8.GetBytes(manifest.ToString()));

        void Add(string path, byte[] content)
        {
            Put(path, content);
            // As sha256sum writes and checks it.
            manifest.Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("  ").Append(path).Append('\n');
        }

        void Put(string path, byte[] content)
        {
            using var entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
            entry.Write(content);
        }
    }

    private async Task<IReadOnlyList<object>> SignaturesAsync(Guid id, CancellationToken ct) => await (
        from a in db.Set<Approval>()
        join s in db.Set<Signature>() on a.Id equals s.ApprovalId
        where a.SubjectId == id && a.Kind == RecordApproval.KindName && a.State == ApprovalState.Approved
        orderby s.SignedAt, s.Id
        select (object)new { s.Meaning, s.PersonName, s.Office, s.SignedAt, s.ContentHash, s.Comment }).ToListAsync(ct);

    private async Task MarkAsync(Actor actor, ArchiveRecordsRequest request, List<Guid> ids, CancellationToken ct)
    {
        await using var writing = await db.BeginAsync(ct);
        db.ChangeTracker.Clear();
        var found = await (
            from r in db.Set<FormRecord>()
            join v in db.Set<FormVersion>() on r.FormVersionId equals v.Id
            join c in db.Set<RecordContent>() on r.Id equals c.RecordId
            where ids.Contains(r.Id) && r.ArchivedOn == null
            select new { Record = r, v.Definition, c.Content }).ToListAsync(ct);
        foreach (var one in found)
        {
            one.Record.Words = RecordDesk.WordsOf(Domain.FormDefinition.Parse(one.Definition), ContentJson.Parse(one.Content));
            one.Record.ArchivedOn = actor.Today;
        }
        db.Note("records_records", Guid.Empty, new { archive = request.From, request.To, records = ids.Count });
        await db.SaveAsync(actor, "records.archive", ct);
        await writing.CommitAsync(ct);
    }
}

/// <summary>The front page of a package: opens in any browser without a network.</summary>
internal static class ArchiveIndex
{
    public static string Html(CultureInfo culture, string organization, DateOnly from, DateOnly to, DateTimeOffset at, IReadOnlyList<(RecordView Record, string Folder, IReadOnlyList<string> Files)> records)
    {
        var html = new StringBuilder();
        var title = Phrase.In(culture, "records.archive-title", Day(from), Day(to));
        html.Append("<!doctype html><html lang=\"").Append(culture.Name).Append("\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>").Append(E(title)).Append("</title><style>")
            .Append("body{font:15px/1.5 system-ui,'Microsoft YaHei',sans-serif;margin:2rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:#f3f4f6}code{font-size:12px;word-break:break-all}")
            .Append("</style><h1>").Append(E(title)).Append("</h1><p>").Append(E(organization)).Append(" · ").Append(E(at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture))).Append(" · ").Append(records.Count).Append("</p><p>")
            .Append(E(Phrase.In(culture, "records.archive-check"))).Append("</p><p><code>sha256sum -c manifest.sha256</code></p><table><tr>");
        foreach (var heading in (string[])["records.field.number", "records.field.form-name", "records.field.department", "records.field.filledBy", "records.field.filledOn", "records.field.retainUntil", "records.archive-files", "records.disposal-hash"])
            html.Append("<th>").Append(E(Phrase.In(culture, heading))).Append("</th>");
        html.Append("</tr>");
        foreach (var (record, folder, files) in records)
        {
            html.Append("<tr><td>").Append(E(record.Number)).Append("</td><td>").Append(E(record.Definition.Name(culture))).Append("</td><td>").Append(E(record.Department)).Append("</td><td>").Append(E(record.FilledBy))
                .Append("</td><td>").Append(Day(record.FilledOn)).Append("</td><td>").Append(record.RetainUntil is { } until ? Day(until) : "").Append("</td><td>");
            foreach (var file in (string[])[record.Number + ".docx", "record.json", "content.json", .. files])
                html.Append("<a href=\"").Append(E(string.Join('/', (folder + "/" + file).Split('/').Select(Uri.EscapeDataString)))).Append("\">").Append(E(file)).Append("</a><br>");
            html.Append("</td><td><code>").Append(record.ContentHash).Append("</code></td></tr>");
        }
        return html.Append("</table></html>").ToString();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
