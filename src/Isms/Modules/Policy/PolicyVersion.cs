using System.Globalization;
using Isms.Kernel.Data;

namespace Isms.Modules.Policy;

/// <summary>信息安全方针 (4.2.1.2): a version of it.</summary>
internal sealed class PolicyVersion : ILedgered
{
    /// <summary>The longest text that the setting allows.</summary>
    public const int TextLength = 500;
    public const int NoteLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Number of the document, the same for all versions: <c>XX-A-04.00</c>.</summary>
    public required string Number { get; init; }
    public required int Minor { get; init; }
    public string VersionLabel { get; private set; } = "";
    public PolicyState State { get; private set; }

    /// <summary>Why there is this version; empty for the first.</summary>
    public string ChangeNote { get; init; } = "";

    /// <summary>The short text that everybody knows.</summary>
    public string Text { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>Name of who approved it last; empty before.</summary>
    public string ApprovedBy { get; private set; } = "";
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>The day by which it is reviewed.</summary>
    public DateOnly? ReviewOn { get; set; }

    public bool IsDraft => State == PolicyState.Draft;
    public bool IsOpen => State is PolicyState.Draft or PolicyState.InApproval;

    public PolicyVersion Labelled()
    {
        VersionLabel = string.Create(CultureInfo.InvariantCulture, $"V1.{Minor}");
        return this;
    }

    public void Submit() => Go(PolicyState.Draft, PolicyState.InApproval);

    public void SendBack() => Go(PolicyState.InApproval, PolicyState.Draft);

    /// <param name="at">UTC.</param>
    /// <param name="day">The organization's day at that time.</param>
    public void Approve(DateTime at, string by, DateOnly day, DateOnly reviewOn)
    {
        Go(PolicyState.InApproval, PolicyState.Approved);
        (ApprovedAt, ApprovedBy, EffectiveOn, ReviewOn) = (at, by, day, reviewOn);
    }

    public void Supersede() => Go(PolicyState.Approved, PolicyState.Superseded);

    private void Go(PolicyState from, PolicyState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}

/// <summary>A principle of the policy, or with a topic a commitment.</summary>
internal sealed class PolicyLine : ILedgered
{
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PolicyId { get; init; }

    /// <summary>From 1; principles and commitments each count for themselves.</summary>
    public int Place { get; init; }
    public required string Text { get; init; }

    /// <summary>Null for a principle.</summary>
    public CommitmentTopic? Topic { get; init; }
}

/// <summary>方针评审记录: whether the policy still suits (4.2.1.2.2 e).</summary>
internal sealed class PolicyReview : ILedgered
{
    public const int TextLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid PolicyId { get; init; }
    public DateOnly HeldOn { get; init; }

    /// <summary>It still suits what the organization does.</summary>
    public required string Suitability { get; init; }

    /// <summary>It covers what it has to.</summary>
    public required string Adequacy { get; init; }

    /// <summary>4.2.1.2.2 c): it fits strategy and risk management.</summary>
    public required string StrategyAndRisk { get; init; }

    /// <summary>A new version has to be drawn up.</summary>
    public bool RevisionNeeded { get; init; }
    public required string ByName { get; init; }
    public DateTime RecordedAt { get; init; }
}
