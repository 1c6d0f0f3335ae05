using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Records.Persistence;

/// <summary>Tables of records, prefix <c>records_</c>.</summary>
internal sealed class RecordMapping : IEntityTypeConfiguration<RecordForm>, IEntityTypeConfiguration<FormVersion>, IEntityTypeConfiguration<FormRecord>,
    IEntityTypeConfiguration<RecordContent>, IEntityTypeConfiguration<RecordTag>
{
    public void Configure(EntityTypeBuilder<RecordForm> builder)
    {
        builder.ToTable("records_forms");
        builder.Ignore(f => f.Retention);
        builder.Property(f => f.Code).HasMaxLength(RecordForm.CodeLength);
        builder.Property(f => f.NameZh).HasMaxLength(RecordForm.NameLength);
        builder.Property(f => f.NameEn).HasMaxLength(RecordForm.NameLength);
        builder.Property(f => f.NameSort).HasMaxLength(120);
        builder.Property(f => f.Basis).HasMaxLength(RecordForm.CodeLength);
        builder.Property(f => f.BasisZh).HasMaxLength(RecordForm.NameLength);
        builder.Property(f => f.BasisEn).HasMaxLength(RecordForm.NameLength);
        builder.Property(f => f.Clauses).HasMaxLength(1000);
        builder.Property(f => f.Owner).HasMaxLength(40);
        builder.Property(f => f.Place).HasMaxLength(FormRecord.PlaceLength);
        builder.HasIndex(f => f.Code).IsUnique();
        builder.HasIndex(f => new { f.Basis, f.Code });
    }

    public void Configure(EntityTypeBuilder<FormVersion> builder)
    {
        builder.ToTable("records_form_versions");
        builder.Property(v => v.Reason).HasMaxLength(FormVersion.ReasonLength);
        builder.HasIndex(v => new { v.FormId, v.Number }).IsUnique();
        builder.HasOne<RecordForm>().WithMany().HasForeignKey(v => v.FormId);
    }

    public void Configure(EntityTypeBuilder<FormRecord> builder)
    {
        builder.ToTable("records_records");
        builder.Ignore(r => r.Words);
        builder.Ignore(r => r.IsHeld);
        builder.Property(r => r.Number).HasMaxLength(100);
        builder.Property(r => r.Basis).HasMaxLength(RecordForm.CodeLength);
        builder.Property(r => r.ContentHash).HasMaxLength(64);
        builder.Property(r => r.FilesHash).HasMaxLength(64);
        builder.Property(r => r.Place).HasMaxLength(FormRecord.PlaceLength);
        builder.Property(r => r.HoldReason).HasMaxLength(FormRecord.ReasonLength);
        builder.Property(r => r.VoidReason).HasMaxLength(FormRecord.ReasonLength);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.FilledOn, r.Id });
        builder.HasIndex(r => new { r.FormId, r.FilledOn, r.Id });
        builder.HasIndex(r => new { r.Basis, r.FilledOn, r.Id });
        builder.HasIndex(r => new { r.DepartmentId, r.FilledOn, r.Id });
        builder.HasIndex(r => new { r.FilledById, r.FilledOn, r.Id });
        builder.HasIndex(r => new { r.State, r.FilledOn, r.Id });
        builder.HasIndex(r => new { r.State, r.RetainUntil });
        builder.HasOne<RecordForm>().WithMany().HasForeignKey(r => r.FormId);
        builder.HasOne<FormVersion>().WithMany().HasForeignKey(r => r.FormVersionId);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.FilledById);
        builder.HasOne<FormRecord>().WithMany().HasForeignKey(r => r.CorrectsId);
        builder.HasOne<RecordDisposal>().WithMany().HasForeignKey(r => r.DisposalId);
    }

    public void Configure(EntityTypeBuilder<RecordContent> builder)
    {
        builder.ToTable("records_contents");
        builder.HasKey(c => c.RecordId);
        builder.Property(c => c.RecordId).ValueGeneratedNever();
        builder.Property(c => c.Summary).HasMaxLength(RecordContent.SummaryLength);
        builder.HasOne<FormRecord>().WithOne().HasForeignKey<RecordContent>(c => c.RecordId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RecordTag> builder)
    {
        builder.ToTable("records_tags");
        builder.Property(t => t.Tag).HasMaxLength(RecordTag.TagLength);
        builder.HasIndex(t => new { t.Tag, t.RecordId });
        builder.HasIndex(t => t.RecordId);
        builder.HasOne<FormRecord>().WithMany().HasForeignKey(t => t.RecordId);
    }
}

