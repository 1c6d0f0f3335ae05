using Isms.Kernel.Access;
using Isms.Modules.Organization.Resolutions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Organization.Persistence;

/// <summary>Table of resolutions.</summary>
internal sealed class ResolutionMapping : IEntityTypeConfiguration<TeamResolution>
{
    public void Configure(EntityTypeBuilder<TeamResolution> builder)
    {
        builder.ToTable("organization_resolutions");
        builder.Property(r => r.Number).HasMaxLength(100);
        builder.Property(r => r.Subject).HasMaxLength(TeamResolution.SubjectLength);
        builder.Property(r => r.Text).HasMaxLength(TeamResolution.TextLength);
        builder.Property(r => r.Result).HasMaxLength(TeamResolution.TextLength);
        builder.Property(r => r.RecordedBy).HasMaxLength(Person.NameLength);
        builder.Property(r => r.ClosedBy).HasMaxLength(Person.NameLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.ClosedAt, r.DueOn });
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.OwnerId);
    }
}
