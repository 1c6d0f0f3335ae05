using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Files;

/// <summary>Takes the files of a thing away for good. Their rows go with the caller's save; the ledger keeps their hashes.</summary>
internal sealed class AttachmentShredder(IsmsDbContext db, IFileVault vault)
{
    /// <summary>Takes the attachments of these things away; answers the hashes of contents that nothing else uses, to destroy once that is saved.</summary>
    public async Task<IReadOnlyList<string>> DetachAsync(string subjectKind, IReadOnlyCollection<Guid> subjectIds, CancellationToken ct)
    {
        var attachments = await db.Set<Attachment>().Where(a => a.SubjectKind == subjectKind && subjectIds.Contains(a.SubjectId)).ToListAsync(ct);
        var ids = attachments.ConvertAll(a => a.Id);
        var files = attachments.Select(a => a.FileId).Distinct().ToList();
        var shared = await db.Set<Attachment>().Where(a => files.Contains(a.FileId) && !ids.Contains(a.Id)).Select(a => a.FileId).Distinct().ToListAsync(ct);
        db.RemoveRange(attachments);
        await db.Set<FileText>().Where(t => files.Contains(t.FileId) && !shared.Contains(t.FileId)).ExecuteDeleteAsync(ct);
        return await db.Set<StoredFile>().Where(f => files.Contains(f.Id) && !shared.Contains(f.Id)).Select(f => f.Sha256).ToListAsync(ct);
    }

    /// <summary>Destroys contents; called after the transaction that took their attachments away, which is what makes them unused.</summary>
    public async Task ShredAsync(IReadOnlyList<string> hashes, CancellationToken ct)
    {
        foreach (var hash in hashes)
            await vault.ShredAsync(hash, ct);
    }
}
