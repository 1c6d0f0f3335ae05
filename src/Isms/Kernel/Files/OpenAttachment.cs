using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Files;

/// <summary>A file to hand out; the caller disposes the content.</summary>
internal sealed record OpenedFile(string Name, string MediaType, string Sha256, Stream Content);

/// <summary>Opens an attached file for who may see what it is attached to. Who opened which file is in the ledger.</summary>
internal sealed class OpenAttachment(IsmsDbContext db, AttachmentSubjects subjects, IFileVault vault)
{
    public static readonly Refusal Lost = new("files.lost");

    public async Task<Outcome<OpenedFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(FilesPermissions.Read) is { } no)
            return no;
        var found = await (
            from a in db.Set<Attachment>()
            join f in db.Set<StoredFile>() on a.FileId equals f.Id
            where a.Id == id
            select new { a.SubjectKind, a.SubjectId, a.Name, f.MediaType, f.Sha256 }).AsNoTracking().FirstOrDefaultAsync(ct);
        if (found is null || !await subjects.MayReadAsync(actor, found.SubjectKind, found.SubjectId, ct))
            return Refusal.NotFound;
        if (await vault.OpenAsync(found.Sha256, ct) is not { } content)
            return Lost.With(found.Name);
        db.Note("kernel_attachments", id, new { found.Name, found.SubjectKind, found.SubjectId, found.Sha256 });
        await db.SaveAsync(actor, "files.open", ct);
        await subjects.OpenedAsync(actor, found.SubjectKind, found.SubjectId, found.Name, ct);
        return new OpenedFile(found.Name, found.MediaType, found.Sha256, content);
    }
}
