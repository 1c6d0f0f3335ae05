using System.Security.Cryptography;
using System.Text;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Access.Account;

/// <summary>An authenticator app set up for an account, with the codes for the day it is lost. Not ledgered: secrets have no place there.</summary>
internal sealed class SecondFactor
{
    private const string CodeAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int RecoveryCodes = 8;

    public Guid UserId { get; init; }
    public string Secret { get; init; } = Totp.NewSecret();

    /// <summary>When the first code was given; until then nothing is asked for.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>The step of the last code accepted: no code works twice.</summary>
    public long LastStep { get; private set; }

    /// <summary>Hashes of the recovery codes not used yet, separated by spaces.</summary>
    public string RecoveryHashes { get; private set; } = "";

    public int RecoveryCodesLeft => RecoveryHashes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>Takes a code, if it is right, so that it cannot be taken again.</summary>
    public bool Accepts(string code, DateTime now)
    {
        var text = string.Concat(code.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
        if (text.Length == 6 && text.All(char.IsAsciiDigit))
            return AcceptsDigits(text, now);
        var hashes = RecoveryHashes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (!hashes.Remove(ActorMiddleware.HashOf(text)))
            return false;
        RecoveryHashes = string.Join(' ', hashes);
        return true;
    }

    /// <summary>New recovery codes in place of all earlier ones; shown once.</summary>
    public IReadOnlyList<string> RenewRecoveryCodes()
    {
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(CodeAlphabet, 10)).ToList();
        RecoveryHashes = string.Join(' ', codes.Select(ActorMiddleware.HashOf));
        return codes.ConvertAll(c => c[..5] + "-" + c[5..]);
    }

    private bool AcceptsDigits(string code, DateTime now)
    {
        if (Totp.Match(Secret, code, now) is not { } step || step <= LastStep)
            return false;
        LastStep = step;
        return true;
    }
}

/// <summary>A password once set, as its hash, so that it is not taken again too soon.</summary>
internal sealed class PastPassword
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid UserId { get; init; }
    public required string Hash { get; init; }
    public DateTime SetAt { get; init; }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<SecondFactor>, IEntityTypeConfiguration<PastPassword>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.ToTable("kernel_second_factors");
        builder.HasKey(f => f.UserId);
        builder.Property(f => f.Secret).HasMaxLength(64);
        builder.Property(f => f.RecoveryHashes).HasMaxLength(1000);
        // Two sign-ins in one instant cannot both use the same code.
        builder.Property(f => f.LastStep).IsConcurrencyToken();
        builder.Property(f => f.RecoveryHashes).IsConcurrencyToken();
        builder.Ignore(f => f.RecoveryCodesLeft);
        builder.HasOne<User>().WithOne().HasForeignKey<SecondFactor>(f => f.UserId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PastPassword> builder)
    {
        builder.ToTable("kernel_past_passwords");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Hash).HasMaxLength(200);
        builder.HasIndex(p => new { p.UserId, p.SetAt });
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
