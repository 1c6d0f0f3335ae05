using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Search;
using Isms.Kernel.Standards;

namespace Isms.Modules.Treatment;

/// <summary>What a treatment item lacks before its plan can be submitted.</summary>
public enum ItemGap
{
    Responsible,
    Method,
    StartsOn,
    EndsOn,

    /// <summary>It ends before it starts.</summary>
    EndsBeforeStart,

    /// <summary>Reducing a risk takes at least one control.</summary>
    Controls,

    /// <summary>Cost is weighed against control: reducing takes an estimate …</summary>
    Cost,

    /// <summary>… and what is gained by it.</summary>
    Benefit,
    AcceptReason,
    NextReviewOn,
    Activity,
    ActivityEndsOn,
    Receiver,
    Contract,
}

/// <summary>The facts that a plan gives of one item; which of them are needed, <see cref="Gaps"/> tells.</summary>
/// <param name="Priority">1 is treated first.</param>
/// <param name="PriorityReason">Why it is not the priority that follows from the risk level.</param>
/// <param name="Cost">Estimate in the organization's currency.</param>
/// <param name="Benefit">What is gained, weighed against the cost.</param>
/// <param name="AcceptReason">Accept: why the risk is borne.</param>
/// <param name="NextReviewOn">Accept: when it is looked at again.</param>
/// <param name="Activity">Avoid: what is stopped or changed.</param>
/// <param name="ActivityEndsOn">Avoid: from when.</param>
/// <param name="Receiver">Transfer: who bears it from then on.</param>
/// <param name="Contract">Transfer: by which contract or policy.</param>
public sealed record ItemPlanning(
    TreatmentOption Option, Guid DepartmentId, Guid? ResponsibleId, string Method, DateOnly? StartsOn, DateOnly? EndsOn,
    decimal? Cost, string Benefit, int Priority, string PriorityReason,
    string AcceptReason, DateOnly? NextReviewOn, string Activity, DateOnly? ActivityEndsOn, string Receiver, string Contract)
{
    /// <summary>What is still missing for the plan to be submitted (4.2.1.6): the five facts of every item, and those of its option.</summary>
    /// <param name="controls">How many controls it relies on.</param>
    public IEnumerable<ItemGap> Gaps(int controls)
    {
        if (ResponsibleId is null)
            yield return ItemGap.Responsible;
        if (Method.Length == 0)
            yield return ItemGap.Method;
        if (StartsOn is null)
            yield return ItemGap.StartsOn;
        if (EndsOn is null)
            yield return ItemGap.EndsOn;
        if (EndsOn < StartsOn)
            yield return ItemGap.EndsBeforeStart;
        foreach (var gap in OptionGaps(controls))
            yield return gap;
    }

    /// <summary>What the option asks for and is missing.</summary>
    /// <inheritdoc cref="Gaps"/>
    public IEnumerable<ItemGap> OptionGaps(int controls)
    {
        IEnumerable<(bool Missing, ItemGap Gap)> facts = Option switch
        {
            TreatmentOption.Reduce => [(controls == 0, ItemGap.Controls), (Cost is null, ItemGap.Cost), (Benefit.Length == 0, ItemGap.Benefit)],
            TreatmentOption.Accept => [(AcceptReason.Length == 0, ItemGap.AcceptReason), (NextReviewOn is null, ItemGap.NextReviewOn)],
            TreatmentOption.Avoid => [(Activity.Length == 0, ItemGap.Activity), (ActivityEndsOn is null, ItemGap.ActivityEndsOn)],
            TreatmentOption.Transfer => [(Receiver.Length == 0, ItemGap.Receiver), (Contract.Length == 0, ItemGap.Contract)],
            _ => throw new InvalidOperationException($"{Option} is no way of treating a risk."),
        };
        return facts.Where(f => f.Missing).Select(f => f.Gap);
    }
}

/// <summary>What is done about one risk: by one of the four ways of 4.2.1.6 a) to d), by whom and until when.</summary>
internal sealed class TreatmentItem : ISearchable
{
    public const int MethodLength = 2000;
    public const int TextLength = 1000;
    public const int NameLength = 200;

    /// <summary>A risk may be accepted for at most this long before it is looked at again.</summary>
    public const int LongestAcceptanceMonths = 12;
    public const int LowestPriority = 9;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PlanId { get; init; }
    public Guid RiskId { get; init; }

