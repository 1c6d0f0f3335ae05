using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Modules.Compliance;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication;

/// <summary>Customers and other parties of the contacts, for whoever names the other side of a contract.</summary>
internal sealed class KnownParties(IsmsDbContext db) : IContribute<PartyAsked, PartyFound>
{
    private const int Most = 500;

    public async Task<IReadOnlyList<PartyFound>> AnswerAsync(Actor actor, PartyAsked question, CancellationToken ct)
    {
        if (!actor.May(CommunicationPermissions.Read))
            return [];
        var contacts = await CommunicationViews.Contacts(db).Where(c => !c.Retired && (c.Kind == ContactKind.Customer || c.Kind == ContactKind.Party)).OrderBy(c => c.NameSort).Take(Most).ToListAsync(ct);
        return contacts.ConvertAll(c => new PartyFound(c.Name, CommunicationPaths.Contact(c.Id)));
    }
}
