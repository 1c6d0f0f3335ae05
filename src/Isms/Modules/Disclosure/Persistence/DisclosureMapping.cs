using Isms.Kernel.Access;
using Isms.Modules.Communication;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Disclosure.Persistence;

/// <summary>Tables of disclosure, prefix <c>disclosure_</c>.</summary>
internal sealed class DisclosureMapping : IEntityTypeConfiguration<TradeSecret>, IEntityTypeConfiguration<SecretHolder>, IEntityTypeConfiguration<SecretRequest>, IEntityTypeConfiguration<SecretReview>,
    IEntityTypeConfiguration<ExchangeChannel>, IEntityTypeConfiguration<Transfer>, IEntityTypeConfiguration<Carrier>, IEntityTypeConfiguration<MediaTransit>
{
    private const int Number = 100;

    public void Configure(EntityTypeBuilder<TradeSecret> builder)
    {
        builder.ToTable("disclosure_secrets");
        builder.Property(s => s.Number).HasMaxLength(Number);
        builder.Property(s => s.Title).HasMaxLength(TradeSecret.TitleLength);
        builder.Property(s => s.TitleSort).HasMaxLength(120);
        builder.Property(s => s.Location).HasMaxLength(TradeSecret.TextLength);
        builder.Property(s => s.Reason).HasMaxLength(TradeSecret.TextLength);
        builder.HasIndex(s => s.Number).IsUnique();
        builder.HasIndex(s => s.ExpiresOn);
        builder.HasOne<Department>().WithMany().HasForeignKey(s => s.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.OwnerId);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.CreatedById);
    }

    public void Configure(EntityTypeBuilder<SecretHolder> builder)
    {
        builder.ToTable("disclosure_holders");
        builder.Property(h => h.Agreement).HasMaxLength(TradeSecret.TitleLength);
        builder.Property(h => h.HandBackNote).HasMaxLength(TradeSecret.TextLength);
        builder.HasIndex(h => new { h.SecretId, h.PersonId });
        builder.HasIndex(h => h.PersonId);
        builder.HasOne<TradeSecret>().WithMany().HasForeignKey(h => h.SecretId);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId);
    }

    public void Configure(EntityTypeBuilder<SecretRequest> builder)
    {
        builder.ToTable("disclosure_requests");
        builder.Property(r => r.Number).HasMaxLength(Number);
        builder.Property(r => r.Purpose).HasMaxLength(TradeSecret.TextLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.SecretId, r.PersonId });
        builder.HasOne<TradeSecret>().WithMany().HasForeignKey(r => r.SecretId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
    }

    public void Configure(EntityTypeBuilder<SecretReview> builder)
    {
        builder.ToTable("disclosure_reviews");
        builder.Property(r => r.Number).HasMaxLength(Number);
        builder.Property(r => r.Reason).HasMaxLength(TradeSecret.TextLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => r.SecretId);
        builder.HasOne<TradeSecret>().WithMany().HasForeignKey(r => r.SecretId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.ById);
    }

    public void Configure(EntityTypeBuilder<ExchangeChannel> builder)
    {
        builder.ToTable("disclosure_channels");
        builder.Property(c => c.Name).HasMaxLength(ExchangeChannel.NameLength);
        builder.Property(c => c.NameSort).HasMaxLength(120);
        builder.Property(c => c.Rule).HasMaxLength(ExchangeChannel.RuleLength);
    }

    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.ToTable("disclosure_transfers");
        builder.Property(t => t.Number).HasMaxLength(Number);
        builder.Property(t => t.Title).HasMaxLength(Transfer.TitleLength);
        builder.Property(t => t.Receiver).HasMaxLength(Transfer.TitleLength);
        builder.Property(t => t.Agreement).HasMaxLength(Transfer.TitleLength);
        builder.Property(t => t.Encryption).HasMaxLength(Transfer.TitleLength);
        builder.Property(t => t.Purpose).HasMaxLength(Transfer.TextLength);
        builder.HasIndex(t => t.Number).IsUnique();
        builder.HasIndex(t => t.DepartmentId);
        builder.HasOne<ExchangeChannel>().WithMany().HasForeignKey(t => t.ChannelId);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.SenderId);
        builder.HasOne<Department>().WithMany().HasForeignKey(t => t.DepartmentId);
        builder.HasOne<Department>().WithMany().HasForeignKey(t => t.ToDepartmentId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(t => t.ContactId);
    }

    public void Configure(EntityTypeBuilder<Carrier> builder)
    {
        builder.ToTable("disclosure_carriers");
        builder.Property(c => c.Name).HasMaxLength(Carrier.NameLength);
        builder.Property(c => c.NameSort).HasMaxLength(120);
        builder.Property(c => c.Reach).HasMaxLength(Carrier.TextLength);
        builder.Property(c => c.Basis).HasMaxLength(Carrier.TextLength);
    }

    public void Configure(EntityTypeBuilder<MediaTransit> builder)
    {
        builder.ToTable("disclosure_transits");
        builder.Ignore(t => t.State);
        builder.Property(t => t.Number).HasMaxLength(Number);
        builder.Property(t => t.Media).HasMaxLength(MediaTransit.TextLength);
        builder.Property(t => t.Receiver).HasMaxLength(MediaTransit.TextLength);
        builder.Property(t => t.SealNumber).HasMaxLength(Number);
        builder.Property(t => t.ReceivedBy).HasMaxLength(Number);
        builder.Property(t => t.Remark).HasMaxLength(MediaTransit.TextLength);
        builder.HasIndex(t => t.Number).IsUnique();
        builder.HasIndex(t => t.ExpectedOn);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.SenderId);
        builder.HasOne<Department>().WithMany().HasForeignKey(t => t.DepartmentId);
        builder.HasOne<Carrier>().WithMany().HasForeignKey(t => t.CarrierId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(t => t.ContactId);
        builder.HasOne<Transfer>().WithMany().HasForeignKey(t => t.TransferId);
    }
}
