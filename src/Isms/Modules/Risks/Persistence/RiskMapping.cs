using Isms.Kernel.Access;
using Isms.Modules.Assets;
using Isms.Modules.Criteria;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Risks.Persistence;

/// <summary>Tables of the risks, prefix <c>risks_</c>. Every sort of the register has its index, ending with the id it is paged by.</summary>
internal sealed class RiskMapping : IEntityTypeConfiguration<Assessment>, IEntityTypeConfiguration<AssessmentMember>,
    IEntityTypeConfiguration<Risk>, IEntityTypeConfiguration<RiskAcceptance>
{
    public void Configure(EntityTypeBuilder<Assessment> builder)
    {
        builder.ToTable("risks_assessments");
        builder.Property(a => a.Number).HasMaxLength(100);
        builder.Property(a => a.Title).HasMaxLength(Assessment.TitleLength);
        builder.Property(a => a.Scope).HasMaxLength(Assessment.TextLength);
        builder.Property(a => a.TeamText).HasMaxLength(Assessment.TextLength);
        builder.HasIndex(a => a.Number).IsUnique();
        builder.HasIndex(a => new { a.State, a.CompletedAt });
        builder.HasOne<CriteriaVersion>().WithMany().HasForeignKey(a => a.CriteriaId);
        builder.HasOne<Assessment>().WithMany().HasForeignKey(a => a.BasedOnId);
    }

    public void Configure(EntityTypeBuilder<AssessmentMember> builder)
    {
        builder.ToTable("risks_assessment_members");
        builder.HasIndex(m => new { m.AssessmentId, m.PersonId }).IsUnique();
        builder.HasOne<Assessment>().WithMany().HasForeignKey(m => m.AssessmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
    }

    public void Configure(EntityTypeBuilder<Risk> builder)
    {
        builder.ToTable("risks_risks");
        builder.Ignore(r => r.Factors);
        builder.Property(r => r.Number).HasMaxLength(20);
        builder.Property(r => r.ThreatCode).HasMaxLength(20);
        builder.Property(r => r.ThreatTitleZh).HasMaxLength(Risk.TitleLength);
        builder.Property(r => r.ThreatTitleEn).HasMaxLength(Risk.TitleLength);
        builder.Property(r => r.VulnerabilityCode).HasMaxLength(20);
        builder.Property(r => r.VulnerabilityTitleZh).HasMaxLength(Risk.TitleLength);
        builder.Property(r => r.VulnerabilityTitleEn).HasMaxLength(Risk.TitleLength);
        builder.Property(r => r.ExistingControls).HasMaxLength(Risk.ControlsLength);
        builder.Property(r => r.ControlKeys).HasMaxLength(Risk.KeysLength);
        builder.Property(r => r.DecisionReason).HasMaxLength(Risk.ReasonLength);
        // 4.2.1.4: an asset, a threat and a vulnerability make one risk, however many people enter it at once.
        // The asset comes first, and the department below: so each also serves its foreign key, and 100,000 risks have two indexes less to go into.
        builder.HasIndex(r => new { r.AssetId, r.AssessmentId, r.ThreatCode, r.VulnerabilityCode }).IsUnique();
        builder.HasIndex(r => new { r.AssessmentId, r.Serial, r.Id });
        builder.HasIndex(r => new { r.AssessmentId, r.RiskValue, r.Id });
        builder.HasIndex(r => new { r.AssessmentId, r.Level, r.Serial, r.Id });
        builder.HasIndex(r => new { r.DepartmentId, r.AssessmentId, r.Serial, r.Id });
        builder.HasIndex(r => new { r.AssessmentId, r.ImpactLevel, r.LikelihoodLevel, r.Level });
        builder.HasIndex(r => new { r.OwnerId, r.AssessmentId });
        builder.HasOne<Assessment>().WithMany().HasForeignKey(r => r.AssessmentId);
        builder.HasOne<Asset>().WithMany().HasForeignKey(r => r.AssetId);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.OwnerId);
    }

    public void Configure(EntityTypeBuilder<RiskAcceptance> builder)
    {
        builder.ToTable("risks_acceptances");
        builder.Property(a => a.Reason).HasMaxLength(Risk.ReasonLength);
        builder.HasIndex(a => new { a.RiskId, a.State });
        builder.HasOne<Risk>().WithMany().HasForeignKey(a => a.RiskId);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.RequestedById);
    }
}
