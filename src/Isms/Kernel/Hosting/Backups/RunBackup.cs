using System.Globalization;
using System.Security.Cryptography;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Hosting.Backups;

/// <summary>A backup in the record.</summary>
/// <param name="File">Path on that machine; empty while it is made, and when it failed.</param>
/// <param name="Error">Why it failed; empty when it did not.</param>
public sealed record BackupView(Guid Id, DateTime StartedAt, DateTime? EndedAt, string Node, string File, long Size, string Hash, string Error);

/// <summary>Makes a backup now and deletes those beyond the number to keep.</summary>
internal sealed class RunBackup(IsmsDbContext db, SettingsReader settings, InstanceOptions options, TimeProvider time)
{
    /// <summary>Takes what went wrong.</summary>
    public static readonly Refusal NotMade = new("kernel.backup-failed");

    public async Task<Outcome<BackupView>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(BackupPermissions.Run) is { } no)
            return no;
        var run = new BackupRun { StartedAt = time.Instant(), Node = Environment.MachineName };
        db.Add(run);
        await db.SaveChangesAsync(ct);
        return await CarryOutAsync(run, ct);
    }

    /// <summary>Carries out what is on record as begun.</summary>
    internal async Task<Outcome<BackupView>> CarryOutAsync(BackupRun run, CancellationToken ct)
    {
        var folder = await settings.TextAsync(BackupSettings.Folder, ct) is { Length: > 0 } set ? set : Path.Combine(options.DataFolder, "backups");
        // Several companies may name one folder outside for their backups; each counts and deletes its own.
        var prefix = options.Company == Company.Main ? "isms" : "isms-" + options.Company;
        try
        {
            if (options.IsAnothers(folder))
                throw new BackupFailedException(Phrase.Of("kernel.company.anothers-folder", folder));
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{prefix}-{run.StartedAt:yyyyMMdd-HHmmss}.zip"));
            await BackupFile.WriteAsync(options, file, ct);
            await using (var content = File.OpenRead(file))
                run.Done(time.Instant(), file, content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)));
            foreach (var old in Directory.EnumerateFiles(folder, prefix + "-????????-??????.zip").OrderDescending(StringComparer.Ordinal).Skip(await settings.NumberAsync(BackupSettings.Kept, ct)))
                File.Delete(old);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BackupFailedException or VaultUnavailableException or Microsoft.Data.Sqlite.SqliteException or NotSupportedException)
        {
            run.Failed(time.Instant(), e.Message);
        }
        await db.SaveChangesAsync(ct);
        return run.Error.Length > 0 ? NotMade.With(run.Error) : View(run);
    }

    internal static BackupView View(BackupRun run) => new(run.Id, run.StartedAt, run.EndedAt, run.Node, run.File, run.Size, run.Hash, run.Error);
}

/// <summary>The record of backups, latest first.</summary>
internal sealed class FindBackups(IsmsDbContext db)
{
    private const int Most = 100;

    public async Task<Outcome<BackupView[]>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(BackupPermissions.Run) is { } no)
            return no;
        return (await db.Set<BackupRun>().AsNoTracking().OrderByDescending(b => b.StartedAt).ThenByDescending(b => b.Id).Take(Most).ToListAsync(ct)).Select(RunBackup.View).ToArray();
    }
}

/// <summary>Makes a backup when the hours set have passed since the last one began; of several nodes one does.</summary>
internal sealed class BackupSchedule(IsmsDbContext db, RunBackup backup, SettingsReader settings, TimeProvider time) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct)
    {
        var hours = await settings.NumberAsync(BackupSettings.Hours, ct);
        if (hours > 0 && await ClaimAsync(time.Instant().AddHours(-hours), ct) is { } run)
            await backup.CarryOutAsync(run, ct);
    }

    private async Task<BackupRun?> ClaimAsync(DateTime since, CancellationToken ct)
    {
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<BackupRun>().AnyAsync(b => b.StartedAt > since && b.Error == "", ct))
            return null;
        var run = new BackupRun { StartedAt = time.Instant(), Node = Environment.MachineName };
        db.Add(run);
        await db.SaveChangesAsync(ct);
        await writing.CommitAsync(ct);
        return run;
    }
}

internal static class BackupsSetup
{
    public static IServiceCollection AddBackups(this IServiceCollection services) => services.AddRecurring<BackupSchedule>(TimeSpan.FromMinutes(15));

    /// <summary><c>/api/v1/backups</c>.</summary>
    public static void MapBackupsEndpoints(this RouteGroupBuilder api)
    {
        var backups = api.MapGroup("/backups").WithTags("Operation").Needs(BackupPermissions.Run);
        backups.MapGet("", (Actor actor, FindBackups find, CancellationToken ct) => find.RunAsync(actor, ct));
        backups.MapPost("", (Actor actor, RunBackup run, CancellationToken ct) => run.RunAsync(actor, ct));
    }
}
