using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Records.Persistence;

/// <summary>Tables of what the rules of forms look at.</summary>
internal sealed class WatchMapping : IEntityTypeConfiguration<RecordMark>, IEntityTypeConfiguration<RecordWatch>
{
    public void Configure(EntityTypeBuilder<RecordMark> builder)
    {
        builder.ToTable("records_marks");
        builder.HasKey(m => new { m.RecordId, m.Rule });
        builder.Property(m => m.Rule).HasMaxLength(RecordMark.RuleLength);
        builder.Property(m => m.Value).HasMaxLength(Domain.RuleMarks.ValueLength);
        builder.Property(m => m.Text).HasMaxLength(Domain.RuleMarks.ValueLength);
        builder.HasIndex(m => new { m.FormId, m.Rule, m.Value });
        builder.HasOne<FormRecord>().WithMany().HasForeignKey(m => m.RecordId);
        builder.HasOne<RecordForm>().WithMany().HasForeignKey(m => m.FormId);
    }

    public void Configure(EntityTypeBuilder<RecordWatch> builder)
    {
        builder.ToTable("records_watches");
        builder.Property(w => w.Rule).HasMaxLength(RecordMark.RuleLength);
        builder.Property(w => w.Subject).HasMaxLength(Domain.RuleMarks.ValueLength);
        builder.Property(w => w.Title).HasMaxLength(RecordWatch.TitleLength);
        builder.HasIndex(w => new { w.FormId, w.Rule, w.Subject }).IsUnique();
        builder.HasIndex(w => new { w.DueOn, w.Id });
        builder.HasIndex(w => w.RecordId);
        builder.HasOne<RecordForm>().WithMany().HasForeignKey(w => w.FormId);
        builder.HasOne<FormRecord>().WithMany().HasForeignKey(w => w.RecordId);
        builder.HasOne<Department>().WithMany().HasForeignKey(w => w.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId);
    }
}
