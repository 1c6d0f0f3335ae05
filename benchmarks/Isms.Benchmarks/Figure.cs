using System.Globalization;

namespace Isms.Benchmarks;

/// <summary>One thing measured some times over.</summary>
/// <param name="Unit">Unit of the samples and of the budget.</param>
/// <param name="Budget">The limit that the median must keep; null for a figure without one, or for a size the budget does not speak of.</param>
/// <param name="AtLeast">True when the budget is the least, false when it is the most.</param>
internal sealed record Figure(string What, IReadOnlyList<double> Samples, string Unit, double? Budget = null, bool AtLeast = false)
{
    public double Median => Samples.Order().ElementAt(Samples.Count / 2);

    public bool Met => Budget is not { } budget || (AtLeast ? Median >= budget : Median <= budget);

    /// <summary>As a row of the table.</summary>
    public string Row() => string.Create(CultureInfo.InvariantCulture,
        $"| {What} | {Text(Median)} {Unit} | {Text(Samples.Min())}–{Text(Samples.Max())} ({Samples.Count}) | {BudgetText()} | {(Budget is null ? "" : Met ? "yes" : "**no**")} |");

    private string BudgetText() => Budget is { } budget ? string.Create(CultureInfo.InvariantCulture, $"{(AtLeast ? "≥" : "≤")} {budget:0.##} {Unit}") : "";

    private static string Text(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}

/// <summary>What a run was asked for.</summary>
/// <param name="Quick">Small sizes and few repetitions: shows that everything works, judges nothing that depends on the size.</param>
/// <param name="Postgres">Connection string of a server where databases may be made; null measures SQLite alone.</param>
internal sealed record BenchmarkOptions(bool Quick, string? Postgres, string Folder)
{
    public IReadOnlyList<string?> Databases => Postgres is null ? [null] : [null, Postgres];

    public int Size(int full, int quick) => Quick ? quick : full;

    /// <summary>A budget that holds only at full size.</summary>
    public double? AtFullSize(double budget) => Quick ? null : budget;
}
