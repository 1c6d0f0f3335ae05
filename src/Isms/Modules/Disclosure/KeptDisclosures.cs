using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Disclosure;

/// <summary>Trade secrets, transfers and media that are kept from a person by their class, with the papers about them.</summary>
internal sealed class KeptDisclosures(IsmsDbContext db) : IConceals
{
    public IEnumerable<IQueryable<Guid>> From(Actor actor)
    {
        var me = actor.PersonId;
        var known = db.Set<TradeSecret>().VisibleTo(db, actor);
        var secrets = db.Set<TradeSecret>().Where(s => !known.Any(k => k.Id == s.Id));
        return
        [
            secrets.Select(s => s.Id),
            db.Set<SecretRequest>().Where(r => secrets.Any(s => s.Id == r.SecretId)).Select(r => r.Id),
            db.Set<SecretReview>().Where(r => secrets.Any(s => s.Id == r.SecretId)).Select(r => r.Id),
            db.Set<Transfer>().KeptFrom(db, actor, t => t.Id, t => t.DepartmentId, t => t.Class, t => t.SenderId == me).Select(t => t.Id),
            db.Set<MediaTransit>().KeptFrom(db, actor, t => t.Id, t => t.DepartmentId, t => t.Class, t => t.SenderId == me).Select(t => t.Id),
        ];
    }
}
