using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Resources.Persistence;

/// <summary>Tables of competence, prefix <c>resources_</c>.</summary>
internal sealed class CompetenceMapping : IEntityTypeConfiguration<CompetenceProfile>, IEntityTypeConfiguration<CompetenceRequirement>, IEntityTypeConfiguration<CompetenceRecord>,
    IEntityTypeConfiguration<CompetenceEvaluation>, IEntityTypeConfiguration<CompetencePlan>
{
    public void Configure(EntityTypeBuilder<CompetenceProfile> builder)
    {
        builder.ToTable("resources_competence_profiles");
        builder.Property(p => p.Post).HasMaxLength(CompetenceProfile.PostLength);
        builder.Property(p => p.Note).HasMaxLength(CompetenceProfile.NoteLength);
        builder.HasIndex(p => new { p.Office, p.Post });
    }

    public void Configure(EntityTypeBuilder<CompetenceRequirement> builder)
    {
        builder.ToTable("resources_competence_requirements");
        builder.Property(r => r.Words).HasMaxLength(CompetenceRequirement.WordsLength);
        builder.HasIndex(r => new { r.ProfileId, r.Position });
        builder.HasOne<CompetenceProfile>().WithMany().HasForeignKey(r => r.ProfileId);
    }

    public void Configure(EntityTypeBuilder<CompetenceRecord> builder)
    {
        builder.ToTable("resources_competence_records");
        builder.Property(r => r.Title).HasMaxLength(CompetenceRecord.LineLength);
        builder.Property(r => r.Issuer).HasMaxLength(CompetenceRecord.LineLength);
        builder.Property(r => r.Number).HasMaxLength(CompetenceRecord.LineLength);
        builder.HasIndex(r => new { r.PersonId, r.ObtainedOn });
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.EnteredById);
    }

    public void Configure(EntityTypeBuilder<CompetenceEvaluation> builder)
    {
        builder.ToTable("resources_competence_evaluations");
        builder.Property(e => e.Note).HasMaxLength(CompetenceEvaluation.NoteLength);
        builder.HasIndex(e => new { e.PersonId, e.RequirementId });
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId);
        builder.HasOne<CompetenceRequirement>().WithMany().HasForeignKey(e => e.RequirementId);
        builder.HasOne<CompetenceRecord>().WithMany().HasForeignKey(e => e.RecordId);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.EvaluatedById);
    }

    public void Configure(EntityTypeBuilder<CompetencePlan> builder)
    {
        builder.ToTable("resources_competence_plans");
        builder.Property(p => p.Action).HasMaxLength(CompetencePlan.ActionLength);
        builder.HasIndex(p => new { p.PersonId, p.RequirementId });
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        builder.HasOne<CompetenceRequirement>().WithMany().HasForeignKey(p => p.RequirementId);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.OwnerId);
    }
}
