using Isms.Kernel.Data;

namespace Isms.Modules.Communication;

/// <summary>Why management speaks to the organization (manual 5.1 d).</summary>
public enum AnnouncementTheme
{
    /// <summary>满足信息安全目标.</summary>
    Objectives,

    /// <summary>符合信息安全方针.</summary>
    Policy,

    /// <summary>履行法律责任.</summary>
    Law,

    /// <summary>持续改进.</summary>
    Improvement,
}

/// <summary>How far an announcement has come.</summary>
public enum AnnouncementState
{
    Draft,

    /// <summary>Goes to whom it is addressed; its words no longer change.</summary>
    Published,

    /// <summary>Taken back, with the reason; nobody is asked to read it any more.</summary>
    Withdrawn,
}

/// <summary>宣贯公告: what the general manager tells the organization (manual 5.1 d).</summary>
internal sealed class Announcement : ILedgered
{
    public const int TitleLength = 200;
    public const int BodyLength = 8000;
    public const int NoteLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public string Title { get; set; } = "";
    public string Body { get; set; } = "";
    public AnnouncementTheme Theme { get; set; }

    /// <summary>To everybody; otherwise to the departments named and all below them.</summary>
    public bool ToAll { get; set; }

    /// <summary>Until when it is to be read.</summary>
    public DateOnly ReadBy { get; set; }
    public Guid DraftedById { get; init; }
    public AnnouncementState State { get; private set; }

    /// <summary>Whose words they are: the general manager's name on that day; empty before.</summary>
    public string InNameOf { get; private set; } = "";

    /// <summary>Who published it; null before.</summary>
    public Guid? PublishedById { get; private set; }

    /// <summary>By what the representative may speak in the general manager's name; empty when the general manager published it.</summary>
    public string Mandate { get; private set; } = "";
    public DateOnly? PublishedOn { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? PublishedAt { get; private set; }

    /// <summary>SHA-256 of number, title, words and addressees as published.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>How many people it was addressed to on that day.</summary>
    public int Addressed { get; private set; }
    public string WithdrawnFor { get; private set; } = "";

    public bool IsDraft => State == AnnouncementState.Draft;

    public void Publish(Guid by, string inNameOf, string mandate, DateOnly on, DateTime at, string hash, int addressed)
    {
        State = AnnouncementState.Published;
        (PublishedById, InNameOf, Mandate, PublishedOn, PublishedAt, ContentHash, Addressed) = (by, inNameOf, mandate, on, at, hash, addressed);
    }

    public void Withdraw(string reason) => (State, WithdrawnFor) = (AnnouncementState.Withdrawn, reason);
}

/// <summary>A department that an announcement is addressed to.</summary>
internal sealed class AnnouncementTarget : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid AnnouncementId { get; init; }
    public Guid DepartmentId { get; init; }
}

/// <summary>That somebody read an announcement, or was told of it.</summary>
internal sealed class AnnouncementReceipt : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid AnnouncementId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime ReadAt { get; init; }

    /// <summary>Where the paper is kept that the person signed; empty when confirmed in the system.</summary>
    public string Paper { get; init; } = "";
}
