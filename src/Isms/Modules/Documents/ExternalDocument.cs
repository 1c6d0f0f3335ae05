using Isms.Kernel.Data;

namespace Isms.Modules.Documents;

/// <summary>Whether an external document still holds.</summary>
public enum ExternalState
{
    Current,

    /// <summary>A newer edition took its place.</summary>
    Superseded,
    Withdrawn,
}

/// <summary>外来文件: a standard, law or customer's paper that came from outside (4.3.2.2 g, 4.3.2.3).</summary>
internal sealed class ExternalDocument : ILedgered
{
    public const int TitleLength = 200;
    public const int NumberLength = 60;
    public const int TextLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>The organization's own number of receipt.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>The issuer's number without the year, such as <c>GB/T 22080</c>; empty for papers without one.</summary>
    public string StandardNumber { get; set; } = "";

    /// <summary>Year of its edition; null for an undated reference, which always means the newest edition.</summary>
    public int? Year { get; set; }
    public required string TitleZh { get; set; }
    public required string TitleEn { get; set; }
    public string Source { get; set; } = "";
    public DateOnly? ReceivedOn { get; set; }
    public ExternalState State { get; set; }

    /// <summary>The edition that took its place.</summary>
    public Guid? SuccessorId { get; set; }

    /// <summary>The department that keeps it and tells others.</summary>
    public Guid DepartmentId { get; set; }

    /// <summary>To whom it was handed on, in words.</summary>
    public string Distribution { get; set; } = "";
    public Guid? ReviewerId { get; set; }
    public DateOnly? ReviewedOn { get; set; }

    /// <summary>As it is cited: number and year.</summary>
    public string Citation => Year is { } year && StandardNumber.Length > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{StandardNumber}-{year}") : StandardNumber;
}

/// <summary>A document rests on an external one (the standards that the manual is based on).</summary>
internal sealed class DocumentBasis : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DocumentId { get; init; }
    public Guid ExternalId { get; init; }
}

/// <summary>A finding of the reference checker that somebody looked at and accepted as it is.</summary>
internal sealed class AcceptedReference : ILedgered
{
    public const int FoundLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid DocumentId { get; init; }

    /// <summary>What stands in the text.</summary>
    public required string Found { get; init; }
    public required string Reason { get; init; }
    public Guid AcceptedById { get; init; }
    public DateTime AcceptedAt { get; init; }
}
