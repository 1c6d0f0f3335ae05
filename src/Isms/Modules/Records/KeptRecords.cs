using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Records;

/// <summary>Records that are kept from a person by their class.</summary>
internal sealed class KeptRecords(IsmsDbContext db) : IConceals
{
    public IEnumerable<IQueryable<Guid>> From(Actor actor)
    {
        var me = actor.PersonId;
        return [db.Set<FormRecord>().KeptFrom(db, actor, r => r.Id, r => r.DepartmentId, r => r.Classification, r => r.FilledById == me).Select(r => r.Id)];
    }

    public IEnumerable<IQueryable<Guid>> WholeFrom(Actor actor)
    {
        var kept = From(actor).Single();
        return [db.Set<DisposalItem>().Where(i => kept.Any(id => id == i.RecordId)).Select(i => i.DisposalId)];
    }
}
