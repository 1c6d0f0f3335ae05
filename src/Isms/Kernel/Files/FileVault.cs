using System.Buffers;
using System.Security.Cryptography;

namespace Isms.Kernel.Files;

/// <summary>What was put into the vault.</summary>
/// <param name="Sha256">Lower-case hexadecimal: its name in the vault.</param>
/// <param name="Size">Bytes.</param>
internal sealed record VaultedFile(string Sha256, long Size);

/// <summary>Keeps contents by their hash. A content is never changed; the same content is kept once.</summary>
internal interface IFileVault
{
    /// <summary>Keeps the content; null when it is longer than <paramref name="most"/> bytes, and then nothing is kept.</summary>
    Task<VaultedFile?> PutAsync(Stream content, long most, CancellationToken ct);

    /// <summary>The content, to be disposed by the caller; null when the vault has none of this hash.</summary>
    Stream? Open(string sha256);

    /// <summary>Destroys the content: overwritten once and removed, so that it cannot be read from the free space of an ordinary disk. Nothing happens when there is none.</summary>
    Task ShredAsync(string sha256, CancellationToken ct);
}

/// <summary>
/// A folder <c>files/ab/cdef…</c>. A content is written beside its place, forced to disk and then moved there, so a power cut leaves it
/// whole or not at all, and at most a part that the next start removes.
/// </summary>
internal sealed class FolderVault : IFileVault
{
    private const int ChunkSize = 128 * 1024;
    private const string PartSuffix = ".part";
    private readonly string _folder;

    /// <param name="folder">Made when missing.</param>
    public FolderVault(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(_folder);
    }

    public async Task<VaultedFile?> PutAsync(Stream content, long most, CancellationToken ct)
    {
        var part = Path.Combine(_folder, Guid.CreateVersion7().ToString("N") + PartSuffix);
        try
        {
            if (await WriteAsync(content, part, most, ct) is not { } written)
                return null;
            var place = PathOf(written.Sha256);
            if (!File.Exists(place))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                File.Move(part, place, overwrite: true);
            }
            return written;
        }
        finally
        {
            File.Delete(part);
        }
    }

    public Stream? Open(string sha256) => File.Exists(PathOf(sha256))
        ? new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, ChunkSize, FileOptions.Asynchronous | FileOptions.SequentialScan) : null;

    public async Task ShredAsync(string sha256, CancellationToken ct)
    {
        var place = PathOf(sha256);
        if (!File.Exists(place))
            return;
        await using (var file = new FileStream(place, FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
        {
            var noise = new byte[ChunkSize];
            for (var left = file.Length; left > 0; left -= ChunkSize)
            {
                RandomNumberGenerator.Fill(noise);
                await file.WriteAsync(noise.AsMemory(0, (int)Math.Min(left, ChunkSize)), ct);
            }
            file.Flush(flushToDisk: true);
        }
        File.Delete(place);
    }

    /// <summary>Removes what a crash left half written; called before anything is put.</summary>
    public void Sweep()
    {
        foreach (var part in Directory.EnumerateFiles(_folder, "*" + PartSuffix))
            File.Delete(part);
    }

    private static async Task<VaultedFile?> WriteAsync(Stream content, string path, long most, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0)
            {
                size += read;
                if (size > most)
                    return null;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            file.Flush(flushToDisk: true);
            return new VaultedFile(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Hashes come from the database; a damaged one must not lead out of the folder.
    private string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(_folder, sha256[..2], sha256[2..]) : throw new ArgumentException("Not a SHA-256 hash.", nameof(sha256));
}
