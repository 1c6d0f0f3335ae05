using Isms.BrowserTests.Support;
using Isms.Cli.Demo;
using Isms.Kernel.Hosting;
using Isms.Kernel.Text;
using Isms.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(Stage))]

namespace Isms.BrowserTests.Support;

/// <summary>What every test of the run shares: one headless browser, and one demo company of which each class gets a copy of its own.</summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>Long enough for a build server that does something else at the same time.</summary>
    public const float Patience = 60_000;

    private readonly Lazy<Task<(string Folder, string Password)>> _company = new(MakeCompanyAsync);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The installed browser; none is ever downloaded.</summary>
    private static string Program => Environment.GetEnvironmentVariable("ISMS_TEST_CHROMIUM") ?? "/usr/bin/chromium";

    public bool HasBrowser => _browser is not null;

    /// <summary>The browser; the test that asks for it is skipped when the machine has none.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, $"There is no browser at {Program}; install chromium, or name one in ISMS_TEST_CHROMIUM.");
            return _browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    /// <summary>A copy of the demo company in a folder of its own, with the password all its people share.</summary>
    public async Task<(string Folder, string Password)> CopyCompanyAsync()
    {
        var (folder, password) = await _company.Value;
        var copy = Directory.CreateTempSubdirectory("isms-browser-").FullName;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return (copy, password);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_company.IsValueCreated)
            Directory.Delete((await _company.Value).Folder, recursive: true);
    }

    private static async Task<(string Folder, string Password)> MakeCompanyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("isms-company-").FullName;
        await using var app = Host(folder);
        await IsmsHost.MigrateAsync(app.Services, CancellationToken.None);
        return (folder, await DemoCompany.MakeAsync(app.Services, Phrase.Chinese, CancellationToken.None));
    }

    /// <summary>The real product over the SQLite database of a folder, listening on a free port of this machine only.</summary>
    /// <param name="clock">Null for the machine's.</param>
    internal static WebApplication Host(string folder, TimeProvider? clock = null) => IsmsHost.Build(new InstanceOptions(Path.Combine(folder, "isms.db"), folder), ModuleList.InOrder, builder =>
    {
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        if (clock is not null)
            builder.Services.Replace(ServiceDescriptor.Singleton(clock));
    });
}
