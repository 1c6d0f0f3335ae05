using Isms.Kernel.Data;
using Isms.Kernel.Standards;

namespace Isms.Modules.Treatment;

/// <summary>What a department found of a control it put in place.</summary>
public enum SelfCheckResult
{
    /// <summary>In use, and does what it is for.</summary>
    Effective,

    /// <summary>In use, but does not do all it is for.</summary>
    Weak,

    /// <summary>Not in use.</summary>
    NotUsed,
}

/// <summary>One look of a department at a control it put in place (manual 5.2.1 d).</summary>
internal sealed class ControlSelfCheck : ILedgered
{
    public const int NoteLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DepartmentId { get; init; }
    public Edition Edition { get; init; }
    public required string Code { get; init; }
    public DateOnly CheckedOn { get; init; }
    public Guid CheckedById { get; init; }
    public SelfCheckResult Result { get; init; }
    public required string Note { get; init; }
}
