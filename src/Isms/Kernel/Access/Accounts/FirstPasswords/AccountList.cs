using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Access.Accounts.FirstPasswords;

/// <summary>Accounts that were opened together, with the first passwords until they are handed out.</summary>
internal sealed class AccountList
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid StartedById { get; init; }
    public required string StartedBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>Accounts it opened so far.</summary>
    public int Opened { get; set; }

    /// <summary>Of these, those whose password went out by mail.</summary>
    public int Mailed { get; set; }

    /// <summary>When the sealed list was taken, or thrown away unread; UTC. From then on nobody can read a password of it.</summary>
    public DateTime? ClosedAt { get; set; }
}

/// <summary>A first password that was not handed out yet. Never in the ledger; gone with the list.</summary>
internal sealed class AccountSlip
{
    public const int PasswordLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ListId { get; init; }
    public Guid UserId { get; init; }

    /// <summary>Encrypted with the instance's own keys.</summary>
    public required string Password { get; init; }
}

internal sealed class AccountListMapping : IEntityTypeConfiguration<AccountList>, IEntityTypeConfiguration<AccountSlip>
{
    public void Configure(EntityTypeBuilder<AccountList> builder)
    {
        builder.ToTable("kernel_account_lists");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.StartedBy).HasMaxLength(Person.NameLength);
        builder.HasIndex(l => l.StartedAt);
    }

    public void Configure(EntityTypeBuilder<AccountSlip> builder)
    {
        builder.ToTable("kernel_account_slips");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Password).HasMaxLength(AccountSlip.PasswordLength);
        builder.HasIndex(s => s.ListId);
        builder.HasOne<AccountList>().WithMany().HasForeignKey(s => s.ListId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
