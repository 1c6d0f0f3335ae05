using Isms.Kernel.Data;
using Isms.Kernel.Standards;

namespace Isms.Modules.Treatment;

/// <summary>信息安全风险处理计划: what is done about the risks of one assessment (manual 4.2.1.6, 4.2.2.1).</summary>
internal sealed class TreatmentPlan : ILedgered
{
    public const int TitleLength = 200;
    public const int LinkLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public required string Title { get; set; }
    public Guid AssessmentId { get; init; }

    /// <summary>The plan this one adds to, because a risk has to be treated again; null for the assessment's own plan.</summary>
    public Guid? SupplementsId { get; init; }

    /// <summary>The decision that asked for it, and its page; empty when none did.</summary>
    public string SourceTitle { get; private set; } = "";
    public string SourceLink { get; private set; } = "";

    /// <summary>The edition whose controls are proposed.</summary>
    public Edition Edition { get; init; }
    public PlanState State { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the last signature was given, UTC.</summary>
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>The last serial given to an item.</summary>
    public int LastSerial { get; private set; }

    /// <summary>True while its items may be planned.</summary>
    public bool IsDraft => State == PlanState.Draft;

    public void DecidedBy(string title, string link) => (SourceTitle, SourceLink) = (title.Length <= TitleLength ? title : title[..TitleLength], link);

    public int TakeSerial() => ++LastSerial;

    public void Submit() => Go(PlanState.Draft, PlanState.InApproval);

    public void SendBack() => Go(PlanState.InApproval, PlanState.Draft);

    /// <param name="at">UTC.</param>
    public void Approve(DateTime at)
    {
        Go(PlanState.InApproval, PlanState.Approved);
        ApprovedAt = at;
    }

    private void Go(PlanState from, PlanState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}
