using System.Diagnostics;
using System.IO.Compression;
using Isms.Kernel.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Isms.Kernel.Hosting.Backups;

/// <summary>A backup could not be made or read; the message says why.</summary>
internal sealed class BackupFailedException(string reason) : Exception(reason);

/// <summary>
/// One zip with a consistent copy of the database and all uploaded files: <c>isms.db</c> on SQLite, <c>isms.dump</c> made by <c>pg_dump</c> on
/// PostgreSQL. While it is made it is called <c>.part</c>; a file of its own name is whole.
/// </summary>
internal static class BackupFile
{
    public const string SqliteEntry = "isms.db";
    public const string PostgresEntry = "isms.dump";

    /// <exception cref="BackupFailedException">pg_dump is missing or failed.</exception>
    public static async Task WriteAsync(InstanceOptions options, string target, CancellationToken ct)
    {
        var part = target + ".part";
        var copy = part + ".copy";
        try
        {
            if (DatabaseSetup.IsPostgres(options.Database))
                await RunAsync("pg_dump", options.Database, ["--format=custom", "--no-owner", "--file=" + copy], ct);
            else
                await CopySqliteAsync(options.Database, copy, ct);
            await using (var zip = await ZipFile.OpenAsync(part, ZipArchiveMode.Create, ct))
            {
                await zip.CreateEntryFromFileAsync(copy, DatabaseSetup.IsPostgres(options.Database) ? PostgresEntry : SqliteEntry, ct);
                var files = Path.Combine(options.DataFolder, "files");
                if (Directory.Exists(files))
                {
                    foreach (var path in Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".part", StringComparison.Ordinal)))
                        await zip.CreateEntryFromFileAsync(path, "files/" + Path.GetRelativePath(files, path).Replace('\\', '/'), CompressionLevel.NoCompression, ct);
                }
            }
            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(copy);
            File.Delete(part);
        }
    }

    /// <summary>Unpacks a backup into an empty folder; a dump goes into the database, which must be empty.</summary>
    /// <exception cref="InvalidDataException">The file is no backup.</exception>
    /// <exception cref="BackupFailedException">pg_restore is missing or failed, or the backup is of the other kind of database.</exception>
    public static async Task ReadAsync(string source, InstanceOptions options, CancellationToken ct)
    {
        await ZipFile.ExtractToDirectoryAsync(source, options.DataFolder, ct);
        var dump = Path.Combine(options.DataFolder, PostgresEntry);
        if (File.Exists(dump) != DatabaseSetup.IsPostgres(options.Database) || (!File.Exists(dump) && !File.Exists(Path.Combine(options.DataFolder, SqliteEntry))))
            throw new InvalidDataException();
        if (!File.Exists(dump))
            return;
        await RunAsync("pg_restore", options.Database, ["--no-owner", "--exit-on-error", dump], ct);
        File.Delete(dump);
    }

    private static async Task CopySqliteAsync(string database, string copy, CancellationToken ct)
    {
        await using var source = new SqliteConnection($"Data Source={database};Pooling=False");
        await using var backup = new SqliteConnection($"Data Source={copy};Pooling=False");
        await source.OpenAsync(ct);
        source.BackupDatabase(backup);
    }

    private static async Task RunAsync(string program, string database, string[] arguments, CancellationToken ct)
    {
        var connection = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[$"--dbname={connection.Database}", $"--host={connection.Host}", $"--port={connection.Port}", $"--username={connection.Username}", "--no-password", .. arguments])
            start.ArgumentList.Add(argument);
        // Not on the command line, where every user of the machine could read it.
        if (connection.Password is { Length: > 0 } password)
            start.Environment["PGPASSWORD"] = password;
        try
        {
            using var process = Process.Start(start)!;
            var error = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
                throw new BackupFailedException($"{program}: {error.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BackupFailedException($"{program}: {e.Message}");
        }
    }
}
