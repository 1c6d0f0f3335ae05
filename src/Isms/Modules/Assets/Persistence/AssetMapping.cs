using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Assets.Persistence;

/// <summary>Tables of the assets, prefix <c>assets_</c>. Every sort of the register has its index, ending with the id it is paged by.</summary>
internal sealed class AssetMapping : IEntityTypeConfiguration<Asset>
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
        builder.HasIndex(a => new { a.DepartmentId, a.Number, a.Id });
        builder.HasIndex(a => new { a.OwnerId, a.Number });
        builder.HasIndex(a => new { a.IsImportant, a.Number, a.Id });
        builder.HasOne<Department>().WithMany().HasForeignKey(a => a.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.OwnerId);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.CustodianId);
    }
}
