using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents;

/// <summary>
/// Who sees what (4.3.2.2 f): issued documents are for those to whom the scheme opens their class and those on their distribution list; drafts are for who writes,
/// signs or watches over them, as far as the class is open to them.
/// </summary>
internal sealed class DocumentReach(IsmsDbContext db)
{
    /// <summary>The documents this person may know of.</summary>
    public IQueryable<ControlledDocument> Documents(Actor actor)
    {
        var mayEdit = actor.ReachOf(DocumentPermissions.Edit).Departments.ToList();
        var versions = db.Set<DocumentVersion>();
        var documents = db.Set<ControlledDocument>().KnownTo(db, actor, d => d.Id, d => d.DepartmentId, d => d.Classification, Named(actor));
        if (actor.May(DocumentPermissions.ReadAll))
            return documents;
        return documents.Where(d => mayEdit.Contains(d.DepartmentId)
            || db.Set<Countersigner>().Any(c => c.DocumentId == d.Id && mayEdit.Contains(c.DepartmentId))
            || versions.Any(v => v.DocumentId == d.Id && (v.State == VersionState.Effective || v.State == VersionState.Superseded || v.State == VersionState.Obsolete)));
    }

    /// <summary>The documents that are kept from this person by their class.</summary>
    public IQueryable<ControlledDocument> KeptFrom(Actor actor) => db.Set<ControlledDocument>().KeptFrom(db, actor, d => d.Id, d => d.DepartmentId, d => d.Classification, Named(actor));

    // The distribution list names people, offices and departments (everybody names nobody in particular); who countersigns has to read what is signed.
    private Expression<Func<ControlledDocument, bool>> Named(Actor actor)
    {
        var (me, own) = (actor.PersonId, actor.DepartmentId);
        var mayEdit = actor.ReachOf(DocumentPermissions.Edit).Departments.ToList();
        var offices = actor.Offices.Select(o => (Office?)o.Office).Append(Office.Employee).ToList();
        var above = db.Departments.Where(d => db.Departments.Any(o => o.Id == own && o.Path.StartsWith(d.Path))).Select(d => (Guid?)d.Id);
        return d => db.Set<DocumentRecipient>().Any(r => r.DocumentId == d.Id && ((r.PersonId != null && r.PersonId == me)
                || (r.Scope == RecipientScope.Office && offices.Contains(r.Office)) || (r.Scope == RecipientScope.Department && above.Contains(r.DepartmentId))))
            || db.Set<Countersigner>().Any(c => c.DocumentId == d.Id && mayEdit.Contains(c.DepartmentId));
    }

    /// <summary>True when this person may see what is not issued yet.</summary>
    public static bool SeesDrafts(Actor actor, ControlledDocument document, IEnumerable<Guid> countersigners) =>
        actor.May(DocumentPermissions.ReadAll) || actor.May(DocumentPermissions.Edit, document.DepartmentId) || countersigners.Any(d => actor.May(DocumentPermissions.Edit, d));

    public async Task<bool> SeesDraftsAsync(Actor actor, ControlledDocument document, CancellationToken ct) =>
        SeesDrafts(actor, document, await db.Set<Countersigner>().Where(c => c.DocumentId == document.Id).Select(c => c.DepartmentId).ToListAsync(ct));

    /// <summary>The version, when this person may read it; not tracked.</summary>
    public async Task<DocumentVersion?> VersionAsync(Actor actor, Guid versionId, CancellationToken ct)
    {
        if (await db.Set<DocumentVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId, ct) is not { } version)
            return null;
        if (await Documents(actor).AsNoTracking().SingleOrDefaultAsync(d => d.Id == version.DocumentId, ct) is not { } document)
            return null;
        return version.WasIssued || await SeesDraftsAsync(actor, document, ct) ? version : null;
    }
}
