using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Communication.Persistence;

/// <summary>Tables of coordination meetings.</summary>
internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>, IEntityTypeConfiguration<AgendaPoint>, IEntityTypeConfiguration<Attendance>, IEntityTypeConfiguration<Resolution>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("communication_meetings");
        builder.Ignore(m => m.IsDraft);
        builder.Property(m => m.Number).HasMaxLength(100);
        builder.Property(m => m.Title).HasMaxLength(Meeting.TitleLength);
        builder.Property(m => m.Place).HasMaxLength(Meeting.PlaceLength);
        builder.HasIndex(m => m.Number).IsUnique();
        builder.HasIndex(m => m.HeldOn);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.ChairId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.MinutesById);
    }

    public void Configure(EntityTypeBuilder<AgendaPoint> builder)
    {
        builder.ToTable("communication_agenda");
        builder.Property(p => p.Facts).HasMaxLength(Meeting.TextLength);
        builder.Property(p => p.Conclusion).HasMaxLength(Meeting.TextLength);
        builder.HasIndex(p => new { p.MeetingId, p.Topic }).IsUnique();
        builder.HasOne<Meeting>().WithMany().HasForeignKey(p => p.MeetingId);
    }

    public void Configure(EntityTypeBuilder<Attendance> builder)
    {
        builder.ToTable("communication_attendance");
        builder.HasIndex(a => new { a.MeetingId, a.DepartmentId }).IsUnique();
        builder.HasOne<Meeting>().WithMany().HasForeignKey(a => a.MeetingId);
        builder.HasOne<Department>().WithMany().HasForeignKey(a => a.DepartmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<Resolution> builder)
    {
        builder.ToTable("communication_resolutions");
        builder.Property(r => r.Number).HasMaxLength(100);
        builder.Property(r => r.Words).HasMaxLength(Resolution.TextLength);
        builder.Property(r => r.Outcome).HasMaxLength(Resolution.TextLength);
        builder.Property(r => r.OpenedNumber).HasMaxLength(100);
        builder.Property(r => r.OpenedLink).HasMaxLength(200);
        builder.HasIndex(r => r.MeetingId);
        builder.HasIndex(r => new { r.State, r.DueOn });
        builder.HasOne<Meeting>().WithMany().HasForeignKey(r => r.MeetingId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.OwnerId);
    }
}
