using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Documents;

/// <summary>Documents that are kept from a person by their class, with their versions and the papers about them.</summary>
internal sealed class KeptDocuments(IsmsDbContext db, DocumentReach reach) : IConceals
{
    public IEnumerable<IQueryable<Guid>> From(Actor actor)
    {
        var documents = reach.KeptFrom(actor);
        var versions = db.Set<DocumentVersion>().Where(v => documents.Any(d => d.Id == v.DocumentId));
        return
        [
            documents.Select(d => d.Id),
            versions.Select(v => v.Id),
            db.Set<ChangeRequest>().Where(r => documents.Any(d => d.Id == r.DocumentId)).Select(r => r.Id),
            db.Set<ReleaseOrder>().Where(o => versions.Any(v => v.Id == o.VersionId)).Select(o => o.Id),
            db.Set<DisposalRequest>().Where(r => versions.Any(v => v.Id == r.VersionId)).Select(r => r.Id),
        ];
    }
}
