using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Criteria.Trial;

/// <summary>Where a score lies in the three grids.</summary>
/// <param name="Impact">Position from 0: asset value, severity.</param>
/// <param name="Likelihood">Position from 0: threat frequency, ease.</param>
/// <param name="Risk">Impact level and likelihood level.</param>
public sealed record GridMark((int Row, int Column) Impact, (int Row, int Column) Likelihood, (int Impact, int Likelihood) Risk)
{
    /// <summary>The place of a score, found by its ratings after existing controls.</summary>
    public static GridMark Of(CompiledCriteria criteria, RiskFactors factors, RiskScore score)
    {
        var scales = criteria.Definition.Scales;
        var (severity, ease) = criteria.Effective(factors);
        return new GridMark(
            (factors.AssetValue - scales.AssetValue.Min, severity), (factors.ThreatFrequency - scales.ThreatFrequency.Min, ease), (score.ImpactLevel, score.LikelihoodLevel));
    }
}
