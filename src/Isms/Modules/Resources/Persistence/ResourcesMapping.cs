using Isms.Kernel.Access;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Resources.Persistence;

/// <summary>Tables of resources, prefix <c>resources_</c>.</summary>
internal sealed class ResourcesMapping : IEntityTypeConfiguration<ResourceRequest>, IEntityTypeConfiguration<ResourceUse>, IEntityTypeConfiguration<Facility>
{
    public void Configure(EntityTypeBuilder<ResourceRequest> builder)
    {
        builder.ToTable("resources_requests");
        builder.Ignore(r => r.IsDraft);
        builder.Property(r => r.Number).HasMaxLength(100);
        builder.Property(r => r.Title).HasMaxLength(ResourceRequest.TitleLength);
        builder.Property(r => r.Procedure).HasMaxLength(100);
        builder.Property(r => r.Reason).HasMaxLength(ResourceRequest.TextLength);
        builder.Property(r => r.SourceKind).HasMaxLength(60);
        builder.Property(r => r.SourceTitle).HasMaxLength(ResourceRequest.SourceLength);
        builder.Property(r => r.SourceLink).HasMaxLength(ResourceRequest.SourceLength);
        builder.Property(r => r.EndNote).HasMaxLength(ResourceRequest.TextLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.DepartmentId, r.State });
        builder.HasIndex(r => r.NeededOn);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.RequestedById);
        builder.HasOne<TreatmentItem>().WithMany().HasForeignKey(r => r.ItemId);
    }

    public void Configure(EntityTypeBuilder<ResourceUse> builder)
    {
        builder.ToTable("resources_uses");
        builder.Property(u => u.Note).HasMaxLength(ResourceUse.NoteLength);
        builder.HasIndex(u => new { u.RequestId, u.UsedOn });
        builder.HasOne<ResourceRequest>().WithMany().HasForeignKey(u => u.RequestId);
        builder.HasOne<Person>().WithMany().HasForeignKey(u => u.EnteredById);
    }

    public void Configure(EntityTypeBuilder<Facility> builder)
    {
        builder.ToTable("resources_facilities");
        builder.Property(f => f.Name).HasMaxLength(Facility.NameLength);
        builder.Property(f => f.NameSort).HasMaxLength(120);
        builder.Property(f => f.Location).HasMaxLength(Facility.NameLength);
        builder.Property(f => f.Protection).HasMaxLength(Facility.TextLength);
        builder.HasIndex(f => new { f.NameSort, f.Id });
        builder.HasOne<Department>().WithMany().HasForeignKey(f => f.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.OwnerId);
    }
}
