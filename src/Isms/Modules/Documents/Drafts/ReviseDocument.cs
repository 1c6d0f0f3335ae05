using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Drafts;

/// <summary>Begins a new version of a document (换版 or 修订), with the text of the last one.</summary>
/// <param name="NewEdition">True counts up the letter (A/2 → B/0), false the revision (A/2 → A/3).</param>
/// <param name="ChangeRequestId">The accepted request that it carries out; null when none asked for it.</param>
public sealed record ReviseDocumentRequest(Guid Id, bool NewEdition, [Required, StringLength(DocumentVersion.SummaryLength)] string ChangeSummary, Guid? ChangeRequestId = null);

/// <summary>A version that was begun or saved.</summary>
public sealed record VersionSaved(Guid Id, int Version, Guid DocumentId, string Label) : IVersioned;

/// <inheritdoc cref="ReviseDocumentRequest"/>
internal sealed class ReviseDocument(IsmsDbContext db, DraftDesk desk, ProcessPapers processes, TimeProvider time)
{
    /// <summary>One draft at a time: two would be two truths.</summary>
    public static readonly Refusal DraftExists = new("documents.draft-exists");
    public static readonly Refusal RequestNotAccepted = Refusal.Invalid("changeRequestId", "documents.request-not-accepted");

    public async Task<Outcome<VersionSaved>> RunAsync(Actor actor, ReviseDocumentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var (document, refused) = await desk.ForEditAsync(actor, request.Id, ct);
        if (document is null)
            return refused!;
        if (processes.Refuses(document) is { } madeThere)
            return madeThere;
        var last = await desk.NewestAsync(document.Id, ct);
        if (!last.WasIssued)
            return DraftExists.With(last.Label) with { Obstacles = [new Obstacle($"{document.Number} {last.Label}", DocumentPaths.Edit(document.Id))] };
        ChangeRequest? asked = null;
        if (request.ChangeRequestId is { } requestId)
        {
            asked = await db.Set<ChangeRequest>().SingleOrDefaultAsync(r => r.Id == requestId && r.DocumentId == document.Id && r.State == ChangeRequestState.Accepted, ct);
            if (asked is null)
                return RequestNotAccepted;
        }
        var (edition, revision) = request.NewEdition ? (last.Edition + 1, 0) : (last.Edition, last.Revision + 1);
        var version = new DocumentVersion
        {
            DocumentId = document.Id, Number = document.Number, Ordinal = last.Ordinal + 1, Edition = edition, Revision = revision, Label = await desk.LabelAsync(edition, revision, ct),
            TitleZh = last.TitleZh, TitleEn = last.TitleEn, BodyZh = last.BodyZh, BodyEn = last.BodyEn, FileId = last.FileId, FileName = last.FileName, FileText = last.FileText,
            ChangeSummary = request.ChangeSummary.Trim(), AuthorId = actor.PersonId, CreatedAt = time.Instant(),
        };
        db.Add(version);
        asked?.CarryOut(version.Id);
        foreach (var file in await db.Set<Kernel.Files.Attachment>().AsNoTracking().Where(a => a.SubjectKind == Rendering.VersionFiles.KindName && a.SubjectId == last.Id).ToListAsync(ct))
        {
            db.Add(new Kernel.Files.Attachment
            {
                FileId = file.FileId, SubjectKind = file.SubjectKind, SubjectId = version.Id, Name = file.Name, UploadedById = file.UploadedById, UploadedByName = file.UploadedByName,
                UploadedAt = file.UploadedAt,
            });
        }
        await db.SaveAsync(actor, "documents.revise", ct);
        await writing.CommitAsync(ct);
        return new VersionSaved(version.Id, version.Version, document.Id, version.Label);
    }
}
