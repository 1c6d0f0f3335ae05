using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Pdf;
using Isms.Kernel.Progress;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Printing;

/// <summary>How many PDF files were made now.</summary>
public sealed record RenditionsMade(int Count);

/// <summary>Makes and keeps the PDF of what came into force, in each language it has a text in. Run by the clock; without LibreOffice nothing happens.</summary>
internal sealed class MakeRenditions(IsmsDbContext db, PrintedVersion printed, PdfConverter pdf, IFileVault vault, TimeProvider time)
{
    private const int MostAtOnce = 10;
    private const long Most = 200L * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public async Task<Outcome<RenditionsMade>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Run) is { } no)
            return no;
        if (PdfConverter.Find() is null)
            return new RenditionsMade(0);
        var made = 0;
        foreach (var (version, language) in await WantedAsync(ct))
            made += await MakeAsync(actor, version, language, ct) ? 1 : 0;
        return new RenditionsMade(made);
    }

    private async Task<List<(DocumentVersion Version, string Language)>> WantedAsync(CancellationToken ct)
    {
        var before = time.Instant() - Pause;
        // A file that was uploaded looks the same in each language, but its head and state do not.
        return [.. await WantedInAsync("zh", v => v.BodyZh != "" || v.FileId != null), .. await WantedInAsync("en", v => v.BodyEn != "")];

        async Task<List<(DocumentVersion, string)>> WantedInAsync(string language, System.Linq.Expressions.Expression<Func<DocumentVersion, bool>> has) => (await db.Set<DocumentVersion>().AsNoTracking()
            .Where(v => v.State == VersionState.Effective).Where(has)
            .Where(v => !db.Set<StoredRendition>().Any(r => r.VersionId == v.Id && r.Language == language && (r.FileId != null || r.Attempts >= StoredRendition.MostAttempts || r.TriedAt > before)))
            .OrderBy(v => v.EffectiveOn).ThenBy(v => v.Id).Take(MostAtOnce).ToListAsync(ct)).ConvertAll(v => (v, language));
    }

    private async Task<bool> MakeAsync(Actor actor, DocumentVersion version, string language, CancellationToken ct)
    {
        var culture = language == "en" ? Phrase.English : Phrase.Chinese;
        var kept = await ConvertAsync(Actor.System(Phrase.In(culture, "documents.rendition-by"), actor.Today, culture), version, ct);
        await using var writing = await db.BeginAsync(ct);
        if (!await db.Set<DocumentVersion>().AnyAsync(v => v.Id == version.Id && v.State == VersionState.Effective, ct))
            return false;
        var rendition = await db.Set<StoredRendition>().SingleOrDefaultAsync(r => r.VersionId == version.Id && r.Language == language, ct);
        if (rendition?.FileId is not null)
            return false;
        if (rendition is null)
            db.Add(rendition = new StoredRendition { VersionId = version.Id, Language = language });
        if (kept is { } file)
        {
            var stored = await db.Set<StoredFile>().FirstOrDefaultAsync(f => f.Sha256 == file.Sha256, ct);
            if (stored is null)
                db.Add(stored = new StoredFile { Sha256 = file.Sha256, Size = file.Size, MediaType = "application/pdf", StoredAt = time.Instant() });
            rendition.Keep(stored.Id, time.Instant());
        }
        else
        {
            rendition.Fail(time.Instant());
        }
        await db.SaveAsync(actor, "documents.keep-rendition", ct);
        await writing.CommitAsync(ct);
        return kept is not null;
    }

    private async Task<VaultedFile?> ConvertAsync(Actor actor, DocumentVersion version, CancellationToken ct)
    {
        if ((await printed.WriteAsync(actor, version, ct)).Value is not { } word)
            return null;
        await using (word.Content)
        {
            if ((await pdf.ConvertAsync(word.Content, ".docx", word.Name, ct)).Value is not { } file)
                return null;
            await using (file.Content)
                return await vault.PutAsync(file.Content, Most, ct);
        }
    }
}

/// <summary>Looks every minute whether something came into force whose PDF is not kept yet.</summary>
internal sealed class RenditionSchedule(MakeRenditions make) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct) => (await make.RunAsync(actor, ct)).Require();
}

/// <summary>The kept PDF of a version in force, in the reader's language or else in the one there is.</summary>
internal sealed class KeptRendition(IsmsDbContext db, IFileVault vault)
{
    /// <summary>Null when none is kept.</summary>
    public async Task<WrittenFile?> OpenAsync(DocumentVersion version, CultureInfo culture, CancellationToken ct)
    {
        if (version.State != VersionState.Effective)
            return null;
        var language = culture.TwoLetterISOLanguageName;
        var sha = await (
            from r in db.Set<StoredRendition>()
            join f in db.Set<StoredFile>() on r.FileId equals f.Id
            where r.VersionId == version.Id
            orderby r.Language == language descending
            select f.Sha256).FirstOrDefaultAsync(ct);
        return sha is not null && await vault.OpenAsync(sha, ct) is { } content
            ? new WrittenFile($"{version.Number} {version.Titles.In(culture)} {version.Label.Replace('/', '-')}.pdf", "application/pdf", content) : null;
    }
}
