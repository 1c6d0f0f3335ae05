using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Disclosure;

/// <summary>What the day brought.</summary>
/// <param name="Reviews">Reviews put into inboxes.</param>
/// <param name="Receipts">Missing receipts put into inboxes.</param>
/// <param name="Ended">Holders whose right ended because they leave.</param>
public sealed record DisclosureWatched(int Reviews, int Receipts, int Ended);

/// <summary>Secrets that expire are reviewed, media without a receipt are asked after, rights of who leaves end with the last day. Run any number of times a day.</summary>
internal sealed class WatchDisclosure(IsmsDbContext db, WorkInbox inbox, SettingsReader settings)
{
    public const string ReviewWork = "disclosure.review";
    public const string ReceiptWork = "disclosure.receipt";
    public const string TransitSubject = "disclosure.transit";

    public async Task<Outcome<DisclosureWatched>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.Schedule) is { } no)
            return no;
        var today = actor.Today;
        var until = today.AddDays(await settings.NumberAsync(DisclosureModule.ReviewDays, ct));
        await using var writing = await db.BeginAsync(ct);
        var expiring = await db.Set<TradeSecret>().AsNoTracking().Where(s => s.State == SecretState.Protected && s.ExpiresOn <= until
            && !db.Set<WorkItem>().Any(w => w.SubjectId == s.Id && w.Kind == ReviewWork && w.State == WorkState.Open)).ToListAsync(ct);
        // The number only: an inbox is read over one's shoulder, and leaves by mail.
        foreach (var secret in expiring)
            inbox.Add(new NewWork(ReviewWork, "disclosure.work.review", [secret.Number], DisclosurePaths.Secret(secret.Id), SecretFiles.KindName, secret.Id, secret.ExpiresOn) { PersonId = secret.OwnerId });
        var missing = await db.Set<MediaTransit>().AsNoTracking().Where(t => t.ReceivedAt == null && t.ExpectedOn < today
            && !db.Set<WorkItem>().Any(w => w.SubjectId == t.Id && w.Kind == ReceiptWork && w.State == WorkState.Open)).ToListAsync(ct);
        foreach (var transit in missing)
            inbox.Add(new NewWork(ReceiptWork, "disclosure.work.receipt", [transit.Number, transit.SealNumber], DisclosurePaths.Transit(transit.Id), TransitSubject, transit.Id, today) { PersonId = transit.SenderId });
        var leaving = await (from h in db.Set<SecretHolder>() join p in db.People on h.PersonId equals p.Id where h.EndedOn == null && p.LeftOn != null && p.LeftOn <= today select new { Holder = h, p.LeftOn }).ToListAsync(ct);
        foreach (var gone in leaving)
            gone.Holder.End(gone.LeftOn!.Value);
        if (expiring.Count + missing.Count + leaving.Count > 0)
            await db.SaveAsync(actor, "disclosure.watch", ct);
        await writing.CommitAsync(ct);
        return new DisclosureWatched(expiring.Count, missing.Count, leaving.Count);
    }
}

/// <summary>Has the watch look every hour.</summary>
internal sealed class DisclosureSchedule(WatchDisclosure watch) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct) => (await watch.RunAsync(actor, ct)).Require();
}

/// <summary>Secrets that somebody who leaves has to hand back, or answers for. By number: who sees to the leaving need not know more.</summary>
internal sealed class SecretsOfPerson(IsmsDbContext db) : IContribute<PersonLeaving, Obstacle>
{
    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, PersonLeaving question, CancellationToken ct)
    {
        var held = await (
            from h in db.Set<SecretHolder>()
            join s in db.Set<TradeSecret>() on h.SecretId equals s.Id
            where h.PersonId == question.PersonId && h.HandedBackOn == null
            orderby s.Number
            select new { s.Id, s.Number }).ToListAsync(ct);
        var owned = await db.Set<TradeSecret>().Where(s => s.OwnerId == question.PersonId && s.State != SecretState.Released).OrderBy(s => s.Number).Select(s => new { s.Id, s.Number }).ToListAsync(ct);
        return [.. held.Select(s => new Obstacle(Phrase.Of("disclosure.still-holds", s.Number), DisclosurePaths.Secret(s.Id))), .. owned.Select(s => new Obstacle(Phrase.Of("disclosure.still-owns", s.Number), DisclosurePaths.Secret(s.Id)))];
    }
}
