using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Signing;

internal sealed class SigningMapping :
    IEntityTypeConfiguration<Approval>, IEntityTypeConfiguration<ApprovalStep>, IEntityTypeConfiguration<Signature>, IEntityTypeConfiguration<ApprovalRoute>
{
    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("kernel_approvals");
        builder.Property(a => a.Kind).HasMaxLength(60);
        builder.Property(a => a.Title).HasMaxLength(200);
        builder.Property(a => a.Number).HasMaxLength(100);
        builder.Property(a => a.Link).HasMaxLength(300);
        builder.Property(a => a.ContentHash).HasMaxLength(64);
        builder.Property(a => a.SubmittedByName).HasMaxLength(Person.NameLength);
        builder.Property(a => a.EndComment).HasMaxLength(2000);
        builder.HasIndex(a => new { a.Kind, a.SubjectId, a.Round }).IsUnique();
        // One at a time: the engine says so first; this holds whatever else writes.
        builder.HasIndex(a => new { a.Kind, a.SubjectId }).IsUnique().HasFilter("state = 'Running'").HasDatabaseName("ix_kernel_approvals_running");
        builder.HasIndex(a => new { a.SubmittedAt, a.Id });
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.SubmittedById);
        builder.Ignore(a => a.OpenSteps);
        builder.HasMany(a => a.Steps).WithOne().HasForeignKey(s => s.ApprovalId);
        builder.HasMany(a => a.Signatures).WithOne().HasForeignKey(s => s.ApprovalId);
    }

    public void Configure(EntityTypeBuilder<ApprovalStep> builder)
    {
        builder.ToTable("kernel_approval_steps");
        builder.Property(s => s.DecidedByName).HasMaxLength(Person.NameLength);
        builder.Property(s => s.Comment).HasMaxLength(2000);
        builder.Property(s => s.DelegatedBy).HasMaxLength(700);
        builder.Property(s => s.AddedBy).HasMaxLength(700);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
        builder.HasOne<Department>().WithMany().HasForeignKey(s => s.DepartmentId);
    }

    public void Configure(EntityTypeBuilder<Signature> builder)
    {
        builder.ToTable("kernel_signatures");
        builder.Property(s => s.PersonName).HasMaxLength(Person.NameLength);
        builder.Property(s => s.ContentHash).HasMaxLength(64);
        builder.Property(s => s.Comment).HasMaxLength(2000);
        builder.HasIndex(s => s.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
    }

    public void Configure(EntityTypeBuilder<ApprovalRoute> builder)
    {
        builder.ToTable("kernel_approval_routes");
        builder.Property(r => r.Kind).HasMaxLength(60);
        builder.HasIndex(r => r.Kind).IsUnique();
    }
}

/// <summary>The database itself refuses to change or delete a signature.</summary>
internal static class SignatureTriggers
{
    public static string[] For(DatabaseKind kind) => kind == DatabaseKind.Sqlite
        ?
        [
            "CREATE TRIGGER IF NOT EXISTS kernel_signatures_no_update BEFORE UPDATE ON kernel_signatures BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END",
            "CREATE TRIGGER IF NOT EXISTS kernel_signatures_no_delete BEFORE DELETE ON kernel_signatures BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END",
        ]
        :
        [
            "CREATE OR REPLACE FUNCTION kernel_signatures_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''signatures are append-only''; END'",
            "CREATE OR REPLACE TRIGGER kernel_signatures_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON kernel_signatures FOR EACH STATEMENT EXECUTE FUNCTION kernel_signatures_refuse()",
        ];
}
