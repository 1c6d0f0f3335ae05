using System.Security.Cryptography;
using System.Text.Json;
using Isms.Kernel.Ledger;

namespace Isms.Modules.Assets;

/// <summary>A hash over rows taken one by one, so that memory does not grow with their number. The order of rows and of their properties counts.</summary>
internal sealed class RowsHash : IDisposable
{
    private static readonly byte[] End = "\n"u8.ToArray();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add<T>(T row)
    {
        _hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(row, EntityJson.Options));
        _hash.AppendData(End);
    }

    /// <summary>SHA-256, lower-case hexadecimal; begins anew.</summary>
    public string Value => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