/// <summary>
/// The database itself refuses to change or remove what was signed, whoever asks. A content goes only with a signed disposal of its record.
/// </summary>
internal sealed class RecordGuards : IDatabaseGuards
{
    private const string Frozen = "a signed record does not change";

    // What of a signed record may still change: keeping (hold, archive, retention), and the step to disposed under a signed disposal.
    private const string Changed =
        "(NEW.number <> OLD.number OR NEW.form_id <> OLD.form_id OR NEW.form_version_id <> OLD.form_version_id OR NEW.department_id <> OLD.department_id " +
        "OR NEW.filled_by_id <> OLD.filled_by_id OR NEW.filled_on <> OLD.filled_on OR NEW.content_hash <> OLD.content_hash OR NEW.files_hash <> OLD.files_hash OR NEW.approved_at <> OLD.approved_at " +
        "OR NEW.approved_at IS NULL OR (NEW.state <> OLD.state AND NOT (OLD.state = 'Approved' AND NEW.state = 'Disposed' " +
        "AND EXISTS (SELECT 1 FROM records_disposals d WHERE d.id = NEW.disposal_id AND d.state = 'Approved'))))";

    public IReadOnlyList<string> For(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? Sqlite : Postgres;

    private static readonly string[] Sqlite =
    [
        $"CREATE TRIGGER IF NOT EXISTS records_content_no_update BEFORE UPDATE ON records_contents WHEN (SELECT state FROM records_records WHERE id = OLD.record_id) NOT IN ('Draft') BEGIN SELECT RAISE(ABORT, '{Frozen}'); END",
        $"CREATE TRIGGER IF NOT EXISTS records_content_no_delete BEFORE DELETE ON records_contents WHEN (SELECT state FROM records_records WHERE id = OLD.record_id) NOT IN ('Disposed') BEGIN SELECT RAISE(ABORT, '{Frozen}'); END",
        $"CREATE TRIGGER IF NOT EXISTS records_record_no_update BEFORE UPDATE ON records_records WHEN OLD.state IN ('Approved', 'Disposed') AND {Changed} BEGIN SELECT RAISE(ABORT, '{Frozen}'); END",
        $"CREATE TRIGGER IF NOT EXISTS records_record_no_delete BEFORE DELETE ON records_records BEGIN SELECT RAISE(ABORT, '{Frozen}'); END",
        $"CREATE TRIGGER IF NOT EXISTS records_version_no_update BEFORE UPDATE ON records_form_versions WHEN OLD.state IN ('InForce', 'Superseded') AND NEW.definition <> OLD.definition BEGIN SELECT RAISE(ABORT, '{Frozen}'); END",
    ];

    private static readonly string[] Postgres =
    [
        "CREATE OR REPLACE FUNCTION records_content_guard() RETURNS trigger LANGUAGE plpgsql AS $f$ DECLARE s text; BEGIN SELECT state INTO s FROM records_records WHERE id = OLD.record_id; " +
            $"IF (TG_OP = 'UPDATE' AND s <> 'Draft') OR (TG_OP = 'DELETE' AND s <> 'Disposed') THEN RAISE EXCEPTION '{Frozen}'; END IF; RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END $f$",
        "CREATE OR REPLACE TRIGGER records_content_no_change BEFORE UPDATE OR DELETE ON records_contents FOR EACH ROW EXECUTE FUNCTION records_content_guard()",
        $"CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION '{Frozen}'; END $f$",
        "CREATE OR REPLACE TRIGGER records_content_no_truncate BEFORE TRUNCATE ON records_contents FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()",
        "CREATE OR REPLACE TRIGGER records_record_no_delete BEFORE DELETE OR TRUNCATE ON records_records FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()",
        $"CREATE OR REPLACE FUNCTION records_record_guard() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN IF {Changed} THEN RAISE EXCEPTION '{Frozen}'; END IF; RETURN NEW; END $f$",
        "CREATE OR REPLACE TRIGGER records_record_no_change BEFORE UPDATE ON records_records FOR EACH ROW WHEN (OLD.state IN ('Approved', 'Disposed')) EXECUTE FUNCTION records_record_guard()",
        "CREATE OR REPLACE TRIGGER records_version_no_change BEFORE UPDATE ON records_form_versions FOR EACH ROW WHEN (OLD.state IN ('InForce', 'Superseded') AND NEW.definition <> OLD.definition) EXECUTE FUNCTION records_refuse()",
    ];
}
