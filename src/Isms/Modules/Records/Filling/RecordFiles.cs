using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>Files of a record. They are added while it is a draft; what was signed stays as it was.</summary>
internal sealed class RecordFiles(IsmsDbContext db) : IAttachmentSubject
{
    public const string KindName = "records.record";

    public string Kind => KindName;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(RecordPermissions.See) && await db.Set<FormRecord>().VisibleTo(actor).AnyAsync(r => r.Id == id, ct);

    public Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        db.Set<FormRecord>().AnyAsync(r => r.Id == id && r.State == RecordState.Draft && r.FilledById == actor.PersonId, ct);

    public async Task<IReadOnlySet<Guid>> ReadableAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        actor.May(RecordPermissions.See) ? await db.Set<FormRecord>().VisibleTo(actor).Where(r => ids.Contains(r.Id)).Select(r => r.Id).ToHashSetAsync(ct) : new HashSet<Guid>();

    public string? PageOf(Guid id) => RecordPaths.Record(id);
}
