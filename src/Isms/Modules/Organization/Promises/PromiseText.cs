using Isms.Kernel.Data;

namespace Isms.Modules.Organization.Promises;

/// <summary>How far an edition of the promise has come.</summary>
public enum PromiseState { Draft, InApproval, InForce, Superseded }

/// <summary>保密承诺书: the words that every employee signs, in editions (4.2.2.3).</summary>
internal sealed class PromiseText : ILedgered
{
    public const int BodyLength = 8000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>1, 2, 3 …</summary>
    public int Edition { get; init; }
    public required string Body { get; set; }
    public PromiseState State { get; private set; }
    public DateOnly? InForceOn { get; private set; }

    public void Submit() => State = PromiseState.InApproval;

    public void SendBack() => State = PromiseState.Draft;

    public void PutInForce(DateOnly on) => (State, InForceOn) = (PromiseState.InForce, on);

    public void Supersede() => State = PromiseState.Superseded;
}

/// <summary>An employee's signature under an edition.</summary>
internal sealed class SignedPromise : ILedgered
{
    public const int NoteLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid TextId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>The name as it was signed.</summary>
    public required string PersonName { get; init; }
    public DateTime SignedAt { get; init; }

    /// <summary>SHA-256 of the words that were signed.</summary>
    public required string TextHash { get; init; }

    /// <summary>Where the paper is kept, when it was signed by hand; empty when it was signed here.</summary>
    public string Paper { get; init; } = "";
}

/// <summary>That a new employee has done all that must come first.</summary>
internal sealed class Onboarding : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PersonId { get; init; }
    public DateTime CompletedAt { get; init; }
    public required string CompletedBy { get; init; }
}
