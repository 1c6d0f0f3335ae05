using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Companies;
using Isms.Modules;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Isms.Tests.Support;

/// <summary>Two companies in one process, each at a host name of its own, over migrated databases of their own.</summary>
internal sealed class TestInstallation : IAsyncDisposable
{
    public const string HostOfA = "a.example.com";
    public const string HostOfB = "b.example.com";

    private readonly Installation _installation;
    private readonly string _root;

    private TestInstallation(Installation installation, string root, TestApp a, TestApp b) => (_installation, _root, A, B) = (installation, root, a, b);

    public TestApp A { get; }
    public TestApp B { get; }

    public static async Task<TestInstallation> StartAsync(On on, Action<IServiceCollection>? services = null)
    {
        var clock = new FakeTimeProvider(TestApp.Start);
        var root = Directory.CreateTempSubdirectory("isms-test-").FullName;
        List<(Company, InstanceOptions)> companies = [];
        foreach (var (name, host) in ((string, string)[])[("alpha", HostOfA), ("beta", HostOfB)])
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, CompanyList.FolderName, name)).FullName;
            companies.Add((new Company(name, [host]), new InstanceOptions(await TestDatabase.CreateAsync(on, folder), folder, name)));
        }
        var installation = Installation.Build(companies, ModuleList.InOrder, front => front.WebHost.UseTestServer(), each =>
        {
            TestApp.Prepare(each, clock);
            services?.Invoke(each.Services);
        });
        foreach (var company in installation.Companies)
            await company.OpenAsync(CancellationToken.None);
        await installation.Front.StartAsync();
        return new TestInstallation(installation, root,
            await TestApp.OfAsync(installation.Companies[0], () => At(installation, HostOfA), clock, "甲公司", "JA"),
            await TestApp.OfAsync(installation.Companies[1], () => At(installation, HostOfB), clock, "乙公司", "YB"));
    }

    /// <summary>A browser that asks for this host and comes with what the other carries: cookies and tokens.</summary>
    public HttpClient At(string host, HttpClient? like = null)
    {
        var client = At(_installation, host);
        foreach (var header in like?.DefaultRequestHeaders ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            client.DefaultRequestHeaders.Add(header.Key, header.Value);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _installation.Front.StopAsync();
        await A.DisposeAsync();
        await B.DisposeAsync();
        await _installation.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private static HttpClient At(Installation installation, string host)
    {
        var client = installation.Front.GetTestServer().CreateClient();
        client.BaseAddress = new Uri("http://" + host);
        return client;
    }
}
