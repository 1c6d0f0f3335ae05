using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Files;

/// <summary>Takes an attached file away; the ledger keeps that it was there.</summary>
internal sealed class RemoveAttachment(IsmsDbContext db, AttachmentSubjects subjects)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(FilesPermissions.Write) is { } no)
            return no;
        var attachment = await db.Set<Attachment>().FirstOrDefaultAsync(a => a.Id == id, ct);
        if (attachment is null || !await subjects.MayReadAsync(actor, attachment.SubjectKind, attachment.SubjectId, ct))
            return Refusal.NotFound;
        if (!await subjects.MayWriteAsync(actor, attachment.SubjectKind, attachment.SubjectId, ct))
            return AddAttachment.ReadOnly;
        db.Remove(attachment);
        await db.SaveAsync(actor, "files.remove", ct);
        return Done.It;
    }
}
