using System.Globalization;

namespace Isms.Modules.Criteria.Domain;

/// <summary>The ratings of one risk. Which are needed, and their ranges, depend on the criteria; <see cref="CompiledCriteria.Check(in RiskFactors)"/> tells.</summary>
/// <param name="Severity">Null only for a method without severity.</param>
/// <param name="Ease">Null: taken from severity where the criteria say so.</param>
/// <param name="ControlEffectiveness">Null: existing controls not rated, so nothing is lowered.</param>
public readonly record struct RiskFactors(int AssetValue, int ThreatFrequency, int? Severity, int? Ease = null, int? ControlEffectiveness = null);

/// <summary>The result of a risk. Likelihood and impact are unrounded; risk is rounded by the criteria.</summary>
public readonly record struct RiskScore(double Likelihood, int LikelihoodLevel, double Impact, int ImpactLevel, double Risk, int Level, bool Acceptable);

/// <summary>A score with the steps that led to it, in the reader's language.</summary>
public sealed record Evaluation(RiskScore Score, IReadOnlyList<string> Trace);

/// <summary>The four ratings of one asset.</summary>
public readonly record struct AssetScores(int ReplacementCost, int Confidentiality, int Integrity, int Availability);

/// <summary>What an asset is worth under the criteria.</summary>
/// <param name="Unrounded">Result of the formula before rounding and banding.</param>
/// <param name="Value">Asset value on the criteria's scale; the one that goes into <see cref="RiskFactors"/>.</param>
/// <param name="Important">True when the value meets the important-asset criterion.</param>
/// <param name="Trace">The steps, in the reader's language.</param>
public sealed record AssetValuation(double Unrounded, int Value, int ImportanceLevel, bool Important, IReadOnlyList<string> Trace);

/// <summary>
/// A valid definition made ready to calculate: scoring is a pure function of the ratings and this object, so the same ratings always give the same result.
/// Built once per version, safe to share between threads.
/// </summary>
public sealed class CompiledCriteria
{
    private readonly record struct Cell(double Value, int Level);

    private readonly record struct RiskCell(double Value, int Level, bool Acceptable);

    private readonly Cell[] impacts;
    private readonly Cell[] likelihoods;
    private readonly RiskCell[] risks;
    private readonly int[] lowering;
    private readonly LoweredFactor lowers;
    private readonly int assetMin, frequencyMin, severityMin, easeMin, effectivenessMin, severityCount, easeCount;

    private CompiledCriteria(CriteriaDefinition definition)
    {
        Definition = definition;
        var scales = definition.Scales;
        (assetMin, frequencyMin, easeMin, effectivenessMin) = (scales.AssetValue.Min, scales.ThreatFrequency.Min, scales.Ease.Min, scales.ControlEffectiveness.Min);
        (severityMin, severityCount, easeCount) = (scales.Severity?.Min ?? 0, scales.Severity?.Count ?? 1, scales.Ease.Count);
        lowers = definition.ExistingControls.Lowers;
        lowering = [.. definition.ExistingControls.Steps];

        impacts = Table(definition.Impact, scales.AssetValue, scales.Severity);
        likelihoods = Table(definition.Likelihood, scales.ThreatFrequency, scales.Ease);
        risks = new RiskCell[impacts.Length * likelihoods.Length];
        for (var i = 0; i < impacts.Length; i++)
        {
            for (var l = 0; l < likelihoods.Length; l++)
                risks[i * likelihoods.Length + l] = RiskOf(impacts[i], likelihoods[l]);
        }
    }

    public CriteriaDefinition Definition { get; }

    /// <summary>False when the method has no severity; one given is then ignored.</summary>
    public bool UsesSeverity => Definition.Scales.Severity is not null;

    /// <summary>True when a risk cannot be scored without ease.</summary>
    public bool NeedsEase => !Definition.EaseFallsBackToSeverity;

