using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Applicability.Persistence;

/// <summary>Tables of the statement of applicability, prefix <c>applicability_</c>.</summary>
internal sealed class ApplicabilityMapping :
    IEntityTypeConfiguration<SoaVersion>, IEntityTypeConfiguration<ControlDecision>, IEntityTypeConfiguration<ControlImplementation>
{
    public void Configure(EntityTypeBuilder<SoaVersion> builder)
    {
        builder.ToTable("applicability_versions");
        builder.Ignore(s => s.IsDraft).Ignore(s => s.IsOpen);
        builder.Property(s => s.Number).HasMaxLength(SoaVersion.NumberLength);
        builder.Property(s => s.VersionLabel).HasMaxLength(20);
        builder.Property(s => s.Scope).HasMaxLength(SoaVersion.ScopeLength);
        builder.Property(s => s.ChangeNote).HasMaxLength(SoaVersion.NoteLength);
        builder.HasIndex(s => new { s.Major, s.Minor }).IsUnique();
        builder.HasIndex(s => s.State);
        builder.HasOne<SoaVersion>().WithMany().HasForeignKey(s => s.BasedOnId);
    }

    public void Configure(EntityTypeBuilder<ControlDecision> builder)
    {
        builder.ToTable("applicability_decisions");
        builder.Ignore(d => d.Key).Ignore(d => d.Reasons).Ignore(d => d.Facts);
        builder.Property(d => d.Code).HasMaxLength(ControlDecision.CodeLength);
        builder.Property(d => d.DomainCode).HasMaxLength(ControlDecision.CodeLength);
        builder.Property(d => d.TitleZh).HasMaxLength(ControlDecision.TitleLength);
        builder.Property(d => d.TitleEn).HasMaxLength(ControlDecision.TitleLength);
        builder.Property(d => d.About).HasMaxLength(ControlDecision.AboutLength);
        builder.Property(d => d.Reason).HasMaxLength(ControlDecision.ReasonLength);
        builder.Property(d => d.Documents).HasMaxLength(ControlDecision.DocumentsLength);
        builder.Property(d => d.ChallengeAnswer).HasMaxLength(ControlDecision.AnswerLength);
        builder.Property(d => d.ProposedFrom).HasMaxLength(400);
        builder.Property(d => d.SignedDepartment).HasMaxLength(Department.NameLength);
        builder.HasIndex(d => new { d.SoaId, d.Code }).IsUnique();
        builder.HasIndex(d => new { d.SoaId, d.Position, d.Id });
        builder.HasOne<SoaVersion>().WithMany().HasForeignKey(d => d.SoaId);
        builder.HasOne<ControlImplementation>().WithMany().HasForeignKey(d => d.ImplementationId);
    }

    public void Configure(EntityTypeBuilder<ControlImplementation> builder)
    {
        builder.ToTable("applicability_implementations");
        builder.Ignore(i => i.Key);
        builder.Property(i => i.Code).HasMaxLength(ControlDecision.CodeLength);
        builder.Property(i => i.EvidenceLink).HasMaxLength(ControlImplementation.LinkLength);
        builder.Property(i => i.Note).HasMaxLength(ControlImplementation.NoteLength);
        builder.HasIndex(i => new { i.Edition, i.Code }).IsUnique();
        builder.HasIndex(i => i.DepartmentId);
        builder.HasOne<Department>().WithMany().HasForeignKey(i => i.DepartmentId);
    }
}
