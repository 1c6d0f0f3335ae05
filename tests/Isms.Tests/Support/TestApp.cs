using System.Security.Cryptography;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules;
using Isms.Modules.Secrecy.Scheme;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Isms.Tests.Support;

/// <summary>
/// The whole product over an empty, migrated database of its own, with a clock that stands still until told.
/// </summary>
internal sealed class TestApp : IAsyncDisposable
{
    /// <summary>2 March 2026, 09:00 in Shanghai, a Monday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 3, 2);

    private readonly IAsyncDisposable _app;
    private readonly Func<HttpClient> _client;
    private readonly string _folder;
    private readonly string _database;
    private int _people;

    private TestApp(IAsyncDisposable app, IServiceProvider services, Func<HttpClient> client, FakeTimeProvider clock, InstanceOptions options)
    {
        (_app, Services, _client, Clock) = (app, services, client, clock);
        (_folder, _database) = (options.DataFolder, options.Database);
    }

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services { get; }

    public string Folder => _folder;

    /// <summary>Connection string or path, as the console takes it.</summary>
    public string Database => _database;

    public Actor System => Actor.System("test", DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime.AddHours(8)));

    public static async Task<TestApp> StartAsync(On on, Action<IServiceCollection>? services = null, BucketOptions? bucket = null)
    {
        var folder = Directory.CreateTempSubdirectory("isms-test-").FullName;
        var clock = new FakeTimeProvider(Start);
        var database = await TestDatabase.CreateAsync(on, folder);
        var options = new InstanceOptions(database, folder, Bucket: bucket);
        var app = IsmsHost.Build(options, ModuleList.InOrder, builder =>
        {
            builder.WebHost.UseTestServer();
            Prepare(builder, clock);
            services?.Invoke(builder.Services);
        });
        await app.StartAsync();
        return await new TestApp(app, app.Services, () => app.GetTestServer().CreateClient(), clock, options).NamedAsync("示例科技", "SL");
    }

    /// <summary>One company of an installation of several, which ends it.</summary>
    public static Task<TestApp> OfAsync(ServedCompany company, Func<HttpClient> client, FakeTimeProvider clock, string name, string prefix) =>
        new TestApp(company, company.Services, client, clock, company.Options).NamedAsync(name, prefix);

    /// <summary>Quiet, and on this clock.</summary>
    public static void Prepare(WebApplicationBuilder builder, FakeTimeProvider clock)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
    }

    private async Task<TestApp> NamedAsync(string name, string prefix)
    {
        await SaveAsync(db => db.AddRange(
            new SettingValue { Key = KernelSettings.OrganizationName.Key, Value = name },
            new SettingValue { Key = KernelSettings.NumberPrefix.Key, Value = prefix }));
        await SaveAsync(db => db.AddRange(DefaultScheme.Rows(Start.UtcDateTime)));
        return this;
    }

    /// <summary>Runs an operation, or anything else from the container, in a scope of its own.</summary>
    public async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> run) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Reads from the database.</summary>
    public Task<T> ReadAsync<T>(Func<IsmsDbContext, Task<T>> read) => RunAsync(read);

    /// <summary>Changes data as the system, through the ledger.</summary>
    public async Task SaveAsync(Action<IsmsDbContext> change)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        change(db);
        await db.SaveAsync(System, "test.arrange", CancellationToken.None);
    }

    public async Task<Guid> DepartmentAsync(string name, Guid? parentId = null)
    {
        var department = new Department { Code = "D" + Interlocked.Increment(ref _people), Name = name };
        var parent = parentId is null ? null : await ReadAsync(db => db.Departments.SingleAsync(d => d.Id == parentId));
        department.Place(parent);
        await SaveAsync(db => db.Add(department));
        return department.Id;
    }

    /// <summary>A new person who holds these offices from a year ago on, signed in; a head heads the department.</summary>
    public async Task<TestPerson> PersonAsync(Guid? departmentId, params Office[] offices)
    {
        var number = Interlocked.Increment(ref _people);
        var person = new Person { EmployeeNumber = $"E{number:0000}", Name = $"{(offices.Length > 0 ? offices[0].ToString() : "Employee")} {number}", DepartmentId = departmentId };
        person.Rename(person.Name);
        var user = new User { PersonId = person.Id, UserName = "user" + number, NormalizedUserName = "USER" + number, SecurityStamp = "stamp" };
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = Clock.Instant();
        await SaveAsync(db =>
        {
            db.Add(person);
            db.Add(user);
            db.Add(new Session { UserId = user.Id, TokenHash = ActorMiddleware.HashOf(token), StartedAt = now, SeenAt = now, EndsAt = now.AddYears(5), Complete = true, SecondFactorAt = now });
            foreach (var office in offices)
            {
                db.Add(new Appointment
                {
                    PersonId = person.Id, Office = office, StartsOn = Today.AddYears(-1),
                    DepartmentId = office == Office.DepartmentHead ? departmentId : null,
                });
            }
        });
        var client = Client();
        client.DefaultRequestHeaders.Add("Cookie", $"{ActorMiddleware.SessionCookie}={token}");
        var departments = offices.Contains(Office.DepartmentHead)
            ? await ReadAsync(db => (from d in db.Departments from headed in db.Departments where headed.Id == departmentId && d.Path.StartsWith(headed.Path) select d.Id).ToListAsync())
            : [];
        return new TestPerson(client, new Actor
        {
            PersonId = person.Id, UserId = user.Id, Name = person.Name, DepartmentId = departmentId, Today = Today, Culture = Phrase.Chinese,
            Offices = [.. offices.Select(o => new HeldOffice(o, o == Office.DepartmentHead ? departments.ToHashSet() : []))],
        });
    }

    /// <summary>A browser nobody has signed in with; redirects are not followed.</summary>
    public HttpClient Client() => _client();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await TestDatabase.DropAsync(_database);
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Somebody signed in: as the operations see them, and with a browser or API client.</summary>
internal sealed record TestPerson(HttpClient Client, Actor Actor);

