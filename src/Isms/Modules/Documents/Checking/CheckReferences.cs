using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Checking;

/// <summary>What to look at in one document.</summary>
/// <param name="Accepted">Reasons by what was found, of findings that somebody accepted as they are.</param>
public sealed record CheckedDocument(Guid DocumentId, Guid VersionId, string Number, string Title, string Label, VersionState State, IReadOnlyList<ReferenceFinding> Findings, IReadOnlyDictionary<string, string> Accepted);

/// <summary>引用检查: goes through the texts in force and under way, and lists what does not fit.</summary>
internal sealed class CheckReferences(IsmsDbContext db, DocumentReach reach, VersionText text, SettingsReader settings)
{
    /// <param name="documentId">Only this document; null for all.</param>
    public async Task<Outcome<IReadOnlyList<CheckedDocument>>> RunAsync(Actor actor, Guid? documentId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit) is { } no)
            return no;
        var reachAll = actor.ReachOf(DocumentPermissions.Edit);
        var own = reachAll.Departments.ToList();
        var versions = await (
            from d in reach.Documents(actor)
            join v in db.Set<DocumentVersion>().AsNoTracking() on d.Id equals v.DocumentId
            where (documentId == null || d.Id == documentId) && (reachAll.All || own.Contains(d.DepartmentId))
                && (v.State == VersionState.Draft || v.State == VersionState.InReview || v.State == VersionState.Approved || v.State == VersionState.Effective)
            orderby d.Number, v.Ordinal
            select v).ToListAsync(ct);
        var accepted = (await db.Set<AcceptedReference>().AsNoTracking().ToListAsync(ct)).ToLookup(a => a.DocumentId);
        var index = await text.IndexAsync(ct);
        var scan = new ReferenceScan(index, await settings.TextAsync(KernelSettings.OrganizationName, ct), actor.Culture);
        var known = await db.Set<ExternalDocument>().Select(e => e.TitleZh).ToListAsync(ct);
        var titles = known.Select(DocumentIndex.Plain).ToHashSet(StringComparer.Ordinal);
        return versions.Select(v => new CheckedDocument(
                v.DocumentId, v.Id, v.Number, v.Titles.In(actor.Culture) is { Length: > 0 } title ? title : v.TitleZh, v.Label, v.State,
                [.. new[] { v.BodyZh, v.BodyEn, v.FileText }.SelectMany(scan.Run).Where(f => f.Fault != ReferenceFault.NoDocument || !titles.Contains(DocumentIndex.Plain(f.Found))).Distinct()],
                accepted[v.DocumentId].ToDictionary(a => a.Found, a => a.Reason, StringComparer.Ordinal)))
            .Where(c => c.Findings.Count > 0).ToList();
    }
}

/// <summary>Accepts a mention as it is, saying why; it stays in the list, marked.</summary>
public sealed record AcceptReferenceRequest(Guid DocumentId, [Required, StringLength(AcceptedReference.FoundLength)] string Found, [Required, StringLength(500)] string Reason);

/// <inheritdoc cref="AcceptReferenceRequest"/>
internal sealed class AcceptReference(IsmsDbContext db, Drafts.DraftDesk desk, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, AcceptReferenceRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var (document, refused) = await desk.ForEditAsync(actor, request.DocumentId, ct);
        if (document is null)
            return refused!;
        if (!await db.Set<AcceptedReference>().AnyAsync(a => a.DocumentId == document.Id && a.Found == request.Found, ct))
            db.Add(new AcceptedReference { DocumentId = document.Id, Found = request.Found, Reason = request.Reason.Trim(), AcceptedById = actor.PersonId, AcceptedAt = time.Instant() });
        await db.SaveAsync(actor, "documents.accept-reference", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
