using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Hosting.Setup;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Isms.Kernel.Hosting.Companies;

/// <summary>A company that this process serves: the whole product over data of its own.</summary>
internal sealed class ServedCompany(Company company, InstanceOptions options, WebApplication app, Doorway door) : IAsyncDisposable
{
    public Company Company { get; } = company;
    public InstanceOptions Options { get; } = options;
    public IServiceProvider Services => app.Services;

    /// <summary>Requests come in and recurring work runs; not before its tables are up to date.</summary>
    public bool IsOpen { get; private set; }

    public async Task OpenAsync(CancellationToken ct)
    {
        await app.StartAsync(ct);
        IsOpen = true;
    }

    public Task<bool> AnswerAsync(HttpContext http) => door.EnterAsync(http.Features);

    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        if (!IsOpen)
            return false;
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<HealthReport>().ReadAsync(ct)).All(c => c.Fine || !c.Needed);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsOpen)
        {
            IsOpen = false;
            await app.StopAsync();
        }
        await app.DisposeAsync();
    }
}

/// <summary>
/// Several companies in one process. Each is the whole product with services, database, files, keys, jobs and schedule of its own; nothing of one can be
/// reached from another, because nothing is shared but the port, the program and the machine. The host name of a request says whose it is.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly Dictionary<string, ServedCompany> _byHost;

    private Installation(WebApplication front, IReadOnlyList<ServedCompany> companies)
    {
        Front = front;
        Companies = companies;
        _byHost = companies.SelectMany(c => c.Company.Hosts.Select(host => (host, c))).ToDictionary(x => x.host, x => x.c, StringComparer.Ordinal);
        front.UseForwardedHeaders();
        front.Run(ReceiveAsync);
    }

    /// <summary>Listens, and knows nothing but whose a request is.</summary>
    public WebApplication Front { get; }

    public IReadOnlyList<ServedCompany> Companies { get; }

    /// <param name="front">Last word on the builder of what listens.</param>
    /// <param name="each">Last word on every company's builder, for tests.</param>
    public static Installation Build(IEnumerable<(Company Company, InstanceOptions Options)> companies, IReadOnlyList<IModule> modules,
        Action<WebApplicationBuilder> front, Action<WebApplicationBuilder>? each = null)
    {
        // Cores are the machine's, not a company's.
        var gate = new PasswordGate();
        var served = companies.Select(c =>
        {
            var door = new Doorway();
            var app = IsmsHost.BuildBehind(door, c.Options, modules, builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton(gate));
                builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, LifeOfTheInstallation>());
                builder.Logging.AddSimpleConsole(o => o.TimestampFormat = $"'[{c.Company.Name}] '");
                each?.Invoke(builder);
            });
            return new ServedCompany(c.Company, c.Options, app, door);
        }).ToList();
        return new Installation(IsmsHost.BuildFront(front), served);
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        if (_byHost.TryGetValue(CompanyList.Plain(http.Request.Host.Host), out var company))
        {
            if (!await company.AnswerAsync(http))
                await NobodyHome.AnswerAsync(http, StatusCodes.Status503ServiceUnavailable);
        }
        else if (http.Request.Path == "/health/live")
        {
            await http.Response.WriteAsync("ok", http.RequestAborted);
        }
        else if (http.Request.Path == "/health/ready")
        {
            await AnswerReadyAsync(http);
        }
        else
        {
            await NobodyHome.AnswerAsync(http, StatusCodes.Status404NotFound);
        }
    }

    // For whoever watches the machine; says nothing of which companies there are.
    private async Task AnswerReadyAsync(HttpContext http)
    {
        var ready = true;
        foreach (var company in Companies)
            ready &= await company.IsReadyAsync(http.RequestAborted);
        http.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await http.Response.WriteAsJsonAsync(new { status = ready ? "ok" : "failed" }, http.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        foreach (var company in Companies)
            await company.DisposeAsync();
    }

    /// <summary>Signals of the system are for the installation, which ends its companies once nobody is being answered any more.</summary>
    private sealed class LifeOfTheInstallation : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
