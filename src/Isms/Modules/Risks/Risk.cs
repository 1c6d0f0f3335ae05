using System.Globalization;
using Isms.Kernel.Data;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Risks;

/// <summary>What a risk lacks before its assessment can be completed.</summary>
public enum RiskGap
{
    /// <summary>Nobody is named as risk owner.</summary>
    Owner,
    Frequency,
    Severity,
    Ease,

    /// <summary>Neither a text nor a control says what exists already.</summary>
    ExistingControls,
    ControlEffectiveness,

    /// <summary>None of confidentiality, integrity, availability is marked as lost.</summary>
    Loss,

    /// <summary>The asset's value is not on the scale of the criteria: the asset has to be valued anew.</summary>
    AssetValue,

    /// <summary>A proposal nobody has looked at yet.</summary>
    Confirmation,
}

/// <summary>
/// What could happen to an asset: a threat that uses a vulnerability (4.2.1.4), how bad and how likely it is (4.2.1.5), and what becomes of it.
/// </summary>
internal sealed class Risk : ILedgered
{
    /// <summary>The level of a risk that is not scored; below every level of every scale.</summary>
    public const int NotScored = -1;
    public const int TitleLength = 200;
    public const int ControlsLength = 1000;
    public const int KeysLength = 400;
    public const int ReasonLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid AssessmentId { get; init; }

    /// <summary>Counts within the assessment.</summary>
    public required int Serial
    {
        get;
        init
        {
            field = value;
            Number = "R-" + value.ToString("0000", CultureInfo.InvariantCulture);
        }
    }

    public string Number { get; private set; } = "";
    public Guid AssetId { get; init; }

    /// <summary>The asset's department, as long as the assessment is open.</summary>
    public Guid DepartmentId { get; set; }

    /// <summary>The risk owner (2013 and 2022, 6.1.2 c); null while nobody is named.</summary>
    public Guid? OwnerId { get; set; }

    public required string ThreatCode { get; init; }
    public required string ThreatTitleZh { get; init; }
    public required string ThreatTitleEn { get; init; }
    public required string VulnerabilityCode { get; init; }
    public required string VulnerabilityTitleZh { get; init; }
    public required string VulnerabilityTitleEn { get; init; }

    /// <summary>The asset's value at the last scoring: with it the score can be repeated for ever.</summary>
    public int AssetValue { get; set; }
    public int? Frequency { get; set; }
    public int? Severity { get; set; }
    public int? Ease { get; set; }
    public string ExistingControls { get; set; } = "";

    /// <summary>Keys of controls that exist already, as <c>2022:8.13</c>, separated by spaces, in the order of the catalogue.</summary>
    public string ControlKeys { get; set; } = "";
    public int? ControlEffectiveness { get; set; }
    public bool LosesConfidentiality { get; set; }
    public bool LosesIntegrity { get; set; }
    public bool LosesAvailability { get; set; }

    public double Likelihood { get; private set; }
    public int LikelihoodLevel { get; private set; } = NotScored;
    public double Impact { get; private set; }
    public int ImpactLevel { get; private set; } = NotScored;
    public double RiskValue { get; private set; }
    public int Level { get; private set; } = NotScored;
    public bool Acceptable { get; private set; }
    public bool Complete { get; private set; }

    /// <summary>True for a proposal until somebody has looked at it.</summary>
    public bool ToConfirm { get; set; }

    public RiskDecision Decision { get; private set; }

    /// <summary>True when somebody decided against the criteria, with <see cref="DecisionReason"/>.</summary>
    public bool DecisionByHand { get; private set; }
    public string DecisionReason { get; private set; } = "";

    /// <summary>The level at which it was accepted by hand; the acceptance does not hold above it.</summary>
    public int DecidedLevel { get; private set; } = NotScored;

    /// <summary>When a risk accepted by hand is looked at again.</summary>
    public DateOnly? NextReviewOn { get; private set; }

    public bool IsScored => Level != NotScored;

    /// <summary>The ratings as the criteria take them; null while the frequency is missing.</summary>
    public RiskFactors? Factors => Frequency is { } frequency ? new RiskFactors(AssetValue, frequency, Severity, Ease, ControlEffectiveness) : null;

    /// <summary>
    /// Calculates impact, likelihood and level from the ratings, and what follows: completeness and, unless somebody decided by hand, the decision.
    /// A pure function of ratings and criteria, so that it can be repeated at any time (4.2.1.3).
    /// </summary>
    public void Score(CompiledCriteria criteria)
    {
        if (Factors is { } factors && criteria.Check(factors).Count == 0)
        {
            var score = criteria.Score(factors);
            (Likelihood, LikelihoodLevel, Impact, ImpactLevel) = (score.Likelihood, score.LikelihoodLevel, score.Impact, score.ImpactLevel);
            (RiskValue, Level, Acceptable) = (score.Risk, score.Level, score.Acceptable);
        }
        else
        {
            (Likelihood, LikelihoodLevel, Impact, ImpactLevel, RiskValue, Level, Acceptable) = (0, NotScored, 0, NotScored, 0, NotScored, false);
        }
        if (!DecisionHolds())
            FollowCriteria();
        Complete = !Gaps(criteria).Any();
    }

    /// <summary>What is still missing.</summary>
    public IEnumerable<RiskGap> Gaps(CompiledCriteria criteria)
    {
        if (OwnerId is null)
            yield return RiskGap.Owner;
        if (Frequency is null)
            yield return RiskGap.Frequency;
        if (Severity is null && criteria.UsesSeverity)
            yield return RiskGap.Severity;
        if (Ease is null && criteria.NeedsEase)
            yield return RiskGap.Ease;
        if (ExistingControls.Length == 0 && ControlKeys.Length == 0)
            yield return RiskGap.ExistingControls;
        if (ControlEffectiveness is null)
            yield return RiskGap.ControlEffectiveness;
        if (!LosesConfidentiality && !LosesIntegrity && !LosesAvailability)
            yield return RiskGap.Loss;
        if (!criteria.Definition.Scales.AssetValue.Holds(AssetValue))
            yield return RiskGap.AssetValue;
        if (ToConfirm)
            yield return RiskGap.Confirmation;
    }

    /// <summary>Accepts it although its level is above the acceptance level; the general manager has signed (4.2.1.5 d).</summary>
    public void AcceptByHand(string reason, DateOnly nextReviewOn)
    {
        if (!IsScored || Acceptable)
            throw new InvalidOperationException("Only a risk above the acceptance level is accepted by hand.");
        (Decision, DecisionByHand, DecisionReason, DecidedLevel, NextReviewOn) = (RiskDecision.Accept, true, reason, Level, nextReviewOn);
    }

    /// <summary>Treats it although it could be accepted.</summary>
    public void TreatByHand(string reason)
    {
        if (!IsScored || !Acceptable)
            throw new InvalidOperationException("Only a risk within the acceptance level is treated by hand.");
        (Decision, DecisionByHand, DecisionReason, DecidedLevel, NextReviewOn) = (RiskDecision.Treat, true, reason, NotScored, null);
    }

    /// <summary>Lets the criteria decide.</summary>
    public void FollowCriteria()
    {
        Decision = !IsScored ? RiskDecision.Undecided : Acceptable ? RiskDecision.Accept : RiskDecision.Treat;
        (DecisionByHand, DecisionReason, DecidedLevel, NextReviewOn) = (false, "", NotScored, null);
    }

    private bool DecisionHolds() => DecisionByHand && IsScored
        && (Decision == RiskDecision.Treat ? Acceptable : !Acceptable && Level <= DecidedLevel);
}
