using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Isms.Kernel.Data;

/// <summary>For <c>./dev migration</c>: the model alone, no server is asked.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteIsmsDbContext>
{
    public SqliteIsmsDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteIsmsDbContext>();
        DatabaseSetup.Sqlite(options, "Data Source=:memory:");
        return new SqliteIsmsDbContext(options.Options, TimeProvider.System);
    }
}

/// <inheritdoc cref="SqliteDesignTime"/>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresIsmsDbContext>
{
    public PostgresIsmsDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresIsmsDbContext>();
        DatabaseSetup.Postgres(options, "Host=design");
        return new PostgresIsmsDbContext(options.Options, TimeProvider.System);
    }
}
