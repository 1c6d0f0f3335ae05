using Isms.Kernel.Data;

namespace Isms.Modules.Documents;

/// <summary>How far a paper about a document has come.</summary>
public enum PaperState { Draft, InApproval, Signed }

/// <summary>颁布令: the general manager's order by which a document comes into force on a day.</summary>
internal sealed class ReleaseOrder : ILedgered
{
    public const int WordsLength = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public Guid VersionId { get; init; }
    public DateOnly EffectiveOn { get; set; }

    /// <summary>What is announced, in the organization's own words.</summary>
    public required string Words { get; set; }
    public PaperState State { get; private set; }
    public DateTime CreatedAt { get; init; }
    public DateTime? SignedAt { get; private set; }

    public void Submit() => State = PaperState.InApproval;

    public void SendBack() => State = PaperState.Draft;

    public void Sign(DateTime at) => (State, SignedAt) = (PaperState.Signed, at);
}

/// <summary>What a review found.</summary>
public enum ReviewConclusion
{
    /// <summary>适宜: may be released, or stays in force.</summary>
    Suitable,

    /// <summary>需修订.</summary>
    Revise,

    /// <summary>建议作废.</summary>
    Withdraw,
}

/// <summary>文件评审记录: somebody looked at one version, before its release or because its date came (4.3.2.2 b).</summary>
internal sealed class ReviewRecord : ILedgered
{
    public const int TextLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid VersionId { get; init; }
    public DateOnly HeldOn { get; init; }

    /// <summary>Who took part.</summary>
    public required string Participants { get; init; }
    public required string Findings { get; init; }
    public ReviewConclusion Conclusion { get; init; }
    public Guid RecordedById { get; init; }
    public DateTime RecordedAt { get; init; }
}

/// <summary>How a request to change a document ended.</summary>
public enum ChangeRequestState { Open, Accepted, Rejected, CarriedOut }

/// <summary>文件更改申请单.</summary>
internal sealed class ChangeRequest : ILedgered
{
    public const int TextLength = 2000;
    public const int LinkLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public Guid DocumentId { get; init; }
    public required string Reason { get; init; }
    public required string Proposal { get; init; }
    public Guid RequestedById { get; init; }
    public DateTime RequestedAt { get; init; }

    /// <summary>The decision that asked for it, and where it is read; empty when a person did.</summary>
    public string SourceTitle { get; init; } = "";
    public string SourceLink { get; init; } = "";
    public ChangeRequestState State { get; private set; }
    public string Answer { get; private set; } = "";
    public Guid? AnsweredById { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>The version that carries it out; null until there is one.</summary>
    public Guid? CarriedOutById { get; private set; }

    public void Decide(bool accepted, string answer, Guid by, DateTime at) =>
        (State, Answer, AnsweredById, AnsweredAt) = (accepted ? ChangeRequestState.Accepted : ChangeRequestState.Rejected, answer, by, at);

    public void CarryOut(Guid versionId)
    {
        State = ChangeRequestState.CarriedOut;
        CarriedOutById = versionId;
    }
}

/// <summary>What is to become of a version that is no longer wanted.</summary>
public enum DisposalAct { Withdraw, Destroy }

/// <summary>文件作废销毁申请单: withdraws a document, or destroys an old version; needs approval, destruction also a witness (4.3.2.2 f, j).</summary>
internal sealed class DisposalRequest : ILedgered
{
    public const int TextLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public Guid VersionId { get; init; }
    public DisposalAct Act { get; init; }
    public required string Reason { get; init; }

    /// <summary>With withdrawing: why a copy is kept all the same; empty for none.</summary>
    public string KeepReason { get; init; } = "";

    /// <summary>With destroying: who watches.</summary>
    public Guid? WitnessId { get; init; }
    public Guid RequestedById { get; init; }
    public PaperState State { get; private set; }
    public DateTime CreatedAt { get; init; }
    public DateTime? SignedAt { get; private set; }

    public void Submit() => State = PaperState.InApproval;

    public void SendBack() => State = PaperState.Draft;

    public void Sign(DateTime at) => (State, SignedAt) = (PaperState.Signed, at);
}
