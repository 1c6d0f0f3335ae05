using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Notices;

/// <summary>
/// Addresses what waits in the outbox and sends it, on every node: each message is claimed in the database before it is sent, and claimed anew
/// by another node only when the first did not come back within the lease.
/// </summary>
internal sealed class NoticeDispatch(IsmsDbContext db, IEnumerable<INoticeChannel> channels, OfficeHolders holders, SettingsReader settings, Catalogue catalogue, TimeProvider time) : IRecurring
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public async Task WorkAsync(Actor actor, CancellationToken ct)
    {
        await AddressAsync(ct);
        for (var sent = 0; sent < MostAtOnce && await ClaimAsync(ct) is { } id; sent++)
            await SendAsync(id, ct);
        var since = time.Instant().AddDays(-await settings.NumberAsync(NoticeSettings.KeptDays, ct));
        await db.Set<WorkNotice>().Where(n => n.CreatedAt < since && n.AddressedAt != null).ExecuteDeleteAsync(ct);
    }

    private async Task AddressAsync(CancellationToken ct)
    {
        var ways = new List<INoticeChannel>();
        foreach (var channel in channels)
        {
            if (await channel.IsSetUpAsync(ct))
                ways.Add(channel);
        }
        await using var writing = await db.BeginAsync(ct);
        var waiting = await db.Set<WorkNotice>().Where(n => n.AddressedAt == null).OrderBy(n => n.CreatedAt).Take(MostAtOnce).ToListAsync(ct);
        if (waiting.Count == 0)
            return;
        var now = time.Instant();
        foreach (var notice in waiting)
        {
            notice.AddressedAt = now;
            var work = await db.Set<WorkItem>().AsNoTracking().FirstAsync(w => w.Id == notice.WorkId, ct);
            if (work.State != WorkState.Open || ways.Count == 0)
                continue;
            foreach (var way in ways.Where(w => !w.Personal))
                db.Add(New(notice, way.Kind, null, now));
            if (ways.Any(w => w.Personal))
            {
                foreach (var personId in await PeopleAsync(work, notice.Occasion, ct))
                    db.Add(New(notice, Channel.Mail, personId, now));
            }
        }
        await db.SaveChangesAsync(ct);
        await writing.CommitAsync(ct);
    }

    private static NoticeDelivery New(WorkNotice notice, Channel channel, Guid? personId, DateTime now) =>
        new() { NoticeId = notice.Id, Channel = channel, PersonId = personId, CreatedAt = now, NextAt = now };

    /// <summary>Those of them who have a mail address.</summary>
    private async Task<List<Guid>> PeopleAsync(WorkItem work, Occasion occasion, CancellationToken ct)
    {
        IReadOnlyList<Holder> people = occasion == Occasion.Escalated ? await holders.OfAsync(Office.ManagementRepresentative, null, ct)
            : work.PersonId is { } one ? (await holders.PersonAsync(one, ct) is { } person ? [person] : [])
            : await holders.OfAsync(work.Office!.Value, work.DepartmentId, ct);
        var ids = people.Select(p => p.PersonId).ToList();
        return await db.People.Where(p => ids.Contains(p.Id) && p.Email != "").Select(p => p.Id).ToListAsync(ct);
    }

    /// <summary>The next message that is due, kept from other nodes for a while; null when none is.</summary>
    private async Task<Guid?> ClaimAsync(CancellationToken ct)
    {
        var now = time.Instant();
        await using var writing = await db.BeginAsync(ct);
        db.ChangeTracker.Clear();
        if (await db.Set<NoticeDelivery>().Where(d => d.State == DeliveryState.Waiting && d.NextAt <= now).OrderBy(d => d.NextAt).ThenBy(d => d.Id).FirstOrDefaultAsync(ct) is not { } next)
            return null;
        next.NextAt = now + Lease;
        await db.SaveChangesAsync(ct);
        await writing.CommitAsync(ct);
        return next.Id;
    }

    private async Task SendAsync(Guid id, CancellationToken ct)
    {
        var delivery = await db.Set<NoticeDelivery>().FirstAsync(d => d.Id == id, ct);
        var notice = await db.Set<WorkNotice>().AsNoTracking().FirstAsync(n => n.Id == delivery.NoticeId, ct);
        var work = await db.Set<WorkItem>().AsNoTracking().FirstAsync(w => w.Id == notice.WorkId, ct);
        var channel = channels.First(c => c.Kind == delivery.Channel);
        if (work.State != WorkState.Open)
        {
            delivery.Skip();
        }
        else if (!await channel.IsSetUpAsync(ct))
        {
            delivery.Failed(time.Instant(), Phrase.In(Phrase.Chinese, "kernel.notices.not-set-up"));
        }
        else
        {
            try
            {
                await channel.SendAsync(await MessageAsync(delivery, notice, work, ct), ct);
                delivery.Sent(time.Instant());
            }
            catch (NoticeFailedException failure)
            {
                delivery.Failed(time.Instant(), failure.Message);
            }
        }
        // Whether it went out must be remembered even when the process is about to stop.
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<NoticeMessage> MessageAsync(NoticeDelivery delivery, WorkNotice notice, WorkItem work, CancellationToken ct)
    {
        var person = delivery.PersonId is { } id ? await (
            from p in db.People
            join u in db.Users on p.Id equals u.PersonId into users
            from u in users.DefaultIfEmpty()
            where p.Id == id
            select new { p.Name, p.Email, Language = u == null ? null : u.Language }).FirstAsync(ct) : null;
        var language = person?.Language ?? await settings.TextAsync(KernelSettings.Language, ct);
        var culture = language.StartsWith("en", StringComparison.Ordinal) ? Phrase.English : Phrase.Chinese;
        var site = (await settings.TextAsync(NoticeSettings.PublicAddress, ct)).TrimEnd('/');
        var due = work.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var process = Phrase.In(culture, ProcessOf(work.SubjectKind));
        var text = Phrase.In(culture, "kernel.notice." + notice.Occasion, process, due);
        return new NoticeMessage(person?.Email ?? "", person?.Name ?? "", Phrase.In(culture, "kernel.notice.subject", process, due),
            text + "\n" + Phrase.In(culture, "kernel.notice.where", site + work.Link));
    }

    private string ProcessOf(string subjectKind) =>
        (catalogue.Modules.FirstOrDefault(m => subjectKind.StartsWith(m.Key + ".", StringComparison.Ordinal))?.Key ?? "kernel") + ".menu";
}
