using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Rendering;

/// <summary>Pictures and annexes of a version: added while it is a draft, frozen with it.</summary>
internal sealed class VersionFiles(IsmsDbContext db, DocumentReach reach, ProcessPapers processes) : IAttachmentSubject
{
    public const string KindName = "documents.version";

    public string Kind => KindName;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(DocumentPermissions.See) && await reach.VersionAsync(actor, id, ct) is { State: not VersionState.Destroyed };

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        await reach.VersionAsync(actor, id, ct) is { State: VersionState.Draft } version
        && await db.Set<ControlledDocument>().AsNoTracking().SingleAsync(d => d.Id == version.DocumentId, ct) is var document && actor.May(DocumentPermissions.Edit, document.DepartmentId) && processes.Of(document.Pattern) is null;
}
