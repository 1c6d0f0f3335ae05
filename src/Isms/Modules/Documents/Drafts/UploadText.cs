using System.ComponentModel.DataAnnotations;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Drafts;

/// <summary>Makes an uploaded Word file the text of a draft, or with no content goes back to the text written here.</summary>
/// <param name="Id">Of the version.</param>
/// <param name="Version">The version this is based on.</param>
/// <param name="Content">Can be sought; the caller disposes it. Null takes the file away.</param>
internal sealed record UploadTextRequest(Guid Id, int Version, [StringLength(260)] string? Name, Stream? Content);

/// <inheritdoc cref="UploadTextRequest"/>
internal sealed class UploadText(IsmsDbContext db, DraftDesk desk, ProcessPapers processes, IFileVault vault, TimeProvider time)
{
    /// <summary>Largest Word file, in bytes.</summary>
    public const long Most = 50L * 1024 * 1024;

    public async Task<Outcome<VersionSaved>> RunAsync(Actor actor, UploadTextRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        (VaultedFile File, string Name, string Words)? kept = null;
        if (request.Content is { } content)
        {
            var name = AddAttachment.NameOf(request.Name ?? "");
            if (!name.EndsWith(".docx", StringComparison.OrdinalIgnoreCase))
                return Refusal.Invalid("file", "documents.file-not-docx", name);
            if (content.Length > Most)
                return Refusal.Invalid("file", "files.too-large", name, Most >> 20);
            var memory = new MemoryStream();
            await content.CopyToAsync(memory, ct);
            memory.Position = 0;
            var (words, problem) = Inspect(memory, name);
            if (problem is not null)
                return problem;
            memory.Position = 0;
            kept = ((await vault.PutAsync(memory, Most, ct))!, name, words);
        }

        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<DocumentVersion>().SingleOrDefaultAsync(v => v.Id == request.Id, ct) is not { } version)
            return Refusal.NotFound;
        var (document, refused) = await desk.ForEditAsync(actor, version.DocumentId, ct);
        if (document is null)
            return refused!;
        if (processes.Refuses(document) is { } madeThere)
            return madeThere;
        if (version.State != VersionState.Draft)
            return DraftDesk.NotDraft.With(version.Label);
        if (version.Version != request.Version)
            return Refusal.Stale([new FieldDifference("file", request.Name, version.FileName)]);
        (version.FileId, version.FileName, version.FileText) = (null, "", "");
        if (kept is { } file)
        {
            var stored = await db.Set<StoredFile>().FirstOrDefaultAsync(f => f.Sha256 == file.File.Sha256, ct);
            if (stored is null)
                db.Add(stored = new StoredFile { Sha256 = file.File.Sha256, Size = file.File.Size, MediaType = WrittenFile.Docx, StoredAt = time.Instant() });
            (version.FileId, version.FileName, version.FileText) = (stored.Id, file.Name, file.Words);
        }
        version.AuthorId = actor.PersonId;
        await db.SaveAsync(actor, "documents.upload-text", ct);
        await writing.CommitAsync(ct);
        return new VersionSaved(version.Id, version.Version, document.Id, version.Label);
    }

    // Nothing in it may run, and nothing may be fetched from elsewhere; the offender is named.
    private static (string Words, Refusal? Problem) Inspect(MemoryStream memory, string name)
    {
        if (TemplateGuard.Weigh(memory) is { } weight)
            return ("", Refuse(weight, name));
        try
        {
            using var file = WordprocessingDocument.Open(memory, isEditable: false, new OpenSettings { MaxCharactersInPart = TemplateGuard.LargestPart });
            if (file.MainDocumentPart?.Document?.Body is not { } body)
                return ("", Refuse(new TemplateProblem(TemplateFault.NotADocument, "", ""), name));
            if (TemplateGuard.Inspect(file).Concat(TemplateGuard.InspectFields(body)).FirstOrDefault() is { } problem)
                return ("", Refuse(problem, name));
            var words = new StringBuilder();
            foreach (var paragraph in body.Descendants<Paragraph>())
                words.Append(paragraph.InnerText).Append('\n');
            return (words.Length <= DocumentVersion.BodyLength ? words.ToString() : words.ToString(0, DocumentVersion.BodyLength), null);
        }
        catch (Exception failure) when (failure is OpenXmlPackageException or InvalidDataException or System.Xml.XmlException or FileFormatException)
        {
            return ("", Refuse(new TemplateProblem(TemplateFault.NotADocument, "", ""), name));
        }
    }

    private static Refusal Refuse(TemplateProblem problem, string name) =>
        Refusal.Invalid("file", "documents.file-refused", name, Phrase.Of("documents.file-fault." + problem.Fault, problem.Subject));
}
