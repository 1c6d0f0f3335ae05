using Isms.Kernel.Data;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Criteria;

/// <summary>How far a version of the criteria has come.</summary>
public enum CriteriaState
{
    /// <summary>May be changed and thrown away.</summary>
    Draft,

    /// <summary>Put up for signature; frozen until it is signed or sent back.</summary>
    InApproval,

    /// <summary>In force. At most one version is.</summary>
    Approved,

    /// <summary>Was in force; stays readable, and assessments begun with it are finished with it.</summary>
    Superseded,
}

/// <summary>A version of the organization's risk criteria (4.2.1.3), from draft to superseded.</summary>
internal sealed class CriteriaVersion : ILedgered
{
    public const int NameLength = 100;
    public const int LabelLength = 20;
    public const int ResolutionLength = 60;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>The definition's Chinese title, for lists.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The definition's English title, for lists.</summary>
    public string NameEn { get; private set; } = "";

    /// <summary><c>V1.0</c>, <c>V2.0</c>, …; given again only when the draft that had it was thrown away before anybody was asked to sign it.</summary>
    public required string VersionLabel { get; init; }

    /// <summary>Position of <see cref="VersionLabel"/> in the series, 1 and up.</summary>
    public required int Serial { get; init; }

    /// <summary>The definition as JSON (<see cref="CriteriaJson"/>): what is signed and what everything is calculated from.</summary>
    public string Definition { get; private set; } = "";

    /// <summary>What it was made from: the name of a preset, or the label of an earlier version.</summary>
    public required string BasedOn { get; init; }

    public CriteriaState State { get; private set; }

    /// <summary>Number of the resolution of the meeting that adopted the method (4.2.2.2 c)); empty until known.</summary>
    public string ResolutionNumber { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the last signature was given, UTC.</summary>
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>Who gave the last signature; empty before.</summary>
    public string ApprovedBy { get; private set; } = "";

    /// <summary>When something was first rated with it, UTC; shown as locked from then on.</summary>
    public DateTime? LockedAt { get; private set; }

    /// <summary>Takes another definition, under this version's own label.</summary>
    public void Define(CriteriaDefinition definition)
    {
        if (State != CriteriaState.Draft)
            throw new InvalidOperationException("Only a draft can be changed.");
        Definition = CriteriaJson.Write(definition with { Version = VersionLabel });
        (Name, NameEn) = (definition.Name.Zh, definition.Name.En);
    }

    /// <summary>Free in a draft; later a number that was left open can still be recorded, but a recorded one stays.</summary>
    public bool MayRecordResolution => State == CriteriaState.Draft || ResolutionNumber.Length == 0;

    public void RecordResolution(string number)
    {
        if (!MayRecordResolution)
            throw new InvalidOperationException("A recorded resolution stays.");
        ResolutionNumber = number;
    }

    public void Submit() => Go(CriteriaState.Draft, CriteriaState.InApproval);

    public void SendBack() => Go(CriteriaState.InApproval, CriteriaState.Draft);

    /// <param name="at">UTC.</param>
    /// <param name="by">Who signed last.</param>
    public void Approve(DateTime at, string by)
    {
        Go(CriteriaState.InApproval, CriteriaState.Approved);
        (ApprovedAt, ApprovedBy) = (at, by);
    }

    public void Supersede() => Go(CriteriaState.Approved, CriteriaState.Superseded);

    /// <param name="at">UTC.</param>
    /// <exception cref="InvalidOperationException">Not signed: nothing may be rated with it.</exception>
    public void Lock(DateTime at)
    {
        if (State is not (CriteriaState.Approved or CriteriaState.Superseded))
            throw new InvalidOperationException("Nothing may be rated with criteria that are not approved.");
        LockedAt ??= at;
    }

    private void Go(CriteriaState from, CriteriaState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}
