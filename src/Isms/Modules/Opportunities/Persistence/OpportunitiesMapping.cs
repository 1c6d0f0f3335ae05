using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Opportunities.Persistence;

/// <summary>Tables of risks and opportunities, prefix <c>opportunities_</c>.</summary>
internal sealed class OpportunitiesMapping : IEntityTypeConfiguration<Matter>
{
    public void Configure(EntityTypeBuilder<Matter> builder)
    {
        builder.ToTable("opportunities_matters");
        builder.Ignore(m => m.IsDraft).Ignore(m => m.NextOn);
        builder.Property(m => m.Number).HasMaxLength(100);
        builder.Property(m => m.Title).HasMaxLength(Matter.TitleLength);
        builder.Property(m => m.Bearing).HasMaxLength(Matter.TextLength);
        builder.Property(m => m.SourceWords).HasMaxLength(Matter.SourceLength);
        builder.Property(m => m.SourceLink).HasMaxLength(200);
        builder.Property(m => m.Action).HasMaxLength(Matter.TextLength);
        builder.Property(m => m.Integration).HasMaxLength(Matter.TextLength);
        builder.Property(m => m.Measure).HasMaxLength(Matter.TextLength);
        builder.Property(m => m.ReplanReason).HasMaxLength(Matter.TextLength);
        builder.Property(m => m.Outcome).HasMaxLength(Matter.TextLength);
        builder.Property(m => m.Finding).HasMaxLength(Matter.TextLength);
        builder.HasIndex(m => m.Number).IsUnique();
        builder.HasIndex(m => m.State);
        // One plan without effect is followed by one other.
        builder.HasIndex(m => m.FollowsId).IsUnique();
        builder.HasOne<Matter>().WithMany().HasForeignKey(m => m.FollowsId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.ResponsibleId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.JudgeId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.CreatedById);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.CheckedById);
    }
}
