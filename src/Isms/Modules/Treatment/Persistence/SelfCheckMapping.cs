using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Treatment.Persistence;

/// <summary>Table of self-checks.</summary>
internal sealed class SelfCheckMapping : IEntityTypeConfiguration<ControlSelfCheck>
{
    public void Configure(EntityTypeBuilder<ControlSelfCheck> builder)
    {
        builder.ToTable("treatment_self_checks");
        builder.Property(c => c.Code).HasMaxLength(20);
        builder.Property(c => c.Note).HasMaxLength(ControlSelfCheck.NoteLength);
        builder.HasIndex(c => new { c.DepartmentId, c.Edition, c.Code, c.CheckedOn });
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.CheckedById);
    }
}
