using Isms.Kernel.Access;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Notices;

/// <summary>Why people are told of a duty.</summary>
public enum Occasion
{
    /// <summary>It was put into the inbox.</summary>
    New,
    /// <summary>Some days before it is due.</summary>
    Soon,
    /// <summary>Right before it is due.</summary>
    VerySoon,
    /// <summary>On the day it is due.</summary>
    Due,
    /// <summary>Overdue, and brought to the management representative.</summary>
    Escalated,
    /// <summary>Somebody asked for it again.</summary>
    Asked,
}

/// <summary>The ways out of the system.</summary>
public enum Channel { Mail, WeCom, DingTalk, Feishu }

/// <summary>How far one message has come.</summary>
public enum DeliveryState { Waiting, Sent, GivenUp, NotNeeded }

/// <summary>
/// That people are to be told of a duty: written in the transaction that causes it, so that no message is sent of what was not saved, and none is
/// lost of what was. To whom it goes is decided when it is sent.
/// </summary>
internal sealed class WorkNotice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid WorkId { get; init; }
    public Occasion Occasion { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>When it was addressed; null while that is still to be done.</summary>
    public DateTime? AddressedAt { get; set; }
}

/// <summary>One message on one way to one person or group. No business data: the log of what was sent.</summary>
internal sealed class NoticeDelivery
{
    public const int LongestError = 300;

    /// <summary>Minutes to wait after each failure; after the last one it is given up.</summary>
    private static readonly int[] Waits = [1, 5, 15, 60, 240, 720];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid NoticeId { get; init; }
    public Channel Channel { get; init; }

    /// <summary>Null for a group's robot.</summary>
    public Guid? PersonId { get; init; }
    public DeliveryState State { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>Not tried before; also how a node keeps others from the one it is sending.</summary>
    public DateTime NextAt { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime? SentAt { get; private set; }
    public string Error { get; private set; } = "";

    public void Sent(DateTime at) => (State, SentAt, Error, Attempts) = (DeliveryState.Sent, at, "", Attempts + 1);

    public void Failed(DateTime at, string error)
    {
        Error = error.Length <= LongestError ? error : error[..LongestError];
        if (Attempts < Waits.Length)
            NextAt = at.AddMinutes(Waits[Attempts]);
        else
            State = DeliveryState.GivenUp;
        Attempts++;
    }

    /// <summary>The duty is done or taken back: nobody needs to be told.</summary>
    public void Skip() => State = DeliveryState.NotNeeded;

    public void Again(DateTime at) => (State, Attempts, NextAt) = (DeliveryState.Waiting, 0, at);
}

internal sealed class NoticesMapping : IEntityTypeConfiguration<WorkNotice>, IEntityTypeConfiguration<NoticeDelivery>
{
    public void Configure(EntityTypeBuilder<WorkNotice> builder)
    {
        builder.ToTable("kernel_notices");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasIndex(n => new { n.WorkId, n.Occasion });
        builder.HasIndex(n => n.AddressedAt);
        builder.HasIndex(n => n.CreatedAt);
        builder.HasOne<WorkItem>().WithMany().HasForeignKey(n => n.WorkId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<NoticeDelivery> builder)
    {
        builder.ToTable("kernel_notice_deliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Error).HasMaxLength(NoticeDelivery.LongestError);
        builder.HasIndex(d => new { d.State, d.NextAt });
        builder.HasIndex(d => new { d.CreatedAt, d.Id });
        builder.HasOne<WorkNotice>().WithMany().HasForeignKey(d => d.NoticeId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
