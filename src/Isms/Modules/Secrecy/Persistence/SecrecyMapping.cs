using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Secrecy.Persistence;

/// <summary>Tables of secrecy, prefix <c>secrecy_</c>.</summary>
internal sealed class SecrecyMapping : IEntityTypeConfiguration<ClassificationScheme>, IEntityTypeConfiguration<ClassReader>, IEntityTypeConfiguration<NamedHolder>, IEntityTypeConfiguration<ClassLowering>,
    IEntityTypeConfiguration<Opening>
{
    public void Configure(EntityTypeBuilder<ClassificationScheme> builder)
    {
        builder.ToTable("secrecy_schemes");
        builder.Ignore(s => s.Label);
        builder.Ignore(s => s.Classes);
        builder.Property(s => s.Reason).HasMaxLength(ClassificationScheme.ReasonLength);
        builder.Property(s => s.Definition).HasMaxLength(40_000);
        builder.HasIndex(s => s.Serial).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ClassReader> builder)
    {
        builder.ToTable("secrecy_readers");
        builder.HasIndex(r => new { r.Class, r.Office, r.InOwnDepartment }).IsUnique();
        builder.HasOne<ClassificationScheme>().WithMany().HasForeignKey(r => r.SchemeId);
    }

    public void Configure(EntityTypeBuilder<NamedHolder> builder)
    {
        builder.ToTable("secrecy_holders");
        builder.Property(h => h.SubjectKind).HasMaxLength(60);
        builder.Property(h => h.Reason).HasMaxLength(NamedHolder.ReasonLength);
        builder.HasIndex(h => new { h.SubjectId, h.PersonId });
        builder.HasIndex(h => h.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.NamedById);
        builder.HasOne<Department>().WithMany().HasForeignKey(h => h.DepartmentId);
    }

    public void Configure(EntityTypeBuilder<ClassLowering> builder)
    {
        builder.ToTable("secrecy_lowerings");
        builder.Property(l => l.Number).HasMaxLength(100);
        builder.Property(l => l.SubjectKind).HasMaxLength(60);
        builder.Property(l => l.Title).HasMaxLength(Opening.TitleLength);
        builder.Property(l => l.Link).HasMaxLength(200);
        builder.Property(l => l.Reason).HasMaxLength(ClassLowering.TextLength);
        builder.HasIndex(l => l.Number).IsUnique();
        builder.HasIndex(l => l.SubjectId);
        builder.HasOne<Department>().WithMany().HasForeignKey(l => l.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.AskedById);
    }

    public void Configure(EntityTypeBuilder<Opening> builder)
    {
        builder.ToTable("secrecy_openings");
        builder.Property(o => o.SubjectKind).HasMaxLength(60);
        builder.Property(o => o.Title).HasMaxLength(Opening.TitleLength);
        builder.Property(o => o.Link).HasMaxLength(200);
        builder.Property(o => o.PersonName).HasMaxLength(Person.NameLength);
        builder.HasIndex(o => new { o.At, o.Id });
        builder.HasIndex(o => o.SubjectId);
        builder.HasOne<Department>().WithMany().HasForeignKey(o => o.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId);
    }
}
