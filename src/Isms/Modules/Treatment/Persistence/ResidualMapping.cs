using Isms.Kernel.Access;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Treatment.Persistence;

/// <summary>Tables of residual risks, prefix <c>treatment_</c>.</summary>
internal sealed class ResidualMapping : IEntityTypeConfiguration<ResidualReport>, IEntityTypeConfiguration<ResidualRisk>, IEntityTypeConfiguration<ResidualReview>
{
    public void Configure(EntityTypeBuilder<ResidualReport> builder)
    {
        builder.ToTable("treatment_residual_reports");
        builder.Property(r => r.Number).HasMaxLength(100);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasOne<TreatmentPlan>().WithMany().HasForeignKey(r => r.PlanId);
        builder.HasOne<Assessment>().WithMany().HasForeignKey(r => r.AssessmentId);
    }

    public void Configure(EntityTypeBuilder<ResidualRisk> builder)
    {
        builder.ToTable("treatment_residual_risks");
        builder.Ignore(r => r.Factors);
        builder.Property(r => r.Reason).HasMaxLength(ResidualRisk.ReasonLength);
        builder.Property(r => r.OwnerAcceptReason).HasMaxLength(ResidualRisk.ReasonLength);
        builder.Property(r => r.ApproverAcceptReason).HasMaxLength(ResidualRisk.ReasonLength);
        builder.HasIndex(r => new { r.ReportId, r.RiskId }).IsUnique();
        builder.HasIndex(r => new { r.RiskId, r.Id });
        builder.HasIndex(r => r.NextReviewOn);
        builder.HasOne<ResidualReport>().WithMany().HasForeignKey(r => r.ReportId);
        builder.HasOne<Risk>().WithMany().HasForeignKey(r => r.RiskId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.OwnerAcceptedById);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.ApproverAcceptedById);
    }

    public void Configure(EntityTypeBuilder<ResidualReview> builder)
    {
        builder.ToTable("treatment_residual_reviews");
        builder.Property(r => r.Note).HasMaxLength(ResidualReview.NoteLength);
        builder.HasIndex(r => new { r.ResidualRiskId, r.ReviewedOn });
        builder.HasOne<ResidualRisk>().WithMany().HasForeignKey(r => r.ResidualRiskId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.ReviewedById);
        builder.HasOne<TreatmentItem>().WithMany().HasForeignKey(r => r.ItemId);
    }
}
