using Isms.Kernel.Access;
using Isms.Modules.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Scope.Persistence;

/// <summary>Tables of the scope, prefix <c>scope_</c>.</summary>
internal sealed class ScopeMapping : IEntityTypeConfiguration<ScopeStatement>, IEntityTypeConfiguration<ScopeIssue>, IEntityTypeConfiguration<InterestedParty>,
    IEntityTypeConfiguration<ScopeDrawing>, IEntityTypeConfiguration<DrawingArea>, IEntityTypeConfiguration<NetworkChange>
{
    public void Configure(EntityTypeBuilder<ScopeStatement> builder)
    {
        builder.ToTable("scope_statements");
        builder.Ignore(s => s.IsDraft).Ignore(s => s.IsOpen).Ignore(s => s.Facts);
        builder.Property(s => s.Number).HasMaxLength(60);
        builder.Property(s => s.VersionLabel).HasMaxLength(20);
        builder.Property(s => s.ChangeNote).HasMaxLength(ScopeStatement.NoteLength);
        foreach (var text in new[] { nameof(ScopeStatement.Business), nameof(ScopeStatement.Organization), nameof(ScopeStatement.Location), nameof(ScopeStatement.Assets), nameof(ScopeStatement.Technology), nameof(ScopeStatement.ScopeText), nameof(ScopeStatement.BoundaryText) })
            builder.Property(text).HasMaxLength(ScopeStatement.TextLength);
        builder.HasIndex(s => new { s.Major, s.Minor }).IsUnique();
        builder.HasIndex(s => s.State);
        builder.HasOne<ScopeStatement>().WithMany().HasForeignKey(s => s.BasedOnId);
    }

    public void Configure(EntityTypeBuilder<ScopeIssue> builder)
    {
        builder.ToTable("scope_issues");
        builder.Property(i => i.Topic).HasMaxLength(ScopeIssue.TopicLength);
        builder.Property(i => i.Effect).HasMaxLength(ScopeIssue.EffectLength);
        builder.HasOne<ScopeStatement>().WithMany().HasForeignKey(i => i.StatementId);
    }

    public void Configure(EntityTypeBuilder<InterestedParty> builder)
    {
        builder.ToTable("scope_parties");
        builder.Property(p => p.Name).HasMaxLength(InterestedParty.NameLength);
        builder.Property(p => p.Requirement).HasMaxLength(InterestedParty.TextLength);
        builder.Property(p => p.Response).HasMaxLength(InterestedParty.TextLength);
        builder.HasOne<ScopeStatement>().WithMany().HasForeignKey(p => p.StatementId);
    }

    public void Configure(EntityTypeBuilder<ScopeDrawing> builder)
    {
        builder.ToTable("scope_drawings");
        builder.Property(d => d.FileName).HasMaxLength(ScopeDrawing.NameLength);
        builder.Property(d => d.FileHash).HasMaxLength(64);
        builder.Property(d => d.MediaType).HasMaxLength(60);
        builder.Property(d => d.UploadedBy).HasMaxLength(Person.NameLength);
        builder.HasIndex(d => new { d.StatementId, d.Kind }).IsUnique();
        builder.HasOne<ScopeStatement>().WithMany().HasForeignKey(d => d.StatementId);
    }

    public void Configure(EntityTypeBuilder<NetworkChange> builder)
    {
        builder.ToTable("scope_network_changes");
        builder.Property(c => c.Number).HasMaxLength(NetworkChange.NumberLength);
        builder.HasIndex(c => c.RecordId).IsUnique();
        builder.HasIndex(c => c.ApprovedAt);
        builder.HasOne<FormRecord>().WithMany().HasForeignKey(c => c.RecordId);
    }

    public void Configure(EntityTypeBuilder<DrawingArea> builder)
    {
        builder.ToTable("scope_areas");
        builder.Property(a => a.Name).HasMaxLength(DrawingArea.NameLength);
        builder.Property(a => a.Points).HasMaxLength(DrawingArea.PointsLength);
        builder.Property(a => a.Note).HasMaxLength(500);
        builder.Property(a => a.SubjectKind).HasMaxLength(60);
        builder.HasIndex(a => new { a.DrawingId, a.Id });
        builder.HasOne<ScopeDrawing>().WithMany().HasForeignKey(a => a.DrawingId);
    }
}
