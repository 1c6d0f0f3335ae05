using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Modules.Conformity.Packs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Conformity.Persistence;

/// <summary>Table of packs.</summary>
internal sealed class PackMapping : IEntityTypeConfiguration<EvidencePack>
{
    public void Configure(EntityTypeBuilder<EvidencePack> builder)
    {
        builder.ToTable("conformity_packs");
        builder.Property(p => p.Number).HasMaxLength(60);
        builder.Property(p => p.Clauses).HasMaxLength(EvidencePack.ClausesLength);
        builder.Property(p => p.PreparedBy).HasMaxLength(Person.NameLength);
        builder.Property(p => p.Problem).HasMaxLength(EvidencePack.ProblemLength);
        builder.Property(p => p.Sha256).HasMaxLength(64);
        builder.Ignore(p => p.ClauseNumbers);
        builder.HasIndex(p => p.Number).IsUnique();
        builder.HasIndex(p => new { p.PreparedById, p.PreparedAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PreparedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(p => p.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}
