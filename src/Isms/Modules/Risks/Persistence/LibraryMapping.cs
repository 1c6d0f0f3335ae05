using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Risks.Persistence;

/// <summary>Tables of the libraries and of what asks for a reassessment.</summary>
internal sealed class LibraryMapping : IEntityTypeConfiguration<LibraryThreat>, IEntityTypeConfiguration<LibraryVulnerability>,
    IEntityTypeConfiguration<ReassessmentPrompt>, IEntityTypeConfiguration<ThreatChange>, IEntityTypeConfiguration<RecurringDuty>
{
    public void Configure(EntityTypeBuilder<LibraryThreat> builder)
    {
        builder.ToTable("risks_threats");
        builder.Property(t => t.Code).HasMaxLength(20);
        builder.Property(t => t.TitleZh).HasMaxLength(Risk.TitleLength);
        builder.Property(t => t.TitleEn).HasMaxLength(Risk.TitleLength);
        builder.Property(t => t.Categories).HasMaxLength(LibraryThreat.CategoriesLength);
        builder.HasIndex(t => t.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LibraryVulnerability> builder)
    {
        builder.ToTable("risks_vulnerabilities");
        builder.Property(v => v.Code).HasMaxLength(20);
        builder.Property(v => v.TitleZh).HasMaxLength(Risk.TitleLength);
        builder.Property(v => v.TitleEn).HasMaxLength(Risk.TitleLength);
        builder.Property(v => v.Categories).HasMaxLength(LibraryThreat.CategoriesLength);
        builder.HasIndex(v => v.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReassessmentPrompt> builder)
    {
        builder.ToTable("risks_reassessment_prompts");
        builder.Property(p => p.Title).HasMaxLength(ReassessmentPrompt.TitleLength);
        builder.Property(p => p.ReasonKey).HasMaxLength(100);
        builder.Property(p => p.ReasonArgs).HasMaxLength(ReassessmentPrompt.TextLength);
        builder.Property(p => p.Text).HasMaxLength(ReassessmentPrompt.TextLength);
        builder.Property(p => p.SubjectKind).HasMaxLength(60);
        builder.Property(p => p.SubjectLink).HasMaxLength(ReassessmentPrompt.LinkLength);
        builder.Property(p => p.DismissReason).HasMaxLength(ReassessmentPrompt.TextLength);
        builder.HasIndex(p => new { p.State, p.RaisedOn, p.Id });
        builder.HasIndex(p => new { p.SubjectId, p.State });
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.RaisedById);
        builder.HasOne<Assessment>().WithMany().HasForeignKey(p => p.AssessmentId);
    }

    public void Configure(EntityTypeBuilder<ThreatChange> builder)
    {
        builder.ToTable("risks_threat_changes");
        builder.Property(c => c.Number).HasMaxLength(100);
        builder.Property(c => c.Title).HasMaxLength(ReassessmentPrompt.TitleLength);
        builder.Property(c => c.Text).HasMaxLength(ReassessmentPrompt.TextLength);
        builder.Property(c => c.Source).HasMaxLength(ReassessmentPrompt.TitleLength);
        builder.Property(c => c.Exposed).HasMaxLength(ReassessmentPrompt.TextLength);
        builder.Property(c => c.ThreatCode).HasMaxLength(20);
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => new { c.NoticedOn, c.Id });
        builder.HasOne<ReassessmentPrompt>().WithMany().HasForeignKey(c => c.PromptId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.EnteredById);
    }

    public void Configure(EntityTypeBuilder<RecurringDuty> builder)
    {
        builder.ToTable("risks_recurring_duties");
        builder.Property(d => d.MoveReason).HasMaxLength(RecurringDuty.ReasonLength);
        builder.HasIndex(d => d.Kind).IsUnique();
    }
}
