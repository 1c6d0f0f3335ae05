using Isms.Kernel.Search;
using Isms.Modules.Records.Domain;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Records;

/// <summary>
/// A record: proof that something was done (manual 4.3.3.1). The ledger keeps this row and the hash of the content; the content itself stands beside it
/// (<see cref="RecordContent"/>), so that it can be destroyed when its time has come.
/// </summary>
internal sealed class FormRecord : ISearchable
{
    public const int PlaceLength = 200;
    public const int ReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public Guid FormId { get; init; }
    public Guid FormVersionId { get; init; }

    /// <summary>Of the form: the procedure or rule behind it.</summary>
    public required string Basis { get; init; }
    public Guid DepartmentId { get; init; }
    public Guid FilledById { get; init; }

    /// <summary>The day the record is about.</summary>
    public DateOnly FilledOn { get; set; }
    public DateTime CreatedAt { get; init; }
    public RecordState State { get; private set; }
    public FormAccess Access { get; init; }

    /// <summary>Narrows <see cref="Access"/>: who may not know its class does not see it.</summary>
    public Classification Classification { get; set; } = Classification.Internal;

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public required string ContentHash { get; set; }

    /// <summary>SHA-256 over the hashes of its files as submitted; empty without files.</summary>
    public string FilesHash { get; set; } = "";
    public RecordMedium Medium { get; set; }

    /// <summary>Where the paper lies; empty for an electronic record.</summary>
    public string Place { get; set; } = "";
    public DateTime? ApprovedAt { get; private set; }
    public RetentionStart RetentionFrom { get; init; }
    public int RetentionYears { get; init; }

    /// <summary>When the retention period began; null while it did not.</summary>
    public DateOnly? RetentionStartedOn { get; private set; }

    /// <summary>The last day it must be kept; null while unknown or for ever.</summary>
    public DateOnly? RetainUntil { get; private set; }

    /// <summary>Why it must not be destroyed whatever its period; empty without a hold.</summary>
    public string HoldReason { get; private set; } = "";

    /// <summary>The archive it was put into.</summary>
    public DateOnly? ArchivedOn { get; set; }

    /// <summary>The signed disposal under which its content was destroyed.</summary>
    public Guid? DisposalId { get; private set; }

    /// <summary>Why it was made void.</summary>
    public string VoidReason { get; private set; } = "";

    /// <summary>The record that this one corrects; null for an original.</summary>
    public Guid? CorrectsId { get; init; }

    /// <summary>
    /// True when it completes the record it names: what was approved stands as it was, and what was done is filled in. False for a correction of an error.
    /// </summary>
    public bool Completes { get; init; }

    /// <summary>What of the content is searched for; set whenever the record is loaded to be changed.</summary>
    public string Words { get; set; } = "";

    /// <summary>Stands in for the department of records everybody may read.</summary>
    public static readonly Guid Everybody = new("0c0ffee0-0000-7000-8000-000000000001");

    string ISearchable.SearchText => $"{Number} {Words}";

    IEnumerable<Guid> ISearchable.SearchKeys =>
        [FormId, FilledById, .. Access == FormAccess.Department ? [DepartmentId] : Access == FormAccess.Everyone ? (Guid[])[Everybody] : []];

    public bool IsHeld => HoldReason.Length > 0;

    public void Submit() => Go(RecordState.Draft, RecordState.InApproval);

    public void SendBack() => Go(RecordState.InApproval, RecordState.Draft);

    /// <param name="at">UTC.</param>
    /// <param name="today">In the organization's time zone.</param>
    public void Approve(DateTime at, DateOnly today)
    {
        Go(RecordState.InApproval, RecordState.Approved);
        ApprovedAt = at;
        if (RetentionFrom is RetentionStart.Approval or RetentionStart.Permanent)
            StartRetention(today);
    }

    /// <summary>The event its retention period waits for has come: the contract ended, a newer one took its place.</summary>
    public void StartRetention(DateOnly on)
    {
        RetentionStartedOn = on;
        RetainUntil = new RetentionRule(RetentionFrom, RetentionYears).Until(on);
    }

    public void MakeVoid(string reason)
    {
        Go(RecordState.Draft, RecordState.Void);
        VoidReason = reason;
    }

    /// <param name="reason">Empty releases it.</param>
    public void Hold(string reason) => HoldReason = reason;

    public void Dispose(Guid disposalId)
    {
        Go(RecordState.Approved, RecordState.Disposed);
        DisposalId = disposalId;
        Words = "";
    }

    private void Go(RecordState from, RecordState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}

/// <summary>
/// What a record says. Not part of the ledger: the record's row carries its hash, and with the disposal of the record this row is deleted for good.
/// Once the record is approved the database itself refuses to change it.
/// </summary>
internal sealed class RecordContent
{
    public const int SummaryLength = 200;

    public Guid RecordId { get; init; }

    /// <summary>JSON of <see cref="FilledForm"/>, canonical: its SHA-256 is the record's content hash.</summary>
    public required string Content { get; set; }

    /// <summary>What the list shows of it; identity numbers of people are masked.</summary>
    public required string Summary { get; set; }
}

/// <summary>A clause or control that a record is evidence for beyond those of its form: <c>A:9.1</c>.</summary>
internal sealed class RecordTag : Isms.Kernel.Data.ILedgered
{
    public const int TagLength = 40;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid RecordId { get; init; }
    public required string Tag { get; init; }
}
