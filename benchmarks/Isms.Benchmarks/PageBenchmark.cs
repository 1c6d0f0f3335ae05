using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Isms.Benchmarks;

/// <summary>The asset register as a signed-in person gets it over HTTP, small and large side by side so that what else the machine does hits both alike.</summary>
internal static class PageBenchmark
{
    private const int Small = 1_000;

    private static readonly (string What, string Address)[] Pages =
    [
        ("first page", "/assets"),
        ("last page", "/assets?last=1"),
        ("by value, first page", "/assets?sort=-value"),
        ("by name, last page", "/assets?sort=name&last=1"),
        ("search by kind", "/assets?q=" + Uri.EscapeDataString("服务器")),
        ("search by kind, by value", "/assets?sort=-value&q=" + Uri.EscapeDataString("服务器")),
        ("search by number", "/assets?q=0000711"),
    ];

    private static readonly (string What, string Address)[] RecordPages =
    [
        ("first page", "/records"),
        ("last page", "/records?last=1"),
        ("of one department", "/records?filter.department={department}"),
        ("approved, last page", "/records?filter.state=Approved&last=1"),
        ("search by word", "/records?q=" + Uri.EscapeDataString("巡检")),
        ("search by number", "/records?q=0000711"),
    ];

    private static readonly (string What, string Address)[] DocumentPages =
    [
        ("first page", "/documents"),
        ("last page", "/documents?last=1"),
        ("in force, last page", "/documents?filter.state=Effective&last=1"),
        ("search by title", "/documents?q=" + Uri.EscapeDataString("巡检")),
        ("search by number", "/documents?q=0000711"),
    ];

    public static IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options) =>
        MeasureAsync(options, "Register", Pages, "SL-ZC-", options.Size(1_000_000, 100_000), (company, rows) => company.FillAsync(rows));

    /// <summary>The lists of records and of documents.</summary>
    public static async IAsyncEnumerable<Figure> RunListsAsync(BenchmarkOptions options)
    {
        await foreach (var figure in MeasureAsync(options, "Records", RecordPages, "SL-JL-", options.Size(1_000_000, 20_000), (company, rows) => company.FillRecordsAsync(rows)))
            yield return figure;
        await foreach (var figure in MeasureAsync(options, "Documents", DocumentPages, "SL-D-", options.Size(100_000, 5_000), (company, rows) => company.FillDocumentsAsync(rows, 60)))
            yield return figure;
    }

    private static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkOptions options, string list, IReadOnlyList<(string What, string Address)> pages, string row, int large, Func<BenchmarkCompany, int, Task> fill)
    {
        var (rounds, requests) = (options.Times(5), options.Size(40, 20));
        foreach (var server in options.Databases)
        {
            var database = BenchmarkCompany.NameOf(server);
            await using var few = await BenchmarkCompany.FoundAsync(options, server);
            await using var many = await BenchmarkCompany.FoundAsync(options, server);
            await fill(few, Small);
            await fill(many, large);
            await few.ListenAsync();
            await many.ListenAsync();
            using var fewBrowser = few.Browser();
            using var manyBrowser = many.Browser();
            foreach (var (what, address) in pages)
            {
                var (statements, small, big, ratio) = await SideBySideAsync(fewBrowser, few.Fill(address), manyBrowser, many.Fill(address), row, rounds, requests);
                yield return new Figure($"{list}, {what}, {database}: SQL statements", [statements], "", 5);
                yield return new Figure($"{list}, {what}, {database}: p95 of {requests} at {Small:N0} rows", small, "ms", 30);
                yield return new Figure($"{list}, {what}, {database}: p95 of {requests} at {large:N0} rows", big, "ms");
                yield return new Figure($"{list}, {what}, {database}: {large:N0} rows against {Small:N0}", ratio, "×", 1.5);
            }
        }
    }

    /// <summary>Asks both in turn, so that what else the machine does hits both alike.</summary>
    /// <param name="marker">Stands on the page when it was answered as meant.</param>
    public static async Task<PagesMeasured> SideBySideAsync(HttpClient few, string fewAddress, HttpClient many, string manyAddress, string marker, int rounds, int requests)
    {
        for (var i = 0; i < 10; i++)
        {
            await GetAsync(few, fewAddress, marker);
            await GetAsync(many, manyAddress, marker);
        }
        var statements = await StatementCounter.CountAsync(() => GetAsync(many, manyAddress, marker));
        var (small, large, ratio) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var (a, b) = (new List<double>(), new List<double>());
            for (var i = 0; i < requests; i++)
            {
                a.Add(await GetAsync(few, fewAddress, marker));
                b.Add(await GetAsync(many, manyAddress, marker));
            }
            small.Add(Figure.Percentile95(a));
            large.Add(Figure.Percentile95(b));
            ratio.Add(large[^1] / small[^1]);
        }
        return new PagesMeasured(statements, small, large, ratio);
    }

    private static async Task<double> GetAsync(HttpClient browser, string address, string marker)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await browser.GetAsync(address);
        var page = await answer.Content.ReadAsStringAsync();
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        return answer.IsSuccessStatusCode && page.Contains(marker, StringComparison.Ordinal) ? milliseconds : throw new InvalidOperationException($"{address}: {(int)answer.StatusCode}");
    }
}

/// <summary>One page of two companies.</summary>
/// <param name="Small">95th percentile of each round in milliseconds, as is <paramref name="Large"/>.</param>
internal sealed record PagesMeasured(int Statements, List<double> Small, List<double> Large, List<double> Ratio);

/// <summary>Counts the SQL statements of this process.</summary>
internal sealed class StatementCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly List<IDisposable> _subscriptions = [];
    private int _count;

    public static async Task<int> CountAsync(Func<Task> work)
    {
        var counter = new StatementCounter();
        using var all = DiagnosticListener.AllListeners.Subscribe(counter);
        await work();
        counter._subscriptions.ForEach(s => s.Dispose());
        return counter._count;
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _subscriptions.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name)
            Interlocked.Increment(ref _count);
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }
}
