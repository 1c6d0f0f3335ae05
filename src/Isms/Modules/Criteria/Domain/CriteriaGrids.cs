namespace Isms.Modules.Criteria.Domain;

/// <summary>One cell of a factor grid.</summary>
public sealed record GridCell(double Value, int Level, string Colour);

/// <summary>A rule seen whole: a row per step of the first factor, a column per step of the second.</summary>
/// <param name="RowFactor">Name of the row factor as in the JSON; its title is the phrase <c>criteria.fact.{name}</c>.</param>
/// <param name="ColumnFactor">Null when only the first factor counts: then there is one column.</param>
public sealed record FactorGrid(string RowFactor, IReadOnlyList<ScaleLevel> Rows, string? ColumnFactor, IReadOnlyList<ScaleLevel> Columns, IReadOnlyList<IReadOnlyList<GridCell>> Cells);

/// <summary>One cell of the risk matrix. Where the rule takes unrounded values, one pair of levels can stand for several risks, so a cell has a lowest and a highest.</summary>
/// <param name="Reachable">False when no ratings lead here; risk and level then follow from the levels alone, or are null where the rule needs values.</param>
/// <param name="Colour">Colour of the highest level; null only when there is no level.</param>
public sealed record RiskGridCell(int ImpactLevel, int LikelihoodLevel, bool Reachable, double? LowestRisk, double? HighestRisk, int? LowestLevel, int? HighestLevel, string? Colour);

/// <summary>Impact level (row) by likelihood level (column), lowest first.</summary>
public sealed record RiskMatrixGrid(IReadOnlyList<LevelBand> Rows, IReadOnlyList<LevelBand> Columns, IReadOnlyList<IReadOnlyList<RiskGridCell>> Cells);

/// <summary>The whole of a criteria version in three grids, for the page where it is tried before approval.</summary>
public sealed record CriteriaGrids(FactorGrid Likelihood, FactorGrid Impact, RiskMatrixGrid Risk)
{
    /// <summary>Reads the grids off the compiled tables.</summary>
    public static CriteriaGrids Of(CompiledCriteria criteria)
    {
        var scales = criteria.Definition.Scales;
        var likelihood = new FactorGrid("threatFrequency", scales.ThreatFrequency.Levels, "ease", scales.Ease.Levels, Cells(
            scales.ThreatFrequency, scales.Ease, (frequency, ease) =>
            {
                var score = criteria.Score(new RiskFactors(scales.AssetValue.Min, frequency, scales.Severity?.Min, ease));
                return new GridCell(score.Likelihood, score.LikelihoodLevel, criteria.LikelihoodBand(score.LikelihoodLevel).Colour);
            }));
        var impact = new FactorGrid("assetValue", scales.AssetValue.Levels, scales.Severity is null ? null : "severity", scales.Severity?.Levels ?? [], Cells(
            scales.AssetValue, scales.Severity, (asset, severity) =>
            {
                var score = criteria.Score(new RiskFactors(asset, scales.ThreatFrequency.Min, severity, scales.Ease.Min));
                return new GridCell(score.Impact, score.ImpactLevel, criteria.ImpactBand(score.ImpactLevel).Colour);
            }));
        return new CriteriaGrids(likelihood, impact, Matrix(criteria));
    }

    private static IReadOnlyList<IReadOnlyList<GridCell>> Cells(Scale rows, Scale? columns, Func<int, int, GridCell> cell) =>
        [.. rows.Levels.Select(IReadOnlyList<GridCell> (row) => columns is null
            ? [cell(row.Value, 0)]
            : [.. columns.Levels.Select(column => cell(row.Value, column.Value))])];

    private static RiskMatrixGrid Matrix(CompiledCriteria criteria)
    {
        var reached = criteria.EveryCombination().Select(factors => criteria.Score(factors)).ToLookup(score => (score.ImpactLevel, score.LikelihoodLevel));
        var (rows, columns) = (criteria.Definition.Impact.Bands, criteria.Definition.Likelihood.Bands);
        return new RiskMatrixGrid(rows, columns, [.. rows.Select(IReadOnlyList<RiskGridCell> (row) =>
            [.. columns.Select(column => RiskGridCell(criteria, row.Level, column.Level, [.. reached[(row.Level, column.Level)]]))])]);
    }

    private static RiskGridCell RiskGridCell(CompiledCriteria criteria, int impactLevel, int likelihoodLevel, IReadOnlyList<RiskScore> scores)
    {
        if (scores.Count > 0)
        {
            var highest = scores.Max(score => score.Level);
            return new RiskGridCell(impactLevel, likelihoodLevel, true, scores.Min(score => score.Risk), scores.Max(score => score.Risk), scores.Min(score => score.Level), highest, criteria.RiskBand(highest).Colour);
        }
        return criteria.RiskOfLevels(impactLevel, likelihoodLevel) is { } risk
            ? new RiskGridCell(impactLevel, likelihoodLevel, false, risk.Value, risk.Value, risk.Level, risk.Level, criteria.RiskBand(risk.Level).Colour)
            : new RiskGridCell(impactLevel, likelihoodLevel, false, null, null, null, null, null);
    }
}
