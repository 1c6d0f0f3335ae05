using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Communication.Persistence;

/// <summary>Table of reports.</summary>
internal sealed class ReportMapping : IEntityTypeConfiguration<TeamReport>
{
    public void Configure(EntityTypeBuilder<TeamReport> builder)
    {
        builder.ToTable("communication_reports");
        builder.Ignore(r => r.IsDraft);
        builder.Property(r => r.Number).HasMaxLength(100);
        builder.Property(r => r.Title).HasMaxLength(TeamReport.TitleLength);
        builder.Property(r => r.Facts).HasMaxLength(TeamReport.TextLength);
        builder.Property(r => r.Summary).HasMaxLength(TeamReport.TextLength);
        builder.Property(r => r.Needs).HasMaxLength(TeamReport.TextLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.Kind, r.To });
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.WrittenById);
    }
}