    /// <summary>Makes the tables.</summary>
    /// <exception cref="ArgumentException">The definition has problems; ask <see cref="CriteriaDefinition.Validate"/> first.</exception>
    public static CompiledCriteria Of(CriteriaDefinition definition) =>
        definition.Validate() is [var first, ..]
            ? throw new ArgumentException($"Criteria {definition.Code}: {first.Code} at {first.Path}", nameof(definition))
            : new CompiledCriteria(definition);

    /// <summary>What is wrong with the ratings; empty when they can be scored.</summary>
    public IReadOnlyList<CriteriaProblem> Check(in RiskFactors factors) =>
        FactorCheck.Run(Definition, "", factors.AssetValue, factors.ThreatFrequency, factors.Severity, factors.Ease, factors.ControlEffectiveness);

    /// <summary>What is wrong with the scores; empty when the asset can be valued.</summary>
    public IReadOnlyList<CriteriaProblem> Check(in AssetScores scores) => FactorCheck.Run(Definition, scores);

    /// <summary>Scores ratings that were checked before; for bulk work. Allocates nothing.</summary>
    /// <exception cref="IndexOutOfRangeException">A rating lies outside its scale, though not every such rating is noticed here.</exception>
    public RiskScore Score(in RiskFactors factors)
    {
        var (severity, ease) = Effective(factors);
        var impactAt = (factors.AssetValue - assetMin) * severityCount + severity;
        var likelihoodAt = (factors.ThreatFrequency - frequencyMin) * easeCount + ease;
        ref readonly var impact = ref impacts[impactAt];
        ref readonly var likelihood = ref likelihoods[likelihoodAt];
        ref readonly var risk = ref risks[impactAt * likelihoods.Length + likelihoodAt];
        return new RiskScore(likelihood.Value, likelihood.Level, impact.Value, impact.Level, risk.Value, risk.Level, risk.Acceptable);
    }

    /// <summary>Scores one risk and says how, or says what is wrong with its ratings.</summary>
    public Answer<Evaluation> Evaluate(in RiskFactors factors, CultureInfo culture)
    {
        if (Check(factors) is { Count: > 0 } problems)
            return Answer<Evaluation>.Refused(problems);
        var score = Score(factors);
        var (severity, ease) = Effective(factors);
        return Answer<Evaluation>.Of(new Evaluation(score, CriteriaTrace.OfRisk(this, factors, severity + severityMin, ease + easeMin, score, culture)));
    }

    /// <summary>Values one asset and says how, or says what is wrong with its scores.</summary>
    public Answer<AssetValuation> Value(in AssetScores scores, CultureInfo culture)
    {
        if (Check(scores) is { Count: > 0 } problems)
            return Answer<AssetValuation>.Refused(problems);
        var rule = Definition.AssetValue;
        Span<int> taken = stackalloc int[rule.Scores.Count];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = scores.Of(rule.Scores[i]);

        var unrounded = RuleArithmetic.AssetValue(rule, taken);
        var rounded = RuleArithmetic.Round(Definition.Rounding with { Decimals = 0 }, unrounded);
        var value = rule.Bands is { } bands ? RuleArithmetic.BandOf(bands, rounded)!.Value : (int)rounded;
        var importance = Definition.ImportanceBands[RuleArithmetic.BandOf(Definition.ImportanceBands, value)];
        var important = value >= Definition.ImportantFrom;
        return Answer<AssetValuation>.Of(new AssetValuation(
            unrounded, value, importance.Level, important, CriteriaTrace.OfAsset(this, taken, unrounded, rounded, value, importance, culture)));
    }

    /// <summary>The band of a risk level: its word and colour.</summary>
    public LevelBand RiskBand(int level) => Band(Definition.Risk.Bands, level);

    /// <inheritdoc cref="RiskBand"/>
    public LevelBand ImpactBand(int level) => Band(Definition.Impact.Bands, level);

    /// <inheritdoc cref="RiskBand"/>
    public LevelBand LikelihoodBand(int level) => Band(Definition.Likelihood.Bands, level);

