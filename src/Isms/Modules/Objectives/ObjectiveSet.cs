using Isms.Kernel.Data;

namespace Isms.Modules.Objectives;

/// <summary>信息安全目标 XX-A-03: one version of the objectives and measures of the organization (manual 4.2.1.7).</summary>
internal sealed class ObjectiveSet : ILedgered
{
    public const int NoteLength = 1000;
    public const int LinkLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Of the document, the same for all versions.</summary>
    public required string Number { get; init; }

    /// <summary>1 for the first version.</summary>
    public int Serial { get; init; }

    /// <summary>The year it is for.</summary>
    public int Year { get; set; }

    /// <summary>Results count from the period of this day on.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>Why it was drawn up, or what it changes.</summary>
    public string ChangeNote { get; set; } = "";

    /// <summary>The decision that asked for it, and where it is read; empty when none did.</summary>
    public string SourceTitle { get; private set; } = "";
    public string SourceLink { get; private set; } = "";
    public SetState State { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }
    public DateTime? ApprovedAt { get; private set; }

    public bool IsDraft => State == SetState.Draft;

    /// <summary>Such as <c>V1.0</c>.</summary>
    public string Label => $"V{Serial}.0";

    public void DecidedBy(string title, string link) => (SourceTitle, SourceLink) = (title.Length <= NoteLength ? title : title[..NoteLength], link);

    public void Submit() => Go(SetState.Draft, SetState.InApproval);

    public void SendBack() => Go(SetState.InApproval, SetState.Draft);

    /// <param name="at">UTC.</param>
    public void Approve(DateTime at)
    {
        Go(SetState.InApproval, SetState.Approved);
        ApprovedAt = at;
    }

    public void Supersede() => Go(SetState.Approved, SetState.Superseded);

    private void Go(SetState from, SetState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}
