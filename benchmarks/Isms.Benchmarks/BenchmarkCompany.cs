using System.Globalization;
using System.Security.Cryptography;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules;
using Isms.Modules.Assets;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Isms.Benchmarks;

/// <summary>The whole product over a database of its own: 20 departments, 200 people, criteria in force and one signed-in member of the ISMS team.</summary>
internal sealed partial class BenchmarkCompany : IAsyncDisposable
{
    private static readonly string[] Kinds = ["服务器", "台式机", "笔记本电脑", "交换机", "合同档案", "源代码库", "财务系统", "客户数据库", "移动硬盘", "门禁系统"];
    private static readonly string[] Categories = ["HARD-SRV", "HARD-PC", "OTHE"];

    private readonly WebApplication _app;
    private readonly string? _server;
    private readonly Dictionary<AssetScores, AssetValuation> _valuations = [];
    private CriteriaVersion _criteria = null!;
    private CompiledCriteria _compiled = null!;

    private BenchmarkCompany(string connection, string folder, string? server)
    {
        (Connection, Folder, _server) = (connection, folder, server);
        _app = IsmsHost.Build(new InstanceOptions(connection, folder), ModuleList.InOrder, b =>
        {
            b.WebHost.UseUrls("http://127.0.0.1:0");
            b.Logging.SetMinimumLevel(LogLevel.Error);
        });
    }