    /// <inheritdoc cref="RiskBand"/>
    public LevelBand ImportanceBand(int level) => Band(Definition.ImportanceBands, level);

    /// <summary>Every combination of ratings the criteria accept, without control effectiveness.</summary>
    public IEnumerable<RiskFactors> EveryCombination()
    {
        var scales = Definition.Scales;
        IEnumerable<int?> severities = scales.Severity is { } scale ? scale.Levels.Select(level => (int?)level.Value) : [null];
        IEnumerable<int?> eases = scales.Ease.Levels.Select(level => (int?)level.Value);
        return
            from asset in scales.AssetValue.Levels
            from frequency in scales.ThreatFrequency.Levels
            from severity in severities
            from ease in NeedsEase ? eases : eases.Append(null)
            select new RiskFactors(asset.Value, frequency.Value, severity, ease);
    }

    /// <summary>The risk two levels stand for; null when the rule needs the values behind the levels.</summary>
    internal (double Value, int Level)? RiskOfLevels(int impactLevel, int likelihoodLevel)
    {
        if (Definition.RiskTakes == RiskOperands.Values)
            return null;
        var risk = RiskOf(new Cell(impactLevel, impactLevel), new Cell(likelihoodLevel, likelihoodLevel));
        return (risk.Value, risk.Level);
    }

    private static LevelBand Band(IReadOnlyList<LevelBand> bands, int level) => bands[level - bands[0].Level];

    // Positions on the scales after existing controls. Severity first: an ease that is taken from severity takes the lowered one.
    internal (int Severity, int Ease) Effective(in RiskFactors factors)
    {
        var severity = severityCount == 1 ? 0 : factors.Severity.GetValueOrDefault() - severityMin;
        if (lowers == LoweredFactor.Severity)
            severity = Lowered(severity, factors.ControlEffectiveness);
        var ease = factors.Ease is { } given ? given - easeMin : severity;
        if (lowers == LoweredFactor.Ease)
            ease = Lowered(ease, factors.ControlEffectiveness);
        return (severity, ease);
    }

    private int Lowered(int position, int? effectiveness) =>
        effectiveness is { } rated ? Math.Max(0, position - lowering[rated - effectivenessMin]) : position;

    private Cell[] Table(Measure measure, Scale rows, Scale? columns)
    {
        var width = columns?.Count ?? 1;
        var cells = new Cell[rows.Count * width];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var value = RuleArithmetic.Combine(measure.Rule, rows.Min + row, (columns?.Min ?? 0) + column, row, column);
                cells[row * width + column] = new Cell(value, Level(measure.Bands, value));
            }
        }
        return cells;
    }

    private RiskCell RiskOf(Cell impact, Cell likelihood)
    {
        var (impactAt, likelihoodAt) = (impact.Level - Definition.Impact.Bands[0].Level, likelihood.Level - Definition.Likelihood.Bands[0].Level);
        var (first, second) = Definition.RiskTakes == RiskOperands.Values ? (impact.Value, likelihood.Value) : (impact.Level, likelihood.Level);
        var value = RuleArithmetic.Round(Definition.Rounding, RuleArithmetic.Combine(Definition.Risk.Rule, first, second, impactAt, likelihoodAt));
        var level = Level(Definition.Risk.Bands, value);
        return new RiskCell(value, level, level <= Definition.AcceptableUpToLevel);
    }

    private int Level(IReadOnlyList<LevelBand> bands, double value) =>
        bands[RuleArithmetic.BandOf(bands, RuleArithmetic.Round(Definition.Rounding, value))].Level;
}

internal static class ScoresByName
{
    public static int Of(this AssetScores scores, AssetScore score) => score switch
    {
        AssetScore.ReplacementCost => scores.ReplacementCost,
        AssetScore.Confidentiality => scores.Confidentiality,
        AssetScore.Integrity => scores.Integrity,
        AssetScore.Availability => scores.Availability,
        _ => throw new ArgumentOutOfRangeException(nameof(score)),
    };
}
