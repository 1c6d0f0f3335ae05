using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Drafts;

/// <summary>Writes on the draft of a document.</summary>
/// <param name="Id">Of the version.</param>
/// <param name="Version">The version this is based on.</param>
/// <param name="BodyZh">Markdown.</param>
/// <param name="BodyEn">Markdown; empty when there is no English.</param>
/// <param name="ChangeSummary">What is different from the last version; asked for before it is submitted.</param>
/// <param name="Material">Whether everybody has to read it again; the approver has the last word.</param>
public sealed record SaveDraftRequest(
    Guid Id, int Version, [Required, StringLength(ControlledDocument.TitleLength)] string TitleZh, [StringLength(ControlledDocument.TitleLength)] string? TitleEn,
    [StringLength(DocumentVersion.BodyLength)] string? BodyZh, [StringLength(DocumentVersion.BodyLength)] string? BodyEn,
    [StringLength(DocumentVersion.SummaryLength)] string? ChangeSummary, bool Material = true);

/// <inheritdoc cref="SaveDraftRequest"/>
internal sealed class SaveDraft(IsmsDbContext db, DraftDesk desk, ProcessPapers processes)
{
    public async Task<Outcome<VersionSaved>> RunAsync(Actor actor, SaveDraftRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<DocumentVersion>().SingleOrDefaultAsync(v => v.Id == request.Id, ct) is not { } version)
            return Refusal.NotFound;
        var (document, refused) = await desk.ForEditAsync(actor, version.DocumentId, ct);
        if (document is null)
            return refused!;
        if (processes.Refuses(document) is { } madeThere)
            return madeThere;
        if (version.State != VersionState.Draft)
            return DraftDesk.NotDraft.With(version.Label);
        if (version.Version != request.Version)
            return Refusal.Stale(Differences(version, request));

        (version.TitleZh, version.TitleEn) = (request.TitleZh.Trim(), request.TitleEn?.Trim() ?? "");
        (version.BodyZh, version.BodyEn) = (Clean(request.BodyZh), Clean(request.BodyEn));
        (version.ChangeSummary, version.Material, version.AuthorId) = (request.ChangeSummary?.Trim() ?? "", request.Material, actor.IsSystem ? version.AuthorId : actor.PersonId);
        if (!await db.Set<DocumentVersion>().AnyAsync(v => v.DocumentId == document.Id && v.State == VersionState.Effective, ct))
            document.Rename(version.TitleZh, version.TitleEn);
        await db.SaveAsync(actor, "documents.save-draft", ct);
        await writing.CommitAsync(ct);
        return new VersionSaved(version.Id, version.Version, document.Id, version.Label);
    }

    private static string Clean(string? text) => text?.ReplaceLineEndings("\n").TrimEnd() is { Length: > 0 } body ? body + "\n" : "";

    private static IReadOnlyList<FieldDifference> Differences(DocumentVersion version, SaveDraftRequest request) =>
    [
        .. new FieldDifference[]
        {
            new("titleZh", request.TitleZh, version.TitleZh), new("titleEn", request.TitleEn ?? "", version.TitleEn), new("bodyZh", Clean(request.BodyZh), version.BodyZh),
            new("bodyEn", Clean(request.BodyEn), version.BodyEn), new("changeSummary", request.ChangeSummary ?? "", version.ChangeSummary),
        }.Where(d => d.Yours != d.Current),
    ];
}
