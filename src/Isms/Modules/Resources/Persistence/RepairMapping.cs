using Isms.Kernel.Access;
using Isms.Modules.Assets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Resources.Persistence;

/// <summary>Table of hardware problems brought to the engineering department.</summary>
internal sealed class RepairMapping : IEntityTypeConfiguration<RepairTicket>
{
    public void Configure(EntityTypeBuilder<RepairTicket> builder)
    {
        builder.ToTable("resources_repairs");
        builder.Property(r => r.Number).HasMaxLength(100);
        builder.Property(r => r.Title).HasMaxLength(RepairTicket.TitleLength);
        builder.Property(r => r.Description).HasMaxLength(RepairTicket.TextLength);
        builder.Property(r => r.Tried).HasMaxLength(RepairTicket.TextLength);
        builder.Property(r => r.Solution).HasMaxLength(RepairTicket.TextLength);
        builder.Property(r => r.EndNote).HasMaxLength(RepairTicket.TextLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.DepartmentId, r.State });
        builder.HasIndex(r => r.ReportedAt);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.ReportedById);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.HandlerId);
        builder.HasOne<Asset>().WithMany().HasForeignKey(r => r.AssetId);
    }
}
