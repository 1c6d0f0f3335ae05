using System.Diagnostics;
using System.IO.Compression;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Isms.Kernel.Hosting.Backups;

/// <summary>A backup could not be made or read; the message says why.</summary>
internal sealed class BackupFailedException(string reason) : Exception(reason);

/// <summary>
/// One zip with a consistent copy of the database and all uploaded files: <c>isms.db</c> on SQLite, <c>isms.dump</c> made by <c>pg_dump</c> on
/// PostgreSQL. Files come from wherever the instance keeps them, and go back there. While it is made it is called <c>.part</c>; a file of its own name is whole.
/// </summary>
internal static class BackupFile
{
    public const string SqliteEntry = "isms.db";
    public const string PostgresEntry = "isms.dump";
    private const string FilesEntry = FileVaults.FolderName + "/";

    /// <exception cref="BackupFailedException">pg_dump is missing or failed.</exception>
    /// <exception cref="VaultUnavailableException">The files cannot be read.</exception>
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
                var vault = FileVaults.Of(options);
                using var closing = vault as IDisposable;
                await foreach (var name in vault.NamesAsync(ct))
                {
                    await using var content = await vault.OpenAsItIsAsync(name, ct);
                    // Destroyed since, by a disposal.
                    if (content is null)
                        continue;
                    await using var entry = await zip.CreateEntry(FilesEntry + name, CompressionLevel.NoCompression).OpenAsync(ct);
                    await content.CopyToAsync(entry, ct);
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
    /// <exception cref="VaultUnavailableException">The files cannot be put where the instance keeps them.</exception>
    public static async Task ReadAsync(string source, InstanceOptions options, CancellationToken ct)
    {
        await ZipFile.ExtractToDirectoryAsync(source, options.DataFolder, ct);
        var dump = Path.Combine(options.DataFolder, PostgresEntry);
        if (File.Exists(dump) != DatabaseSetup.IsPostgres(options.Database) || (!File.Exists(dump) && !File.Exists(Path.Combine(options.DataFolder, SqliteEntry))))
            throw new InvalidDataException();
        if (File.Exists(dump))
        {
            await RunAsync("pg_restore", options.Database, ["--no-owner", "--exit-on-error", dump], ct);
            File.Delete(dump);
        }
        if (options.Bucket is not null)
            await FillAsync(options, ct);
    }

    // Through the folder on the way: a zip that turns out damaged halfway has then touched nothing of the bucket.
    private static async Task FillAsync(InstanceOptions options, CancellationToken ct)
    {
        var folder = Path.Combine(options.DataFolder, FileVaults.FolderName);
        var unpacked = new FolderVault(folder);
        using var bucket = new BucketVault(options.Bucket!);
        await foreach (var name in unpacked.NamesAsync(ct))
        {
            await using var content = (await unpacked.OpenAsItIsAsync(name, ct))!;
            await bucket.PutAsync(content, long.MaxValue, ct);
        }
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
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
