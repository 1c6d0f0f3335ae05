using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Isms.Kernel.Files;

/// <summary>
/// A folder <c>files/ab/cdef…</c>. A content is written beside its place, forced to disk and then moved there, so a power cut leaves it
/// whole or not at all, and at most a part that the next start removes. A shredded one is overwritten once and removed, so that it cannot be read from the
/// free space of an ordinary disk.
/// </summary>
/// <param name="folder">Made by <see cref="Sweep"/>, or when something is put.</param>
internal sealed class FolderVault(string folder) : IFileVault
{
    private const string PartSuffix = ".part";
    private readonly string _folder = Path.GetFullPath(folder);

    public string Place => _folder;

    public async Task<VaultedFile?> PutAsync(Stream content, long most, CancellationToken ct)
    {
        var part = PartPath();
        try
        {
            if (await WriteAsync(content, part, most, ct) is not { } written)
                return null;
            var place = PathOf(FileVaults.NameOf(written.Sha256));
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

    public async Task<Stream?> OpenAsync(string sha256, CancellationToken ct)
    {
        if (Read(FileVaults.NameOf(sha256)) is not { } content)
            return null;
        if ((await HashingCopy.RunAsync(content, null, long.MaxValue, ct))!.Sha256 == sha256)
        {
            content.Position = 0;
            return content;
        }
        await content.DisposeAsync();
        return null;
    }

    public async Task ShredAsync(string sha256, CancellationToken ct)
    {
        var place = PathOf(FileVaults.NameOf(sha256));
        if (!File.Exists(place))
            return;
        await using (var file = new FileStream(place, FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
        {
            var noise = new byte[HashingCopy.ChunkSize];
            for (var left = file.Length; left > 0; left -= noise.Length)
            {
                RandomNumberGenerator.Fill(noise);
                await file.WriteAsync(noise.AsMemory(0, (int)Math.Min(left, noise.Length)), ct);
            }
            file.Flush(flushToDisk: true);
        }
        File.Delete(place);
    }

    public async IAsyncEnumerable<string> NamesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (!Directory.Exists(_folder))
            yield break;
        foreach (var path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(PartSuffix, StringComparison.Ordinal)))
        {
            ct.ThrowIfCancellationRequested();
            yield return Path.GetRelativePath(_folder, path).Replace('\\', '/');
        }
        await Task.CompletedTask;
    }

    public Task<Stream?> OpenAsItIsAsync(string name, CancellationToken ct) => Task.FromResult<Stream?>(Read(name));

    public async Task ProbeAsync(CancellationToken ct)
    {
        var part = PartPath();
        try
        {
            await WriteAsync(new MemoryStream([1]), part, 1, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VaultUnavailableException(e.Message, e);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Makes the folder, and removes what a crash left half written; called before anything is put.</summary>
    public void Sweep()
    {
        Directory.CreateDirectory(_folder);
        foreach (var part in Directory.EnumerateFiles(_folder, "*" + PartSuffix))
            File.Delete(part);
    }

    private string PartPath()
    {
        Directory.CreateDirectory(_folder);
        return Path.Combine(_folder, Guid.CreateVersion7().ToString("N") + PartSuffix);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private FileStream? Read(string name) => File.Exists(PathOf(name))
        ? new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read, HashingCopy.ChunkSize, FileOptions.Asynchronous | FileOptions.SequentialScan) : null;

    private static async Task<VaultedFile?> WriteAsync(Stream content, string path, long most, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        var written = await HashingCopy.RunAsync(content, file, most, ct);
        file.Flush(flushToDisk: true);
        return written;
    }
}
