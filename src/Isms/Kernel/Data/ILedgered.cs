namespace Isms.Kernel.Data;

/// <summary>
/// Business data: every change of it becomes a ledger entry in the same transaction, and its version counts up by one.
/// </summary>
internal interface ILedgered
{
    Guid Id { get; }

    /// <summary>1 when created; the optimistic lock and the ETag.</summary>
    int Version { get; set; }
}
