using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Documents.Rendering;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Printing;

/// <summary>A version as a Word file: cover, who signed, history, contents, text; or the uploaded file with its state stamped on.</summary>
internal sealed class PrintedVersion(IsmsDbContext db, VersionText text, ApprovalReader approvals, IFileVault vault, SignedPaper paper, SettingsReader settings, SchemeReader scheme)
{
    public async Task<Outcome<WrittenFile>> WriteAsync(Actor actor, DocumentVersion version, CancellationToken ct)
    {
        var culture = actor.Culture;
        var found = await (from d in db.Set<ControlledDocument>() join k in db.Set<DocumentKind>() on d.KindId equals k.Id where d.Id == version.DocumentId select new { d.Classification, k.Route }).SingleAsync(ct);
        var zone = await settings.TimeZoneAsync(ct);
        var process = version.SourceId is null ? null : await text.ProcessOfAsync(version, ct);
        var signedId = version.SourceId ?? version.Id;
        var signatures = (await approvals.SignaturesOfAsync(process?.ApprovalKind ?? VersionApproval.KindOf(found.Route), [signedId], ct)).GetValueOrDefault(signedId) ?? [];
        var head = await paper.HeadAsync(actor, signatures, new PaperFacts(version.Titles.In(culture) is { Length: > 0 } title ? title : version.TitleZh, version.Number, version.Label,
            VersionMarks.PrintedState(version.State, version.KeepReason), version.EffectiveOn), ct) with
        {
            Classification = Phrase.In(culture, version.State == VersionState.Effective ? "documents.printed-controlled" : "documents.printed-uncontrolled", (await scheme.CurrentAsync(ct)).Mark(found.Classification, culture)),
        };
        var name = $"{version.Number} {head.Title} {version.Label.Replace('/', '-')}.docx";
        if (version.FileId is { } fileId)
            return await StampedAsync(fileId, head, name, ct);
        if (process is not null)
        {
            var made = await process.BlocksAsync(signedId, culture, ct);
            return WrittenFile.By(name, WrittenFile.Docx, output => WordWriter.Write(output, head, made));
        }

        var history = await db.Set<DocumentVersion>().AsNoTracking().Where(v => v.DocumentId == version.DocumentId && v.Ordinal <= version.Ordinal).OrderBy(v => v.Ordinal)
            .Select(v => new { v.Label, v.EffectiveOn, v.ChangeSummary, Author = db.People.Where(p => p.Id == v.AuthorId).Select(p => p.Name).FirstOrDefault() }).ToListAsync(ct);
        var countersigned = signatures.Where(s => s.Meaning == SignatureMeaning.Countersign).ToList();
        var body = await text.BlocksAsync(version, version.Body(culture), culture, ct);
        List<WordBlock> blocks =
        [
            new WordBlock.Cover(),
            new WordBlock.Paragraph(Phrase.In(culture, "documents.printed-history"), WordLook.Strong),
            new WordBlock.History([.. history.Select(h => new WordRevision(h.Label, h.EffectiveOn, h.Author ?? "", h.ChangeSummary))]),
        ];
        if (countersigned.Count > 0)
        {
            blocks.Add(new WordBlock.Paragraph(Phrase.In(culture, "documents.printed-countersigned"), WordLook.Strong));
            blocks.Add(new WordBlock.Signatures([.. countersigned.Select(s => (Phrase.In(culture, "kernel.office." + s.Office), SignedPaper.StepOf(s, zone)))]));
        }
        if (body.OfType<WordBlock.Heading>().Any())
            blocks.Add(new WordBlock.Contents());
        blocks.Add(new WordBlock.PageBreak());
        blocks.AddRange(body);
        return WrittenFile.By(name, WrittenFile.Docx, output => WordWriter.Write(output, head, blocks));
    }

    private async Task<Outcome<WrittenFile>> StampedAsync(Guid fileId, DocumentHead head, string name, CancellationToken ct)
    {
        var sha = await db.Set<StoredFile>().Where(f => f.Id == fileId).Select(f => f.Sha256).SingleAsync(ct);
        await using var content = await vault.OpenAsync(sha, ct);
        if (content is null)
            return OpenAttachment.Lost.With(name);
        var copy = new MemoryStream();
        await content.CopyToAsync(copy, ct);
        using (var file = WordprocessingDocument.Open(copy, isEditable: true))
        {
            var facts = string.Join("    ", head.Facts().Select(f => Phrase.In(head.Culture, "writing.labelled", f.Label, f.Value)));
            file.MainDocumentPart!.Document!.Body!.PrependChild(new Paragraph(
                new ParagraphProperties(new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 4, Space = 1, Color = "808080" }), new Justification { Val = JustificationValues.Center }),
                new Run(new RunProperties(new FontSize { Val = "18" }), new Text(facts) { Space = SpaceProcessingModeValues.Preserve })));
            TemplateWatermark.Stamp(file, head);
            file.PackageProperties.Title = head.Title;
            file.PackageProperties.Subject = $"{head.Number} {head.Version}";
        }
        copy.Position = 0;
        return WrittenFile.By(name, WrittenFile.Docx, copy.CopyTo);
    }
}
