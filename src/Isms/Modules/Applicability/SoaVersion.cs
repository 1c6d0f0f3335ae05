using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability;

/// <summary>A version of the statement of applicability (4.2.1.10), of one edition, from draft to superseded.</summary>
internal sealed class SoaVersion : ILedgered
{
    public const int NumberLength = 60;
    public const int ScopeLength = 2000;
    public const int NoteLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Number of the document, the same for all versions.</summary>
    public required string Number { get; init; }

    /// <summary>The first number of the label; counts up when the statement moves to another edition.</summary>
    public required int Major { get; init; }

    /// <summary>The second number of the label; counts up with every further version of the same edition.</summary>
    public required int Minor { get; init; }

    public string VersionLabel { get; private set; } = "";

    public Edition Edition { get; init; }

    public SoaState State { get; private set; }

    /// <summary>The scope of the ISMS as this version states it.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Why there is this version; empty for the first.</summary>
    public string ChangeNote { get; set; } = "";

    /// <summary>The version it was made from; null for the first.</summary>
    public Guid? BasedOnId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the last signature was given, UTC.</summary>
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>The day from which it holds.</summary>
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>When the next version was signed, UTC.</summary>
    public DateTime? SupersededAt { get; private set; }

    public bool IsDraft => State == SoaState.Draft;

    /// <summary>Draft or in approval: on its way to be in force.</summary>
    public bool IsOpen => State is SoaState.Draft or SoaState.InApproval;

    public SoaVersion Labelled()
    {
        VersionLabel = string.Create(CultureInfo.InvariantCulture, $"V{Major}.{Minor}");
        return this;
    }

    public void Submit() => Go(SoaState.Draft, SoaState.InApproval);

    public void SendBack() => Go(SoaState.InApproval, SoaState.Draft);

    /// <param name="at">UTC.</param>
    /// <param name="day">The organization's day at that time.</param>
    public void Approve(DateTime at, DateOnly day)
    {
        Go(SoaState.InApproval, SoaState.Approved);
        (ApprovedAt, EffectiveOn) = (at, day);
    }

    /// <param name="at">UTC.</param>
    public void Supersede(DateTime at)
    {
        Go(SoaState.Approved, SoaState.Superseded);
        SupersededAt = at;
    }

    private void Go(SoaState from, SoaState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}
