using Isms.Kernel.Access;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Treatment.Persistence;

/// <summary>Tables of treatment, prefix <c>treatment_</c>.</summary>
internal sealed class TreatmentMapping : IEntityTypeConfiguration<TreatmentPlan>, IEntityTypeConfiguration<TreatmentItem>,
    IEntityTypeConfiguration<TreatmentItemControl>, IEntityTypeConfiguration<TreatmentNote>
{
    public void Configure(EntityTypeBuilder<TreatmentPlan> builder)
    {
        builder.ToTable("treatment_plans");
        builder.Property(p => p.Number).HasMaxLength(100);
        builder.Property(p => p.Title).HasMaxLength(TreatmentPlan.TitleLength);
        builder.Property(p => p.SourceTitle).HasMaxLength(TreatmentPlan.TitleLength);
        builder.Property(p => p.SourceLink).HasMaxLength(TreatmentPlan.LinkLength);
        builder.HasIndex(p => p.Number).IsUnique();
        builder.HasIndex(p => new { p.AssessmentId, p.SupplementsId });
        builder.HasOne<Assessment>().WithMany().HasForeignKey(p => p.AssessmentId);
        builder.HasOne<TreatmentPlan>().WithMany().HasForeignKey(p => p.SupplementsId);
    }

    public void Configure(EntityTypeBuilder<TreatmentItem> builder)
    {
        builder.ToTable("treatment_items");
        builder.Ignore(i => i.Planning);
        builder.Property(i => i.Number).HasMaxLength(20);
        builder.Property(i => i.Method).HasMaxLength(TreatmentItem.MethodLength);
        builder.Property(i => i.Benefit).HasMaxLength(TreatmentItem.TextLength);
        builder.Property(i => i.PriorityReason).HasMaxLength(TreatmentItem.TextLength);
        builder.Property(i => i.AcceptReason).HasMaxLength(TreatmentItem.TextLength);
        builder.Property(i => i.Activity).HasMaxLength(TreatmentItem.TextLength);
        builder.Property(i => i.Receiver).HasMaxLength(TreatmentItem.NameLength);
        builder.Property(i => i.Contract).HasMaxLength(TreatmentItem.NameLength);
        builder.Property(i => i.CloseNote).HasMaxLength(TreatmentItem.TextLength);
        builder.Property(i => i.RiskWords).HasMaxLength(TreatmentItem.TextLength);
        builder.HasIndex(i => new { i.PlanId, i.Serial, i.Id });
        builder.HasIndex(i => new { i.PlanId, i.Priority, i.Serial, i.Id });
        builder.HasIndex(i => new { i.DepartmentId, i.State });
        builder.HasIndex(i => new { i.ResponsibleId, i.State, i.EndsOn });
        builder.HasOne<TreatmentPlan>().WithMany().HasForeignKey(i => i.PlanId);
        builder.HasOne<Risk>().WithMany().HasForeignKey(i => i.RiskId);
        builder.HasOne<Department>().WithMany().HasForeignKey(i => i.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.ResponsibleId);
    }

    public void Configure(EntityTypeBuilder<TreatmentItemControl> builder)
    {
        builder.ToTable("treatment_item_controls");
        builder.Ignore(c => c.Key);
        builder.Property(c => c.Code).HasMaxLength(20);
        builder.HasIndex(c => new { c.ItemId, c.Edition, c.Code }).IsUnique();
        builder.HasIndex(c => new { c.Edition, c.Code });
        builder.HasOne<TreatmentItem>().WithMany().HasForeignKey(c => c.ItemId);
    }

    public void Configure(EntityTypeBuilder<TreatmentNote> builder)
    {
        builder.ToTable("treatment_notes");
        builder.Property(n => n.Text).HasMaxLength(TreatmentNote.TextLength);
        builder.HasIndex(n => new { n.ItemId, n.At });
        builder.HasOne<TreatmentItem>().WithMany().HasForeignKey(n => n.ItemId);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.AuthorId);
    }
}
