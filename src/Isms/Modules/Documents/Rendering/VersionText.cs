using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Rendering;

/// <summary>A text ready to be read.</summary>
/// <param name="Html">Safe to show.</param>
/// <param name="Problems">Marks that could not be resolved.</param>
public sealed record RenderedText(string Html, IReadOnlyList<MarkProblem> Problems);

/// <summary>Turns the text of a version into a page or into the blocks of a Word document, with its fields, references and pictures.</summary>
internal sealed class VersionText(IsmsDbContext db, LiveFields fields, IFileVault vault, SettingsReader settings, ProcessPapers processes, IEnumerable<NamedRecordPlace> records)
{
    private DocumentIndex? _index;

    /// <summary>The version as it is read: its own text, or the paper of the process that makes it.</summary>
    public async Task<RenderedText> ShownAsync(DocumentVersion version, CultureInfo culture, CancellationToken ct) => version.SourceId is { } source
        ? new RenderedText(PaperHtml.Of(await (await ProcessOfAsync(version, ct)).BlocksAsync(source, culture, ct), culture), []) : await HtmlAsync(version, version.Body(culture), culture, ct);

    /// <summary>The process that makes a version with a source.</summary>
    public async Task<IProcessDocument> ProcessOfAsync(DocumentVersion version, CancellationToken ct)
    {
        var pattern = await db.Set<ControlledDocument>().Where(d => d.Id == version.DocumentId).Select(d => d.Pattern).SingleAsync(ct);
        return processes.All.First(p => p.Pattern == pattern);
    }

    public async Task<RenderedText> HtmlAsync(DocumentVersion version, string body, CultureInfo culture, CancellationToken ct)
    {
        var (markdown, problems) = await ResolveAsync(version, body, culture, ct);
        var pictures = await PicturesAsync(version.Id, ct);
        var missing = MarkdownText.Pictures(markdown).Where(p => !pictures.ContainsKey(p)).Select(p => new MarkProblem(MarkFault.MissingPicture, p));
        return new RenderedText(MarkdownText.Html(markdown, name => pictures.TryGetValue(name, out var picture) ? $"/api/v1/attachments/{picture.Id}/content" : null), [.. problems, .. missing]);
    }

    public async Task<IReadOnlyList<WordBlock>> BlocksAsync(DocumentVersion version, string body, CultureInfo culture, CancellationToken ct)
    {
        var (markdown, _) = await ResolveAsync(version, body, culture, ct);
        var pictures = await PicturesAsync(version.Id, ct);
        var images = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        foreach (var name in MarkdownText.Pictures(markdown).Distinct(StringComparer.Ordinal))
        {
            if (pictures.TryGetValue(name, out var picture) && picture.MediaType is "image/png" or "image/jpeg")
                images[name] = await ReadAsync(picture.Sha256, ct);
        }
        return MarkdownText.Blocks(markdown, images.GetValueOrDefault);
    }

    /// <summary>The text with fields and references filled in, still Markdown.</summary>
    public async Task<(string Markdown, IReadOnlyList<MarkProblem> Problems)> ResolveAsync(DocumentVersion version, string body, CultureInfo culture, CancellationToken ct)
    {
        var values = await fields.OfAsync(version, culture, ct);
        var index = await IndexAsync(ct);
        return TextMarks.Resolve(body, name => values.GetValueOrDefault(name),
            name => index.Find(name) is { } found ? (Phrase.In(culture, "documents.cited", found.Titles.In(culture), found.Number), DocumentPaths.Document(found.Id))
                : index.FindRecord(name) is { } kept ? (Phrase.In(culture, "documents.cited-record", kept.Record.Title(culture)), kept.Link) : null,
            name => index.Nearest(name) is { } near ? $"{near.Number} {near.Titles.In(culture)}" : "");
    }

    public async Task<DocumentIndex> IndexAsync(CancellationToken ct) => _index ??= await DocumentIndex.LoadAsync(db, settings, [.. records], ct);

    private async Task<Dictionary<string, (Guid Id, string Sha256, string MediaType)>> PicturesAsync(Guid versionId, CancellationToken ct)
    {
        var rows = await (
            from a in db.Set<Attachment>()
            join f in db.Set<StoredFile>() on a.FileId equals f.Id
            where a.SubjectKind == VersionFiles.KindName && a.SubjectId == versionId && f.MediaType.StartsWith("image/")
            orderby a.UploadedAt
            select new { a.Id, a.Name, f.Sha256, f.MediaType }).AsNoTracking().ToListAsync(ct);
        return rows.GroupBy(r => r.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (g.Last().Id, g.Last().Sha256, g.Last().MediaType), StringComparer.Ordinal);
    }

    // A file that only calls itself a picture is left out.
    private async Task<byte[]?> ReadAsync(string sha256, CancellationToken ct)
    {
        await using var content = await vault.OpenAsync(sha256, ct);
        if (content is null)
            return null;
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, ct);
        var image = memory.ToArray();
        try
        {
            PictureFile.Size(image);
            return image;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
