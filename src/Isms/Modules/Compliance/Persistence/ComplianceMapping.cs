using Isms.Kernel.Access;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Compliance.Persistence;

/// <summary>Tables of laws and their evaluation, prefix <c>compliance_</c>.</summary>
internal sealed class LawMapping : IEntityTypeConfiguration<Law>, IEntityTypeConfiguration<LawClause>, IEntityTypeConfiguration<LawCheck>, IEntityTypeConfiguration<LawChange>,
    IEntityTypeConfiguration<Evaluation>, IEntityTypeConfiguration<EvaluationLine>, IEntityTypeConfiguration<ComplianceMeasure>
{
    internal const int Number = 100;

    public void Configure(EntityTypeBuilder<Law> builder)
    {
        builder.ToTable("compliance_laws");
        builder.Property(l => l.Number).HasMaxLength(Number);
        builder.Property(l => l.TitleZh).HasMaxLength(Law.TitleLength);
        builder.Property(l => l.TitleEn).HasMaxLength(Law.TitleLength);
        builder.Property(l => l.TitleSort).HasMaxLength(120);
        builder.Property(l => l.Issuer).HasMaxLength(Law.TitleLength);
        builder.Property(l => l.Reference).HasMaxLength(Law.ShortLength);
        builder.Property(l => l.Source).HasMaxLength(Law.TitleLength);
        builder.Property(l => l.Reason).HasMaxLength(Law.TextLength);
        builder.Property(l => l.StarterCode).HasMaxLength(60);
        builder.HasIndex(l => l.Number).IsUnique();
        builder.HasIndex(l => l.StarterCode).IsUnique();
        builder.HasIndex(l => l.ExternalId);
        builder.HasOne<Department>().WithMany().HasForeignKey(l => l.DepartmentId);
        builder.HasOne<ExternalDocument>().WithMany().HasForeignKey(l => l.ExternalId);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.CreatedById);
    }

    public void Configure(EntityTypeBuilder<LawClause> builder)
    {
        builder.ToTable("compliance_clauses");
        builder.Property(c => c.Clause).HasMaxLength(Law.ShortLength);
        builder.Property(c => c.Demand).HasMaxLength(Law.TextLength);
        builder.Property(c => c.Fulfilment).HasMaxLength(Law.TextLength);
        builder.HasIndex(c => new { c.LawId, c.Place });
        builder.HasOne<Law>().WithMany().HasForeignKey(c => c.LawId);
        builder.HasOne<ControlledDocument>().WithMany().HasForeignKey(c => c.DocumentId);
    }

    public void Configure(EntityTypeBuilder<LawCheck> builder)
    {
        builder.ToTable("compliance_checks");
        builder.Property(c => c.Number).HasMaxLength(Number);
        builder.Property(c => c.Sources).HasMaxLength(Law.TextLength);
        builder.Property(c => c.Note).HasMaxLength(Law.TextLength);
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => c.CheckedOn);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.ById);
    }

    public void Configure(EntityTypeBuilder<LawChange> builder)
    {
        builder.ToTable("compliance_changes");
        builder.Property(c => c.Note).HasMaxLength(Law.TextLength);
        builder.Property(c => c.Handling).HasMaxLength(Law.TextLength);
        builder.HasIndex(c => c.CheckId);
        builder.HasIndex(c => c.LawId);
        builder.HasOne<LawCheck>().WithMany().HasForeignKey(c => c.CheckId);
        builder.HasOne<Law>().WithMany().HasForeignKey(c => c.LawId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.HandledById);
    }

    public void Configure(EntityTypeBuilder<Evaluation> builder)
    {
        builder.ToTable("compliance_evaluations");
        builder.Property(e => e.Number).HasMaxLength(Number);
        builder.HasIndex(e => e.Number).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.ById);
    }

    public void Configure(EntityTypeBuilder<EvaluationLine> builder)
    {
        builder.ToTable("compliance_evaluation_lines");
        builder.Ignore(l => l.NeedsMeasure);
        builder.Property(l => l.LawNumber).HasMaxLength(Number);
        builder.Property(l => l.LawTitle).HasMaxLength(Law.TitleLength);
        builder.Property(l => l.Clause).HasMaxLength(Law.ShortLength);
        builder.Property(l => l.Demand).HasMaxLength(Law.TextLength);
        builder.Property(l => l.Situation).HasMaxLength(Law.TextLength);
        builder.Property(l => l.Evidence).HasMaxLength(Law.TextLength);
        builder.Property(l => l.Measure).HasMaxLength(Law.TextLength);
        builder.HasIndex(l => new { l.EvaluationId, l.Place }).IsUnique();
        builder.HasIndex(l => l.LawId);
        builder.HasOne<Evaluation>().WithMany().HasForeignKey(l => l.EvaluationId);
        builder.HasOne<Law>().WithMany().HasForeignKey(l => l.LawId);
        builder.HasOne<Department>().WithMany().HasForeignKey(l => l.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.JudgedById);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.ResponsibleId);
    }

    public void Configure(EntityTypeBuilder<ComplianceMeasure> builder)
    {
        builder.ToTable("compliance_measures");
        builder.Property(m => m.Number).HasMaxLength(Number);
        builder.Property(m => m.Cause).HasMaxLength(Law.TextLength);
        builder.Property(m => m.CauseLink).HasMaxLength(Law.TitleLength);
        builder.Property(m => m.Action).HasMaxLength(Law.TextLength);
        builder.Property(m => m.Outcome).HasMaxLength(Law.TextLength);
        builder.Property(m => m.Finding).HasMaxLength(Law.TextLength);
        builder.HasIndex(m => m.Number).IsUnique();
        builder.HasIndex(m => m.LawId);
        builder.HasIndex(m => m.DutyId);
        builder.HasIndex(m => m.LicenceId);
        builder.HasOne<Law>().WithMany().HasForeignKey(m => m.LawId);
        builder.HasOne<ContractDuty>().WithMany().HasForeignKey(m => m.DutyId);
        builder.HasOne<SoftwareLicence>().WithMany().HasForeignKey(m => m.LicenceId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.ResponsibleId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.CheckedById);
    }
}

