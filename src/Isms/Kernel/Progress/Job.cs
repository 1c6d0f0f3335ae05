using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Progress;

/// <summary>A piece of long work. Not business data: what it changes is in the ledger, how far it is is not.</summary>
internal sealed class Job
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public JobState State { get; set; }
    public long Done { get; set; }
    public long? Total { get; set; }
    public string? Link { get; set; }

    /// <summary>JSON of its figures.</summary>
    public string? Result { get; set; }

    /// <summary>JSON of why it was refused.</summary>
    public string? Refusal { get; set; }
    public Guid StartedById { get; init; }

    /// <summary>The machine that runs it: after a restart only its own unfinished work is known to be lost.</summary>
    public required string Node { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? StartedAt { get; set; }
    public DateTime? EndedAt { get; set; }
}

internal sealed class ProgressMapping : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("kernel_jobs");
        builder.Property(j => j.Id).ValueGeneratedNever();
        builder.Property(j => j.Kind).HasMaxLength(60);
        builder.Property(j => j.Title).HasMaxLength(200);
        builder.Property(j => j.Link).HasMaxLength(300);
        builder.Property(j => j.Node).HasMaxLength(100);
        builder.HasIndex(j => new { j.StartedById, j.CreatedAt });
        builder.HasIndex(j => j.State);
        builder.HasOne<Person>().WithMany().HasForeignKey(j => j.StartedById).OnDelete(DeleteBehavior.Restrict);
    }
}
