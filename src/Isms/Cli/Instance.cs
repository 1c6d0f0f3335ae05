using System.CommandLine;
using Isms.Kernel.Access;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli;

/// <summary>What the command line or the environment names cannot be worked with.</summary>
internal sealed class InstanceRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>The options by which every verb that needs one finds its company's instance of the product.</summary>
internal sealed class InstanceChoice
{
    private readonly Option<string?> _data;
    private readonly Option<string?> _database;
    private readonly Option<string?> _files;
    private readonly Option<string?> _company;
    private readonly string _folder;

    /// <param name="folder">Name of the instance's own folder below <c>.data</c>: the demo's is apart from the real one.</param>
    public InstanceChoice(Terminal terminal, string folder = "isms")
    {
        _folder = folder;
        _data = new Option<string?>("--data") { Description = Phrase.In(terminal.Culture, "cli.data"), HelpName = "DIR" };
        _database = new Option<string?>("--database") { Description = Phrase.In(terminal.Culture, "cli.database"), HelpName = "CONNECTION" };
        _files = new Option<string?>("--files") { Description = Phrase.In(terminal.Culture, "cli.files"), HelpName = "BUCKET" };
        _company = new Option<string?>("--company") { Description = Phrase.In(terminal.Culture, "cli.company-option"), HelpName = "NAME" };
    }

    public InstanceChoice AddTo(Command command)
    {
        AddInstallationTo(command).Options.Add(_company);
        return this;
    }

    /// <summary>For what concerns all companies.</summary>
    public Command AddInstallationTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_database);
        command.Options.Add(_files);
        return command;
    }

    /// <summary>The company's instance: named by option, else by <c>ISMS_COMPANY</c>, else the only one.</summary>
    /// <exception cref="InstanceRefusedException">There is no such company, or several and none was named.</exception>
    public InstanceOptions Of(ParseResult parsed) => Accepted(CompaniesOf(parsed).OptionsOf(NamedIn(parsed)));

    /// <summary>The company named by option or environment; null when none is.</summary>
    public string? NamedIn(ParseResult parsed) => parsed.GetValue(_company) ?? Environment.GetEnvironmentVariable("ISMS_COMPANY");

    /// <exception cref="InstanceRefusedException">The list cannot be read.</exception>
    public CompanyList CompaniesOf(ParseResult parsed) => Accepted(CompanyList.Read(InstallationOf(parsed)));

    /// <summary>By option, else by environment (<c>ISMS_DATA</c>, <c>ISMS_DATABASE</c>, <c>ISMS_FILES</c>), else below the current folder on SQLite.</summary>
    /// <exception cref="InstanceRefusedException">The bucket is not named as it must be.</exception>
    public InstanceOptions InstallationOf(ParseResult parsed)
    {
        var data = Path.GetFullPath(parsed.GetValue(_data) ?? Environment.GetEnvironmentVariable("ISMS_DATA") ?? Path.Combine(".data", _folder));
        var bucket = parsed.GetValue(_files) ?? Environment.GetEnvironmentVariable("ISMS_FILES");
        return new InstanceOptions(parsed.GetValue(_database) ?? Environment.GetEnvironmentVariable("ISMS_DATABASE") ?? Path.Combine(data, "isms.db"), data,
            Bucket: string.IsNullOrWhiteSpace(bucket) ? null : Accepted(BucketOptions.Read(bucket)));
    }

    private static T Accepted<T>(Outcome<T> outcome) => outcome.Refusal is { } no ? throw new InstanceRefusedException(no) : outcome.Value!;
}

/// <summary>An instance opened by the console, without the web.</summary>
internal sealed class OpenInstance : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;
    private readonly Terminal _terminal;

    private OpenInstance(InstanceOptions options, Terminal terminal)
    {
        _terminal = terminal;
        var services = new ServiceCollection();
        services.AddLogging(l => l.AddConsole(c => c.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error));
        services.AddSingleton(options);
        services.AddCore(ModuleList.InOrder, options.Database);
        _services = services.BuildServiceProvider();
        _scope = _services.CreateAsyncScope();
    }

    /// <summary>Null, with the reason said, when there is no such instance or its tables are not of this release.</summary>
    public static async Task<OpenInstance?> OpenAsync(InstanceOptions options, Terminal terminal, CancellationToken ct)
    {
        if (!DatabaseSetup.IsPostgres(options.Database) && !File.Exists(options.Database))
        {
            terminal.Say("cli.no-instance", options.Database);
            return null;
        }
        var instance = new OpenInstance(options, terminal);
        var pending = (await instance.Db.Database.GetPendingMigrationsAsync(ct)).Count();
        if (pending == 0)
            return instance;
        terminal.Say("cli.must-migrate", pending);
        await instance.DisposeAsync();
        return null;
    }

    /// <summary>The instance in whatever state it is, for looking at it.</summary>
    public static OpenInstance AsItIs(InstanceOptions options, Terminal terminal) => new(options, terminal);

    public IServiceProvider Services => _services;

    public IsmsDbContext Db => Get<IsmsDbContext>();

    public T Get<T>() where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    public async Task<Actor> ConsoleAsync(CancellationToken ct) => Actor.System("console", await Get<SettingsReader>().TodayAsync(ct), _terminal.Culture);

    /// <summary>The person of this user name, with the offices held today: for work that the ledger must name somebody for. Null, with the reason said, when there is none.</summary>
    public async Task<Actor?> AsAsync(string userName, Terminal terminal, CancellationToken ct)
    {
        var name = userName.ToUpperInvariant();
        if (await Db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == name && u.DisabledAt == null, ct) is { } user)
            return await Get<SessionStart>().ActorAsync(user, ct, terminal.Culture);
        terminal.Say("cli.no-user", userName);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
    }
}
