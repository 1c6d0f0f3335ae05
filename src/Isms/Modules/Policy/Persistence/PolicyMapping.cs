using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Policy.Persistence;

/// <summary>Tables of the policy, prefix <c>policy_</c>.</summary>
internal sealed class PolicyMapping : IEntityTypeConfiguration<PolicyVersion>, IEntityTypeConfiguration<PolicyLine>, IEntityTypeConfiguration<PolicyReview>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable("policy_versions");
        builder.Ignore(p => p.IsDraft).Ignore(p => p.IsOpen);
        builder.Property(p => p.Number).HasMaxLength(60);
        builder.Property(p => p.VersionLabel).HasMaxLength(20);
        builder.Property(p => p.ChangeNote).HasMaxLength(PolicyVersion.NoteLength);
        builder.Property(p => p.Text).HasMaxLength(PolicyVersion.TextLength);
        builder.Property(p => p.ApprovedBy).HasMaxLength(Person.NameLength);
        builder.HasIndex(p => p.Minor).IsUnique();
        builder.HasIndex(p => p.State);
    }

    public void Configure(EntityTypeBuilder<PolicyLine> builder)
    {
        builder.ToTable("policy_lines");
        builder.Property(l => l.Text).HasMaxLength(PolicyLine.TextLength);
        builder.HasIndex(l => new { l.PolicyId, l.Place });
        builder.HasOne<PolicyVersion>().WithMany().HasForeignKey(l => l.PolicyId);
    }

    public void Configure(EntityTypeBuilder<PolicyReview> builder)
    {
        builder.ToTable("policy_reviews");
        builder.Property(r => r.Suitability).HasMaxLength(PolicyReview.TextLength);
        builder.Property(r => r.Adequacy).HasMaxLength(PolicyReview.TextLength);
        builder.Property(r => r.StrategyAndRisk).HasMaxLength(PolicyReview.TextLength);
        builder.Property(r => r.ByName).HasMaxLength(Person.NameLength);
        builder.HasIndex(r => r.HeldOn);
        builder.HasOne<PolicyVersion>().WithMany().HasForeignKey(r => r.PolicyId);
    }
}
