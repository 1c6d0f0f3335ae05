using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Forms;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Documents;

/// <summary>A record with everything a print of it needs.</summary>
/// <param name="Files">Name and SHA-256 of each file.</param>
internal sealed record PrintableRecord(RecordView Record, DocumentHead Head, IReadOnlyList<PrintedSignature> Signatures, IReadOnlyList<(string Name, string Sha256)> Files);

/// <summary>Gathers what prints of records are made of.</summary>
internal sealed class PrintedRecord(IsmsDbContext db, SettingsReader settings, ApprovalReader approvals, SignedPaper paper, SchemeReader scheme)
{
    public async Task<PrintableRecord> OfAsync(Actor actor, RecordView record, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        var given = (await approvals.SignaturesOfAsync(RecordApproval.KindName, [record.Id], ct)).GetValueOrDefault(record.Id) ?? [];
        var head = (await paper.HeadAsync(actor, new PaperFacts(record.Definition.Name(actor.Culture), record.Number, Phrase.In(actor.Culture, "records.document.form-version", record.FormNumber, record.FormVersion), record.State switch
        {
            RecordState.Approved => DocumentState.Approved,
            RecordState.InApproval => DocumentState.InReview,
            RecordState.Void or RecordState.Disposed => DocumentState.Obsolete,
            _ => DocumentState.Draft,
        }), ct)) with { Classification = (await scheme.CurrentAsync(ct)).Mark(record.Classification, actor.Culture) };
        var files = await (
            from a in db.Set<Attachment>()
            join s in db.Set<StoredFile>() on a.FileId equals s.Id
            where a.SubjectKind == RecordFiles.KindName && a.SubjectId == record.Id
            orderby a.Name, a.Id
            select new { a.Name, s.Sha256 }).ToListAsync(ct);
        return new PrintableRecord(record, head, SignaturesOf(record.Definition, given, actor, zone), files.ConvertAll(f => (f.Name, f.Sha256)));
    }

    // Signatures come in the order of the route; a step that fell away because nobody else could take it has none.
    private static List<PrintedSignature> SignaturesOf(FormDefinition form, IReadOnlyList<GivenSignature> given, Actor actor, TimeZoneInfo zone)
    {
        var printed = new List<PrintedSignature> { new(RouteText.Step(form.Prepared.In(actor.Culture), form.Owner), SignedPaper.StepOf(given.FirstOrDefault(), zone)) };
        var next = 1;
        foreach (var step in form.Route)
        {
            var signature = step.By != SignerKind.Outside && next < given.Count && given[next].Meaning == step.Meaning ? given[next++] : null;
            printed.Add(new PrintedSignature(RouteText.Step(step.Words(actor.Culture), step.Role), SignedPaper.StepOf(signature, zone)));
        }
        return printed;
    }
}

/// <summary>A record as its paper form.</summary>
/// <param name="Site">Scheme and host that the reader used, for the QR code; null prints none.</param>
public sealed record PrintRecordRequest(Guid Id, string? Site = null);

/// <summary>A record as a Word document that looks like its paper form, with a QR code leading back to it; noted in the ledger.</summary>
internal sealed class PrintRecord(IsmsDbContext db, ReadRecord read, PrintedRecord printed, OpeningLog log)
{
    public static readonly Refusal Destroyed = new("records.content-destroyed");

    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, PrintRecordRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var outcome = await read.RunAsync(actor, request.Id, ct);
        if (outcome.Refusal is { } refusal)
            return refusal;
        if (outcome.Value!.State == RecordState.Disposed)
            return Destroyed.With(outcome.Value.Number);
        var (record, head, signatures, files) = await printed.OfAsync(actor, outcome.Value, ct);
        db.Note("records_records", record.Id, new { export = record.Number });
        await db.SaveAsync(actor, "records.print", ct);
        await log.NoteAsync(actor, new OpenedThing(RecordSecrecy.KindName, record.Id, $"{record.Number} {head.Title}", RecordPaths.Record(record.Id), record.DepartmentId, record.Classification), OpeningWay.Print, ct);
        return WrittenFile.By($"{record.Number} {head.Title.Replace('/', '-')}.docx", WrittenFile.Docx, output =>
            RecordDocument.Write(output, head, record, signatures, files, request.Site is { } site ? site + RecordPaths.Record(record.Id) : null));
    }
}
