using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Drafts;

/// <summary>What the operations on documents and drafts share.</summary>
internal sealed class DraftDesk(IsmsDbContext db, DocumentReach reach, SettingsReader settings)
{
    /// <summary>Once submitted a version is no longer written on; a change is a new version.</summary>
    public static readonly Refusal NotDraft = new("documents.not-draft");

    /// <summary>The document when this person may write it.</summary>
    public async Task<(ControlledDocument? Document, Refusal? Refusal)> ForEditAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await reach.Documents(actor).SingleOrDefaultAsync(d => d.Id == id, ct) is not { } document)
            return (null, Refusal.NotFound);
        return actor.May(DocumentPermissions.Edit, document.DepartmentId) ? (document, null) : (null, Refusal.Forbidden);
    }

    /// <summary>Tracked, newest first.</summary>
    public Task<DocumentVersion> NewestAsync(Guid documentId, CancellationToken ct) =>
        db.Set<DocumentVersion>().Where(v => v.DocumentId == documentId).OrderByDescending(v => v.Ordinal).FirstAsync(ct);

    public async Task<string> LabelAsync(int edition, int revision, CancellationToken ct) =>
        VersionLabels.Of(await settings.TextAsync(DocumentsModule.VersionScheme, ct), edition, revision);

    /// <summary>
    /// The next number of a kind: one more than the highest that stands. Numbers are never given back, because documents are never deleted. Call within the
    /// write transaction.
    /// </summary>
    /// <param name="parentNumber">Number of the document it belongs to; needed when the pattern has {parent}.</param>
    public async Task<string> NextNumberAsync(DocumentKind kind, string? parentNumber, CancellationToken ct)
    {
        var pattern = kind.NumberPattern.Replace("{prefix}", await settings.TextAsync(KernelSettings.NumberPrefix, ct), StringComparison.Ordinal)
            .Replace("{parent}", parentNumber ?? "", StringComparison.Ordinal);
        var serial = Numbers.Serial().Match(pattern);
        var (head, tail) = (pattern[..serial.Index], pattern[(serial.Index + serial.Length)..]);
        var taken = await db.Set<ControlledDocument>().Where(d => d.Number.StartsWith(head)).Select(d => d.Number).ToListAsync(ct);
        var last = taken.Where(n => n.EndsWith(tail, StringComparison.Ordinal)).Select(n => n[head.Length..(n.Length - tail.Length)])
            .Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0).DefaultIfEmpty(0).Max();
        return head + (last + 1).ToString(serial.Groups["format"].Success ? serial.Groups["format"].Value : "0", CultureInfo.InvariantCulture) + tail;
    }

    /// <summary>True when the number has the form of the kind's pattern.</summary>
    public async Task<bool> FitsAsync(DocumentKind kind, string number, string? parentNumber, CancellationToken ct)
    {
        var pattern = Regex.Escape(kind.NumberPattern.Replace("{prefix}", await settings.TextAsync(KernelSettings.NumberPrefix, ct), StringComparison.Ordinal)
            .Replace("{parent}", parentNumber ?? "", StringComparison.Ordinal));
        pattern = Regex.Replace(pattern, @"\\\{serial(:(?<format>0+))?\}", m => m.Groups["format"].Success ? $"[0-9]{{{m.Groups["format"].Length}}}" : "[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1));
        return Regex.IsMatch(number, $"^{pattern}$", RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
