using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Documents.Persistence;

/// <summary>Tables of documents, prefix <c>documents_</c>.</summary>
internal sealed class DocumentMapping : IEntityTypeConfiguration<DocumentKind>, IEntityTypeConfiguration<ControlledDocument>, IEntityTypeConfiguration<Countersigner>,
    IEntityTypeConfiguration<DocumentVersion>, IEntityTypeConfiguration<StoredRendition>
{
    public void Configure(EntityTypeBuilder<DocumentKind> builder)
    {
        builder.ToTable("documents_kinds");
        builder.Ignore(k => k.Names);
        builder.Property(k => k.Code).HasMaxLength(30);
        builder.Property(k => k.NameZh).HasMaxLength(DocumentKind.NameLength);
        builder.Property(k => k.NameEn).HasMaxLength(DocumentKind.NameLength);
        builder.Property(k => k.NumberPattern).HasMaxLength(DocumentKind.PatternLength);
        builder.HasIndex(k => k.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ControlledDocument> builder)
    {
        builder.ToTable("documents_documents");
        builder.Ignore(d => d.Titles);
        builder.Ignore(d => d.AliasList);
        builder.Property(d => d.Number).HasMaxLength(ControlledDocument.NumberLength);
        builder.Property(d => d.Pattern).HasMaxLength(ControlledDocument.NumberLength);
        builder.Property(d => d.TitleZh).HasMaxLength(ControlledDocument.TitleLength);
        builder.Property(d => d.TitleEn).HasMaxLength(ControlledDocument.TitleLength);
        builder.Property(d => d.TitleSort).HasMaxLength(120);
        builder.Property(d => d.Aliases).HasMaxLength(2000);
        builder.Property(d => d.AsPrinted).HasMaxLength(ControlledDocument.TitleLength);
        builder.Property(d => d.Clauses).HasMaxLength(ControlledDocument.TextLength);
        builder.HasIndex(d => d.Number).IsUnique();
        builder.HasIndex(d => new { d.TitleSort, d.Id });
        builder.HasIndex(d => d.Pattern);
        builder.HasIndex(d => d.NextReviewOn);
        builder.HasOne<DocumentKind>().WithMany().HasForeignKey(d => d.KindId);
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.DepartmentId);
        builder.HasOne<ControlledDocument>().WithMany().HasForeignKey(d => d.ParentId);
    }

    public void Configure(EntityTypeBuilder<Countersigner> builder)
    {
        builder.ToTable("documents_countersigners");
        builder.HasIndex(c => new { c.DocumentId, c.DepartmentId }).IsUnique();
        builder.HasOne<ControlledDocument>().WithMany().HasForeignKey(c => c.DocumentId);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
    }

    public void Configure(EntityTypeBuilder<StoredRendition> builder)
    {
        builder.ToTable("documents_renditions");
        builder.Property(r => r.Language).HasMaxLength(2);
        builder.HasIndex(r => new { r.VersionId, r.Language }).IsUnique();
        builder.HasOne<DocumentVersion>().WithMany().HasForeignKey(r => r.VersionId);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(r => r.FileId);
    }

    public void Configure(EntityTypeBuilder<DocumentVersion> builder)
    {
        builder.ToTable("documents_versions");
        builder.Ignore(v => v.Titles);
        builder.Ignore(v => v.WasIssued);
        builder.Property(v => v.Number).HasMaxLength(ControlledDocument.NumberLength);
        builder.Property(v => v.Label).HasMaxLength(20);
        builder.Property(v => v.TitleZh).HasMaxLength(ControlledDocument.TitleLength);
        builder.Property(v => v.TitleEn).HasMaxLength(ControlledDocument.TitleLength);
        builder.Property(v => v.FileName).HasMaxLength(200);
        builder.Property(v => v.ChangeSummary).HasMaxLength(DocumentVersion.SummaryLength);
        builder.Property(v => v.EndReason).HasMaxLength(DocumentVersion.SummaryLength);
        builder.Property(v => v.KeepReason).HasMaxLength(DocumentVersion.SummaryLength);
        builder.HasIndex(v => new { v.DocumentId, v.Ordinal }).IsUnique();
        builder.HasIndex(v => new { v.State, v.EffectiveOn });
        builder.HasIndex(v => v.SourceId);
        builder.HasOne<ControlledDocument>().WithMany().HasForeignKey(v => v.DocumentId);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(v => v.FileId);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.AuthorId);
    }
}
