using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Objectives.Persistence;

/// <summary>Tables of objectives and measures, prefix <c>objectives_</c>.</summary>
internal sealed class ObjectivesMapping : IEntityTypeConfiguration<ObjectiveSet>, IEntityTypeConfiguration<MeasureLine>, IEntityTypeConfiguration<Measure>,
    IEntityTypeConfiguration<DepartmentShare>
{
    public void Configure(EntityTypeBuilder<ObjectiveSet> builder)
    {
        builder.ToTable("objectives_sets");
        builder.Ignore(s => s.IsDraft).Ignore(s => s.Label);
        builder.Property(s => s.Number).HasMaxLength(100);
        builder.Property(s => s.ChangeNote).HasMaxLength(ObjectiveSet.NoteLength);
        builder.Property(s => s.SourceTitle).HasMaxLength(ObjectiveSet.NoteLength);
        builder.Property(s => s.SourceLink).HasMaxLength(ObjectiveSet.LinkLength);
        builder.HasIndex(s => s.Serial).IsUnique();
        builder.HasIndex(s => s.State);
    }

    public void Configure(EntityTypeBuilder<MeasureLine> builder)
    {
        builder.ToTable("objectives_lines");
        builder.Property(l => l.Number).HasMaxLength(20);
        builder.HasIndex(l => l.Serial).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Measure> builder)
    {
        builder.ToTable("objectives_measures");
        builder.Ignore(m => m.IsAutomatic);
        builder.Property(m => m.Title).HasMaxLength(Measure.TitleLength);
        builder.Property(m => m.PrincipleKey).HasMaxLength(Measure.KeyLength);
        builder.Property(m => m.Principle).HasMaxLength(Measure.TextLength);
        builder.Property(m => m.Metric).HasMaxLength(Measure.WordLength);
        builder.Property(m => m.Formula).HasMaxLength(Measure.TextLength);
        builder.Property(m => m.DataSource).HasMaxLength(Measure.WordLength);
        builder.Property(m => m.Unit).HasMaxLength(Measure.UnitLength);
        builder.Property(m => m.SourceKey).HasMaxLength(Measure.KeyLength);
        builder.Property(m => m.Controls).HasMaxLength(Measure.TextLength);
        builder.Property(m => m.Actions).HasMaxLength(Measure.TextLength);
        builder.Property(m => m.Means).HasMaxLength(Measure.TextLength);
        builder.Property(m => m.Judging).HasMaxLength(Measure.TextLength);
        builder.HasIndex(m => new { m.SetId, m.LineId }).IsUnique();
        builder.HasOne<ObjectiveSet>().WithMany().HasForeignKey(m => m.SetId);
        builder.HasOne<MeasureLine>().WithMany().HasForeignKey(m => m.LineId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.CollectorId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.EvaluatorId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.ResponsibleId);
    }

    public void Configure(EntityTypeBuilder<DepartmentShare> builder)
    {
        builder.ToTable("objectives_shares");
        builder.Property(s => s.Task).HasMaxLength(Measure.WordLength);
        builder.HasIndex(s => new { s.MeasureId, s.DepartmentId }).IsUnique();
        builder.HasOne<Measure>().WithMany().HasForeignKey(s => s.MeasureId);
        builder.HasOne<Department>().WithMany().HasForeignKey(s => s.DepartmentId);
    }
}
