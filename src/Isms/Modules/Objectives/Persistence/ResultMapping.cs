using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Objectives.Persistence;

/// <summary>Tables of results and what follows from them.</summary>
internal sealed class ResultMapping : IEntityTypeConfiguration<MeasureResult>, IEntityTypeConfiguration<ResultDue>, IEntityTypeConfiguration<ResultEvaluation>,
    IEntityTypeConfiguration<Remedy>
{
    public void Configure(EntityTypeBuilder<MeasureResult> builder)
    {
        builder.ToTable("objectives_results");
        builder.Property(r => r.Basis).HasMaxLength(MeasureResult.TextLength);
        builder.Property(r => r.Link).HasMaxLength(MeasureResult.LinkLength);
        builder.Property(r => r.Reason).HasMaxLength(MeasureResult.TextLength);
        builder.HasIndex(r => new { r.LineId, r.PeriodStart });
        // An entry is corrected once; what is corrected again is the correction.
        builder.HasIndex(r => r.CorrectsId).IsUnique();
        builder.HasOne<MeasureLine>().WithMany().HasForeignKey(r => r.LineId);
        builder.HasOne<Measure>().WithMany().HasForeignKey(r => r.MeasureId);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.EnteredById);
        builder.HasOne<MeasureResult>().WithMany().HasForeignKey(r => r.CorrectsId);
    }

    public void Configure(EntityTypeBuilder<ResultDue> builder)
    {
        builder.ToTable("objectives_dues");
        builder.HasIndex(d => new { d.LineId, d.PeriodStart, d.PeriodEnd }).IsUnique();
        builder.HasOne<MeasureLine>().WithMany().HasForeignKey(d => d.LineId);
    }

    public void Configure(EntityTypeBuilder<ResultEvaluation> builder)
    {
        builder.ToTable("objectives_evaluations");
        builder.Property(e => e.Words).HasMaxLength(MeasureResult.TextLength);
        builder.HasIndex(e => e.ResultId).IsUnique();
        builder.HasOne<MeasureResult>().WithMany().HasForeignKey(e => e.ResultId);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.EvaluatedById);
    }

    public void Configure(EntityTypeBuilder<Remedy> builder)
    {
        builder.ToTable("objectives_remedies");
        builder.Property(r => r.Cause).HasMaxLength(MeasureResult.TextLength);
        builder.Property(r => r.Action).HasMaxLength(MeasureResult.TextLength);
        builder.Property(r => r.Outcome).HasMaxLength(MeasureResult.TextLength);
        builder.HasIndex(r => r.ResultId).IsUnique();
        builder.HasOne<MeasureResult>().WithMany().HasForeignKey(r => r.ResultId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.OwnerId);
    }
}
