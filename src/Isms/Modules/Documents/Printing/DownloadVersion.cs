using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Pdf;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Library;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Printing;

/// <summary>A version as a file, with its state across each page unless it is in force; noted in the ledger.</summary>
/// <param name="Format"><c>docx</c> or <c>pdf</c>.</param>
public sealed record DownloadVersionRequest(Guid Id, [RegularExpression("^(docx|pdf)$")] string Format = "docx");

/// <inheritdoc cref="DownloadVersionRequest"/>
internal sealed class DownloadVersion(IsmsDbContext db, DocumentReach reach, PrintedVersion printed, KeptRendition kept, PdfConverter pdf, DocumentClass secrecy, OpeningLog log, TimeProvider time)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, DownloadVersionRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See, request) is { } no)
            return no;
        if (await reach.VersionAsync(actor, request.Id, ct) is not { } version)
            return Refusal.NotFound;
        if (version.State == VersionState.Destroyed)
            return ReadVersion.Destroyed.With(version.Number, version.Label);
        await log.NoteAsync(actor, await secrecy.OpenedAsync(version, ct), OpeningWay.Download, ct);
        // Who has to read a file has it shown by opening it.
        if (version.FileId is not null && await db.Set<ReadingConfirmation>().SingleOrDefaultAsync(c => c.VersionId == version.Id && c.PersonId == actor.PersonId && c.ConfirmedAt == null && c.DroppedAt == null, ct) is { } duty)
            duty.Show(1, 1, time.Instant());
        db.Note("documents_versions", version.Id, new { download = version.Number, version.Label, request.Format });
        if (request.Format == "pdf" && await kept.OpenAsync(version, actor.Culture, ct) is { } issued)
        {
            await db.SaveAsync(actor, "documents.download", ct);
            return issued;
        }
        var written = await printed.WriteAsync(actor, version, ct);
        if (written.Value is not { } file)
            return written;
        await db.SaveAsync(actor, "documents.download", ct);
        if (request.Format == "docx")
            return file;
        await using (file.Content)
            return await pdf.ConvertAsync(file.Content, ".docx", file.Name[..^".docx".Length] + ".pdf", ct);
    }
}
