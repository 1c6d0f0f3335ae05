using Isms.Kernel.Access;
using Isms.Modules.Organization.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Organization.Persistence;

/// <summary>Tables of letters, prefix <c>organization_</c>.</summary>
internal sealed class LetterMapping : IEntityTypeConfiguration<AppointmentLetter>, IEntityTypeConfiguration<LetterGrant>, IEntityTypeConfiguration<LetterEnd>
{
    public void Configure(EntityTypeBuilder<AppointmentLetter> builder)
    {
        builder.ToTable("organization_letters");
        builder.Property(l => l.Number).HasMaxLength(100);
        builder.Property(l => l.Title).HasMaxLength(AppointmentLetter.TitleLength);
        builder.Property(l => l.Preamble).HasMaxLength(AppointmentLetter.PreambleLength);
        builder.HasIndex(l => l.Number).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.CreatedById);
    }

    public void Configure(EntityTypeBuilder<LetterGrant> builder)
    {
        builder.ToTable("organization_letter_grants");
        builder.Property(g => g.PersonName).HasMaxLength(Person.NameLength);
        builder.Property(g => g.Duties).HasMaxLength(LetterGrant.DutiesLength);
        builder.Property(g => g.Reason).HasMaxLength(Appointment.ReasonLength);
        builder.HasIndex(g => new { g.LetterId, g.Position });
        builder.HasOne<AppointmentLetter>().WithMany().HasForeignKey(g => g.LetterId);
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId);
        builder.HasOne<Department>().WithMany().HasForeignKey(g => g.DepartmentId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(g => g.AppointmentId);
    }

    public void Configure(EntityTypeBuilder<LetterEnd> builder)
    {
        builder.ToTable("organization_letter_ends");
        builder.HasIndex(e => new { e.LetterId, e.Position });
        builder.HasOne<AppointmentLetter>().WithMany().HasForeignKey(e => e.LetterId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(e => e.AppointmentId);
    }
}
