namespace Isms.Benchmarks;

/// <summary>Pages about people as a signed-in member of the team gets them over HTTP: a company of 1,000 people in 20 departments beside one of 10,000 people in 200.</summary>
internal static class PeopleBenchmark
{
    private const int Small = 1_000;
    private const int Large = 10_000;

    private static readonly (string What, string Address)[] Pages =
    [
        ("people, first page", "/organization/people"),
        ("people, last page", "/organization/people?last=1"),
        ("people, by number", "/organization/people?sort=number"),
        ("people, search by name", "/organization/people?q=" + Uri.EscapeDataString("员工77")),
        ("inbox", "/"),
        ("announcements", "/communication/announcements"),
        ("hardware tickets", "/resources/repairs"),
    ];

    /// <summary>They show every department, so they grow with the departments and not with the people.</summary>
    private static readonly (string What, string Address)[] Trees =
    [
        ("departments", "/organization/departments"),
        ("organization chart", "/organization/chart"),
    ];

    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        var (rounds, requests) = (options.Times(5), options.Size(40, 20));
        foreach (var server in options.Databases)
        {
            var database = BenchmarkCompany.NameOf(server);
            await using var few = await BenchmarkCompany.FoundAsync(options, server);
            await using var many = await BenchmarkCompany.FoundAsync(options, server);
            await few.HireAsync(Small, 20);
            await many.HireAsync(Large, 200);
            await few.ListenAsync();
            await many.ListenAsync();
            using var fewBrowser = few.Browser();
            using var manyBrowser = many.Browser();
            foreach (var (what, address) in Pages.Concat(Trees))
            {
                var measured = await PageBenchmark.SideBySideAsync(fewBrowser, address, manyBrowser, address, "</html>", rounds, requests);
                yield return new Figure($"{what}, {database}: SQL statements", [measured.Statements], "", 5);
                yield return new Figure($"{what}, {database}: p95 of {requests} at {Small:N0} people", measured.Small, "ms", 30);
                yield return new Figure($"{what}, {database}: p95 of {requests} at {Large:N0} people", measured.Large, "ms");
                yield return Trees.Any(t => t.Address == address) ? new Figure($"{what}, {database}: {Large:N0} people against {Small:N0}", measured.Ratio, "×")
                    : new Figure($"{what}, {database}: {Large:N0} people against {Small:N0}", measured.Ratio, "×", 1.5);
            }
        }
    }
}
