using Isms.Modules.Records.Domain;

namespace Isms.Modules.Records;

/// <summary>
/// What a rule compares or counts of a record (<see cref="RuleMark"/>), kept beside it so that the database can find it. Only records that count have marks:
/// drafts, what is being signed, and signed rows that no newer one replaced. Not part of the ledger: it repeats content, and goes with it.
/// </summary>
internal sealed class RecordMark
{
    public const int RuleLength = 200;

    public Guid RecordId { get; init; }
    public Guid FormId { get; init; }
    public required string Rule { get; init; }
    public required string Value { get; set; }
    public required string Text { get; set; }
    public DateOnly? Day { get; set; }
}

/// <summary>
/// Something that the rules of a form keep an eye on: a row that expires, a thing that needs its next check, a row under the name of who leaves. Worked out anew
/// from the marks, so not part of the ledger; the duties that come of it are.
/// </summary>
internal sealed class RecordWatch
{
    public const int TitleLength = 300;

    /// <summary>Stands for the last day of what one record settles for good.</summary>
    public static readonly DateOnly Never = new(9999, 12, 30);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid FormId { get; init; }
    public required string Rule { get; init; }
    public RuleKind Kind { get; init; }

    /// <summary>What tells it apart under its rule: a record's id, or the compared name of a thing.</summary>
    public required string Subject { get; init; }

    /// <summary>The thing as people call it; empty where the record says it.</summary>
    public string Title { get; set; } = "";

    /// <summary>The record it is about, or the last one; null while there is none.</summary>
    public Guid? RecordId { get; set; }

    /// <summary>Whose it is; null for the whole organization.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>Who answers for it; null where an office does.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The last day in order.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>From this day on it is due soon.</summary>
    public DateOnly RemindOn { get; set; }

    /// <summary>True when what must be there is not there at all; false when it is only old.</summary>
    public bool Missing { get; set; }
}
