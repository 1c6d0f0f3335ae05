using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Http.Idempotency;

/// <summary>
/// What a POST with an Idempotency-Key was answered. Not business data: what the request changed is in the ledger. The answer may hold what is
/// shown only once (a token, a first password), so it is encrypted with the key the caller chose, of which only a hash is kept.
/// </summary>
internal sealed class KeptAnswer
{
    /// <summary>Longer answers are not kept.</summary>
    public const int LongestBody = 1024 * 1024;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PersonId { get; init; }
    public required string KeyHash { get; init; }

    /// <summary>SHA-256 of route and content of the first request.</summary>
    public required string Fingerprint { get; init; }
    public DateTime StartedAt { get; init; }

    /// <summary>False while the first request is still at work.</summary>
    public bool Finished { get; private set; }

    /// <summary>Null while unfinished, and when the answer was too long to keep.</summary>
    public byte[]? Answer { get; private set; }

    public static string HashOf(Guid personId, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(personId + "\n" + key)));

    public void Finish(RepeatableAnswer answer, string key)
    {
        Finished = true;
        if (answer.Body.Length > LongestBody)
            return;
        var plain = JsonSerializer.SerializeToUtf8Bytes(answer);
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var kept = new byte[nonceSize + tagSize + plain.Length];
        RandomNumberGenerator.Fill(kept.AsSpan(0, nonceSize));
        using var cipher = new AesGcm(SecretOf(key), tagSize);
        cipher.Encrypt(kept.AsSpan(0, nonceSize), plain, kept.AsSpan(nonceSize + tagSize), kept.AsSpan(nonceSize, tagSize));
        Answer = kept;
    }

    /// <summary>The answer as it was given; null when it was too long to keep.</summary>
    public RepeatableAnswer? Open(string key)
    {
        if (Answer is null)
            return null;
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[Answer.Length - nonceSize - tagSize];
        using var cipher = new AesGcm(SecretOf(key), tagSize);
        cipher.Decrypt(Answer.AsSpan(0, nonceSize), Answer.AsSpan(nonceSize + tagSize), Answer.AsSpan(nonceSize, tagSize), plain);
        return JsonSerializer.Deserialize<RepeatableAnswer>(plain);
    }

    private byte[] SecretOf(string key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 32, Id.ToByteArray(), "isms.kept-answer"u8.ToArray());
}

/// <summary>An answer that can be given again.</summary>
internal sealed record RepeatableAnswer(int Status, string? MediaType, string? Location, string? ETag, byte[] Body);

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<KeptAnswer>
{
    public void Configure(EntityTypeBuilder<KeptAnswer> builder)
    {
        builder.ToTable("kernel_kept_answers");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.KeyHash).HasMaxLength(64);
        builder.Property(a => a.Fingerprint).HasMaxLength(64);
        builder.HasIndex(a => a.KeyHash).IsUnique();
        builder.HasIndex(a => a.StartedAt);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