/// <summary>Fresh databases, copied from one migrated template per kind.</summary>
internal static class TestDatabase
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MakePostgresTemplateAsync);
    private static readonly SemaphoreSlim Copying = new(1, 1);
    private static int _count;

    public static async Task<string> CreateAsync(On on, string folder)
    {
        if (on == On.Sqlite)
        {
            var path = Path.Combine(folder, "isms.db");
            File.Copy(await SqliteTemplate.Value, path);
            return path;
        }
        var template = await PostgresTemplate.Value;
        var name = $"isms_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await Copying.WaitAsync();
        try
        {
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        }
        finally
        {
            Copying.Release();
        }
        return Connection(name);
    }

    /// <summary>Lets go of a database, so that a long run keeps neither its connections nor its files.</summary>
    public static async Task DropAsync(string database)
    {
        if (!DatabaseSetup.IsPostgres(database))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            return;
        }
        await using (var connection = new NpgsqlConnection(database))
            NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(database).Database} WITH (FORCE)");
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("isms-template-").FullName, "template.db");
        await MigrateAsync(path);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return path;
    }

    private static async Task<string> MakePostgresTemplateAsync()
    {
        var name = "isms_template_" + Environment.ProcessId;
        await ExecuteAsync($"CREATE DATABASE {name}");
        await MigrateAsync(Connection(name));
        NpgsqlConnection.ClearAllPools();
        return name;
    }

    private static async Task MigrateAsync(string database)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddDatabase(database).BuildServiceProvider();
        await IsmsHost.MigrateAsync(services, CancellationToken.None);
    }

    private static string Connection(string database) =>
        new NpgsqlConnectionStringBuilder(BothDatabasesAttribute.Postgres) { Database = database, Pooling = true, MaxPoolSize = 20 }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(BothDatabasesAttribute.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
