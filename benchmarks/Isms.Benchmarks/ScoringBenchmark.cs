using System.Diagnostics;
using Isms.Modules.Criteria.Domain;

namespace Isms.Benchmarks;

/// <summary>Scoring alone, on one thread, of ratings drawn at random.</summary>
internal static class ScoringBenchmark
{
    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        foreach (var preset in CriteriaPresets.Names)
        {
            var criteria = CriteriaPresets.Find(preset)!;
            var all = criteria.EveryCombination().ToArray();
            var factors = new Random(1).GetItems(all, 1 << 16);
            var rounds = options.Size(400, 100);
            Million(criteria, factors, rounds);
            await Task.Yield();
            yield return new Figure($"Scoring, {preset}, one thread", [.. Enumerable.Range(0, 5).Select(_ => Million(criteria, factors, rounds))], "million/s", 10, AtLeast: true);
        }
    }

    private static double Million(CompiledCriteria criteria, RiskFactors[] factors, int rounds)
    {
        var levels = 0L;
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++)
        {
            foreach (ref readonly var one in factors.AsSpan())
                levels += criteria.Score(one).Level;
        }
        var seconds = watch.Elapsed.TotalSeconds;
        // Used, so that the calculation cannot be left out.
        return levels == 0 ? throw new InvalidOperationException("No risk has a level.") : (double)factors.Length * rounds / seconds / 1e6;
    }
}
