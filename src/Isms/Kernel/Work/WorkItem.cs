using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Work;

/// <summary>A duty in somebody's inbox.</summary>
internal sealed class WorkItem : ILedgered
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public required string Kind { get; init; }
    public required string TitleKey { get; init; }

    /// <summary>JSON list of texts.</summary>
    public required string TitleArgs { get; init; }
    public required string Link { get; init; }
    public required string SubjectKind { get; init; }
    public Guid SubjectId { get; init; }
    public Guid? SourceId { get; init; }
    public Guid? PersonId { get; init; }
    public Office? Office { get; init; }
    public Guid? DepartmentId { get; init; }
    public DateOnly DueOn { get; init; }
    public DateTime CreatedAt { get; init; }
    public WorkState State { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public Guid? DoneById { get; private set; }
    public string DoneByName { get; private set; } = "";
    public DateTime? RemindedAt { get; set; }

    /// <summary>When it was brought to the management representative.</summary>
    public DateTime? EscalatedAt { get; set; }

    public void Complete(Actor actor, DateTime at)
    {
        State = WorkState.Done;
        EndedAt = at;
        DoneById = actor.IsSystem ? null : actor.PersonId;
        DoneByName = actor.Name;
    }

    public void Cancel(DateTime at)
    {
        State = WorkState.Cancelled;
        EndedAt = at;
    }
}

internal sealed class WorkMapping : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable("kernel_work");
        builder.Property(w => w.Kind).HasMaxLength(60);
        builder.Property(w => w.TitleKey).HasMaxLength(80);
        builder.Property(w => w.TitleArgs).HasMaxLength(2000);
        builder.Property(w => w.Link).HasMaxLength(300);
        builder.Property(w => w.SubjectKind).HasMaxLength(60);
        builder.Property(w => w.DoneByName).HasMaxLength(Person.NameLength);
        builder.HasIndex(w => new { w.State, w.PersonId });
        builder.HasIndex(w => new { w.State, w.Office });
        builder.HasIndex(w => new { w.State, w.DueOn });
        builder.HasIndex(w => new { w.SubjectId, w.Kind });
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId);
        builder.HasOne<Department>().WithMany().HasForeignKey(w => w.DepartmentId);
    }
}
