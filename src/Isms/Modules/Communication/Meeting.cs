using Isms.Kernel.Data;
using Isms.Kernel.Signals;

namespace Isms.Modules.Communication;

/// <summary>信息安全协调会: a meeting of the departments' representatives, and its minutes (manual 4.2.2.2).</summary>
internal sealed class Meeting : ILedgered
{
    public const int TitleLength = 200;
    public const int PlaceLength = 100;
    public const int TextLength = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public string Title { get; set; } = "";
    public DateOnly HeldOn { get; set; }
    public string Place { get; set; } = "";
    public Guid ChairId { get; set; }
    public Guid MinutesById { get; init; }

    /// <summary>What the live data was gathered since.</summary>
    public DateOnly Since { get; init; }

    /// <summary>Share of departments in percent that had to be there, when it was prepared.</summary>
    public int Quorum { get; init; }
    public MeetingState State { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }
    public DateTime? SignedAt { get; private set; }

    public bool IsDraft => State == MeetingState.Draft;

    public void Submit() => State = MeetingState.InApproval;

    public void SendBack() => State = MeetingState.Draft;

    public void Sign(DateTime at) => (State, SignedAt) = (MeetingState.Signed, at);
}

/// <summary>A point of the agenda with what the product knows about it and what the meeting concluded.</summary>
internal sealed class AgendaPoint : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid MeetingId { get; init; }
    public AgendaTopic Topic { get; init; }

    /// <summary>What the processes brought, one line each, as it was when the meeting was prepared; empty when they had nothing.</summary>
    public string Facts { get; set; } = "";
    public string Conclusion { get; set; } = "";
}

/// <summary>Whether a department was there, and who for it.</summary>
internal sealed class Attendance : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid MeetingId { get; init; }
    public Guid DepartmentId { get; init; }

    /// <summary>Who was there for the department, or should have been; null while nobody is named.</summary>
    public Guid? PersonId { get; set; }
    public bool Present { get; set; }
}

/// <summary>决议: what the meeting decided, by whom and until when.</summary>
internal sealed class Resolution : ILedgered
{
    public const int TextLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid MeetingId { get; init; }

    /// <summary>Given when the minutes are signed; empty before.</summary>
    public string Number { get; set; } = "";

    /// <summary>Its place in the minutes, 0 and up.</summary>
    public int Position { get; set; }
    public AgendaTopic Topic { get; init; }
    public required string Words { get; init; }
    public Guid OwnerId { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>What it asks to be drawn up (7.3 b); null for nothing.</summary>
    public DraftKind? Opens { get; init; }

    /// <summary>Number and page of what was drawn up; empty before.</summary>
    public string OpenedNumber { get; private set; } = "";
    public string OpenedLink { get; private set; } = "";
    public ResolutionState State { get; set; }
    public DateOnly? DoneOn { get; set; }

    /// <summary>What was done.</summary>
    public string Outcome { get; set; } = "";

    public void Opened(DraftOpened draft) => (OpenedNumber, OpenedLink) = (draft.Number, draft.Link);
}
