using System.Diagnostics;
using System.Globalization;

namespace Isms.Benchmarks;

/// <summary>Words looked for in the texts of 100,000 documents, over HTTP as the page does.</summary>
internal static class SearchBenchmark
{
    private const int Characters = 500;

    private static readonly (string What, string Words)[] Questions =
    [
        ("a word of two characters in every tenth text", "巡检"),
        ("a word in every thousandth", "勒索"),
        ("two words", "巡检 勒索"),
        ("a number", "0000711"),
        ("a word in none", "鲸鱼"),
    ];

    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        var texts = options.Size(100_000, 5_000);
        foreach (var server in options.Databases)
        {
            await using var company = await BenchmarkCompany.FoundAsync(options, server);
            await company.FillDocumentsAsync(texts, Characters);
            await company.ListenAsync();
            using var browser = company.Browser();
            foreach (var (what, words) in Questions)
            {
                var address = "/api/v1/documents/search?q=" + Uri.EscapeDataString(words);
                for (var i = 0; i < 10; i++)
                    await GetAsync(browser, address);
                var p95 = new List<double>();
                for (var round = 0; round < options.Times(5); round++)
                {
                    var times = new List<double>();
                    for (var i = 0; i < 40; i++)
                        times.Add(await GetAsync(browser, address));
                    p95.Add(Figure.Percentile95(times));
                }
                yield return new Figure(string.Create(CultureInfo.InvariantCulture, $"Search in {texts:N0} texts of {Characters} characters, {what}, {BenchmarkCompany.NameOf(server)}: p95 of 40"), p95, "ms", 50);
            }
        }
    }

    private static async Task<double> GetAsync(HttpClient browser, string address)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await browser.GetAsync(address);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{address}: {(int)answer.StatusCode}");
    }
}
