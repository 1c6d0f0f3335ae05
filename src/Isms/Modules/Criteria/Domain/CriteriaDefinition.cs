using System.Globalization;
using System.Text.Json.Serialization;

namespace Isms.Modules.Criteria.Domain;

/// <summary>
/// One version of the organization's risk criteria (4.2.1.3): every scale, rule, band and limit a score depends on, and nothing else.
/// Immutable. Its JSON (<see cref="CriteriaJson"/>) is what is stored, hashed and signed; two definitions are the same when their JSON is.
/// A definition may be unfinished: <see cref="Validate"/> says what is wrong, and only a definition without problems can be compiled.
/// </summary>
/// <param name="Code">Short name, such as <c>gb2007-matrix</c>; quoted in answers and traces.</param>
/// <param name="Version">Version label, quoted in every trace.</param>
/// <param name="Name">Title for people.</param>
/// <param name="Source">Where the numbers come from, and what in them is the organization's own proposal.</param>
/// <param name="Scales">The steps each factor is rated on.</param>
/// <param name="AssetValue">How the four scores of an asset become its value.</param>
/// <param name="ImportanceBands">Importance level by asset value.</param>
/// <param name="ImportantFrom">An asset is important when its value is at least this.</param>
/// <param name="Impact">Impact from asset value (row) and severity (column).</param>
/// <param name="Likelihood">Likelihood from threat frequency (row) and ease (column).</param>
/// <param name="Risk">Risk from impact (row) and likelihood (column).</param>
/// <param name="RiskTakes">Whether the risk rule works on the levels or on the unrounded values of impact and likelihood.</param>
/// <param name="Rounding">Applied once, at the end: to the risk value, and to any value only while its band is looked up.</param>
/// <param name="AcceptableUpToLevel">A risk is acceptable when its level is at most this.</param>
/// <param name="ExistingControls">What the effectiveness of existing controls changes.</param>
/// <param name="EaseFallsBackToSeverity">True: a risk rated without ease uses its severity in place of ease (the 2007 method knows no ease).</param>
/// <param name="Reviews">When assessed and accepted risks are looked at again.</param>
public sealed record CriteriaDefinition(
    string Code,
    string Version,
    Wording Name,
    Wording Source,
    CriteriaScales Scales,
    AssetValueRule AssetValue,
    IReadOnlyList<LevelBand> ImportanceBands,
    int ImportantFrom,
    Measure Impact,
    Measure Likelihood,
    Measure Risk,
    RiskOperands RiskTakes,
    Rounding Rounding,
    int AcceptableUpToLevel,
    ControlEffect ExistingControls,
    bool EaseFallsBackToSeverity,
    ReviewDefaults Reviews)
{
    /// <summary>Everything that keeps this definition from being used; empty when it can be approved.</summary>
    public IReadOnlyList<CriteriaProblem> Validate() => DefinitionCheck.Run(this);
}

/// <summary>A text that belongs to the data itself, in both languages.</summary>
public sealed record Wording(string Zh, string En)
{
    /// <summary>The text for the reader: English for an English culture, otherwise Chinese.</summary>
    public string In(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? En : Zh;
}

/// <summary>The scales of all factors.</summary>
/// <param name="Severity">Null when the method has no severity; a severity given with a risk is then ignored, and the trace says so.</param>
public sealed record CriteriaScales(
    Scale ReplacementCost,
    Scale Confidentiality,
    Scale Integrity,
    Scale Availability,
    Scale AssetValue,
    Scale ThreatFrequency,
    Scale Ease,
    Scale ControlEffectiveness,
    Scale? Severity = null);

/// <summary>A scale of whole numbers without holes: 2 to 11 steps between 0 and 10, lowest first. More is always worse, except for control effectiveness, where more is better.</summary>
public sealed record Scale(IReadOnlyList<ScaleLevel> Levels)
{
    [JsonIgnore]
    public int Min => Levels.Count == 0 ? 0 : Levels[0].Value;

    [JsonIgnore]
    public int Max => Levels.Count == 0 ? 0 : Levels[^1].Value;

    [JsonIgnore]
    public int Count => Levels.Count;

