using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Notices;

/// <summary>A message in the log.</summary>
public sealed record DeliveryRow
{
    public Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }
    public Channel Channel { get; init; }

    /// <summary>Empty for a group's robot.</summary>
    public string Recipient { get; init; } = "";
    public Occasion Occasion { get; init; }
    public string SubjectKind { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public string Link { get; init; } = "";
    public DeliveryState State { get; init; }
    public int Attempts { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>When it is tried next, UTC; only while it waits.</summary>
    public DateTime NextAt { get; init; }
    public string Error { get; init; } = "";
}

/// <summary>The log of messages, latest first.</summary>
internal sealed class FindDeliveries(IsmsDbContext db)
{
    public static readonly Register<DeliveryRow> Register = new Register<DeliveryRow>("kernel.notices", r => r.Id, "-created")
        .Column("created", "kernel.notices.created", ColumnKind.Date, r => r.CreatedAt)
        .Column("channel", "kernel.notices.channel", ColumnKind.Choice, r => r.Channel, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.Of("kernel.notices.channel-" + r.Channel),
            Choices = [.. Enum.GetNames<Channel>().Select(n => (n, "kernel.notices.channel-" + n))],
        })
        .Column("recipient", "kernel.notices.recipient", ColumnKind.Text, r => r.Recipient, c => c with { Sortable = false, Searchable = true })
        .Column("occasion", "kernel.notices.occasion", ColumnKind.Choice, r => r.Occasion, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.Of("kernel.notices.occasion-" + r.Occasion),
            Choices = [.. Enum.GetNames<Occasion>().Select(n => (n, "kernel.notices.occasion-" + n))],
        })
        .Column("due", "kernel.notices.due", ColumnKind.Date, r => r.DueOn, c => c with { Sortable = false })
        .Column("state", "kernel.notices.state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.Of("kernel.notices.state-" + r.State),
            Choices = [.. Enum.GetNames<DeliveryState>().Select(n => (n, "kernel.notices.state-" + n))],
        })
        .Column("attempts", "kernel.notices.attempts", ColumnKind.Number, r => r.Attempts, c => c with { Sortable = false })
        .Column("error", "kernel.notices.error", ColumnKind.Text, r => r.Error, c => c with { Sortable = false });

    public async Task<Outcome<RegisterPage<DeliveryRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(NoticePermissions.Log) is { } no)
            return no;
        return await Register.PageAsync(Rows(db), query, ct);
    }

    public static IQueryable<DeliveryRow> Rows(IsmsDbContext db) =>
        from d in db.Set<NoticeDelivery>().AsNoTracking()
        join n in db.Set<WorkNotice>() on d.NoticeId equals n.Id
        join w in db.Set<WorkItem>() on n.WorkId equals w.Id
        from p in db.People.Where(p => p.Id == d.PersonId).DefaultIfEmpty()
        select new DeliveryRow
        {
            Id = d.Id, CreatedAt = d.CreatedAt, Channel = d.Channel, Recipient = p == null ? "" : p.Name, Occasion = n.Occasion, SubjectKind = w.SubjectKind,
            DueOn = w.DueOn, Link = w.Link, State = d.State, Attempts = d.Attempts, SentAt = d.SentAt, NextAt = d.NextAt, Error = d.Error,
        };
}

/// <summary>Sends a message again that was given up.</summary>
internal sealed class SendAgain(IsmsDbContext db, TimeProvider time)
{
    public static readonly Refusal NotGivenUp = new("kernel.notices.not-given-up");

    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(NoticePermissions.Log) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<NoticeDelivery>().FirstOrDefaultAsync(d => d.Id == id, ct) is not { } delivery)
            return Refusal.NotFound;
        if (delivery.State != DeliveryState.GivenUp)
            return NotGivenUp;
        delivery.Again(time.Instant());
        await db.SaveChangesAsync(ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <param name="Channel">Which way.</param>
internal sealed record TryChannelRequest(Channel Channel);

/// <summary>Sends a message that says it is a trial: by mail to who asks, otherwise to the robot's group.</summary>
internal sealed class TryChannel(IsmsDbContext db, IEnumerable<INoticeChannel> channels, SettingsReader settings)
{
    public static readonly Refusal NotSetUp = new("kernel.notices.not-set-up");
    public static readonly Refusal NoAddress = new("kernel.notices.no-address");

    /// <summary>Takes what the other side said.</summary>
    public static readonly Refusal NotSent = new("kernel.notices.not-sent");

    public async Task<Outcome<Done>> RunAsync(Actor actor, TryChannelRequest request, CancellationToken ct)
    {
        if (actor.Refuses(NoticePermissions.Log, request) is { } no)
            return no;
        if (channels.FirstOrDefault(c => c.Kind == request.Channel) is not { } channel || !await channel.IsSetUpAsync(ct))
            return NotSetUp;
        var email = await db.People.Where(p => p.Id == actor.PersonId).Select(p => p.Email).FirstOrDefaultAsync(ct) ?? "";
        if (channel.Personal && email.Length == 0)
            return NoAddress;
        var site = await settings.TextAsync(NoticeSettings.PublicAddress, ct);
        try
        {
            await channel.SendAsync(new NoticeMessage(email, actor.Name, Phrase.Of("kernel.notice.trial"), Phrase.Of("kernel.notice.trial") + "\n" + site), ct);
            return Done.It;
        }
        catch (NoticeFailedException failure)
        {
            return NotSent.With(failure.Message);
        }
    }
}
