using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Documents.Persistence;

/// <summary>Tables of what is written about documents: distribution, confirmations, orders, reviews, requests, external documents.</summary>
internal sealed class PaperMapping : IEntityTypeConfiguration<DocumentRecipient>, IEntityTypeConfiguration<IssuedCopy>, IEntityTypeConfiguration<ReadingConfirmation>,
    IEntityTypeConfiguration<ReleaseOrder>, IEntityTypeConfiguration<ReviewRecord>, IEntityTypeConfiguration<ChangeRequest>, IEntityTypeConfiguration<DisposalRequest>,
    IEntityTypeConfiguration<ExternalDocument>, IEntityTypeConfiguration<DocumentBasis>, IEntityTypeConfiguration<AcceptedReference>
{
    public void Configure(EntityTypeBuilder<DocumentRecipient> builder)
    {
        builder.ToTable("documents_recipients");
        builder.HasIndex(r => r.DocumentId);
        builder.HasOne<ControlledDocument>().WithMany().HasForeignKey(r => r.DocumentId);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
    }

    public void Configure(EntityTypeBuilder<IssuedCopy> builder)
    {
        builder.ToTable("documents_copies");
        builder.Property(c => c.Note).HasMaxLength(IssuedCopy.TextLength);
        builder.HasIndex(c => new { c.VersionId, c.Serial }).IsUnique();
        builder.HasOne<DocumentVersion>().WithMany().HasForeignKey(c => c.VersionId);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.ReceivedById);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.RecalledById);
    }

    public void Configure(EntityTypeBuilder<ReadingConfirmation> builder)
    {
        builder.ToTable("documents_confirmations");
        builder.Ignore(c => c.ShownToTheEnd);
        builder.HasIndex(c => new { c.VersionId, c.PersonId }).IsUnique();
        builder.HasIndex(c => c.PersonId);
        builder.HasOne<DocumentVersion>().WithMany().HasForeignKey(c => c.VersionId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
    }

    public void Configure(EntityTypeBuilder<ReleaseOrder> builder)
    {
        builder.ToTable("documents_release_orders");
        builder.Property(o => o.Number).HasMaxLength(ControlledDocument.NumberLength);
        builder.Property(o => o.Words).HasMaxLength(ReleaseOrder.WordsLength);
        builder.HasIndex(o => o.VersionId).IsUnique();
        builder.HasOne<DocumentVersion>().WithMany().HasForeignKey(o => o.VersionId);
    }

    public void Configure(EntityTypeBuilder<ReviewRecord> builder)
    {
        builder.ToTable("documents_reviews");
        builder.Property(r => r.Participants).HasMaxLength(ReviewRecord.TextLength);
        builder.Property(r => r.Findings).HasMaxLength(ReviewRecord.TextLength);
        builder.HasIndex(r => r.VersionId);
        builder.HasOne<DocumentVersion>().WithMany().HasForeignKey(r => r.VersionId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.RecordedById);
    }

    public void Configure(EntityTypeBuilder<ChangeRequest> builder)
    {
        builder.ToTable("documents_change_requests");
        builder.Property(r => r.Number).HasMaxLength(ControlledDocument.NumberLength);
        builder.Property(r => r.Reason).HasMaxLength(ChangeRequest.TextLength);
        builder.Property(r => r.Proposal).HasMaxLength(ChangeRequest.TextLength);
        builder.Property(r => r.Answer).HasMaxLength(ChangeRequest.TextLength);
        builder.Property(r => r.SourceTitle).HasMaxLength(ChangeRequest.TextLength);
        builder.Property(r => r.SourceLink).HasMaxLength(ChangeRequest.LinkLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.DocumentId, r.State });
        builder.HasOne<ControlledDocument>().WithMany().HasForeignKey(r => r.DocumentId);
        builder.HasOne<DocumentVersion>().WithMany().HasForeignKey(r => r.CarriedOutById);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.RequestedById);
    }

    public void Configure(EntityTypeBuilder<DisposalRequest> builder)
    {
        builder.ToTable("documents_disposals");
        builder.Property(r => r.Number).HasMaxLength(ControlledDocument.NumberLength);
        builder.Property(r => r.Reason).HasMaxLength(DisposalRequest.TextLength);
        builder.Property(r => r.KeepReason).HasMaxLength(DisposalRequest.TextLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => r.VersionId);
        builder.HasOne<DocumentVersion>().WithMany().HasForeignKey(r => r.VersionId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.WitnessId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.RequestedById);
    }

    public void Configure(EntityTypeBuilder<ExternalDocument> builder)
    {
        builder.ToTable("documents_external");
        builder.Ignore(e => e.Citation);
        builder.Property(e => e.ReceiptNumber).HasMaxLength(ExternalDocument.NumberLength);
        builder.Property(e => e.StandardNumber).HasMaxLength(ExternalDocument.NumberLength);
        builder.Property(e => e.TitleZh).HasMaxLength(ExternalDocument.TitleLength);
        builder.Property(e => e.TitleEn).HasMaxLength(ExternalDocument.TitleLength);
        builder.Property(e => e.Source).HasMaxLength(ExternalDocument.TextLength);
        builder.Property(e => e.Distribution).HasMaxLength(ExternalDocument.TextLength);
        builder.HasIndex(e => e.ReceiptNumber).IsUnique();
        builder.HasOne<ExternalDocument>().WithMany().HasForeignKey(e => e.SuccessorId);
        builder.HasOne<Department>().WithMany().HasForeignKey(e => e.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.ReviewerId);
    }

    public void Configure(EntityTypeBuilder<DocumentBasis> builder)
    {
        builder.ToTable("documents_bases");
        builder.HasIndex(b => new { b.DocumentId, b.ExternalId }).IsUnique();
        builder.HasOne<ControlledDocument>().WithMany().HasForeignKey(b => b.DocumentId);
        builder.HasOne<ExternalDocument>().WithMany().HasForeignKey(b => b.ExternalId);
    }

    public void Configure(EntityTypeBuilder<AcceptedReference> builder)
    {
        builder.ToTable("documents_accepted_references");
        builder.Property(a => a.Found).HasMaxLength(AcceptedReference.FoundLength);
        builder.Property(a => a.Reason).HasMaxLength(500);
        builder.HasIndex(a => new { a.DocumentId, a.Found }).IsUnique();
        builder.HasOne<ControlledDocument>().WithMany().HasForeignKey(a => a.DocumentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.AcceptedById);
    }
}
