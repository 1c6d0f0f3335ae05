using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>Tables of the responsibility matrix, prefix <c>organization_</c>.</summary>
internal sealed class MatrixMapping : IEntityTypeConfiguration<ResponsibilityMatrix>, IEntityTypeConfiguration<MatrixColumn>, IEntityTypeConfiguration<MatrixRow>,
    IEntityTypeConfiguration<MatrixConfirmation>, IEntityTypeConfiguration<MatrixImport>
{
    public void Configure(EntityTypeBuilder<ResponsibilityMatrix> builder)
    {
        builder.ToTable("organization_matrices");
        builder.Ignore(m => m.IsDraft).Ignore(m => m.IsOpen);
        builder.Property(m => m.Number).HasMaxLength(60);
        builder.Property(m => m.VersionLabel).HasMaxLength(20);
        builder.Property(m => m.ChangeNote).HasMaxLength(ResponsibilityMatrix.NoteLength);
        builder.HasIndex(m => new { m.Major, m.Minor }).IsUnique();
        builder.HasIndex(m => m.EffectiveOn);
        builder.HasOne<ResponsibilityMatrix>().WithMany().HasForeignKey(m => m.BasedOnId);
    }

    public void Configure(EntityTypeBuilder<MatrixColumn> builder)
    {
        builder.ToTable("organization_matrix_columns");
        builder.Property(c => c.Name).HasMaxLength(Department.NameLength);
        builder.HasIndex(c => new { c.MatrixId, c.Place });
        builder.HasOne<ResponsibilityMatrix>().WithMany().HasForeignKey(c => c.MatrixId);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
        builder.HasOne<MatrixColumn>().WithMany().HasForeignKey(c => c.SameAsId);
    }

    public void Configure(EntityTypeBuilder<MatrixRow> builder)
    {
        builder.ToTable("organization_matrix_rows");
        builder.Property(r => r.Code).HasMaxLength(MatrixRow.CodeLength);
        builder.HasIndex(r => new { r.MatrixId, r.Edition, r.Code }).IsUnique();
        builder.HasOne<ResponsibilityMatrix>().WithMany().HasForeignKey(r => r.MatrixId);
        builder.HasOne<MatrixColumn>().WithMany().HasForeignKey(r => r.CoordinatorId);
    }

    public void Configure(EntityTypeBuilder<MatrixConfirmation> builder)
    {
        builder.ToTable("organization_matrix_confirmations");
        builder.Property(c => c.Finding).HasMaxLength(MatrixConfirmation.FindingLength);
        builder.Property(c => c.Reason).HasMaxLength(MatrixConfirmation.ReasonLength);
        builder.Property(c => c.ByName).HasMaxLength(Person.NameLength);
        builder.HasIndex(c => new { c.MatrixId, c.Finding }).IsUnique();
        builder.HasOne<ResponsibilityMatrix>().WithMany().HasForeignKey(c => c.MatrixId);
    }

    public void Configure(EntityTypeBuilder<MatrixImport> builder)
    {
        builder.ToTable("organization_matrix_imports");
        builder.Property(i => i.FileName).HasMaxLength(255);
        builder.Property(i => i.FileHash).HasMaxLength(64);
        builder.Property(i => i.StartedBy).HasMaxLength(Person.NameLength);
        builder.HasIndex(i => i.StartedAt);
        builder.HasOne<ResponsibilityMatrix>().WithMany().HasForeignKey(i => i.MatrixId);
    }
}
