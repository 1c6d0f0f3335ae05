using System.Globalization;
using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Contacts;

/// <summary>A contact in the list.</summary>
public sealed record ContactRow
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public ContactKind Kind { get; init; }
    public string Name { get; init; } = "";
    public string NameSort { get; init; } = "";
    public string Person { get; init; } = "";
    public string Reach { get; init; } = "";
    public string Topic { get; init; } = "";
    public string Requirement { get; init; } = "";
    public string Basis { get; init; } = "";
    public string HowMet { get; init; } = "";
    public Guid OwnerId { get; init; }
    public string Owner { get; init; } = "";
    internal string OwnerNumber { get; init; } = "";

    /// <summary>The last contact that was logged; null while none was.</summary>
    public DateOnly? LastOn { get; init; }
    public DateOnly NextVerifyOn { get; init; }
    public bool VerifyLate { get; init; }

    /// <summary>Nothing is missing: whom to reach, and for customers and parties requirement, basis and how it is met.</summary>
    public bool Complete { get; init; }
    public bool Retired { get; init; }
}

/// <summary>外部联络清单 and 顾客及相关方要求清单: one definition for the page, the API and the export.</summary>
internal static class ContactRegister
{
    public static IQueryable<ContactRow> Rows(IsmsDbContext db, Actor actor)
    {
        var (today, me, all) = (actor.Today, actor.PersonId, actor.May(CommunicationPermissions.Read));
        return
            from c in db.Set<Contact>().AsNoTracking()
            where all || c.OwnerId == me
            join p in db.People on c.OwnerId equals p.Id
            select new ContactRow
            {
                Id = c.Id, Version = c.Version, Kind = c.Kind, Name = c.Name, NameSort = c.NameSort, Person = c.Person, Reach = c.Reach, Topic = c.Topic, Requirement = c.Requirement, Basis = c.Basis, HowMet = c.HowMet,
                OwnerId = c.OwnerId, Owner = p.Name, OwnerNumber = p.EmployeeNumber, NextVerifyOn = c.NextVerifyOn, VerifyLate = c.RetiredOn == null && c.NextVerifyOn < today, Retired = c.RetiredOn != null,
                LastOn = db.Set<ContactEvent>().Where(e => e.ContactId == c.Id).Max(e => (DateOnly?)e.HeldOn),
                Complete = c.Reach != "" && ((c.Kind != ContactKind.Customer && c.Kind != ContactKind.Party) || (c.Requirement != "" && c.Basis != "" && c.HowMet != "")),
            };
    }

    public static Register<ContactRow> Of(CultureInfo culture) => new Register<ContactRow>("communication.contacts", r => r.Id, "name")
        .Column("name", "communication.field.name", ColumnKind.Text, r => r.Name, c => c with { Searchable = true, SortBy = Sort(r => r.NameSort), Link = r => CommunicationPaths.Contact(r.Id) })
        .Column("kind", "communication.field.kind", ColumnKind.Choice, r => r.Kind, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "communication.kind." + r.Kind), Choices = [.. Enum.GetNames<ContactKind>().Select(n => (n, "communication.kind." + n))],
        })
        .Column("person", "communication.field.person", ColumnKind.Text, r => r.Person, c => c with { Sortable = false, Searchable = true })
        .Column("reach", "communication.field.reach", ColumnKind.Text, r => r.Reach, c => c with { Sortable = false, Searchable = true })
        .Column("topic", "communication.field.topic", ColumnKind.Text, r => r.Topic, c => c with { Sortable = false, Searchable = true })
        .Column("requirement", "communication.field.requirement", ColumnKind.Text, r => r.Requirement, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("basis", "communication.field.basis", ColumnKind.Text, r => r.Basis, c => c with { Sortable = false, Shown = false })
        .Column("how-met", "communication.field.howMet", ColumnKind.Text, r => r.HowMet, c => c with { Sortable = false, Shown = false })
        .Column("owner", "communication.field.ownerId", ColumnKind.Text, r => r.Owner, c => c with { Sortable = false, Searchable = true })
        .Column("last", "communication.field.lastOn", ColumnKind.Date, r => r.LastOn, c => c with { Sortable = false })
        .Column("verify", "communication.field.nextVerifyOn", ColumnKind.Date, r => r.NextVerifyOn)
        .Column("late", "communication.field.late", ColumnKind.Choice, r => r.VerifyLate, c => c with { Sortable = false, Shown = false, Filterable = true, Choices = [("true", "communication.overdue"), ("false", "communication.in-time")] })
        .Column("complete", "communication.field.complete", ColumnKind.State, r => r.Complete, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, r.Complete ? "communication.complete" : "communication.incomplete"), Choices = [("true", "communication.complete"), ("false", "communication.incomplete")],
        });

    private static Expression<Func<ContactRow, string>> Sort(Expression<Func<ContactRow, string>> by) => by;
}

/// <summary>Contacts the reader may know of.</summary>
internal sealed class FindContacts(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<ContactRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CommunicationPermissions.See) is { } no ? no : await ContactRegister.Of(actor.Culture).PageAsync(ContactRegister.Rows(db, actor), query, ct);
}

/// <summary>A contact with what took place.</summary>
public sealed record ContactView(ContactRow Contact, IReadOnlyList<ContactEventView> Events, bool MayEdit, bool MayLog, int Version) : IVersioned;

/// <summary>One contact that took place.</summary>
public sealed record ContactEventView(DateOnly HeldOn, string Words, string EnteredBy);

/// <inheritdoc cref="ContactView"/>
internal sealed class ReadContact(IsmsDbContext db)
{
    public async Task<Outcome<ContactView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.See) is { } no)
            return no;
        if (await ContactRegister.Rows(db, actor).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } contact)
            return Refusal.NotFound;
        var events = await (from e in db.Set<ContactEvent>() join p in db.People on e.EnteredById equals p.Id where e.ContactId == id orderby e.HeldOn descending, e.Id descending select new ContactEventView(e.HeldOn, e.Words, p.Name)).ToListAsync(ct);
        var mayEdit = actor.May(CommunicationPermissions.Edit);
        return new ContactView(contact, events, mayEdit, mayEdit || (contact.OwnerId == actor.PersonId && actor.May(CommunicationPermissions.Report)), contact.Version);
    }
}

/// <summary>外部联络清单 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportContacts(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Read) is { } no)
            return no;
        return await file.WriteAsync(actor, ContactRegister.Of(actor.Culture), ContactRegister.Rows(db, actor), query, "communication_contacts", "communication.export-contacts",
            Phrase.In(actor.Culture, "communication.contacts-title"), Phrase.In(actor.Culture, "communication.contacts-file"), [], ct);
    }
}
