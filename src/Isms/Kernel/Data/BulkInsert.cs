using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Isms.Kernel.Data;

/// <summary>
/// Writes many new rows of one table in the open transaction without tracking them: one prepared statement on SQLite,
/// binary COPY on PostgreSQL. For rows by the ten thousand and their entries in the ledger; everything else is plain EF.
/// </summary>
internal static class BulkInsert
{
    public static async Task RunAsync<T>(IsmsDbContext db, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count == 0)
            return;
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not a table.");
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var columns = type.GetProperties().Where(p => !p.IsShadowProperty())
            .Select(p => new Column(p.GetColumnName(table)!, p, p.GetValueConverter() ?? p.FindTypeMapping()?.Converter)).ToArray();
        if (db.Kind == DatabaseKind.Sqlite)
            await InsertAsync(db, table.Name, columns, rows, ct);
        else
            await CopyAsync(db, table.Name, columns, rows, ct);
    }

    private static async Task InsertAsync<T>(IsmsDbContext db, string table, Column[] columns, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => "@p" + i))})";
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransactionCore();
        var parameters = columns.Select((_, i) => command.Parameters.Add(new SqliteParameter { ParameterName = "@p" + i })).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task CopyAsync<T>(IsmsDbContext db, string table, Column[] columns, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        await using var writer = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)", ct);
        var types = columns.Select(c => c.StoreType).ToArray();
        foreach (var row in rows)
        {
            await writer.StartRowAsync(ct);
            for (var i = 0; i < columns.Length; i++)
            {
                var value = columns[i].ValueOf(row);
                if (value is null)
                    await writer.WriteNullAsync(ct);
                else
                    await writer.WriteAsync(value, types[i], ct);
            }
        }
        await writer.CompleteAsync(ct);
    }

    private sealed record Column(string Name, IProperty Property, Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter? Converter)
    {
        /// <summary>Without its length.</summary>
        public string StoreType => Property.GetRelationalTypeMapping().StoreType.Split('(')[0];

        public object? ValueOf(object row)
        {
            var value = Property.GetGetter().GetClrValue(row);
            return value is null || Converter is null ? value : Converter.ConvertToProvider(value);
        }
    }

    private static System.Data.Common.DbTransaction GetDbTransactionCore(this Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction) =>
        Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
}
