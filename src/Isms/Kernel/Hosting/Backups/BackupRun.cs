using Isms.Kernel.Access;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Hosting.Backups;

/// <summary>One backup, made or failed: the record of carrying it out (备份执行记录).</summary>
internal sealed class BackupRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public DateTime StartedAt { get; init; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>The machine it was made on, and where there.</summary>
    public required string Node { get; init; }
    public string File { get; private set; } = "";
    public long Size { get; private set; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = "";
    public string Error { get; private set; } = "";

    public void Done(DateTime at, string file, long size, string hash) => (EndedAt, File, Size, Hash) = (at, file, size, hash);

    public void Failed(DateTime at, string error) => (EndedAt, Error) = (at, error.Length <= 500 ? error : error[..500]);
}

internal sealed class BackupMapping : IEntityTypeConfiguration<BackupRun>
{
    public void Configure(EntityTypeBuilder<BackupRun> builder)
    {
        builder.ToTable("kernel_backups");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Node).HasMaxLength(100);
        builder.Property(b => b.File).HasMaxLength(500);
        builder.Property(b => b.Hash).HasMaxLength(64);
        builder.Property(b => b.Error).HasMaxLength(500);
        builder.HasIndex(b => b.StartedAt);
    }
}

/// <summary>When backups are made by themselves, where, and how many stay.</summary>
internal static class BackupSettings
{
    /// <summary>Hours from one backup to the next; 0 makes none.</summary>
    public static readonly Setting Hours = Setting.Number("kernel.backup-hours", 0, 0, 168);

    /// <summary>Folder on the server; empty for <c>backups</c> beside the data. Better on another disk.</summary>
    public static readonly Setting Folder = Setting.Text("kernel.backup-folder", "", 300);

    /// <summary>How many stay; older ones are deleted.</summary>
    public static readonly Setting Kept = Setting.Number("kernel.backup-kept", 14, 1, 400);

    public static IReadOnlyList<Setting> All { get; } = [Hours, Folder, Kept];
}

/// <summary>Rights around backups.</summary>
internal static class BackupPermissions
{
    public static readonly Permission Run = new Permission("kernel.backups").Everywhere(Office.SystemAdministrator);
}
