using System.Net;
using System.Text.RegularExpressions;

namespace Isms.Benchmarks;

/// <summary>The product's own process: how soon it answers, what it weighs at rest, and what a first visit transfers.</summary>
internal static partial class StartBenchmark
{
    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        foreach (var server in options.Databases)
        {
            var database = BenchmarkCompany.NameOf(server);
            await using var company = await BenchmarkCompany.FoundAsync(options, server);
            await company.FillAsync(1000);
            var (starts, memory, transfer) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < options.Times(5); i++)
            {
                await using var product = await ServedProduct.StartAsync(company);
                using var browser = company.Browser(product.Address);
                starts.Add(product.Seconds);
                transfer.Add(await FirstVisitAsync(product.Address) / 1024d);
                foreach (var page in (string[])["/", "/assets", "/assets?last=1"])
                    (await browser.GetAsync(page)).Dispose();
                await Task.Delay(TimeSpan.FromSeconds(3));
                memory.Add(product.Memory("VmRSS"));
            }
            yield return new Figure($"First page after the start of the process, {database}", starts, "s", 2);
            yield return new Figure($"Memory at rest after the first pages, {database}", memory, "MB", 200);
            if (server is null)
                yield return new Figure("First visit: sign-in page, styles and scripts, compressed", transfer, "KB", 100);
        }
    }

    private static async Task<int> FirstVisitAsync(string address)
    {
        using var stranger = new HttpClient { BaseAddress = new Uri(address) };
        var page = await stranger.GetStringAsync("/sign-in");
        stranger.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br");
        var bytes = 0;
        foreach (var part in LoadedParts().Matches(page).Select(m => m.Groups["part"].Value).Prepend("/sign-in").Distinct())
            bytes += (await stranger.GetByteArrayAsync(new Uri(new Uri(address + "/sign-in"), WebUtility.HtmlDecode(part)))).Length;
        return bytes;
    }

    [GeneratedRegex("(?:<link[^>]*href|<script[^>]*src|<img[^>]*src)=\"(?<part>[^\":]+)\"")]
    private static partial Regex LoadedParts();
}