    /// <summary>Counts within the plan.</summary>
    public required int Serial
    {
        get;
        init
        {
            field = value;
            Number = "M-" + value.ToString("0000", CultureInfo.InvariantCulture);
        }
    }

    public string Number { get; private set; } = "";
    public TreatmentOption Option { get; private set; }
    public Guid DepartmentId { get; private set; }
    public Guid? ResponsibleId { get; private set; }
    public string Method { get; private set; } = "";
    public DateOnly? StartsOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }
    public decimal? Cost { get; private set; }
    public string Benefit { get; private set; } = "";

    /// <summary>1 is treated first; by default it follows from the level of the risk.</summary>
    public int Priority { get; private set; }
    public string PriorityReason { get; private set; } = "";
    public string AcceptReason { get; private set; } = "";
    public DateOnly? NextReviewOn { get; private set; }
    public string Activity { get; private set; } = "";
    public DateOnly? ActivityEndsOn { get; private set; }
    public string Receiver { get; private set; } = "";
    public string Contract { get; private set; } = "";
    public TreatmentState State { get; private set; }

    /// <summary>The day it was carried out.</summary>
    public DateOnly? ImplementedOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Avoid: what became of the asset or activity.</summary>
    public string CloseNote { get; private set; } = "";

    /// <summary>Words of the risk, so that the search box finds the item by them.</summary>
    public string RiskWords { get; init; } = "";

    string ISearchable.SearchText => $"{Number} {Method} {RiskWords} {Activity} {Receiver} {Contract}";

    IEnumerable<Guid> ISearchable.SearchKeys => [PlanId, DepartmentId];

    /// <summary>The facts as planned.</summary>
    public ItemPlanning Planning => new(
        Option, DepartmentId, ResponsibleId, Method, StartsOn, EndsOn, Cost, Benefit, Priority, PriorityReason,
        AcceptReason, NextReviewOn, Activity, ActivityEndsOn, Receiver, Contract);

    /// <summary>Takes over the facts; those that only another option asks for are dropped, so that none is signed by mistake.</summary>
    public void Plan(ItemPlanning facts)
    {
        (Option, DepartmentId, ResponsibleId, Method, StartsOn, EndsOn) = (facts.Option, facts.DepartmentId, facts.ResponsibleId, facts.Method, facts.StartsOn, facts.EndsOn);
        (Cost, Benefit, Priority, PriorityReason) = (facts.Cost, facts.Benefit, facts.Priority, facts.PriorityReason);
        var (accept, avoid, transfer) = (Option == TreatmentOption.Accept, Option == TreatmentOption.Avoid, Option == TreatmentOption.Transfer);
        (AcceptReason, NextReviewOn) = accept ? (facts.AcceptReason, facts.NextReviewOn) : ("", null);
        (Activity, ActivityEndsOn) = avoid ? (facts.Activity, facts.ActivityEndsOn) : ("", null);
        (Receiver, Contract) = transfer ? (facts.Receiver, facts.Contract) : ("", "");
    }

    /// <summary>True when the day has passed and it is not carried out.</summary>
    public bool IsOverdue(DateOnly today) => State is TreatmentState.Planned or TreatmentState.InProgress && EndsOn < today;

    /// <summary>Moves on to a state further along, or back when work has to be taken up again.</summary>
    public void Go(TreatmentState state, DateOnly today, string closeNote = "")
    {
        State = state;
        ImplementedOn = state is TreatmentState.Implemented or TreatmentState.Closed ? ImplementedOn ?? today : null;
        ClosedOn = state == TreatmentState.Closed ? today : null;
        CloseNote = state == TreatmentState.Closed ? closeNote : "";
    }
}

/// <summary>A control that an item relies on.</summary>
internal sealed class TreatmentItemControl : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ItemId { get; init; }
    public Edition Edition { get; init; }
    public required string Code { get; init; }

    public ControlKey Key => new(Edition, Code);
}

/// <summary>A step of an item's progress, with what was done.</summary>
internal sealed class TreatmentNote : ILedgered
{
    public const int TextLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ItemId { get; init; }

    /// <summary>The state it is in from then on.</summary>
    public TreatmentState State { get; init; }
    public required string Text { get; init; }
    public Guid AuthorId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
}
