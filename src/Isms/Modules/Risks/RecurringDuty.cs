using Isms.Kernel.Data;

namespace Isms.Modules.Risks;

/// <summary>What the policy promises to do again every year (manual 4.2.1.2.3 c).</summary>
public enum RecurringKind
{
    RiskAssessment,
    ManagementReview,
    InternalAudit,
}

/// <summary>The next date of a yearly duty. It can be moved with a reason, never deleted.</summary>
internal sealed class RecurringDuty : ILedgered
{
    public const int ReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public RecurringKind Kind { get; init; }
    public DateOnly DueOn { get; set; }

    /// <summary>Why it was last moved; empty when it was not.</summary>
    public string MoveReason { get; set; } = "";
}
