using Isms.Kernel.Access;
using Isms.Modules.Organization.Posts;
using Isms.Modules.Organization.Promises;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Organization.Persistence;

/// <summary>Tables of posts and promises, prefix <c>organization_</c>.</summary>
internal sealed class CommitmentMapping :
    IEntityTypeConfiguration<PostDescription>, IEntityTypeConfiguration<DutyConfirmation>, IEntityTypeConfiguration<PromiseText>,
    IEntityTypeConfiguration<SignedPromise>, IEntityTypeConfiguration<Onboarding>
{
    public void Configure(EntityTypeBuilder<PostDescription> builder)
    {
        builder.ToTable("organization_posts");
        builder.Property(p => p.Name).HasMaxLength(PostDescription.NameLength);
        builder.Property(p => p.Duties).HasMaxLength(PostDescription.DutiesLength);
        builder.HasIndex(p => new { p.Name, p.DepartmentId });
        builder.HasOne<Department>().WithMany().HasForeignKey(p => p.DepartmentId);
    }

    public void Configure(EntityTypeBuilder<DutyConfirmation> builder)
    {
        builder.ToTable("organization_duty_confirmations");
        builder.HasIndex(c => new { c.PersonId, c.PostId, c.DutiesVersion }).IsUnique();
        builder.HasOne<PostDescription>().WithMany().HasForeignKey(c => c.PostId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
    }

    public void Configure(EntityTypeBuilder<PromiseText> builder)
    {
        builder.ToTable("organization_promise_texts");
        builder.Property(t => t.Body).HasMaxLength(PromiseText.BodyLength);
        builder.HasIndex(t => t.Edition).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SignedPromise> builder)
    {
        builder.ToTable("organization_signed_promises");
        builder.Property(s => s.PersonName).HasMaxLength(Person.NameLength);
        builder.Property(s => s.TextHash).HasMaxLength(64);
        builder.Property(s => s.Paper).HasMaxLength(SignedPromise.NoteLength);
        builder.HasIndex(s => new { s.PersonId, s.TextId }).IsUnique();
        builder.HasOne<PromiseText>().WithMany().HasForeignKey(s => s.TextId);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
    }

    public void Configure(EntityTypeBuilder<Onboarding> builder)
    {
        builder.ToTable("organization_onboardings");
        builder.Property(o => o.CompletedBy).HasMaxLength(Person.NameLength);
        builder.HasIndex(o => o.PersonId).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId);
    }
}
