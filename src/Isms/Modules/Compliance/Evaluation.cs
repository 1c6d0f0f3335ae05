using Isms.Kernel.Data;

namespace Isms.Modules.Compliance;

/// <summary>合规性评价记录: how far the applicable clauses are met, judged once a year and signed (XX-B-10).</summary>
internal sealed class Evaluation : ILedgered
{
    /// <summary>What the duty to evaluate is about: the register as a whole.</summary>
    public static readonly Guid Rhythm = new("5f2a7c54-93f4-4f0b-9a40-0b5f6a1d1002");

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public DateOnly OpenedOn { get; init; }
    public Guid ById { get; init; }
    public ReviewState State { get; private set; }

    /// <summary>The day it counts from; null until it was signed.</summary>
    public DateOnly? ApprovedOn { get; private set; }

    public void Submit() => State = ReviewState.InApproval;

    public void SendBack() => State = ReviewState.Draft;

    public void Approve(DateOnly on) => (State, ApprovedOn) = (ReviewState.Approved, on);
}

/// <summary>One clause in an evaluation, worded as it stood when the evaluation was opened.</summary>
internal sealed class EvaluationLine : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid EvaluationId { get; init; }
    public Guid LawId { get; init; }

    /// <summary>Order within the evaluation, from 1.</summary>
    public int Place { get; init; }
    public required string LawNumber { get; init; }
    public required string LawTitle { get; init; }
    public required string Clause { get; init; }
    public required string Demand { get; init; }

    /// <summary>Answers for the clause; its head does not judge it.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>The situation as found.</summary>
    public string Situation { get; set; } = "";
    public ComplianceResult? Result { get; set; }

    /// <summary>What shows it: numbers of records and documents, places.</summary>
    public string Evidence { get; set; } = "";
    public Guid? JudgedById { get; set; }
    public DateOnly? JudgedOn { get; set; }

    /// <summary>What is done where it is not, or partly, met.</summary>
    public string Measure { get; set; } = "";
    public Guid? ResponsibleId { get; set; }
    public DateOnly? DueOn { get; set; }

    public bool NeedsMeasure => Result is ComplianceResult.Partly or ComplianceResult.DoesNotConform;
}

/// <summary>措施: what is done so that a law, a contract or a licence is kept.</summary>
internal sealed class ComplianceMeasure : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public MeasureSource Source { get; init; }
    public Guid? LawId { get; init; }
    public Guid? DutyId { get; init; }
    public Guid? LicenceId { get; init; }

    /// <summary>What it answers, in words.</summary>
    public required string Cause { get; init; }

    /// <summary>Where that was found.</summary>
    public required string CauseLink { get; init; }
    public required string Action { get; init; }
    public Guid ResponsibleId { get; init; }
    public DateOnly DueOn { get; set; }
    public DateOnly OpenedOn { get; init; }
    public MeasureState State { get; private set; }
    public DateOnly? DoneOn { get; private set; }
    public string Outcome { get; private set; } = "";
    public DateOnly? CheckedOn { get; private set; }
    public Guid? CheckedById { get; private set; }
    public string Finding { get; private set; } = "";

    public void Finish(DateOnly on, string outcome) => (State, DoneOn, Outcome) = (MeasureState.Done, on, outcome);

    public void Close(DateOnly on, Guid by, string finding) => (State, CheckedOn, CheckedById, Finding) = (MeasureState.Closed, on, by, finding);

    /// <summary>It was not enough: open again until another day.</summary>
    public void Reopen(DateOnly on, Guid by, string finding, DateOnly due) =>
        (State, DoneOn, CheckedOn, CheckedById, Finding, DueOn) = (MeasureState.Open, null, on, by, finding, due);
}
