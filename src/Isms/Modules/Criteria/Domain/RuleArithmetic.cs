namespace Isms.Modules.Criteria.Domain;

/// <summary>The arithmetic behind the rules, without tables.</summary>
internal static class RuleArithmetic
{
    // Sums of binary fractions fall a hair short of the half they stand for (0.1 + 0.7 + …); far below any step a scale can show.
    private const double Hair = 1e-9;

    /// <summary>Applies a rule to two numbers, or, for a matrix, to the positions of both.</summary>
    public static double Combine(Combination rule, double first, double second, int row, int column) => rule.Kind switch
    {
        CombinationKind.Matrix => rule.Cells![row][column],
        CombinationKind.Product => first * second,
        CombinationKind.SqrtProduct => Math.Sqrt(first * second),
        CombinationKind.FloorSqrtProduct => Math.Floor(Math.Sqrt(first * second) + Hair),
        CombinationKind.Sum => first + second,
        CombinationKind.Max => Math.Max(first, second),
        CombinationKind.First => first,
        CombinationKind.Second => second,
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    public static double Round(Rounding rounding, double value)
    {
        var unit = Math.Pow(10, rounding.Decimals);
        return rounding.Mode switch
        {
            RoundingMode.HalfUp => Math.Floor(value * unit + 0.5 + Hair) / unit,
            RoundingMode.Down => Math.Floor(value * unit + Hair) / unit,
            RoundingMode.Up => Math.Ceiling(value * unit - Hair) / unit,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        };
    }

    /// <summary>The asset-value formula before rounding.</summary>
    public static double AssetValue(AssetValueRule rule, ReadOnlySpan<int> scores)
    {
        double result = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            result = rule.Kind switch
            {
                AssetValueKind.Max => Math.Max(result, scores[i]),
                AssetValueKind.RoundedMean => result + scores[i] / (double)scores.Length,
                AssetValueKind.Weighted => result + scores[i] * rule.Weights![i],
                AssetValueKind.SumToBands => result + scores[i],
                AssetValueKind.LogMean => result + Math.Pow(2, scores[i]) / scores.Length,
                _ => throw new ArgumentOutOfRangeException(nameof(rule)),
            };
        }
        return rule.Kind == AssetValueKind.LogMean ? Math.Log2(result) : result;
    }

    public static bool Same(double left, double right) => Math.Abs(left - right) <= Hair;

    /// <summary>Where the value lies among the bands; -1 when in none.</summary>
    public static int BandOf(IReadOnlyList<LevelBand> bands, double rounded)
    {
        for (var i = 0; i < bands.Count; i++)
        {
            if (rounded >= bands[i].Min - Hair && rounded <= bands[i].Max + Hair)
                return i;
        }
        return -1;
    }

    public static ValueBand? BandOf(IReadOnlyList<ValueBand> bands, double rounded) =>
        bands.FirstOrDefault(band => rounded >= band.Min - Hair && rounded <= band.Max + Hair);
}
