using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Records.Filling;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records;

/// <summary>Records have a class: who filled one in, the head of its department and who controls records give it. What was signed stays as it was.</summary>
internal sealed class RecordSecrecy(IsmsDbContext db, RecordDesk desk) : IClassifiedSubject
{
    public const string KindName = "records.record";

    public string Kind => KindName;

    public async Task<ClassifiedThing?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (!actor.May(RecordPermissions.See))
            return null;
        var found = await (
            from r in db.Set<FormRecord>().AsNoTracking().VisibleTo(db, actor)
            join f in db.Set<RecordForm>() on r.FormId equals f.Id
            where r.Id == id
            select new { r.Number, f.NameZh, f.NameEn, r.DepartmentId, r.Classification, r.FilledById, r.State }).SingleOrDefaultAsync(ct);
        return found is null ? null : new ClassifiedThing(found.Number, new Kernel.Standards.Bilingual(found.NameZh, found.NameEn).In(actor.Culture), RecordPaths.Record(id), found.DepartmentId, found.Classification,
            found.State is not (RecordState.Disposed or RecordState.Void) && (found.FilledById == actor.PersonId || actor.Heads(found.DepartmentId) || actor.May(RecordPermissions.Control)), [found.FilledById]);
    }

    // Loaded with its words, which the search writes again; whoever signs a lowering need not see the record.
    public async Task SetAsync(Guid id, Classification value, CancellationToken ct) => (await desk.LoadAsync(Actor.System(KindName, default), id, ct))!.Record.Classification = value;

    /// <param name="title">Number and name, with the name of a file of it.</param>
    public static OpenedThing Opened(FormRecord record, string title) => new(KindName, record.Id, title, RecordPaths.Record(record.Id), record.DepartmentId, record.Classification);
}
