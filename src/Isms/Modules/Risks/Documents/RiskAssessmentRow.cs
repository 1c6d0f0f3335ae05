using Isms.Kernel.Standards;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Risks.Documents;

/// <summary>One risk as the risk assessment prints it; every text in the reader's language.</summary>
internal sealed record RiskAssessmentRow
{
    public required string Number { get; init; }
    public required string AssetNumber { get; init; }
    public required string AssetName { get; init; }
    public string Department { get; init; } = "";

    /// <summary>The risk's owner.</summary>
    public string Owner { get; init; } = "";
    public required int AssetValue { get; init; }
    public required string Threat { get; init; }
    public required int Frequency { get; init; }
    public required string Vulnerability { get; init; }

    /// <summary>Null when the method has no severity.</summary>
    public int? Severity { get; init; }

    /// <summary>Null when it is taken from severity.</summary>
    public int? Ease { get; init; }
    public string ExistingControls { get; init; } = "";

    /// <summary>Null while not rated.</summary>
    public int? ControlEffectiveness { get; init; }
    public SecurityLoss Loses { get; init; }
    public required RiskScore Score { get; init; }

    /// <summary>Null while undecided; otherwise whether the risk is treated (true) or accepted (false).</summary>
    public bool? Treated { get; init; }
    public string Remark { get; init; } = "";
}

/// <summary>An important asset without any risk; an assessment with one is not complete (4.2.1.4).</summary>
internal sealed record UncoveredAssetRow(string Number, string Name, string Department, string Reason);
