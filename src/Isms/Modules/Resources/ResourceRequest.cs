using Isms.Kernel.Data;

namespace Isms.Modules.Resources;

/// <summary>资源申请: people, money, equipment or time that security needs (manual 5.2.1, 4.2.2.1 g).</summary>
internal sealed class ResourceRequest : ILedgered
{
    public const int TitleLength = 200;
    public const int TextLength = 1000;
    public const int SourceLength = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public string Title { get; set; } = "";
    public ResourceKind Kind { get; set; }
    public ResourcePurpose Purpose { get; set; }

    /// <summary>Number of the procedure supported, for <see cref="ResourcePurpose.Procedure"/>; empty otherwise.</summary>
    public string Procedure { get; set; } = "";
    public string Reason { get; set; } = "";
    public Guid DepartmentId { get; set; }
    public Guid RequestedById { get; init; }

    /// <summary>Until when it is needed.</summary>
    public DateOnly NeededOn { get; set; }

    /// <summary>The treatment item it is for; null for none.</summary>
    public Guid? ItemId { get; set; }

    /// <summary>What decided it, when a process asked for it: kind, which, its title and page.</summary>
    public string SourceKind { get; init; } = "";
    public Guid? SourceId { get; init; }
    public string SourceTitle { get; init; } = "";
    public string SourceLink { get; init; } = "";

    /// <summary>What was planned, in the unit of the kind.</summary>
    public decimal Planned { get; set; }

    /// <summary>What is asked for now; less than planned when it came back for less.</summary>
    public decimal Asked { get; set; }

    /// <summary>What was approved; 0 before.</summary>
    public decimal Granted { get; private set; }

    /// <summary>The sum of what was reported as spent.</summary>
    public decimal Spent { get; private set; }
    public RequestState State { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>The day by which management answers (5.1 e); null before it was submitted.</summary>
    public DateOnly? AnswerDueOn { get; private set; }

    /// <summary>When it was granted or declined; null before.</summary>
    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>Why it was declined, or with what result it was closed.</summary>
    public string EndNote { get; private set; } = "";

    public bool IsDraft => State == RequestState.Draft;

    public void Submit(DateOnly answerDueOn)
    {
        State = RequestState.InApproval;
        AnswerDueOn ??= answerDueOn;
    }

    public void SendBack() => State = RequestState.Draft;

    public void Grant(DateOnly on) => (State, Granted, AnsweredOn) = (RequestState.Granted, Asked, on);

    public void Decline(DateOnly on, string note) => (State, AnsweredOn, EndNote) = (RequestState.Declined, on, note);

    public void Close(string note) => (State, EndNote) = (RequestState.Closed, note);

    public void Spend(decimal amount) => Spent += amount;
}

/// <summary>What was spent of a request on one day. Never changed: a wrong one is balanced by another with a minus.</summary>
internal sealed class ResourceUse : ILedgered
{
    public const int NoteLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid RequestId { get; init; }
    public DateOnly UsedOn { get; init; }

    /// <summary>In the unit of the request's kind; negative to put an entry right.</summary>
    public decimal Amount { get; init; }

    /// <summary>What for: contract, invoice, who.</summary>
    public required string Note { get; init; }
    public Guid EnteredById { get; init; }

    /// <summary>UTC.</summary>
    public DateTime EnteredAt { get; init; }
}

/// <summary>信息处理设施: where information is processed, passed on or kept (4.2.1.2.3 d).</summary>
internal sealed class Facility : ILedgered
{
    public const int NameLength = 200;
    public const int TextLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public string Name { get; set; } = "";

    /// <summary>Place of the name in pinyin order.</summary>
    public string NameSort { get; set; } = "";
    public Guid DepartmentId { get; set; }
    public string Location { get; set; } = "";

    /// <summary>The person who answers for it; null while nobody is named.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>How it is protected: locks, power, air, fire, cameras.</summary>
    public string Protection { get; set; } = "";

    /// <summary>Set when it is no longer used.</summary>
    public DateOnly? RetiredOn { get; set; }
}
