using Isms.Kernel.Access;
using Isms.Modules.Organization.Profile;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Organization.Persistence;

/// <summary>Tables of the profile, prefix <c>organization_</c>.</summary>
internal sealed class ProfileMapping : IEntityTypeConfiguration<OrganizationProfile>, IEntityTypeConfiguration<Certificate>, IEntityTypeConfiguration<DepartmentDuties>
{
    public void Configure(EntityTypeBuilder<OrganizationProfile> builder)
    {
        builder.ToTable("organization_profiles");
        builder.Property(p => p.RegistrationNumber).HasMaxLength(OrganizationProfile.LineLength);
        builder.Property(p => p.Address).HasMaxLength(OrganizationProfile.LineLength);
        builder.Property(p => p.Premises).HasMaxLength(OrganizationProfile.TextLength);
        builder.Property(p => p.Business).HasMaxLength(OrganizationProfile.TextLength);
        builder.Property(p => p.Introduction).HasMaxLength(OrganizationProfile.TextLength);
        builder.HasIndex(p => p.ValidFrom).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Certificate> builder)
    {
        builder.ToTable("organization_certificates");
        builder.Property(c => c.Name).HasMaxLength(OrganizationProfile.LineLength);
        builder.Property(c => c.Number).HasMaxLength(OrganizationProfile.LineLength);
        builder.Property(c => c.Grade).HasMaxLength(OrganizationProfile.LineLength);
        builder.Property(c => c.Issuer).HasMaxLength(OrganizationProfile.LineLength);
        builder.Property(c => c.Remark).HasMaxLength(OrganizationProfile.LineLength);
        builder.HasIndex(c => c.ExpiresOn);
    }

    public void Configure(EntityTypeBuilder<DepartmentDuties> builder)
    {
        builder.ToTable("organization_department_duties");
        builder.Property(d => d.General).HasMaxLength(DepartmentDuties.TextLength);
        builder.Property(d => d.Security).HasMaxLength(DepartmentDuties.TextLength);
        builder.HasIndex(d => d.DepartmentId).IsUnique();
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.DepartmentId);
    }
}
