using Isms.Kernel.Data;

namespace Isms.Modules.Objectives;

/// <summary>
/// A result of one period. Never changed nor removed: what was wrong is corrected by another entry with its reason, and both stay to be seen.
/// </summary>
internal sealed class MeasureResult : ILedgered
{
    public const int TextLength = 1000;
    public const int LinkLength = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid LineId { get; init; }

    /// <summary>The version of the measure it was judged by.</summary>
    public Guid MeasureId { get; init; }

    /// <summary>Null for the whole organization.</summary>
    public Guid? DepartmentId { get; init; }
    public DateOnly PeriodStart { get; init; }
    public DateOnly PeriodEnd { get; init; }
    public decimal Value { get; init; }

    /// <summary>The target that held.</summary>
    public decimal Target { get; init; }
    public bool Met { get; init; }

    /// <summary>The figures or papers behind the number.</summary>
    public string Basis { get; init; } = "";

    /// <summary>The list of what the product counted; empty when a person entered it.</summary>
    public string Link { get; init; } = "";

    /// <summary>Null when the product counted it.</summary>
    public Guid? EnteredById { get; init; }

    /// <summary>UTC.</summary>
    public DateTime EnteredAt { get; init; }

    /// <summary>The entry that this one puts right.</summary>
    public Guid? CorrectsId { get; init; }

    /// <summary>Why it was corrected; empty for a first entry.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>A result that is asked for: the period is over.</summary>
internal sealed class ResultDue : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid LineId { get; init; }
    public DateOnly PeriodStart { get; init; }
    public DateOnly PeriodEnd { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>When the result was entered; null while it is missing.</summary>
    public DateOnly? EnteredOn { get; set; }
}

/// <summary>What the evaluator found in a result.</summary>
internal sealed class ResultEvaluation : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ResultId { get; init; }
    public Effectiveness Verdict { get; init; }
    public string Words { get; init; } = "";
    public Guid EvaluatedById { get; init; }
    public DateOnly EvaluatedOn { get; init; }
}

/// <summary>Why a target was missed, and what is done about it (4.2.4 d).</summary>
internal sealed class Remedy : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ResultId { get; init; }
    public required string Cause { get; init; }
    public required string Action { get; init; }
    public Guid OwnerId { get; init; }
    public DateOnly DueOn { get; init; }
    public RemedyState State { get; private set; }
    public DateOnly? EndedOn { get; private set; }

    /// <summary>What was done, and with what effect.</summary>
    public string Outcome { get; private set; } = "";

    public void End(RemedyState state, DateOnly on, string outcome) => (State, EndedOn, Outcome) = (state, on, outcome);
}
