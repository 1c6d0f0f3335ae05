using Isms.Kernel.Data;

namespace Isms.Modules.Scope;

/// <summary>An approved change of the network, after which the topology drawing of appendix 7 has to be drawn anew.</summary>
internal sealed class NetworkChange : ILedgered
{
    public const int NumberLength = 60;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>The record that was approved.</summary>
    public Guid RecordId { get; init; }
    public required string Number { get; init; }

    /// <summary>UTC.</summary>
    public DateTime ApprovedAt { get; init; }

    /// <summary>The organization's day at that time.</summary>
    public DateOnly ApprovedOn { get; init; }

    /// <summary>A drawing does not show it yet: what it shows is of an earlier day, or of the same day and was put in before.</summary>
    /// <param name="drawnOn">The day that the drawing shows.</param>
    /// <param name="uploadedAt">UTC.</param>
    public bool IsAfter(DateOnly drawnOn, DateTime uploadedAt) => drawnOn < ApprovedOn || (drawnOn == ApprovedOn && uploadedAt < ApprovedAt);
}
