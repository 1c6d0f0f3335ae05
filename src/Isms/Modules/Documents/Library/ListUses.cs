using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Library;

/// <summary>What rests on a document: its forms, and the documents that belong to it.</summary>
internal sealed class ListUses(DocumentReach reach, DocumentUses uses)
{
    public async Task<Outcome<IReadOnlyList<DocumentUse>>> RunAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        if (await reach.Documents(actor).AsNoTracking().SingleOrDefaultAsync(d => d.Id == documentId, ct) is not { } document)
            return Refusal.NotFound;
        return (await uses.OfAsync(actor, document, ct)).ToList();
    }
}
