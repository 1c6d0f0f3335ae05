using Isms.Kernel.Data;

namespace Isms.Modules.Assets.Confirmation;

/// <summary>How far a cycle has come.</summary>
public enum CycleState { Open, Closed }

/// <summary>A round in which every department confirms its list of assets (4.2.1.4 a; appendix 2).</summary>
internal sealed class ConfirmationCycle : ILedgered
{
    public const int TitleLength = 100;
    public const int ReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public int Year { get; init; }
    public required string Title { get; init; }
    public DateOnly DueOn { get; init; }
    public DateTime OpenedAt { get; init; }
    public required string OpenedBy { get; init; }
    public CycleState State { get; private set; }
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Why it was closed although departments had not confirmed; empty when all had.</summary>
    public string CloseReason { get; private set; } = "";

    public void Close(DateTime at, string reason) => (State, ClosedAt, CloseReason) = (CycleState.Closed, at, reason);
}

/// <summary>How far one department has come in a cycle.</summary>
public enum ConfirmationState
{
    Waiting,
    Confirmed,

    /// <summary>Confirmed, and changed since.</summary>
    Changed,
}

/// <summary>What a department's head confirmed in a cycle.</summary>
internal sealed class DepartmentConfirmation : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid CycleId { get; init; }
    public Guid DepartmentId { get; init; }
    public ConfirmationState State { get; private set; }
    public Guid? ConfirmedById { get; private set; }
    public string ConfirmedBy { get; private set; } = "";
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>SHA-256 of the list as confirmed, lower-case hexadecimal.</summary>
    public string ContentHash { get; private set; } = "";
    public int Assets { get; private set; }
    public int Important { get; private set; }

    /// <summary>When the list first changed after it was confirmed.</summary>
    public DateTime? ChangedAt { get; private set; }

    public void Confirm(Guid personId, string name, DateTime at, ConfirmedContent content)
    {
        (State, ConfirmedById, ConfirmedBy, ConfirmedAt, ChangedAt) = (ConfirmationState.Confirmed, personId, name, at, null);
        (ContentHash, Assets, Important) = (content.Hash, content.Assets, content.Important);
    }

    public void Change(DateTime at) => (State, ChangedAt) = (ConfirmationState.Changed, at);
}

/// <summary>A department's list, reduced to what tells whether it is still the same.</summary>
public sealed record ConfirmedContent(string Hash, int Assets, int Important);
