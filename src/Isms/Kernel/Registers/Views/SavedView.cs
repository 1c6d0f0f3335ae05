using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Registers.Views;

/// <summary>A question to a register that somebody gave a name: search words, filters, order, columns.</summary>
internal sealed class SavedView : ILedgered
{
    public const int NameLength = 60;
    public const int QuestionLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }

    /// <summary>Key of the register.</summary>
    public required string Register { get; init; }
    public required string Name { get; set; }

    /// <summary>As it stands in the address behind the question mark; empty for the register as it is at first.</summary>
    public required string Question { get; set; }
    public Guid OwnerId { get; init; }

    /// <summary>Everybody who opens the register sees the view; what it shows is still decided by each one's own rights.</summary>
    public bool Shared { get; set; }
}

/// <summary>The columns a person last chose for a register. No business data.</summary>
internal sealed class ShownColumns
{
    public Guid PersonId { get; init; }
    public required string Register { get; init; }

    /// <summary>Keys of columns, by commas.</summary>
    public required string Columns { get; set; }
}

internal sealed class ViewsMapping : IEntityTypeConfiguration<SavedView>, IEntityTypeConfiguration<ShownColumns>
{
    private const int RegisterLength = 80;

    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("kernel_saved_views");
        builder.Property(v => v.Register).HasMaxLength(RegisterLength);
        builder.Property(v => v.Name).HasMaxLength(SavedView.NameLength);
        builder.Property(v => v.Question).HasMaxLength(SavedView.QuestionLength);
        builder.HasIndex(v => new { v.Register, v.OwnerId, v.Name }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.OwnerId);
    }

    public void Configure(EntityTypeBuilder<ShownColumns> builder)
    {
        builder.ToTable("kernel_shown_columns");
        builder.HasKey(c => new { c.PersonId, c.Register });
        builder.Property(c => c.Register).HasMaxLength(RegisterLength);
        builder.Property(c => c.Columns).HasMaxLength(SavedView.QuestionLength);
        builder.HasIndex(c => c.Register);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
