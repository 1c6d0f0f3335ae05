using Isms.Kernel.Data;

namespace Isms.Modules.Risks;

/// <summary>One risk assessment: of what, by whom, when, and rated with which criteria (manual 4.2.1.4, 4.2.1.5).</summary>
internal sealed class Assessment : ILedgered
{
    public const int TitleLength = 200;
    public const int TextLength = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public required string Title { get; set; }

    /// <summary>What is assessed, in words.</summary>
    public required string Scope { get; set; }

    /// <summary>Who takes part besides the members: consultants, departments.</summary>
    public string TeamText { get; set; } = "";
    public DateOnly PeriodStart { get; set; }
    public DateOnly PeriodEnd { get; set; }

    /// <summary>The criteria its risks are rated with; fixed once it is begun.</summary>
    public Guid CriteriaId { get; private set; }
    public AssessmentState State { get; private set; }

    /// <summary>The assessment whose risks it began with; null when it began empty.</summary>
    public Guid? BasedOnId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>When the last signature was given, UTC.</summary>
    public DateTime? CompletedAt { get; private set; }

    /// <summary>The last serial given to a risk.</summary>
    public int LastSerial { get; private set; }

    /// <summary>True while its risks may be rated.</summary>
    public bool IsOpen => State == AssessmentState.InProgress;

    /// <summary>Chooses the criteria of an assessment that is not begun.</summary>
    public void RateWith(Guid criteriaId)
    {
        if (State != AssessmentState.Draft)
            throw new InvalidOperationException("The criteria of an assessment that has begun are fixed.");
        CriteriaId = criteriaId;
    }

    /// <param name="at">UTC.</param>
    public void Start(DateTime at)
    {
        Go(AssessmentState.Draft, AssessmentState.InProgress);
        StartedAt = at;
    }

    public void Submit() => Go(AssessmentState.InProgress, AssessmentState.InApproval);

    public void SendBack() => Go(AssessmentState.InApproval, AssessmentState.InProgress);

    /// <param name="at">UTC.</param>
    public void Complete(DateTime at)
    {
        Go(AssessmentState.InApproval, AssessmentState.Completed);
        CompletedAt = at;
    }

    /// <summary>Takes serials for this many new risks; the first of them.</summary>
    public int TakeSerials(int count)
    {
        var first = LastSerial + 1;
        LastSerial += count;
        return first;
    }

    private void Go(AssessmentState from, AssessmentState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}

/// <summary>Somebody who takes part in an assessment.</summary>
internal sealed class AssessmentMember : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid AssessmentId { get; init; }
    public Guid PersonId { get; init; }
}
