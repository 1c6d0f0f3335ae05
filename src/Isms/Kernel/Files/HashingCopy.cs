using System.Buffers;
using System.Security.Cryptography;

namespace Isms.Kernel.Files;

/// <summary>Copies a content piece by piece and tells its hash.</summary>
internal static class HashingCopy
{
    public const int ChunkSize = 128 * 1024;

    /// <param name="target">Null only reads.</param>
    /// <param name="most">Bytes; a longer content ends the copy with null.</param>
    public static async Task<VaultedFile?> RunAsync(Stream content, Stream? target, long most, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
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
                if (target is not null)
                    await target.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            return new VaultedFile(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
