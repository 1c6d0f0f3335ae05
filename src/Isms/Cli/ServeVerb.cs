using System.CommandLine;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Text;
using Isms.Modules;

namespace Isms.Cli;

/// <summary><c>isms serve</c>: the product itself, until it is told to stop; all companies of the installation, unless one is named.</summary>
internal static class ServeVerb
{
    public const string StandardAddress = "http://127.0.0.1:5080";

    public static Command Make(Terminal terminal)
    {
        var command = new Command("serve", Phrase.In(terminal.Culture, "cli.serve"));
        var instance = new InstanceChoice(terminal).AddTo(command);
        var urls = Urls(terminal);
        command.Options.Add(urls);
        command.SetAction((parsed, ct) => instance.CompaniesOf(parsed) is { IsAlone: false } companies && instance.NamedIn(parsed) is null
            ? RunAsync(terminal, companies, parsed.GetValue(urls)!, ct)
            : RunAsync(terminal, instance.Of(parsed), parsed.GetValue(urls)!, _ => Task.CompletedTask, ct));
        return command;
    }

    public static Option<string> Urls(Terminal terminal) => new("--urls")
    {
        Description = Phrase.In(terminal.Culture, "cli.urls"),
        HelpName = "URL",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ISMS_URLS") ?? StandardAddress,
    };

    /// <summary>Serves one company at every host name.</summary>
    /// <param name="prepare">What to do between migrating and listening.</param>
    public static async Task<int> RunAsync(Terminal terminal, InstanceOptions options, string urls, Func<IServiceProvider, Task> prepare, CancellationToken ct)
    {
        Directory.CreateDirectory(options.DataFolder);
        await using var app = IsmsHost.Build(options, ModuleList.InOrder, builder => Listening(builder, urls));
        // Building the model takes a good part of a start and needs no database, so it runs beside the rest.
        var model = Task.Run(() => BuildModel(app.Services), ct);
        if (!await MigrateAsync(terminal, app.Services, options, ct))
            return CommandLine.Failed;
        await model;
        await prepare(app.Services);
        var address = urls.Split(';')[0];
        await SetupToken.AnnounceAsync(app.Services, terminal.Error, address, ct);
        await app.StartAsync(ct);
        terminal.Say("cli.listening", address);
        await app.WaitForShutdownAsync(ct);
        return CommandLine.Succeeded;
    }

    /// <summary>Serves several, each at its host names. One that cannot be brought up to date stays closed and does not keep the others from being served.</summary>
    private static async Task<int> RunAsync(Terminal terminal, CompanyList companies, string urls, CancellationToken ct)
    {
        await using var installation = Installation.Build(companies.All.Select(c => (c, companies.OptionsOf(c.Name).Value!)), ModuleList.InOrder, builder => Listening(builder, urls));
        foreach (var company in installation.Companies)
        {
            Directory.CreateDirectory(company.Options.DataFolder);
            if (!await MigrateAsync(terminal, company.Services, company.Options, ct))
                continue;
            await SetupToken.AnnounceAsync(company.Services, terminal.Error, AddressOf(company.Company, urls), ct);
            await company.OpenAsync(ct);
        }
        if (!installation.Companies.Any(c => c.IsOpen))
            return CommandLine.Failed;
        await installation.Front.StartAsync(ct);
        foreach (var company in installation.Companies)
            terminal.Say(company.IsOpen ? "cli.company-listening" : "cli.company-closed", company.Company.Name, AddressOf(company.Company, urls));
        await installation.Front.WaitForShutdownAsync(ct);
        return CommandLine.Succeeded;
    }

    private static void Listening(WebApplicationBuilder builder, string urls)
    {
        builder.WebHost.UseUrls(urls.Split(';'));
        builder.Services.AddHostedService<IdleMemory>();
    }

    private static string AddressOf(Company company, string urls)
    {
        var listening = BindingAddress.Parse(urls.Split(';')[0]);
        return new UriBuilder(listening.Scheme, company.Hosts[0], listening.Port).Uri.GetLeftPart(UriPartial.Authority);
    }

    private static void BuildModel(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<IsmsDbContext>().Model;
    }

    /// <summary>Brings the tables up to date; says why not when it fails, and then nothing is changed.</summary>
    public static async Task<bool> MigrateAsync(Terminal terminal, IServiceProvider services, InstanceOptions options, CancellationToken ct)
    {
        try
        {
            await IsmsHost.MigrateAsync(services, ct);
            return true;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            terminal.Say("cli.migration-failed", DatabaseSetup.IsPostgres(options.Database) ? "PostgreSQL" : options.Database, e.GetBaseException().Message);
            return false;
        }
    }
}
