using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Criteria.Persistence;

internal sealed class CriteriaMapping : IEntityTypeConfiguration<CriteriaVersion>
{
    public void Configure(EntityTypeBuilder<CriteriaVersion> builder)
    {
        builder.ToTable("criteria_versions");
        builder.Property(v => v.Name).HasMaxLength(CriteriaVersion.NameLength);
        builder.Property(v => v.NameEn).HasMaxLength(CriteriaVersion.NameLength);
        builder.Property(v => v.VersionLabel).HasMaxLength(CriteriaVersion.LabelLength);
        builder.Property(v => v.BasedOn).HasMaxLength(40);
        builder.Property(v => v.ResolutionNumber).HasMaxLength(CriteriaVersion.ResolutionLength);
        builder.Property(v => v.ApprovedBy).HasMaxLength(Person.NameLength);
        builder.HasIndex(v => v.Serial).IsUnique();
        // 4.2.1.2.2 d): one effective version, whatever happens at the same time.
        builder.HasIndex(v => v.State).IsUnique().HasFilter("state = 'Approved'");
    }
}
