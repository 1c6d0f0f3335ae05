using Isms.Kernel.Access;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Importance;
using Isms.Modules.Assets.Importing;
using Isms.Modules.Assets.Lists;
using Isms.Modules.Criteria;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Assets.Persistence;

/// <summary>Tables of the assets, prefix <c>assets_</c>. Every sort of the register has its index, ending with the id it is paged by.</summary>
internal sealed class AssetMapping : IEntityTypeConfiguration<Asset>, IEntityTypeConfiguration<AssetRequest>,
    IEntityTypeConfiguration<ConfirmationCycle>, IEntityTypeConfiguration<DepartmentConfirmation>,
    IEntityTypeConfiguration<ImportantAssetList>, IEntityTypeConfiguration<ImportantAssetListRow>, IEntityTypeConfiguration<AssetImport>
{
    public void Configure(EntityTypeBuilder<Asset> builder)
    {
        builder.ToTable("assets_assets");
        builder.Ignore(a => a.Scores);
        builder.Property(a => a.Number).HasMaxLength(Asset.NumberLength);
        builder.Property(a => a.Name).HasMaxLength(Asset.NameLength);
        builder.Property(a => a.NameSort).HasMaxLength(120);
        builder.Property(a => a.CategoryCode).HasMaxLength(20);
        builder.Property(a => a.CustodianText).HasMaxLength(Asset.TextLength);
        builder.Property(a => a.Location).HasMaxLength(Asset.TextLength);
        builder.Property(a => a.Quantity).HasMaxLength(Asset.TextLength);
        builder.Property(a => a.Remark).HasMaxLength(Asset.RemarkLength);
        builder.Property(a => a.OverrideReason).HasMaxLength(Asset.RemarkLength);
        builder.Property(a => a.RetireReason).HasMaxLength(Asset.RemarkLength);
        builder.HasIndex(a => a.Number).IsUnique();
        builder.HasIndex(a => new { a.Number, a.Id });
        builder.HasIndex(a => new { a.NameSort, a.Id });
        builder.HasIndex(a => new { a.Value, a.Id });
        builder.HasIndex(a => new { a.ImportanceLevel, a.Id });
        builder.HasIndex(a => new { a.CategoryCode, a.Id });
        builder.HasIndex(a => new { a.CategoryCode, a.Number, a.Id });
        builder.HasIndex(a => new { a.DepartmentId, a.Number, a.Id });
        builder.HasIndex(a => new { a.OwnerId, a.Number });
        builder.HasIndex(a => new { a.IsImportant, a.Number, a.Id });
        builder.HasIndex(a => new { a.IsImportant, a.Value, a.Id });
        builder.HasOne<Department>().WithMany().HasForeignKey(a => a.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.OwnerId);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.CustodianId);
        builder.HasOne<CriteriaVersion>().WithMany().HasForeignKey(a => a.CriteriaId);
    }

    public void Configure(EntityTypeBuilder<AssetRequest> builder)
    {
        builder.ToTable("assets_requests");
        builder.Property(r => r.AssetNumber).HasMaxLength(Asset.NumberLength);
        builder.Property(r => r.AssetName).HasMaxLength(Asset.NameLength);
        builder.Property(r => r.Reason).HasMaxLength(Asset.RemarkLength);
        builder.Property(r => r.RequestedBy).HasMaxLength(Person.NameLength);
        builder.HasIndex(r => new { r.AssetId, r.State });
        builder.HasOne<Asset>().WithMany().HasForeignKey(r => r.AssetId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.RequestedById);
    }

    public void Configure(EntityTypeBuilder<ConfirmationCycle> builder)
    {
        builder.ToTable("assets_confirmation_cycles");
        builder.Property(c => c.Title).HasMaxLength(ConfirmationCycle.TitleLength);
        builder.Property(c => c.OpenedBy).HasMaxLength(Person.NameLength);
        builder.Property(c => c.CloseReason).HasMaxLength(ConfirmationCycle.ReasonLength);
        builder.HasIndex(c => c.State);
    }

    public void Configure(EntityTypeBuilder<DepartmentConfirmation> builder)
    {
        builder.ToTable("assets_confirmations");
        builder.Property(c => c.ConfirmedBy).HasMaxLength(Person.NameLength);
        builder.Property(c => c.ContentHash).HasMaxLength(64);
        builder.HasIndex(c => new { c.CycleId, c.DepartmentId }).IsUnique();
        builder.HasOne<ConfirmationCycle>().WithMany().HasForeignKey(c => c.CycleId);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.ConfirmedById);
    }

    public void Configure(EntityTypeBuilder<ImportantAssetList> builder)
    {
        builder.ToTable("assets_important_lists");
        builder.Property(l => l.Number).HasMaxLength(Asset.NumberLength);
        builder.Property(l => l.Title).HasMaxLength(ImportantAssetList.TitleLength);
        builder.Property(l => l.RowsHash).HasMaxLength(64);
        foreach (var name in (string[])[nameof(ImportantAssetList.TakenBy), nameof(ImportantAssetList.PreparedBy), nameof(ImportantAssetList.ReviewedBy), nameof(ImportantAssetList.ApprovedBy)])
            builder.Property(name).HasMaxLength(Person.NameLength);
        builder.HasIndex(l => l.Number).IsUnique();
        builder.HasOne<Department>().WithMany().HasForeignKey(l => l.DepartmentId);
        builder.HasOne<CriteriaVersion>().WithMany().HasForeignKey(l => l.CriteriaId);
    }

    public void Configure(EntityTypeBuilder<ImportantAssetListRow> builder)
    {
        builder.ToTable("assets_important_list_rows");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Number).HasMaxLength(Asset.NumberLength);
        builder.Property(r => r.Name).HasMaxLength(Asset.NameLength);
        builder.Property(r => r.CategoryCode).HasMaxLength(20);
        builder.Property(r => r.Department).HasMaxLength(Department.NameLength);
        builder.Property(r => r.Owner).HasMaxLength(Person.NameLength);
        builder.Property(r => r.Custodian).HasMaxLength(Asset.TextLength);
        builder.Property(r => r.Location).HasMaxLength(Asset.TextLength);
        builder.Property(r => r.OverrideReason).HasMaxLength(Asset.RemarkLength);
        builder.Property(r => r.Remark).HasMaxLength(Asset.RemarkLength);
        builder.HasIndex(r => new { r.ListId, r.Ordinal }).IsUnique();
        builder.HasOne<ImportantAssetList>().WithMany().HasForeignKey(r => r.ListId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Asset>().WithMany().HasForeignKey(r => r.AssetId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AssetImport> builder)
    {
        builder.ToTable("assets_imports");
        builder.Property(i => i.FileName).HasMaxLength(200);
        builder.Property(i => i.FileHash).HasMaxLength(64);
        builder.Property(i => i.StartedBy).HasMaxLength(Person.NameLength);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.StartedById);
    }
}
