using System.Diagnostics;
using System.Globalization;

namespace Isms.Benchmarks;

/// <summary>One thing measured some times over.</summary>
/// <param name="Unit">Unit of the samples and of the budget.</param>
/// <param name="Budget">The limit that the median must keep; null for a figure without one, or for a size the budget does not speak of.</param>
/// <param name="AtLeast">True when the budget is the least, false when it is the most.</param>
internal sealed record Figure(string What, IReadOnlyList<double> Samples, string Unit, double? Budget = null, bool AtLeast = false)
{
    /// <summary>Seconds of processor time of the product's own process; null where it was not taken. Unlike the clock it hardly depends on what else the machine does.</summary>
    public double? Processor { get; init; }

    /// <summary>What 95 of 100 values do not exceed.</summary>
    public static double Percentile95(IReadOnlyCollection<double> values) => values.Order().ElementAt((int)(values.Count * 0.95) - 1);

    public double Median => Samples.Order().ElementAt(Samples.Count / 2);

    public bool Met => Budget is not { } budget || (AtLeast ? Median >= budget : Median <= budget);

    /// <summary>As a row of the table.</summary>
    public string Row() => string.Create(CultureInfo.InvariantCulture,
        $"| {What} | {Text(Median)} {Unit} | {Text(Samples.Min())}–{Text(Samples.Max())} ({Samples.Count}) | {(Processor is { } used ? Text(used) + " s" : "")} | {BudgetText()} | {(Budget is null ? "" : Met ? "yes" : "**no**")} |");

    private string BudgetText() => Budget is { } budget ? string.Create(CultureInfo.InvariantCulture, $"{(AtLeast ? "≥" : "≤")} {budget:0.##} {Unit}") : "";

    private static string Text(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}

/// <summary>How long something took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="Processor">Seconds of processor time of this process.</param>
internal readonly record struct Timing(double Seconds, double Processor)
{
    public static async Task<Timing> OfAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await work();
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return new Timing(seconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    public static Figure Figure(string what, IReadOnlyList<Timing> timings, double? budget = null) =>
        new(what, [.. timings.Select(t => t.Seconds)], "s", budget) { Processor = timings.Select(t => t.Processor).Order().ElementAt(timings.Count / 2) };
}

/// <summary>What a run was asked for.</summary>
/// <param name="Quick">Small sizes and few repetitions: shows that everything works, judges nothing that depends on the size.</param>
/// <param name="Asked">How often to measure; null for as often as is usual for the figure.</param>
/// <param name="Postgres">Connection string of a server where databases may be made; null measures SQLite alone.</param>
internal sealed record BenchmarkOptions(bool Quick, int? Asked, string? Postgres, string Folder)
{
    public IReadOnlyList<string?> Databases => Postgres is null ? [null] : [null, Postgres];

    public int Size(int full, int quick) => Quick ? quick : full;

    public int Times(int usual) => Asked ?? (Quick ? Math.Min(usual, 3) : usual);

    /// <summary>A budget that holds only at full size.</summary>
    public double? AtFullSize(double budget) => Quick ? null : budget;
}
