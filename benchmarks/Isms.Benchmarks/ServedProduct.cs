using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Isms.Benchmarks;

/// <summary>The product as its own process, serving a company until disposed.</summary>
internal sealed class ServedProduct : IAsyncDisposable
{
    private readonly Process _process;

    private ServedProduct(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <summary>From the start of the process to the first page.</summary>
    public double Seconds { get; private set; }

    public static async Task<ServedProduct> StartAsync(BenchmarkCompany company)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        using var stranger = new HttpClient { BaseAddress = new Uri(address) };
        var watch = Stopwatch.StartNew();
        var product = new ServedProduct(Process.Start(new ProcessStartInfo("dotnet", [Checkout.Program, "serve", "--data", company.Folder, "--database", company.Connection, "--urls", address])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!, address);
        try
        {
            await product.FirstPageAsync(stranger);
            product.Seconds = watch.Elapsed.TotalSeconds;
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    /// <param name="name">As in <see cref="ProcessMemory.Read"/>.</param>
    public double Memory(string name) => ProcessMemory.Read(_process.Id.ToString(CultureInfo.InvariantCulture), name);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task FirstPageAsync(HttpClient stranger)
    {
        while (!_process.HasExited)
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
        throw new InvalidOperationException("The product did not start: " + await _process.StandardError.ReadToEndAsync());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
