using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Rendering;

/// <summary>Pictures and annexes of a version: added while it is a draft, frozen with it.</summary>
internal sealed class VersionFiles(IsmsDbContext db, DocumentReach reach, ProcessPapers processes, DocumentClass secrecy, OpeningLog log) : IAttachmentSubject
{
    public const string KindName = "documents.version";

    public string Kind => KindName;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(DocumentPermissions.See) && await reach.VersionAsync(actor, id, ct) is { State: not VersionState.Destroyed };

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        await reach.VersionAsync(actor, id, ct) is { State: VersionState.Draft } version
        && await db.Set<ControlledDocument>().AsNoTracking().SingleAsync(d => d.Id == version.DocumentId, ct) is var document && actor.May(DocumentPermissions.Edit, document.DepartmentId) && processes.Of(document.Pattern) is null;

    public async Task<IReadOnlySet<Guid>> ReadableAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (!actor.May(DocumentPermissions.See))
            return new HashSet<Guid>();
        var found = await (
            from v in db.Set<DocumentVersion>().AsNoTracking()
            join d in reach.Documents(actor) on v.DocumentId equals d.Id
            where ids.Contains(v.Id) && v.State != VersionState.Destroyed
            select new { Version = v.Id, v.State, Document = d, Countersigners = db.Set<Countersigner>().Where(c => c.DocumentId == d.Id).Select(c => c.DepartmentId).ToList() }).ToListAsync(ct);
        return found.Where(f => f.State is not (VersionState.Draft or VersionState.InReview or VersionState.Approved) || DocumentReach.SeesDrafts(actor, f.Document, f.Countersigners)).Select(f => f.Version).ToHashSet();
    }

    public async Task OpenedAsync(Actor actor, Guid id, string name, CancellationToken ct)
    {
        if (await reach.VersionAsync(actor, id, ct) is { } version)
            await log.NoteAsync(actor, await secrecy.OpenedAsync(version, ct, name), OpeningWay.Download, ct);
    }
}
