using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Records.Persistence;

/// <summary>Tables of disposals and of the annual plan.</summary>
internal sealed class ControlMapping : IEntityTypeConfiguration<RecordDisposal>, IEntityTypeConfiguration<DisposalItem>, IEntityTypeConfiguration<OperationPlan>, IEntityTypeConfiguration<PlannedOperation>
{
    public void Configure(EntityTypeBuilder<RecordDisposal> builder)
    {
        builder.ToTable("records_disposals");
        builder.Property(d => d.Number).HasMaxLength(100);
        builder.Property(d => d.Reason).HasMaxLength(RecordDisposal.TextLength);
        builder.Property(d => d.Method).HasMaxLength(RecordDisposal.TextLength);
        builder.Property(d => d.CarriedOutBy).HasMaxLength(Person.NameLength);
        builder.HasIndex(d => d.Number).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DisposalItem> builder)
    {
        builder.ToTable("records_disposal_items");
        builder.Property(i => i.Number).HasMaxLength(100);
        builder.Property(i => i.FormName).HasMaxLength(RecordForm.NameLength);
        builder.Property(i => i.ContentHash).HasMaxLength(64);
        builder.HasIndex(i => new { i.DisposalId, i.RecordId }).IsUnique();
        builder.HasIndex(i => i.RecordId);
        builder.HasOne<RecordDisposal>().WithMany().HasForeignKey(i => i.DisposalId);
        builder.HasOne<FormRecord>().WithMany().HasForeignKey(i => i.RecordId);
    }

    public void Configure(EntityTypeBuilder<OperationPlan> builder)
    {
        builder.ToTable("records_plans");
        builder.Property(p => p.Number).HasMaxLength(100);
        builder.HasIndex(p => p.Year).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlannedOperation> builder)
    {
        builder.ToTable("records_operations");
        builder.Property(o => o.Code).HasMaxLength(40);
        builder.Property(o => o.Clause).HasMaxLength(20);
        builder.Property(o => o.TitleZh).HasMaxLength(PlannedOperation.TitleLength);
        builder.Property(o => o.TitleEn).HasMaxLength(PlannedOperation.TitleLength);
        builder.HasIndex(o => new { o.PlanId, o.StartsOn, o.Id });
        builder.HasIndex(o => new { o.FormId, o.RecordId, o.StartsOn });
        builder.HasIndex(o => new { o.Issued, o.StartsOn });
        builder.HasOne<OperationPlan>().WithMany().HasForeignKey(o => o.PlanId);
        builder.HasOne<RecordForm>().WithMany().HasForeignKey(o => o.FormId);
        builder.HasOne<Department>().WithMany().HasForeignKey(o => o.DepartmentId);
        builder.HasOne<FormRecord>().WithMany().HasForeignKey(o => o.RecordId);
    }
}
