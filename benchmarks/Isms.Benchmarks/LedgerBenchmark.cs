using Isms.Kernel.Data;
using Isms.Kernel.Ledger;

namespace Isms.Benchmarks;

/// <summary>Checks a long ledger: the chain, and every row against it.</summary>
internal static class LedgerBenchmark
{
    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        var entries = options.Size(100_000, 10_000);
        foreach (var server in options.Databases)
        {
            await using var company = await BenchmarkCompany.FoundAsync(options, server);
            await company.RunAsync<IsmsDbContext, bool>(async db =>
            {
                await db.SaveNewAsync(company.Team, "assets.import", company.Assets(1, entries), CancellationToken.None);
                return true;
            });
            var seconds = new List<Timing>();
            for (var i = 0; i < options.Times(5); i++)
            {
                LedgerReport? report = null;
                seconds.Add(await Timing.OfAsync(async () => report = await company.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(CancellationToken.None))));
                if (!report!.Intact || report.Entries < entries)
                    throw new InvalidOperationException("The ledger is not what was written.");
            }
            yield return Timing.Figure($"Verification of a ledger of {entries:N0} entries, {BenchmarkCompany.NameOf(server)}", seconds);
        }
    }
}
