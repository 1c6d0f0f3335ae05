using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents;

/// <summary>Controlled documents have a class: who writes or controls the document gives it.</summary>
internal sealed class DocumentClass(IsmsDbContext db, DocumentReach reach) : IClassifiedSubject
{
    public const string KindName = "documents.document";

    public string Kind => KindName;

    public async Task<ClassifiedThing?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (!actor.May(DocumentPermissions.See) || await reach.Documents(actor).AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } document)
            return null;
        var named = await db.Set<DocumentRecipient>().Where(r => r.DocumentId == id && r.PersonId != null).Select(r => r.PersonId!.Value).ToListAsync(ct);
        return new ClassifiedThing(document.Number, document.Titles.In(actor.Culture) is { Length: > 0 } title ? title : document.TitleZh, DocumentPaths.Document(id), document.DepartmentId, document.Classification,
            actor.May(DocumentPermissions.Edit, document.DepartmentId), named);
    }

    public async Task SetAsync(Guid id, Classification value, CancellationToken ct) => (await db.Set<ControlledDocument>().SingleAsync(d => d.Id == id, ct)).Classification = value;

    /// <param name="file">Name of a file of it; empty for its text.</param>
    public async Task<OpenedThing> OpenedAsync(DocumentVersion version, CancellationToken ct, string file = "")
    {
        var document = await db.Set<ControlledDocument>().AsNoTracking().SingleAsync(d => d.Id == version.DocumentId, ct);
        return new OpenedThing(KindName, document.Id, $"{document.Number} {version.TitleZh} {version.Label} {file}".Trim(), DocumentPaths.Document(document.Id), document.DepartmentId, document.Classification);
    }
}
