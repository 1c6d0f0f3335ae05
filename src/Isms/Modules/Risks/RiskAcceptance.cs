using Isms.Kernel.Data;

namespace Isms.Modules.Risks;

/// <summary>How far a request to accept a risk has come.</summary>
public enum AcceptanceState
{
    /// <summary>Written, not submitted.</summary>
    Draft,
    InApproval,

    /// <summary>Signed by the general manager.</summary>
    Approved,

    /// <summary>Given up before it was signed.</summary>
    Dropped,
}

/// <summary>Asks the general manager to accept a risk above the acceptance level (4.2.1.5 d).</summary>
internal sealed class RiskAcceptance : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid RiskId { get; init; }
    public required string Reason { get; set; }

    /// <summary>At most twelve months after the request.</summary>
    public DateOnly NextReviewOn { get; set; }

    /// <summary>The level and value that are to be accepted.</summary>
    public int Level { get; set; }
    public double RiskValue { get; set; }
    public AcceptanceState State { get; set; }
    public Guid RequestedById { get; init; }

    /// <summary>UTC.</summary>
    public DateTime RequestedAt { get; init; }
}
