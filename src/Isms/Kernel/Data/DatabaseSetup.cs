using System.Data.Common;
using System.Globalization;
using Isms.Kernel.Hosting;
using Isms.Kernel.Ledger;
using Isms.Kernel.Search;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Isms.Kernel.Data;

/// <summary>Chooses the database from one setting and brings its tables up to date.</summary>
internal static class DatabaseSetup
{
    /// <summary>
    /// Registers the context. A connection string with <c>Host=</c> means PostgreSQL, anything else is the path of an SQLite file.
    /// </summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connection)
    {
        if (IsPostgres(connection))
        {
            services.AddDbContext<IsmsDbContext, PostgresIsmsDbContext>(o => Postgres(o, connection));
        }
        else
        {
            services.AddDbContext<IsmsDbContext, SqliteIsmsDbContext>(o => Sqlite(o, connection));
        }
        return services;
    }

    public static bool IsPostgres(string connection) => connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    // A database that is not there yet is no error at the first start of a company; of one that is away the exception tells, whoever meets it.
    public static void Postgres(DbContextOptionsBuilder options, string connection) => options
        .UseNpgsql(connection, o => o.MigrationsHistoryTable("kernel_migrations"))
        .UseSnakeCaseNamingConvention()
        .ConfigureWarnings(w => w.Ignore(CoreEventId.FirstWithoutOrderByAndFilterWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning).Log((RelationalEventId.ConnectionError, LogLevel.Debug)));

    public static void Sqlite(DbContextOptionsBuilder options, string connection) => options
        .UseSqlite(SqliteConnectionString(connection), o => o.MigrationsHistoryTable("kernel_migrations"))
        .UseSnakeCaseNamingConvention()
        .AddInterceptors(SqlitePragmas.Instance)
        .ConfigureWarnings(w => w.Ignore(CoreEventId.FirstWithoutOrderByAndFilterWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning));

    private static string SqliteConnectionString(string connection)
    {
        if (connection.Contains('=', StringComparison.Ordinal))
            return connection;
        if (Path.GetDirectoryName(Path.GetFullPath(connection)) is { } folder)
            Directory.CreateDirectory(folder);
        return $"Data Source={connection};Foreign Keys=True;Default Timeout=30;Pooling=True";
    }

    /// <summary>
    /// Applies pending migrations; only one process at a time does (EF's migration lock), and a failed one leaves the database as it was.
    /// Then makes sure of the triggers that keep ledger and signatures as they are, and of the search index.
    /// </summary>
    /// <exception cref="InvalidOperationException">The database is of a version of the product that this one does not know; it is left alone.</exception>
    public static async Task MigrateAsync(IsmsDbContext db, CancellationToken ct)
    {
        var (last, known) = (await LastMigrationAsync(db, ct), db.Database.GetMigrations().ToList());
        if (last is not null && !known.Contains(last))
            throw new InvalidOperationException(Phrase.Of("kernel.database-of-another-version", last));
        if (last is null || last != known[^1])
        {
            // Asked for a table that is not there yet, PostgreSQL answers with an error, which would stand in the log of every first start.
            if (db.Kind == DatabaseKind.Postgres && await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(ct))
                await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(ct);
            await db.Database.MigrateAsync(ct);
        }
        foreach (var statement in (string[])[.. LedgerTriggers.For(db.Kind), .. SignatureTriggers.For(db.Kind), .. SearchIndex.Statements(db.Kind)])
            await db.Database.ExecuteSqlRawAsync(statement, ct);
        var guards = typeof(DatabaseSetup).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IDatabaseGuards)));
        foreach (var statement in guards.SelectMany(t => ((IDatabaseGuards)Activator.CreateInstance(t)!).For(db.Kind)))
            await db.Database.ExecuteSqlRawAsync(statement, ct);
    }

    // EF's own answer compares whole models, which costs more than the rest of a start. Its history table is asked as it is kept on either database.
    private static async Task<string?> LastMigrationAsync(IsmsDbContext db, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = db.Kind == DatabaseKind.Postgres ? "select to_regclass('kernel_migrations') is not null" : "select count(*) > 0 from sqlite_master where name = 'kernel_migrations'";
            if (!Convert.ToBoolean(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture))
                return null;
            command.CommandText = "select max(migration_id) from kernel_migrations";
            return await command.ExecuteScalarAsync(ct) as string;
        }
        catch (DbException)
        {
            // No such database yet, or out of reach: migrating makes the one and says so of the other.
            return null;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