    /// <summary>True when the number is one of the scale's steps.</summary>
    public bool Holds(double value) => value >= Min && value <= Max && Math.Floor(value) == value;
}

/// <summary>One step of a scale.</summary>
public sealed record ScaleLevel(int Value, Wording Word, Wording Description);

/// <summary>The four scores an asset is rated by (4.2.1.4).</summary>
public enum AssetScore { ReplacementCost, Confidentiality, Integrity, Availability }

/// <summary>How the scores become one number, before rounding.</summary>
public enum AssetValueKind
{
    /// <summary>The highest score.</summary>
    Max,

    /// <summary>The arithmetic mean, rounded.</summary>
    RoundedMean,

    /// <summary>The weighted mean; the weights add up to 1.</summary>
    Weighted,

    /// <summary>The sum, looked up in the value bands.</summary>
    SumToBands,

    /// <summary>log2 of the mean of 2^score: a single high score weighs more than in the mean, less than in the maximum.</summary>
    LogMean,
}

/// <summary>The asset-value formula.</summary>
/// <param name="Scores">The scores that take part, each at most once.</param>
/// <param name="Weights">One weight above 0 per score, in the same order; only with <see cref="AssetValueKind.Weighted"/>.</param>
/// <param name="Bands">Turns the rounded result into the asset value; needed for sums, and wherever scores and value have different scales.</param>
public sealed record AssetValueRule(AssetValueKind Kind, IReadOnlyList<AssetScore> Scores, IReadOnlyList<double>? Weights = null, IReadOnlyList<ValueBand>? Bands = null);

/// <summary>Results from Min to Max (both included) give the asset value.</summary>
public sealed record ValueBand(int Value, double Min, double Max);

/// <summary>Values from Min to Max (both included, after rounding) have the level.</summary>
/// <param name="Level">0 or 1 for the first band, then one more for each band.</param>
/// <param name="Colour">Fill colour <c>#rrggbb</c>; black text is readable on the presets' colours. Never the only sign of a level.</param>
public sealed record LevelBand(int Level, double Min, double Max, Wording Word, string Colour);

/// <summary>A rule and the bands that turn its result into a level.</summary>
public sealed record Measure(Combination Rule, IReadOnlyList<LevelBand> Bands);

/// <summary>How two numbers become one.</summary>
public enum CombinationKind
{
    /// <summary>Looked up: a row per step of the first factor, a column per step of the second.</summary>
    Matrix,
    Product,
    SqrtProduct,

    /// <summary>The square root of the product, rounded down.</summary>
    FloorSqrtProduct,
    Sum,
    Max,

    /// <summary>The first factor alone.</summary>
    First,

    /// <summary>The second factor alone.</summary>
    Second,
}

/// <summary>A rule for two factors. Every kind rises or stays when a factor rises, so a worse rating never gives a better score.</summary>
/// <param name="Cells">Rows of cells, 0 to 10,000; only for <see cref="CombinationKind.Matrix"/>.</param>
public sealed record Combination(CombinationKind Kind, IReadOnlyList<IReadOnlyList<double>>? Cells = null);

/// <summary>What the risk rule is applied to.</summary>
public enum RiskOperands { Levels, Values }

/// <summary>The rounding rule.</summary>
/// <param name="Decimals">0 to 3; bands meet when the next begins one unit of the last decimal after the one before.</param>
public sealed record Rounding(RoundingMode Mode, int Decimals);

public enum RoundingMode { HalfUp, Down, Up }

/// <summary>What existing controls change in the calculation.</summary>
/// <param name="Steps">How many steps the factor goes down per level of effectiveness, least effective first; empty when nothing is lowered. No factor goes below its scale.</param>
public sealed record ControlEffect(LoweredFactor Lowers, IReadOnlyList<int> Steps);

public enum LoweredFactor { None, Ease, Severity }

/// <summary>When risks are looked at again (4.2.3.4).</summary>
/// <param name="ReassessEveryMonths">1 to 36 months between full assessments.</param>
/// <param name="ReviewAcceptedEveryMonths">1 to 36 months until an accepted risk is looked at again.</param>
/// <param name="RemindDaysBefore">0 to 180 days of notice.</param>
public sealed record ReviewDefaults(int ReassessEveryMonths, int ReviewAcceptedEveryMonths, int RemindDaysBefore);
