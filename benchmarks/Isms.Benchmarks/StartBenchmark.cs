using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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
                var address = $"http://127.0.0.1:{FreePort()}";
                using var browser = company.Browser(address);
                using var stranger = new HttpClient { BaseAddress = new Uri(address) };
                var watch = Stopwatch.StartNew();
                using var product = Process.Start(new ProcessStartInfo("dotnet", [Checkout.Program, "serve", "--data", company.Folder, "--database", company.Connection, "--urls", address]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
                try
                {
                    await FirstPageAsync(stranger, product);
                    starts.Add(watch.Elapsed.TotalSeconds);
                    transfer.Add(await FirstVisitAsync(address) / 1024d);
                    foreach (var page in (string[])["/", "/assets", "/assets?last=1"])
                        (await browser.GetAsync(page)).Dispose();
                    await Task.Delay(TimeSpan.FromSeconds(3));
                    memory.Add(ProcessMemory.Read(product.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "VmRSS"));
                }
                finally
                {
                    product.Kill();
                    await product.WaitForExitAsync();
                }
            }
            yield return new Figure($"First page after the start of the process, {database}", starts, "s", 2);
            yield return new Figure($"Memory at rest after the first pages, {database}", memory, "MB", 200);
            if (server is null)
                yield return new Figure("First visit: sign-in page, styles and scripts, compressed", transfer, "KB", 100);
        }
    }

    private static async Task FirstPageAsync(HttpClient stranger, Process product)
    {
        while (!product.HasExited)
        {
            try
            {
                using var answer = await stranger.GetAsync("/sign-in");
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException e) when (e.StatusCode is null)
            {
                await Task.Delay(10);
            }
        }
        throw new InvalidOperationException("The product did not start: " + await product.StandardError.ReadToEndAsync());
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("(?:<link[^>]*href|<script[^>]*src|<img[^>]*src)=\"(?<part>[^\":]+)\"")]
    private static partial Regex LoadedParts();
}
