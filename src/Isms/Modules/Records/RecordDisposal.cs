using Isms.Kernel.Data;

namespace Isms.Modules.Records;

/// <summary>How far a disposal has come.</summary>
public enum DisposalState
{
    Draft,
    InApproval,

    /// <summary>Signed: it may be carried out.</summary>
    Approved,
}

/// <summary>记录销毁申请: records whose retention period is over, to be destroyed once two people have signed (manual 4.3.3.2).</summary>
internal sealed class RecordDisposal : ILedgered
{
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }

    /// <summary>Why these records go.</summary>
    public required string Reason { get; set; }

    /// <summary>How paper is destroyed; contents in this system are deleted and their files overwritten.</summary>
    public required string Method { get; set; }
    public DisposalState State { get; private set; }
    public DateTime CreatedAt { get; init; }
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>When the contents were destroyed, UTC; null before.</summary>
    public DateTime? CarriedOutAt { get; private set; }
    public Guid? CarriedOutById { get; private set; }
    public string CarriedOutBy { get; private set; } = "";

    public void Submit() => Go(DisposalState.Draft, DisposalState.InApproval);

    public void SendBack() => Go(DisposalState.InApproval, DisposalState.Draft);

    public void Approve(DateTime at)
    {
        Go(DisposalState.InApproval, DisposalState.Approved);
        ApprovedAt = at;
    }

    public void CarryOut(Guid personId, string name, DateTime at) => (CarriedOutById, CarriedOutBy, CarriedOutAt) = (personId, name, at);

    private void Go(DisposalState from, DisposalState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}

/// <summary>One record of a disposal, as it was when proposed.</summary>
internal sealed class DisposalItem : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DisposalId { get; init; }
    public Guid RecordId { get; init; }
    public required string Number { get; init; }
    public required string FormName { get; init; }
    public required string ContentHash { get; init; }

    /// <summary>The last day it had to be kept.</summary>
    public DateOnly RetainUntil { get; init; }
}
