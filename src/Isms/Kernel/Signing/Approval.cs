using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;

namespace Isms.Kernel.Signing;

/// <summary>One submission of one thing for approval, with exactly what was submitted.</summary>
internal sealed class Approval : ILedgered
{
    public static readonly Refusal NotRunning = new("signing.not-running");
    public static readonly Refusal NotItsTurn = new("signing.not-its-turn");
    public static readonly Refusal NotYours = new("signing.not-yours", RefusalKind.Forbidden);
    public static readonly Refusal Author = new("signing.author", RefusalKind.Forbidden);
    public static readonly Refusal SignedBefore = new("signing.signed-before", RefusalKind.Forbidden);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Kind { get; init; }
    public Guid SubjectId { get; init; }
    public required string Title { get; init; }
    public required string Number { get; init; }
    public required string Link { get; init; }
    public Guid? DepartmentId { get; init; }

    /// <summary>Canonical JSON of what is signed, kept so that it can be shown even when the thing itself is gone.</summary>
    public required string Content { get; init; }
    public required string ContentHash { get; init; }
    public ApprovalState State { get; private set; }
    public int Round { get; init; }
    public Guid SubmittedById { get; init; }
    public required string SubmittedByName { get; init; }
    public DateTime SubmittedAt { get; init; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>Why it was returned or withdrawn.</summary>
    public string EndComment { get; private set; } = "";

    /// <summary>The day on which the signers were last reminded.</summary>
    public DateOnly? RemindedOn { get; set; }

    public List<ApprovalStep> Steps { get; } = [];
    public List<Signature> Signatures { get; } = [];

    /// <summary>The steps whose signatures are asked for now.</summary>
    public IEnumerable<ApprovalStep> OpenSteps => Steps.Where(s => s.State == StepState.Open);

    /// <summary>Why this person may not sign or return this step now; null when it may be done.</summary>
    /// <param name="candidates">Who holds the step's office today, or the person named.</param>
    public Refusal? MayDecide(Guid stepId, Guid personId, IReadOnlyList<Holder> candidates)
    {
        if (State != ApprovalState.Running)
            return NotRunning;
        if (Steps.Find(s => s.Id == stepId) is not { State: StepState.Open })
            return NotItsTurn;
        if (personId == SubmittedById)
            return Author;
        if (Signatures.Exists(s => s.PersonId == personId))
            return SignedBefore;
        return candidates.Any(c => c.PersonId == personId) ? null : NotYours.With(string.Join("、", candidates.Select(c => c.Name)));
    }

    /// <summary>The submitter's own signature; where nobody else is asked, it is the last one.</summary>
    public void Prepare(Actor actor, string comment, DateTime at)
    {
        Add(null, SignatureMeaning.Prepare, actor.ActingOffice, actor, comment, at);
        if (Steps.Count == 0)
            End(ApprovalState.Approved, "", at);
    }

    /// <summary>Signs the step. The caller made sure by <see cref="MayDecide"/>.</summary>
    /// <returns>True when it was the last signature.</returns>
    public bool Sign(ApprovalStep step, Actor actor, string comment, DateTime at)
    {
        step.Decide(StepState.Signed, actor, comment, at);
        var office = step.PersonId is null && step.Office is { } asked ? asked : actor.ActingOffice;
        Add(step.Id, step.Meaning, office, actor, comment, at);
        if (Steps.Exists(s => s.State is StepState.Open or StepState.Waiting))
            return false;
        End(ApprovalState.Approved, "", at);
        return true;
    }

    /// <summary>Sends it back to who submitted it.</summary>
    public void Return(ApprovalStep step, Actor actor, string comment, DateTime at)
    {
        step.Decide(StepState.Returned, actor, comment, at);
        End(ApprovalState.Returned, comment, at);
    }

    public void Withdraw(string comment, DateTime at) => End(ApprovalState.Withdrawn, comment, at);

    /// <summary>Opens the next group of steps once none is open; what was opened.</summary>
    public IReadOnlyList<ApprovalStep> OpenNext(DateOnly dueOn)
    {
        if (State != ApprovalState.Running || OpenSteps.Any())
            return [];
        var waiting = Steps.Where(s => s.State == StepState.Waiting).ToList();
        var next = waiting.Where(s => s.Order == waiting.Min(w => w.Order)).ToList();
        foreach (var step in next)
            step.Open(dueOn);
        return next;
    }

    private void End(ApprovalState state, string comment, DateTime at)
    {
        State = state;
        EndComment = comment;
        EndedAt = at;
        foreach (var step in Steps.Where(s => s.State is StepState.Open or StepState.Waiting))
            step.Skip();
    }

    private Signature Add(Guid? stepId, SignatureMeaning meaning, Office office, Actor actor, string comment, DateTime at)
    {
        var signature = new Signature
        {
            ApprovalId = Id, StepId = stepId, Meaning = meaning, PersonId = actor.PersonId, PersonName = actor.Name, Office = office,
            SignedAt = at, ContentHash = ContentHash, Comment = comment,
        };
        Signatures.Add(signature);
        return signature;
    }
}

/// <summary>One signature asked for.</summary>
internal sealed class ApprovalStep : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ApprovalId { get; init; }
    public int Order { get; init; }
    public SignatureMeaning Meaning { get; init; }
    public Office? Office { get; init; }

