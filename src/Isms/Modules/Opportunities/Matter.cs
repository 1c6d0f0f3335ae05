using Isms.Kernel.Data;

namespace Isms.Modules.Opportunities;

/// <summary>应对事项: a risk or an opportunity of the management system itself, with what is done about it (2013 and 2022: 6.1.1).</summary>
internal sealed class Matter : ILedgered
{
    public const int TitleLength = 200;
    public const int TextLength = 1000;
    public const int SourceLength = 1300;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public MatterKind Kind { get; set; }
    public string Title { get; set; } = "";

    /// <summary>What it means for what the system is to achieve.</summary>
    public string Bearing { get; set; } = "";
    public MatterSource Source { get; set; }

    /// <summary>Which issue, requirement or record; null for <see cref="MatterSource.Other"/>.</summary>
    public Guid? SourceId { get; set; }

    /// <summary>Its words when it was chosen: an issue may be worded anew in a later version of the scope.</summary>
    public string SourceWords { get; set; } = "";
    public string SourceLink { get; set; } = "";
    public MatterResponse Response { get; set; }

    /// <summary>What is done; for <see cref="MatterResponse.Watch"/>, why nothing is.</summary>
    public string Action { get; set; } = "";

    /// <summary>How it becomes part of the processes: by which procedure, record or duty.</summary>
    public string Integration { get; set; } = "";

    /// <summary>By what its effect is judged.</summary>
    public string Measure { get; set; } = "";
    public Guid? ResponsibleId { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>Who judges the effect; never who carries it out.</summary>
    public Guid? JudgeId { get; set; }
    public DateOnly? CheckOn { get; set; }
    public MatterState State { get; private set; }
    public Guid CreatedById { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>Why a signed plan was taken up again; empty while none was.</summary>
    public string ReplanReason { get; private set; } = "";
    public DateOnly? DoneOn { get; private set; }

    /// <summary>What was done.</summary>
    public string Outcome { get; private set; } = "";
    public DateOnly? CheckedOn { get; private set; }
    public Guid? CheckedById { get; private set; }

    /// <summary>What was found about the effect.</summary>
    public string Finding { get; private set; } = "";

    /// <summary>The matter whose plan had no effect; null for a first one.</summary>
    public Guid? FollowsId { get; init; }

    public bool IsDraft => State == MatterState.Draft;

    /// <summary>The day by which something has to be done about it next; null while it is planned and after it ended.</summary>
    public DateOnly? NextOn => State switch { MatterState.Acting => DueOn, MatterState.Checking => CheckOn, _ => null };

    public void Submit() => Go(MatterState.Draft, MatterState.InApproval);

    public void SendBack() => Go(MatterState.InApproval, MatterState.Draft);

    /// <param name="at">UTC.</param>
    public void Approve(DateTime at)
    {
        Go(MatterState.InApproval, Response == MatterResponse.Act ? MatterState.Acting : MatterState.Checking);
        ApprovedAt = at;
    }

    public void Replan(string reason)
    {
        if (State == MatterState.Checking && Response == MatterResponse.Watch)
            State = MatterState.Acting;
        Go(MatterState.Acting, MatterState.Draft);
        (ApprovedAt, ReplanReason) = (null, reason);
    }

    public void Finish(DateOnly on, string outcome)
    {
        Go(MatterState.Acting, MatterState.Checking);
        (DoneOn, Outcome) = (on, outcome);
    }

    public void Judge(DateOnly on, Guid by, bool effective, string finding)
    {
        Go(MatterState.Checking, effective ? MatterState.Effective : MatterState.Ineffective);
        (CheckedOn, CheckedById, Finding) = (on, by, finding);
    }

    private void Go(MatterState from, MatterState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}
