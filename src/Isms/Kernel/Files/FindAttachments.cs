using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Files;

/// <summary>The files of one thing, and whether the reader may change them.</summary>
public sealed record AttachedFiles(bool MayWrite, IReadOnlyList<AttachmentView> Items);

/// <inheritdoc cref="AttachedFiles"/>
internal sealed class FindAttachments(IsmsDbContext db, AttachmentSubjects subjects)
{
    public async Task<Outcome<AttachedFiles>> RunAsync(Actor actor, string kind, Guid subjectId, CancellationToken ct)
    {
        if (actor.Refuses(FilesPermissions.Read) is { } no)
            return no;
        if (!await subjects.MayReadAsync(actor, kind, subjectId, ct))
            return Refusal.NotFound;
        var rows = await (
            from a in db.Set<Attachment>()
            join f in db.Set<StoredFile>() on a.FileId equals f.Id
            where a.SubjectKind == kind && a.SubjectId == subjectId
            orderby a.UploadedAt, a.Id
            select new { Attachment = a, File = f }).AsNoTracking().ToListAsync(ct);
        var mayWrite = actor.May(FilesPermissions.Write) && await subjects.MayWriteAsync(actor, kind, subjectId, ct);
        return new AttachedFiles(mayWrite, rows.ConvertAll(r => ViewOf(r.Attachment, r.File)));
    }

    public static AttachmentView ViewOf(Attachment attachment, StoredFile file) => new(
        attachment.Id, attachment.Version, attachment.Name, file.MediaType, file.Size, file.Sha256, attachment.UploadedByName, attachment.UploadedAt,
        $"/api/v1/attachments/{attachment.Id}/content");
}
