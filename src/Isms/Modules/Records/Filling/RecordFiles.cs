using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>Files of a record. They are added while it is a draft; what was signed stays as it was.</summary>
internal sealed class RecordFiles(IsmsDbContext db, OpeningLog log) : IAttachmentSubject
{
    public const string KindName = "records.record";

    public string Kind => KindName;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(RecordPermissions.See) && await db.Set<FormRecord>().VisibleTo(db, actor).AnyAsync(r => r.Id == id, ct);

    public Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        db.Set<FormRecord>().AnyAsync(r => r.Id == id && r.State == RecordState.Draft && r.FilledById == actor.PersonId, ct);

    public async Task<IReadOnlySet<Guid>> ReadableAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        actor.May(RecordPermissions.See) ? await db.Set<FormRecord>().VisibleTo(db, actor).Where(r => ids.Contains(r.Id)).Select(r => r.Id).ToHashSetAsync(ct) : new HashSet<Guid>();

    public string? PageOf(Guid id) => RecordPaths.Record(id);

    public async Task OpenedAsync(Actor actor, Guid id, string name, CancellationToken ct)
    {
        if (await db.Set<FormRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is { } record)
            await log.NoteAsync(actor, RecordSecrecy.Opened(record, $"{record.Number} {name}"), OpeningWay.Download, ct);
    }
}
