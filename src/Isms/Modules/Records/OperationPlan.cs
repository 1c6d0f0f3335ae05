using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;

namespace Isms.Modules.Records;

/// <summary>How far an annual plan has come.</summary>
public enum OperationPlanState { Draft, InApproval, Approved }

/// <summary>年度ISMS工作计划: the recurring work of a year with its records (manual 4.1.2, 4.2.2.1 f).</summary>
internal sealed class OperationPlan : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public int Year { get; init; }
    public OperationPlanState State { get; private set; }
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>The day it was drawn up. Until the operation of the system is authorised, work that ended before is no gap.</summary>
    public DateOnly DrawnOn { get; init; }

    public void Submit() => Go(OperationPlanState.Draft, OperationPlanState.InApproval);

    public void SendBack() => Go(OperationPlanState.InApproval, OperationPlanState.Draft);

    public void Approve(DateTime at)
    {
        Go(OperationPlanState.InApproval, OperationPlanState.Approved);
        ApprovedAt = at;
    }

    private void Go(OperationPlanState from, OperationPlanState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}

/// <summary>One piece of work of the plan: a record of this form, in this period.</summary>
internal sealed class PlannedOperation : ILedgered
{
    public const int TitleLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PlanId { get; init; }

    /// <summary>Which activity of the calendar; empty for one added by hand.</summary>
    public required string Code { get; init; }
    public Phase Phase { get; init; }

    /// <summary>Of the manual.</summary>
    public required string Clause { get; init; }
    public required string TitleZh { get; init; }
    public required string TitleEn { get; init; }
    public Guid FormId { get; init; }

    /// <summary>Whose duty; null for the whole organization.</summary>
    public Guid? DepartmentId { get; init; }
    public Office Office { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>The record that shows it was done; null while it is not.</summary>
    public Guid? RecordId { get; private set; }
    public DateOnly? DoneOn { get; private set; }

    /// <summary>True once it was put into an inbox.</summary>
    public bool Issued { get; set; }

    public void Done(Guid recordId, DateOnly on) => (RecordId, DoneOn) = (recordId, on);
}
