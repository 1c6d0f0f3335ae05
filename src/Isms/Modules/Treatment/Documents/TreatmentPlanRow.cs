using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Treatment.Documents;

/// <summary>One item of the plan as it is printed; every text in the reader's language.</summary>
internal sealed record TreatmentPlanRow
{
    public required string Number { get; init; }
    public required string RiskNumber { get; init; }
    public required string AssetName { get; init; }

    /// <summary>Threat and vulnerability.</summary>
    public required string Risk { get; init; }
    public required double RiskValue { get; init; }
    public required int RiskLevel { get; init; }

    /// <summary>1 is the most urgent; null while not set.</summary>
    public int? Priority { get; init; }

    /// <summary>控制, 接受, 避免 or 转移.</summary>
    public required string Option { get; init; }

    /// <summary>How it is done.</summary>
    public string Method { get; init; } = "";

    /// <summary>Controls relied on, each as code and title.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];
    public string Department { get; init; } = "";
    public string Responsible { get; init; } = "";
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }

    /// <summary>Estimated cost in the organization's currency; null while not estimated.</summary>
    public decimal? Cost { get; init; }
    public string Benefit { get; init; } = "";
    public string State { get; init; } = "";

    /// <summary>Level expected, or found, after treatment; null while not rated.</summary>
    public int? ResidualLevel { get; init; }
}

/// <summary>One treated risk as the residual-risk report prints it; every text in the reader's language.</summary>
internal sealed record ResidualRiskRow
{
    public required string RiskNumber { get; init; }
    public required string AssetName { get; init; }
    public string Department { get; init; } = "";

    /// <summary>Threat and vulnerability.</summary>
    public required string Risk { get; init; }
    public required double RiskValue { get; init; }
    public required int RiskLevel { get; init; }
    public required string Option { get; init; }
    public string Method { get; init; } = "";

    /// <summary>Ratings after treatment; null while not rated.</summary>
    public int? Frequency { get; init; }
    public int? Severity { get; init; }
    public int? Ease { get; init; }

    /// <summary>Null while not rated.</summary>
    public RiskScore? Residual { get; init; }

    /// <summary>Whether management accepted it; null while open.</summary>
    public bool? Accepted { get; init; }
    public string Reason { get; init; } = "";
    public DateOnly? NextReviewOn { get; init; }
}
