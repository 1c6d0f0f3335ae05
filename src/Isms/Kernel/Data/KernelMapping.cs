using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Data;

/// <summary>Tables of the kernel, prefix <c>kernel_</c>.</summary>
internal sealed class KernelMapping :
    IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Department>, IEntityTypeConfiguration<Appointment>,
    IEntityTypeConfiguration<User>, IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<AccessToken>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>, IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("kernel_people");
        builder.Property(p => p.EmployeeNumber).HasMaxLength(40);
        builder.Property(p => p.Name).HasMaxLength(Person.NameLength);
        builder.Property(p => p.NameSort).HasMaxLength(120);
        builder.Property(p => p.Post).HasMaxLength(100);
        builder.Property(p => p.Email).HasMaxLength(200);
        builder.HasIndex(p => p.EmployeeNumber).IsUnique();
        builder.HasIndex(p => new { p.NameSort, p.Id });
        builder.HasOne<Department>().WithMany().HasForeignKey(p => p.DepartmentId);
    }

    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.ToTable("kernel_departments");
        builder.Property(d => d.Code).HasMaxLength(40);
        builder.Property(d => d.Name).HasMaxLength(Department.NameLength);
        builder.Property(d => d.NameSort).HasMaxLength(120);
        builder.Property(d => d.Path).HasMaxLength(740);
        builder.HasIndex(d => d.Code).IsUnique();
        builder.HasIndex(d => d.Path);
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.ParentId);
    }

    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("kernel_appointments");
        builder.Property(a => a.LetterNumber).HasMaxLength(60);
        builder.Property(a => a.Reason).HasMaxLength(Appointment.ReasonLength);
        builder.HasIndex(a => new { a.Office, a.StartsOn });
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
        builder.HasOne<Department>().WithMany().HasForeignKey(a => a.DepartmentId);
    }

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("kernel_users");
        builder.Property(u => u.Language).HasMaxLength(10);
        builder.HasOne<Person>().WithMany().HasForeignKey(u => u.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(u => u.PersonId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("kernel_sessions");
        builder.Property(s => s.TokenHash).HasMaxLength(64);
        builder.Property(s => s.Address).HasMaxLength(64);
        builder.Property(s => s.Browser).HasMaxLength(200);
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("kernel_access_tokens");
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.TokenHash).HasMaxLength(64);
        builder.Property(t => t.Scope).HasMaxLength(20);
        builder.HasIndex(t => t.TokenHash).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("kernel_user_claims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("kernel_user_logins");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("kernel_user_tokens");

    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("kernel_ledger");
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Sequence).ValueGeneratedNever();
        builder.Property(e => e.ActorName).HasMaxLength(100);
        builder.Property(e => e.ActorOffice).HasMaxLength(40);
        builder.Property(e => e.UseCase).HasMaxLength(80);
        builder.Property(e => e.EntityType).HasMaxLength(60);
        builder.Property(e => e.PreviousHash).HasMaxLength(64);
        builder.Property(e => e.Hash).HasMaxLength(64);
        // Finds the history of one thing, and alone answers what existed at a point of the chain.
        builder.HasIndex(e => new { e.EntityType, e.EntityId, e.Sequence, e.Change });
        builder.HasIndex(e => new { e.At, e.Sequence });
    }
}
