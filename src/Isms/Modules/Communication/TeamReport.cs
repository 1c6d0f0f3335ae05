using Isms.Kernel.Data;

namespace Isms.Modules.Communication;

/// <summary>Who reports to whom.</summary>
public enum ReportKind
{
    /// <summary>The representative or the team to the general manager (4.2.2.3 b).</summary>
    ToManager,

    /// <summary>The team to the management representative, every month (appendix 2).</summary>
    Team,

    /// <summary>A department to the management representative, who reviews it (appendix 2).</summary>
    Department,
}

/// <summary>How far a report has come.</summary>
public enum ReportState
{
    Draft,

    /// <summary>Laid before whom it is for.</summary>
    InApproval,

    /// <summary>Read and signed by whom it is for.</summary>
    Acknowledged,
}

/// <summary>How the management system runs and what has to be improved: to the general manager (manual 4.2.2.3 b), or to the representative (appendix 2).</summary>
internal sealed class TeamReport : ILedgered
{
    public const int TitleLength = 200;
    public const int TextLength = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public ReportKind Kind { get; init; }

    /// <summary>The department that reports; null for other kinds.</summary>
    public Guid? DepartmentId { get; init; }
    public string Title { get; set; } = "";
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }

    /// <summary>What the processes know, one line each, as it was when the report was drawn up.</summary>
    public string Facts { get; init; } = "";

    /// <summary>How the management system runs.</summary>
    public string Summary { get; set; } = "";

    /// <summary>What has to be improved, and what it needs of the reader.</summary>
    public string Needs { get; set; } = "";
    public Guid WrittenById { get; init; }
    public ReportState State { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    public bool IsDraft => State == ReportState.Draft;

    public void Submit() => State = ReportState.InApproval;

    public void SendBack() => State = ReportState.Draft;

    public void Acknowledge() => State = ReportState.Acknowledged;
}
