using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Files;

/// <summary>Attaches a file.</summary>
/// <param name="Name">The file's name; a path before it is dropped.</param>
/// <param name="Content">Can be sought; the caller disposes it.</param>
internal sealed record AddAttachmentRequest([Required, StringLength(60)] string Kind, Guid SubjectId, [Required] string Name, Stream Content);

/// <inheritdoc cref="AddAttachmentRequest"/>
internal sealed class AddAttachment(IsmsDbContext db, AttachmentSubjects subjects, IFileVault vault, SettingsReader settings, TimeProvider time)
{
    public static readonly Refusal ReadOnly = new("files.read-only");

    public async Task<Outcome<AttachmentView>> RunAsync(Actor actor, AddAttachmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(FilesPermissions.Write, request) is { } no)
            return no;
        if (!await subjects.MayReadAsync(actor, request.Kind, request.SubjectId, ct))
            return Refusal.NotFound;
        if (!await subjects.MayWriteAsync(actor, request.Kind, request.SubjectId, ct))
            return ReadOnly;
        var name = NameOf(request.Name);
        var (mediaType, refused, offender) = FileType.Of(name, request.Content);
        if (refused is not null)
            return Refusal.Invalid("file", refused, name, offender);
        var megabytes = await settings.NumberAsync(FilesSettings.LargestMegabytes, ct);
        request.Content.Position = 0;
        // The content first: a row without its content would be a lie, a content without a row is only unused.
        if (await vault.PutAsync(request.Content, megabytes * 1024L * 1024L, ct) is not { } kept)
            return Refusal.Invalid("file", "files.too-large", name, megabytes);
        var words = FileWords.Of(name, request.Content);

        await using var writing = await db.BeginAsync(ct);
        var file = await db.Set<StoredFile>().FirstOrDefaultAsync(f => f.Sha256 == kept.Sha256, ct);
        if (file is null)
            db.Add(file = new StoredFile { Sha256 = kept.Sha256, Size = kept.Size, MediaType = mediaType!, StoredAt = time.Instant() });
        var attachment = new Attachment
        {
            FileId = file.Id, SubjectKind = request.Kind, SubjectId = request.SubjectId, Name = name,
            UploadedById = actor.PersonId, UploadedByName = actor.Name, UploadedAt = time.Instant(), Words = words,
        };
        db.Add(attachment);
        if (words.Length > 0 && !await db.Set<FileText>().AnyAsync(t => t.FileId == file.Id, ct))
            db.Add(new FileText { FileId = file.Id, Text = words });
        await db.SaveAsync(actor, "files.attach", ct);
        await writing.CommitAsync(ct);
        return FindAttachments.ViewOf(attachment, file);
    }

    /// <summary>The name without a path and without characters that file systems refuse, cut before its extension.</summary>
    public static string NameOf(string given)
    {
        var last = given.Split('/', '\\')[^1];
        var name = string.Concat(last.Where(c => !char.IsControl(c) && !"<>:\"|?*".Contains(c, StringComparison.Ordinal))).Trim(' ', '.');
        if (name.Length <= Attachment.NameLength)
            return name.Length == 0 ? "file" : name;
        var extension = Path.GetExtension(name);
        return extension.Length < 10 ? name[..(Attachment.NameLength - extension.Length)] + extension : name[..Attachment.NameLength];
    }
}
