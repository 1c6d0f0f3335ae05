namespace Isms.Ui;

/// <summary>Where values lie on a chart, with round numbers at its lines.</summary>
internal sealed class TrendScale
{
    private const int MostLines = 5;

    /// <param name="values">Everything to be seen; none gives 0 to 1.</param>
    public TrendScale(IEnumerable<decimal> values)
    {
        var seen = values.Select(v => (double)v).ToList();
        var (low, high) = seen.Count == 0 ? (0d, 1d) : (seen.Min(), seen.Max());
        // Zero belongs to the picture unless all values lie far above it: a share of 97 % against 95 % would be one flat line.
        if (low > 0 && low < high * 0.6)
            low = 0;
        if (high - low < 1e-9)
            (low, high) = (Math.Min(0, low), high <= 0 ? 1 : high);
        Step = Round((high - low) / MostLines);
        Low = Math.Floor(low / Step + 1e-9) * Step;
        High = Math.Ceiling(high / Step - 1e-9) * Step;
    }

    public double Low { get; }
    public double High { get; }

    /// <summary>Distance of two lines: 1, 2 or 5 times a power of ten.</summary>
    public double Step { get; }

    /// <summary>Values at the lines, lowest first.</summary>
    public IEnumerable<double> Lines
    {
        get
        {
            for (var i = 0; Low + i * Step <= High + Step / 1000; i++)
                yield return Math.Round(Low + i * Step, 6);
        }
    }

    /// <summary>0 at the bottom, 1 at the top.</summary>
    public double Place(decimal value) => ((double)value - Low) / (High - Low);

    private static double Round(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
