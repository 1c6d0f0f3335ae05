using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Communication.Persistence;

/// <summary>Tables of announcements, whom they go to and who read them.</summary>
internal sealed class AnnouncementMapping : IEntityTypeConfiguration<Announcement>, IEntityTypeConfiguration<AnnouncementTarget>, IEntityTypeConfiguration<AnnouncementReceipt>
{
    public void Configure(EntityTypeBuilder<Announcement> builder)
    {
        builder.ToTable("communication_announcements");
        builder.Ignore(a => a.IsDraft);
        builder.Property(a => a.Number).HasMaxLength(100);
        builder.Property(a => a.Title).HasMaxLength(Announcement.TitleLength);
        builder.Property(a => a.Body).HasMaxLength(Announcement.BodyLength);
        builder.Property(a => a.InNameOf).HasMaxLength(Person.NameLength);
        builder.Property(a => a.Mandate).HasMaxLength(Announcement.NoteLength);
        builder.Property(a => a.ContentHash).HasMaxLength(64);
        builder.Property(a => a.WithdrawnFor).HasMaxLength(Announcement.NoteLength);
        builder.HasIndex(a => a.Number).IsUnique();
        builder.HasIndex(a => new { a.State, a.PublishedOn });
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.DraftedById);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PublishedById);
    }

    public void Configure(EntityTypeBuilder<AnnouncementTarget> builder)
    {
        builder.ToTable("communication_announcement_targets");
        builder.HasIndex(t => new { t.AnnouncementId, t.DepartmentId }).IsUnique();
        builder.HasOne<Announcement>().WithMany().HasForeignKey(t => t.AnnouncementId);
        builder.HasOne<Department>().WithMany().HasForeignKey(t => t.DepartmentId);
    }

    public void Configure(EntityTypeBuilder<AnnouncementReceipt> builder)
    {
        builder.ToTable("communication_announcement_receipts");
        builder.Property(r => r.Paper).HasMaxLength(Announcement.NoteLength);
        builder.HasIndex(r => new { r.AnnouncementId, r.PersonId }).IsUnique();
        builder.HasOne<Announcement>().WithMany().HasForeignKey(r => r.AnnouncementId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
    }
}
