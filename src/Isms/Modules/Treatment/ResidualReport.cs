using Isms.Kernel.Data;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Treatment;

/// <summary>信息安全剩余风险评估报告: what remains of the risks of one plan after treatment (manual 4.2.1.8).</summary>
internal sealed class ResidualReport : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Number { get; init; }
    public Guid PlanId { get; init; }
    public Guid AssessmentId { get; init; }
    public PlanState State { get; private set; }

    /// <summary>As submitted: true when not all measures were carried out, so that the ratings are what is expected of them.</summary>
    public bool IsForecast { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the last signature was given, UTC.</summary>
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>True while its risks may be rated.</summary>
    public bool IsDraft => State == PlanState.Draft;

    public void Submit(bool isForecast)
    {
        Go(PlanState.Draft, PlanState.InApproval);
        IsForecast = isForecast;
    }

    public void SendBack() => Go(PlanState.InApproval, PlanState.Draft);

    /// <param name="at">UTC.</param>
    public void Approve(DateTime at)
    {
        Go(PlanState.InApproval, PlanState.Approved);
        ApprovedAt = at;
    }

    private void Go(PlanState from, PlanState to)
    {
        if (State != from)
            throw new InvalidOperationException($"From {State} it cannot become {to}.");
        State = to;
    }
}

/// <summary>The ratings of a risk after treatment.</summary>
/// <param name="Reason">Why it is higher than before, when it is.</param>
/// <param name="ReviewOn">When it is looked at again.</param>
public sealed record ResidualRatings(int? Frequency, int? Severity, int? Ease, int? ControlEffectiveness, string Reason, DateOnly? ReviewOn);

/// <summary>What remains of one risk after treatment.</summary>
internal sealed class ResidualRisk : ILedgered
{
    /// <summary>The level of a risk that is not rated; below every level of every scale.</summary>
    public const int NotRated = -1;
    public const int ReasonLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ReportId { get; init; }
    public Guid RiskId { get; init; }

    /// <summary>The asset's value in the assessment: treatment lowers the risk, not what the asset is worth.</summary>
    public int AssetValue { get; init; }
    public int? Frequency { get; private set; }
    public int? Severity { get; private set; }
    public int? Ease { get; private set; }
    public int? ControlEffectiveness { get; private set; }
    public double Likelihood { get; private set; }
    public int LikelihoodLevel { get; private set; } = NotRated;
    public double Impact { get; private set; }
    public int ImpactLevel { get; private set; } = NotRated;
    public double RiskValue { get; private set; }
    public int Level { get; private set; } = NotRated;
    public bool Acceptable { get; private set; }

    /// <summary>Why it is higher than before; empty when it is not.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>As signed: when it is looked at again for the first time.</summary>
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>When it is looked at again next; null before the report is approved, and once it is treated again.</summary>
    public DateOnly? NextReviewOn { get; private set; }

    /// <summary>The risk owner who accepts it above the acceptance level, when (UTC), and why.</summary>
    public Guid? OwnerAcceptedById { get; private set; }
    public DateTime? OwnerAcceptedAt { get; private set; }
    public string OwnerAcceptReason { get; private set; } = "";

    /// <summary>Who approves such reports, and accepts it as well.</summary>
    public Guid? ApproverAcceptedById { get; private set; }
    public DateTime? ApproverAcceptedAt { get; private set; }
    public string ApproverAcceptReason { get; private set; } = "";

    public bool IsRated => Level != NotRated;

    /// <summary>True when it lies above the acceptance level and so needs somebody to accept it.</summary>
    public bool NeedsAcceptance => IsRated && !Acceptable;

    /// <summary>The ratings as the criteria take them; null while the frequency is missing.</summary>
    public RiskFactors? Factors => Frequency is { } frequency ? new RiskFactors(AssetValue, frequency, Severity, Ease, ControlEffectiveness) : null;

    /// <summary>
    /// Takes over the ratings and scores them with the criteria of the assessment. What was accepted before is no longer accepted when the score changes.
    /// </summary>
    public void Rate(ResidualRatings ratings, CompiledCriteria criteria)
    {
        var before = (Level, RiskValue);
        (Frequency, Severity, Ease, ControlEffectiveness) = (ratings.Frequency, ratings.Severity, ratings.Ease, ratings.ControlEffectiveness);
        (Reason, ReviewOn) = (ratings.Reason, ratings.ReviewOn);
        if (Factors is { } factors && criteria.Check(factors).Count == 0)
        {
            var score = criteria.Score(factors);
            (Likelihood, LikelihoodLevel, Impact, ImpactLevel) = (score.Likelihood, score.LikelihoodLevel, score.Impact, score.ImpactLevel);
            (RiskValue, Level, Acceptable) = (score.Risk, score.Level, score.Acceptable);
        }
        else
        {
            (Likelihood, LikelihoodLevel, Impact, ImpactLevel, RiskValue, Level, Acceptable) = (0, NotRated, 0, NotRated, 0, NotRated, false);
        }
        if (before != (Level, RiskValue))
        {
            (OwnerAcceptedById, OwnerAcceptedAt, OwnerAcceptReason) = (null, null, "");
            (ApproverAcceptedById, ApproverAcceptedAt, ApproverAcceptReason) = (null, null, "");
        }
    }

    /// <param name="at">UTC.</param>
    public void AcceptAsOwner(Guid personId, DateTime at, string reason) => (OwnerAcceptedById, OwnerAcceptedAt, OwnerAcceptReason) = (personId, at, reason);

    /// <param name="at">UTC.</param>
    public void AcceptAsApprover(Guid personId, DateTime at, string reason) => (ApproverAcceptedById, ApproverAcceptedAt, ApproverAcceptReason) = (personId, at, reason);

    /// <summary>The report is approved: from now on it is looked at again on the day set.</summary>
    public void BeginReviews() => NextReviewOn = ReviewOn;

    /// <summary>Looked at again: kept until another day, or with null treated again.</summary>
    public void Reviewed(DateOnly? nextReviewOn) => NextReviewOn = nextReviewOn;
}

/// <summary>What came of looking at a residual risk again.</summary>
public enum ReviewOutcome
{
    /// <summary>It stays acceptable until the next review.</summary>
    Keep,

    /// <summary>It has to be treated again.</summary>
    Retreat,
}

/// <summary>残余风险评审记录: one look at a residual risk (manual 4.2.3.4).</summary>
internal sealed class ResidualReview : ILedgered
{
    public const int NoteLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid ResidualRiskId { get; init; }
    public DateOnly ReviewedOn { get; init; }
    public Guid ReviewedById { get; init; }
    public ReviewOutcome Outcome { get; init; }
    public required string Note { get; init; }

    /// <summary>Keep: when it is looked at again.</summary>
    public DateOnly? NextReviewOn { get; init; }

    /// <summary>Retreat: the item that treats it again.</summary>
    public Guid? ItemId { get; init; }
}
