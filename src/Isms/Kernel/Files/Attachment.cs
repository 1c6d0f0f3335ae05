using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Files;

/// <summary>A content in the vault.</summary>
internal sealed class StoredFile : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Sha256 { get; init; }
    public long Size { get; init; }
    public required string MediaType { get; init; }
    public DateTime StoredAt { get; init; }
}

/// <summary>A file attached to something, under the name it came with. Taking it away deletes this row; ledger and vault keep what was.</summary>
internal sealed class Attachment : ISearchable
{
    public const int NameLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public Guid FileId { get; init; }
    public required string SubjectKind { get; init; }
    public Guid SubjectId { get; init; }
    public required string Name { get; init; }
    public Guid UploadedById { get; init; }
    public required string UploadedByName { get; init; }
    public DateTime UploadedAt { get; init; }

    /// <summary>What the file says, for the search index; set only when it is added.</summary>
    public string Words { get; init; } = "";

    string ISearchable.SearchText => $"{Name} {Words}";

    IEnumerable<Guid> ISearchable.SearchKeys => [SubjectId];
}

/// <summary>What a kept content says, to show where a word was found. Not in the ledger: it goes when the content is destroyed.</summary>
internal sealed class FileText
{
    public Guid FileId { get; init; }
    public required string Text { get; init; }
}

internal sealed class FilesMapping : IEntityTypeConfiguration<StoredFile>, IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<FileText>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("kernel_files");
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.Property(f => f.MediaType).HasMaxLength(100);
        builder.HasIndex(f => f.Sha256).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("kernel_attachments");
        builder.Ignore(a => a.Words);
        builder.Property(a => a.SubjectKind).HasMaxLength(60);
        builder.Property(a => a.Name).HasMaxLength(Attachment.NameLength);
        builder.Property(a => a.UploadedByName).HasMaxLength(Person.NameLength);
        builder.HasIndex(a => new { a.SubjectId, a.SubjectKind });
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(a => a.FileId);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.UploadedById);
    }

    public void Configure(EntityTypeBuilder<FileText> builder)
    {
        builder.ToTable("kernel_file_texts");
        builder.HasKey(t => t.FileId);
        builder.Property(t => t.FileId).ValueGeneratedNever();
        builder.HasOne<StoredFile>().WithOne().HasForeignKey<FileText>(t => t.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}
