using Isms.Kernel.Data;

namespace Isms.Modules.Resources;

/// <summary>How soon the engineering department has to answer.</summary>
public enum RepairUrgency
{
    Normal,

    /// <summary>Work stands still, or information is at risk.</summary>
    Urgent,
}

/// <summary>How far a ticket has come.</summary>
public enum RepairState
{
    /// <summary>Waits for the engineering department.</summary>
    Reported,

    /// <summary>Somebody there sees to it.</summary>
    Accepted,

    /// <summary>Solved; who reported it has to look.</summary>
    Solved,

    /// <summary>Found in order.</summary>
    Closed,

    /// <summary>Not for the engineering department, with the reason.</summary>
    Declined,
}

/// <summary>硬件故障协助处理单: a hardware problem that a department cannot solve by itself (manual, appendix 2).</summary>
internal sealed class RepairTicket : ILedgered
{
    public const int TitleLength = 200;
    public const int TextLength = 2000;
    public const int AssetLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }

    /// <summary>Whose problem it is.</summary>
    public Guid DepartmentId { get; init; }
    public Guid ReportedById { get; init; }
    public string Title { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>What the department has tried already.</summary>
    public string Tried { get; init; } = "";

    /// <summary>The device in the register of assets; null when it is not named there.</summary>
    public Guid? AssetId { get; init; }
    public RepairUrgency Urgency { get; init; }

    /// <summary>UTC, as are all instants here.</summary>
    public DateTime ReportedAt { get; init; }

    /// <summary>Until when the engineering department answers.</summary>
    public DateTime RespondBy { get; init; }
    public DateTime? AcceptedAt { get; private set; }
    public Guid? HandlerId { get; private set; }

    /// <summary>Last day for the solution; null before it was accepted.</summary>
    public DateOnly? SolveBy { get; private set; }
    public DateTime? SolvedAt { get; private set; }
    public string Solution { get; private set; } = "";
    public DateTime? EndedAt { get; private set; }

    /// <summary>What was found on looking, or why it was declined.</summary>
    public string EndNote { get; private set; } = "";
    public RepairState State { get; private set; }

    /// <summary>The first answer counts for the response time, also when the handler changes later.</summary>
    public void Accept(Guid handler, DateOnly solveBy, DateTime at)
    {
        AcceptedAt ??= at;
        (State, HandlerId, SolveBy) = (RepairState.Accepted, handler, solveBy);
    }

    public void Solve(string solution, DateTime at) => (State, Solution, SolvedAt) = (RepairState.Solved, solution, at);

    public void Reopen(string note) => (State, EndNote, SolvedAt) = (RepairState.Accepted, note, null);

    public void Close(string note, DateTime at) => (State, EndNote, EndedAt) = (RepairState.Closed, note, at);

    public void Decline(string reason, DateTime at) => (State, EndNote, EndedAt, AcceptedAt) = (RepairState.Declined, reason, at, AcceptedAt ?? at);
}
