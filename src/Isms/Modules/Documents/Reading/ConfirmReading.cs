using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Reading;

/// <summary>Confirms that one has read a document to its end.</summary>
/// <param name="ReadToEnd">Must be true: it is what the confirmation says.</param>
/// <param name="Secret">Password or one-time code, where the organization asks for it.</param>
public sealed record ConfirmReadingRequest(Guid Id, bool ReadToEnd, [StringLength(256)] string? Secret = null);

/// <summary>A confirmation that was given.</summary>
public sealed record ReadingConfirmed(Guid Id, DateTime ConfirmedAt);

/// <summary>Kept light: ten thousand people may do this in one morning.</summary>
internal sealed class ConfirmReading(IsmsDbContext db, IReauthentication reauthentication, WorkInbox inbox, SettingsReader settings, TimeProvider time)
{
    public static readonly Refusal NotToTheEnd = Refusal.Invalid("readToEnd", "documents.read-to-end");

    /// <summary>Not every section was shown to the person, or the file was not opened.</summary>
    public static readonly Refusal NotShown = new("documents.not-shown-to-the-end");
    public static readonly Refusal NoLongerAsked = new("documents.no-longer-asked");

    public async Task<Outcome<ReadingConfirmed>> RunAsync(Actor actor, ConfirmReadingRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Confirm, request) is { } no)
            return no;
        if (!request.ReadToEnd)
            return NotToTheEnd;
        if (await settings.TextAsync(DocumentsModule.ConfirmBy, ct) == "password")
        {
            if (string.IsNullOrEmpty(request.Secret))
                return Refusal.Invalid("secret", "kernel.field-required");
            if (await reauthentication.CheckAsync(actor, request.Secret, ct) is { } notTheOne)
                return notTheOne;
        }
        if (await db.Set<ReadingConfirmation>().SingleOrDefaultAsync(c => c.Id == request.Id && c.PersonId == actor.PersonId, ct) is not { } confirmation)
            return Refusal.NotFound;
        if (confirmation.DroppedAt is not null)
            return NoLongerAsked;
        if (confirmation.ConfirmedAt is { } before)
            return new ReadingConfirmed(confirmation.Id, before);
        if (!confirmation.ShownToTheEnd && await settings.TextAsync(DocumentsModule.ReadingProof, ct) == DocumentsModule.ProofBySections)
            return NotShown with { Obstacles = [new Obstacle(Kernel.Text.Phrase.Of("documents.read-on"), DocumentPaths.Read(confirmation.Id))] };
        confirmation.Confirm(time.Instant());
        await inbox.CompleteAsync(actor, ReadingDesk.KindName, confirmation.Id, ReadingDesk.ReadWork, ct);
        try
        {
            await db.SaveAsync(actor, "documents.confirm-reading", ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Pressed twice at once: the other one counts.
            db.ChangeTracker.Clear();
            return await db.Set<ReadingConfirmation>().AsNoTracking().SingleAsync(c => c.Id == confirmation.Id, ct) is { ConfirmedAt: { } first } ? new ReadingConfirmed(confirmation.Id, first) : NoLongerAsked;
        }
        return new ReadingConfirmed(confirmation.Id, confirmation.ConfirmedAt!.Value);
    }
}

/// <summary>A duty to read, as its person sees it.</summary>
public sealed record ReadingView(Guid Id, Guid DocumentId, Guid VersionId, string Number, string TitleZh, string TitleEn, string Label, DateOnly DueOn, DateTime? ConfirmedAt, bool Dropped)
{
    public string Title => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && TitleEn.Length > 0 ? TitleEn : TitleZh;
}

/// <summary>What one has to read, open ones first.</summary>
internal sealed class ListReadings(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<ReadingView>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Confirm) is { } no)
            return no;
        return await (
            from c in db.Set<ReadingConfirmation>()
            join v in db.Set<DocumentVersion>() on c.VersionId equals v.Id
            where c.PersonId == actor.PersonId && c.DroppedAt == null
            orderby c.ConfirmedAt != null, c.DueOn, c.Id
            select new ReadingView(c.Id, v.DocumentId, v.Id, v.Number, v.TitleZh, v.TitleEn, v.Label, c.DueOn, c.ConfirmedAt, false)).Take(200).ToListAsync(ct);
    }
}

/// <summary>One of one's own duties to read.</summary>
internal sealed class GetReading(IsmsDbContext db)
{
    public async Task<Outcome<ReadingView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Confirm) is { } no)
            return no;
        return await (
            from c in db.Set<ReadingConfirmation>()
            join v in db.Set<DocumentVersion>() on c.VersionId equals v.Id
            where c.PersonId == actor.PersonId && c.Id == id
            select new ReadingView(c.Id, v.DocumentId, v.Id, v.Number, v.TitleZh, v.TitleEn, v.Label, c.DueOn, c.ConfirmedAt, c.DroppedAt != null)).SingleOrDefaultAsync(ct) is { } view ? view : Refusal.NotFound;
    }
}