/// <summary>Tables of contract duties, licences and rights.</summary>
internal sealed class LicenceMapping : IEntityTypeConfiguration<ContractDuty>, IEntityTypeConfiguration<ContractCheck>, IEntityTypeConfiguration<SoftwareLicence>, IEntityTypeConfiguration<LicenceCheck>,
    IEntityTypeConfiguration<LicenceCheckLine>, IEntityTypeConfiguration<IntellectualRight>
{
    public void Configure(EntityTypeBuilder<ContractDuty> builder)
    {
        builder.ToTable("compliance_duties");
        builder.Property(d => d.Number).HasMaxLength(LawMapping.Number);
        builder.Property(d => d.Contract).HasMaxLength(Law.ShortLength);
        builder.Property(d => d.Title).HasMaxLength(Law.TitleLength);
        builder.Property(d => d.Party).HasMaxLength(Law.TitleLength);
        builder.Property(d => d.PartyLink).HasMaxLength(Law.TitleLength);
        builder.Property(d => d.Clause).HasMaxLength(Law.ShortLength);
        builder.Property(d => d.Duty).HasMaxLength(Law.TextLength);
        builder.Property(d => d.EndReason).HasMaxLength(Law.TextLength);
        builder.HasIndex(d => d.Number).IsUnique();
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.ResponsibleId);
    }

    public void Configure(EntityTypeBuilder<ContractCheck> builder)
    {
        builder.ToTable("compliance_contract_checks");
        builder.Property(c => c.Finding).HasMaxLength(Law.TextLength);
        builder.HasIndex(c => c.DutyId);
        builder.HasOne<ContractDuty>().WithMany().HasForeignKey(c => c.DutyId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.ById);
    }

    public void Configure(EntityTypeBuilder<SoftwareLicence> builder)
    {
        builder.ToTable("compliance_licences");
        builder.Property(l => l.Number).HasMaxLength(LawMapping.Number);
        builder.Property(l => l.Name).HasMaxLength(Law.TitleLength);
        builder.Property(l => l.NameSort).HasMaxLength(120);
        builder.Property(l => l.Edition).HasMaxLength(Law.ShortLength);
        builder.Property(l => l.Proof).HasMaxLength(Law.TitleLength);
        builder.Property(l => l.Supplier).HasMaxLength(Law.TitleLength);
        builder.HasIndex(l => l.Number).IsUnique();
        builder.HasOne<Department>().WithMany().HasForeignKey(l => l.DepartmentId);
    }

    public void Configure(EntityTypeBuilder<LicenceCheck> builder)
    {
        builder.ToTable("compliance_licence_checks");
        builder.Property(c => c.Number).HasMaxLength(LawMapping.Number);
        builder.Property(c => c.Extent).HasMaxLength(Law.TextLength);
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.ById);
    }

    public void Configure(EntityTypeBuilder<LicenceCheckLine> builder)
    {
        builder.ToTable("compliance_licence_lines");
        builder.Ignore(l => l.Breaks);
        builder.Property(l => l.Software).HasMaxLength(Law.TitleLength + Law.ShortLength + 1);
        builder.Property(l => l.Measure).HasMaxLength(Law.TextLength);
        builder.HasIndex(l => new { l.CheckId, l.Place }).IsUnique();
        builder.HasIndex(l => l.LicenceId);
        builder.HasOne<LicenceCheck>().WithMany().HasForeignKey(l => l.CheckId);
        builder.HasOne<SoftwareLicence>().WithMany().HasForeignKey(l => l.LicenceId);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.ResponsibleId);
    }

    public void Configure(EntityTypeBuilder<IntellectualRight> builder)
    {
        builder.ToTable("compliance_rights");
        builder.Property(r => r.Number).HasMaxLength(LawMapping.Number);
        builder.Property(r => r.Name).HasMaxLength(Law.TitleLength);
        builder.Property(r => r.NameSort).HasMaxLength(120);
        builder.Property(r => r.Certificate).HasMaxLength(Law.ShortLength);
        builder.Property(r => r.Holder).HasMaxLength(Law.TitleLength);
        builder.Property(r => r.Note).HasMaxLength(Law.TextLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
    }
}