    public string Connection { get; }
    public string Folder { get; }
    public Actor Team { get; private set; } = null!;
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    public IReadOnlyList<(Guid Id, string Name)> Departments { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> People { get; private set; } = [];
    public string Address => _app.Urls.First();

    public static string NameOf(string? server) => server is null ? "SQLite" : "PostgreSQL";

    /// <param name="server">Null for SQLite.</param>
    public static async Task<BenchmarkCompany> FoundAsync(BenchmarkOptions options, string? server)
    {
        var name = "isms_bench_" + Guid.CreateVersion7().ToString("N");
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, name)).FullName;
        var connection = Path.Combine(folder, "isms.db");
        if (server is not null)
        {
            await OnServerAsync(server, $"CREATE DATABASE {name}");
            connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        }
        var company = new BenchmarkCompany(connection, folder, server);
        await IsmsHost.MigrateAsync(company._app.Services, CancellationToken.None);
        await company.PeopleAsync();
        return company;
    }

    /// <summary>One that another process founded; it stays when this is disposed.</summary>
    public static async Task<BenchmarkCompany> OpenAsync(string connection, string folder)
    {
        var company = new BenchmarkCompany(connection, folder, null);
        var user = await company.RunAsync<IsmsDbContext, User>(db => db.Users.AsNoTracking().SingleAsync());
        company.Appoint(user);
        return company;
    }

    public Task ListenAsync() => _app.StartAsync();

    /// <summary>A browser of the signed-in member of the team.</summary>
    public HttpClient Browser(string? address = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address ?? Address) };
        client.DefaultRequestHeaders.Add("Cookie", $"{ActorMiddleware.SessionCookie}={Token}");
        return client;
    }

    public async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> run) where TService : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task SaveAsync(params object[] rows)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        db.AddRange(rows);
        await db.SaveAsync(Actor.System("bench", Today), "kernel.set-up", CancellationToken.None);
    }

    /// <summary>Assets with numbers from <paramref name="first"/> on, the same on every run.</summary>
    /// <param name="score">All four scores; null draws them.</param>
    public Asset[] Assets(int first, int count, int? score = null)
    {
        var random = new Random(first);
        return [.. Enumerable.Range(first, count).Select(i =>
        {
            var scores = score is { } fixedScore ? new AssetScores(fixedScore, fixedScore, fixedScore, fixedScore) : new AssetScores(random.Next(1, 6), random.Next(1, 6), random.Next(1, 6), random.Next(1, 6));
            var asset = new Asset
            {
                Version = 1, Number = string.Create(CultureInfo.InvariantCulture, $"SL-ZC-{i:0000000}"), CategoryCode = score is null ? Categories[i % Categories.Length] : Categories[0],
                DepartmentId = Departments[i % Departments.Count].Id, OwnerId = People[i % People.Count].Id, Location = string.Create(CultureInfo.InvariantCulture, $"{i % 30 + 1} 号楼"), Quantity = "1 台",
                ReplacementCost = scores.ReplacementCost, Confidentiality = scores.Confidentiality, Integrity = scores.Integrity, Availability = scores.Availability,
            };
            asset.Rename(string.Create(CultureInfo.InvariantCulture, $"{Kinds[i % Kinds.Length]}{i}"));
            asset.Worth(_criteria.Id, Worth(scores));
            return asset;
        })];
    }

    /// <summary>Fills the register and its search index without the ledger, which no page of the register reads.</summary>
    public async Task FillAsync(int assets)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        if (db.Kind == DatabaseKind.Postgres)
            await db.Database.ExecuteSqlRawAsync("DROP INDEX ix_kernel_search_tokens");
        for (var first = 1; first <= assets; first += 20_000)
        {
            var rows = Assets(first, Math.Min(20_000, assets - first + 1));
            await using var writing = await db.BeginAsync(CancellationToken.None);
            await BulkInsert.RunAsync(db, rows, CancellationToken.None);
            await SearchIndex.WriteAsync(db, rows, CancellationToken.None);
            await writing.CommitAsync(CancellationToken.None);
        }
        await SettleAsync(db);
    }

    // The index that was left out while filling, and what the server's own housekeeping does in its time.
    private static async Task SettleAsync(IsmsDbContext db)
    {
        if (db.Kind != DatabaseKind.Postgres)
            return;
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        foreach (var statement in SearchIndex.Statements(db.Kind))
            await db.Database.ExecuteSqlRawAsync(statement);
        await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
    }

    /// <summary>More people and departments, until there are this many; with heads, the search index, and an inbox of 30 duties for the one who is signed in.</summary>
    public async Task HireAsync(int people, int departments)
    {
        var more = Enumerable.Range(Departments.Count + 1, departments - Departments.Count).Select(i =>
        {
            var department = new Department { Code = string.Create(CultureInfo.InvariantCulture, $"D{i:000}"), Name = string.Create(CultureInfo.InvariantCulture, $"第{i}事业部") };
            department.Place(null);
            return department;
        }).ToArray();
        await SaveAsync([.. more]);
        Departments = [.. Departments, .. more.Select(d => (d.Id, d.Name))];
        var hired = Enumerable.Range(People.Count + 1, people - People.Count).Select(i =>
        {
            var person = new Person
            {
                Version = 1, EmployeeNumber = string.Create(CultureInfo.InvariantCulture, $"E{i:00000}"), Name = string.Create(CultureInfo.InvariantCulture, $"员工{i}"), DepartmentId = Departments[i % Departments.Count].Id, Post = "开发工程师",
            };
            person.Rename(person.Name);
            return person;
        }).ToArray();
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
            await using var writing = await db.BeginAsync(CancellationToken.None);
            await BulkInsert.RunAsync(db, hired, CancellationToken.None);
            await SearchIndex.WriteAsync(db, hired, CancellationToken.None);
            await writing.CommitAsync(CancellationToken.None);
        }
        await SaveAsync([.. Departments.Select((d, i) => new Appointment { PersonId = hired[i].Id, Office = Office.DepartmentHead, DepartmentId = d.Id, StartsOn = Today.AddYears(-1) })]);
        await RunAsync<IsmsDbContext, bool>(async db =>
        {
            // What the server's own housekeeping does in its time.
            if (db.Kind == DatabaseKind.Postgres)
                await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
            return true;
        });
        await SaveAsync([.. Enumerable.Range(1, 30).Select(i => new WorkItem
        {
            Kind = "assets.confirm", TitleKey = "assets.register", TitleArgs = "[]", Link = "/assets", SubjectKind = "assets.confirmation", SubjectId = Guid.CreateVersion7(), PersonId = Team.PersonId, DueOn = Today.AddDays(i), CreatedAt = TimeProvider.System.Instant(),
        })]);
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private async Task PeopleAsync()
    {
        var departments = Enumerable.Range(1, 20).Select(i =>
        {
            var department = new Department { Code = string.Create(CultureInfo.InvariantCulture, $"D{i:00}"), Name = string.Create(CultureInfo.InvariantCulture, $"第{i}事业部") };
            department.Place(null);
            return department;
        }).ToArray();
        var people = Enumerable.Range(1, 200).Select(i =>
        {
            var person = new Person { EmployeeNumber = string.Create(CultureInfo.InvariantCulture, $"E{i:0000}"), Name = string.Create(CultureInfo.InvariantCulture, $"员工{i}"), DepartmentId = departments[i % 20].Id };
            person.Rename(person.Name);
            return person;
        }).ToArray();
        var user = new User { PersonId = people[0].Id, UserName = "bench", NormalizedUserName = "BENCH", SecurityStamp = "stamp" };
        var now = TimeProvider.System.Instant();
        _criteria = new CriteriaVersion { VersionLabel = "V1.0", Serial = 1, BasedOn = "gb2007-matrix", CreatedAt = now };
        _criteria.Define(CriteriaPresets.Load("gb2007-matrix"));
        _criteria.Submit();
        _criteria.Approve(now, "员工1");
        _compiled = CriteriaPresets.Find("gb2007-matrix")!;
        await SaveAsync([.. departments, .. people, user, _criteria,
            new SettingValue { Key = KernelSettings.OrganizationName.Key, Value = "示例科技" },
            new SettingValue { Key = KernelSettings.NumberPrefix.Key, Value = "SL" },
            new Session { UserId = user.Id, TokenHash = ActorMiddleware.HashOf(Token), StartedAt = now, SeenAt = now, EndsAt = now.AddDays(1), Complete = true, SecondFactorAt = now },
            new Appointment { PersonId = people[0].Id, Office = Office.IsmsTeam, StartsOn = Today.AddYears(-1) }]);
        Departments = [.. departments.Select(d => (d.Id, d.Name))];
        People = [.. people.Select(p => (p.Id, p.Name))];
        Appoint(user);
    }

    private void Appoint(User user) => Team = new Actor
    {
        PersonId = user.PersonId, UserId = user.Id, Name = "员工1", Today = Today, Culture = Phrase.Chinese,
        Offices = [new HeldOffice(Office.IsmsTeam, new HashSet<Guid>())],
    };

    private AssetValuation Worth(AssetScores scores)
    {
        if (!_valuations.TryGetValue(scores, out var valuation))
            _valuations[scores] = valuation = _compiled.Value(scores, CultureInfo.InvariantCulture).Result!;
        return valuation;
    }

    private static async Task OnServerAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (_server is not null)
            await OnServerAsync(_server, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(Connection).Database} WITH (FORCE)");
    }
}
