using Isms.Kernel.Data;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets.Importance;

/// <summary>What is asked for an asset that only an approval can give.</summary>
public enum AssetRequestKind
{
    /// <summary>Leave out of the important ones although the criterion names it (R-4.2.1.4-04).</summary>
    NotImportant,

    /// <summary>A lower classification than it has (XX-B-08).</summary>
    LowerClassification,
}

/// <summary>How far a request has come.</summary>
public enum AssetRequestState { Draft, InApproval, Granted, Dropped }

/// <summary>A lowering that needs a reason and an approval. What was granted stays on record.</summary>
internal sealed class AssetRequest : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid AssetId { get; init; }

    /// <summary>The asset's number and name when it was asked: what is signed stays what was signed.</summary>
    public required string AssetNumber { get; init; }
    public required string AssetName { get; init; }
    public AssetRequestKind Kind { get; init; }
    public required string Reason { get; set; }

    /// <summary>For <see cref="AssetRequestKind.LowerClassification"/>: the class asked for.</summary>
    public Classification? Classification { get; init; }
    public AssetRequestState State { get; set; }
    public Guid RequestedById { get; init; }
    public required string RequestedBy { get; init; }
    public DateTime RequestedAt { get; init; }

    /// <summary>When the last signature was given, UTC.</summary>
    public DateTime? DecidedAt { get; set; }
}