    /// <summary>Set: only this person may sign, even where an office is named too (it was passed on).</summary>
    public Guid? PersonId { get; private set; }
    public Guid? DepartmentId { get; init; }

    /// <summary>The office that the route names, where only the submitter held it and the next office up signs instead; null otherwise.</summary>
    public Office? InPlaceOf { get; init; }
    public StepState State { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string DecidedByName { get; private set; } = "";
    public DateTime? DecidedAt { get; private set; }
    public string Comment { get; private set; } = "";

    /// <summary>Who passed it on, with the reason; null when nobody did.</summary>
    public string? DelegatedBy { get; private set; }

    /// <summary>Who asked for this signature beyond the route, with the reason.</summary>
    public string? AddedBy { get; init; }

    public static ApprovalStep Of(RouteStep step, Guid approvalId, int order, Guid? subjectDepartment, Office? inPlaceOf = null) => new()
    {
        ApprovalId = approvalId, Order = order, Meaning = step.Meaning, Office = step.Office, PersonId = step.PersonId,
        DepartmentId = step.Office == Access.Office.DepartmentHead ? step.DepartmentId ?? subjectDepartment : null, InPlaceOf = inPlaceOf,
    };

    /// <summary>A further countersigner beside the steps now open.</summary>
    public static ApprovalStep Added(Guid approvalId, int order, Guid personId, string addedBy, DateOnly dueOn)
    {
        var step = new ApprovalStep { ApprovalId = approvalId, Order = order, Meaning = SignatureMeaning.Countersign, PersonId = personId, AddedBy = addedBy };
        step.Open(dueOn);
        return step;
    }

    public void Open(DateOnly dueOn)
    {
        State = StepState.Open;
        DueOn = dueOn;
    }

    public void PassOn(Guid personId, string delegatedBy)
    {
        PersonId = personId;
        DelegatedBy = delegatedBy;
    }

    public void Decide(StepState state, Actor actor, string comment, DateTime at)
    {
        State = state;
        DecidedById = actor.PersonId;
        DecidedByName = actor.Name;
        DecidedAt = at;
        Comment = comment;
    }

    public void Skip() => State = StepState.Skipped;
}

/// <summary>A signature: who, in which office, when, meaning what, to which content. Never changed; the database refuses it.</summary>
internal sealed class Signature : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ApprovalId { get; init; }

    /// <summary>Null for the submitter's.</summary>
    public Guid? StepId { get; init; }
    public SignatureMeaning Meaning { get; init; }
    public Guid PersonId { get; init; }
    public required string PersonName { get; init; }
    public Office Office { get; init; }
    public DateTime SignedAt { get; init; }
    public required string ContentHash { get; init; }
    public string Comment { get; init; } = "";
}

/// <summary>The organization's own route for a kind of thing.</summary>
internal sealed class ApprovalRoute : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Kind { get; init; }

    /// <summary>JSON list of <see cref="RouteStep"/>.</summary>
    public required string Steps { get; set; }
}
