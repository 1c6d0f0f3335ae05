using Isms.Kernel.Access;
using Isms.Modules.Organization.Importing;
using Isms.Modules.Organization.Leaving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Organization.Persistence;

/// <summary>Tables around people coming, moving and leaving, prefix <c>organization_</c>.</summary>
internal sealed class PeopleMapping : IEntityTypeConfiguration<PeopleImport>, IEntityTypeConfiguration<LeavingTask>, IEntityTypeConfiguration<PastPlacement>
{
    public void Configure(EntityTypeBuilder<PeopleImport> builder)
    {
        builder.ToTable("organization_people_imports");
        builder.Property(i => i.FileName).HasMaxLength(255);
        builder.Property(i => i.FileHash).HasMaxLength(64);
        builder.Property(i => i.StartedBy).HasMaxLength(Person.NameLength);
        builder.Property(i => i.ReportHash).HasMaxLength(64);
        builder.HasIndex(i => new { i.StartedById, i.StartedAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.StartedById);
    }

    public void Configure(EntityTypeBuilder<LeavingTask> builder)
    {
        builder.ToTable("organization_leaving_tasks");
        builder.Property(t => t.DoneBy).HasMaxLength(Person.NameLength);
        builder.Property(t => t.Note).HasMaxLength(LeavingTask.NoteLength);
        builder.HasIndex(t => t.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId);
    }

    public void Configure(EntityTypeBuilder<PastPlacement> builder)
    {
        builder.ToTable("organization_past_placements");
        builder.Property(p => p.Post).HasMaxLength(100);
        builder.HasIndex(p => new { p.PersonId, p.Until });
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        builder.HasOne<Department>().WithMany().HasForeignKey(p => p.DepartmentId);
    }
}
