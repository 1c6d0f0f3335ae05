using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Contacts;

/// <summary>A contact. Customers and other parties have requirements: with their basis and how they are met, or they show as incomplete.</summary>
/// <param name="OwnerId">The management representative in office when null (authorization 1.4).</param>
/// <param name="Retired">No longer used.</param>
public sealed record ContactFacts(
    ContactKind Kind, [Required, StringLength(Contact.NameLength)] string Name, [StringLength(Contact.NameLength)] string? Person, [StringLength(Contact.NameLength)] string? Reach,
    [Required, StringLength(Contact.TextLength)] string Topic, [StringLength(Contact.TextLength)] string? Requirement = null, [StringLength(Contact.TextLength)] string? Basis = null,
    [StringLength(Contact.TextLength)] string? HowMet = null, Guid? OwnerId = null, bool Retired = false);

/// <summary>A contact as saved.</summary>
public sealed record ContactSaved(Guid Id, int Version, Guid OwnerId, DateOnly NextVerifyOn) : IVersioned;

/// <summary>Adds a contact, or changes one.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this is based on; 0 for a new one.</param>
public sealed record SaveContactRequest(Guid? Id, int Version, ContactFacts Facts);

/// <inheritdoc cref="SaveContactRequest"/>
internal sealed class SaveContact(IsmsDbContext db, OfficeHolders holders, SettingsReader settings)
{
    /// <summary>Without a management representative somebody has to be named.</summary>
    public static readonly Refusal NobodyInOffice = new("communication.nobody-in-office");

    public async Task<Outcome<ContactSaved>> RunAsync(Actor actor, SaveContactRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Edit, request) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var contact = request.Id is { } id ? await db.Set<Contact>().SingleOrDefaultAsync(c => c.Id == id, ct)
            : new Contact { NextVerifyOn = actor.Today.AddMonths(await settings.NumberAsync(CommunicationModule.VerifyMonths, ct)), VerifiedOn = actor.Today };
        if (contact is null)
            return Refusal.NotFound;
        if (request.Id is not null && contact.Version != request.Version)
            return Refusal.Stale([new FieldDifference("name", request.Facts.Name, contact.Name)]);
        var facts = request.Facts;
        var owner = facts.OwnerId ?? (await holders.OfAsync(Office.ManagementRepresentative, null, ct)).FirstOrDefault()?.PersonId;
        if (owner is null)
            return NobodyInOffice;
        if (!await db.People.AnyAsync(p => p.Id == owner && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            return Refusal.Invalid("ownerId", "communication.no-such-person");
        contact.Kind = facts.Kind;
        contact.Name = facts.Name.Trim();
        contact.NameSort = Kernel.Text.SortKey.Of(contact.Name);
        (contact.Person, contact.Reach, contact.Topic) = (facts.Person?.Trim() ?? "", facts.Reach?.Trim() ?? "", facts.Topic.Trim());
        (contact.Requirement, contact.Basis, contact.HowMet) = (facts.Requirement?.Trim() ?? "", facts.Basis?.Trim() ?? "", facts.HowMet?.Trim() ?? "");
        contact.OwnerId = owner.Value;
        contact.RetiredOn = facts.Retired ? contact.RetiredOn ?? actor.Today : null;
        if (request.Id is null)
            db.Add(contact);
        await db.SaveAsync(actor, "communication.save-contact", ct);
        await writing.CommitAsync(ct);
        return new ContactSaved(contact.Id, contact.Version, contact.OwnerId, contact.NextVerifyOn);
    }
}

/// <summary>Logs a contact that took place, or that the entry was found right.</summary>
/// <param name="HeldOn">Not in the future.</param>
/// <param name="Words">What was spoken of and with what result.</param>
/// <param name="Verified">True when the entry was made sure of: the next time is a period on.</param>
public sealed record LogContactRequest(Guid ContactId, DateOnly HeldOn, [Required, StringLength(Contact.TextLength)] string Words, bool Verified);

/// <summary>A contact event as saved.</summary>
public sealed record ContactLogged(Guid Id, DateOnly NextVerifyOn);

/// <inheritdoc cref="LogContactRequest"/>
internal sealed class LogContact(IsmsDbContext db, Kernel.Work.WorkInbox inbox, SettingsReader settings)
{
    public async Task<Outcome<ContactLogged>> RunAsync(Actor actor, LogContactRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Report, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Contact>().SingleOrDefaultAsync(c => c.Id == request.ContactId, ct) is not { } contact || (contact.OwnerId != actor.PersonId && !actor.May(CommunicationPermissions.Edit)))
            return Refusal.NotFound;
        if (request.HeldOn > actor.Today)
            return Refusal.Invalid("heldOn", "communication.not-in-future");
        var logged = new ContactEvent { ContactId = contact.Id, HeldOn = request.HeldOn, Words = request.Words.Trim(), EnteredById = actor.PersonId };
        db.Add(logged);
        if (request.Verified)
        {
            (contact.VerifiedOn, contact.NextVerifyOn) = (actor.Today, actor.Today.AddMonths(await settings.NumberAsync(CommunicationModule.VerifyMonths, ct)));
            await inbox.CompleteAsync(actor, RemindOwners.ContactSubject, contact.Id, RemindOwners.VerifyWork, ct);
        }
        await db.SaveAsync(actor, "communication.log-contact", ct);
        await writing.CommitAsync(ct);
        return new ContactLogged(logged.Id, contact.NextVerifyOn);
    }
}
