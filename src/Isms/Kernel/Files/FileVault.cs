using Isms.Kernel.Hosting;

namespace Isms.Kernel.Files;

/// <summary>What was put into the vault.</summary>
/// <param name="Sha256">Lower-case hexadecimal: its name in the vault.</param>
/// <param name="Size">Bytes.</param>
internal sealed record VaultedFile(string Sha256, long Size);

/// <summary>The vault cannot be reached, or refuses what is asked of it; the message says what it answered and holds no secret.</summary>
internal sealed class VaultUnavailableException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>
/// Keeps contents by their hash. A content is never changed; the same content is kept once. Every method throws <see cref="VaultUnavailableException"/>
/// when the vault does not answer.
/// </summary>
internal interface IFileVault
{
    /// <summary>Where it is, for the administrator; holds no secret.</summary>
    string Place { get; }

    /// <summary>Keeps the content, read once and not held in memory; null when it is longer than <paramref name="most"/> bytes, and then nothing is kept.</summary>
    Task<VaultedFile?> PutAsync(Stream content, long most, CancellationToken ct);

    /// <summary>
    /// The content, compared with its hash before anything of it is handed out; can be sought, and is disposed by the caller. Null when the vault has none of
    /// this hash, or one that is no longer what was kept.
    /// </summary>
    Task<Stream?> OpenAsync(string sha256, CancellationToken ct);

    /// <summary>Destroys the content so that the vault cannot give it back: see each vault. Nothing happens when there is none.</summary>
    Task ShredAsync(string sha256, CancellationToken ct);

    /// <summary>The name of everything kept, <c>ab/cdef…</c>, in no order.</summary>
    IAsyncEnumerable<string> NamesAsync(CancellationToken ct);

    /// <summary>What is kept under a name, as it is, to be read once: for backups. Null when it has gone since.</summary>
    Task<Stream?> OpenAsItIsAsync(string name, CancellationToken ct);

    /// <summary>Writes, reads and removes a trial of a few bytes.</summary>
    Task ProbeAsync(CancellationToken ct);
}

internal static class FileVaults
{
    public const string FolderName = "files";

    /// <summary>The vault of an instance: its bucket when one is set, else a folder beside the database.</summary>
    public static IFileVault Of(InstanceOptions options) =>
        options.Bucket is { } bucket ? new BucketVault(bucket) : new FolderVault(Path.Combine(options.DataFolder, FolderName));

    /// <summary>The name <c>ab/cdef…</c> of a content. Hashes come from the database; a damaged one must not lead elsewhere.</summary>
    public static string NameOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? $"{sha256[..2]}/{sha256[2..]}" : throw new ArgumentException("Not a SHA-256 hash.", nameof(sha256));

    /// <summary>The hash that a name stands for; null for what is not one of the vault's names.</summary>
    public static string? HashOf(string name) => name.Length == 65 && name[2] == '/' && name.Replace("/", "", StringComparison.Ordinal) is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower) ? hash : null;
}
