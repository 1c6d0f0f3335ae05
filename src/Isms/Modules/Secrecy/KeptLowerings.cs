using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Secrecy;

/// <summary>Requests for a lower class, which name the thing: as open as the thing was when it was asked, until they are granted.</summary>
internal sealed class KeptLowerings(IsmsDbContext db) : IConceals
{
    public IEnumerable<IQueryable<Guid>> From(Actor actor)
    {
        var me = actor.PersonId;
        return [db.Set<ClassLowering>().KeptFrom(db, actor, l => l.SubjectId, l => l.DepartmentId, l => l.State == LoweringState.Granted ? l.To : l.From, l => l.AskedById == me).Select(l => l.Id)];
    }
}
