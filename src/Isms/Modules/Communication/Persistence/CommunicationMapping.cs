using Isms.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Modules.Communication.Persistence;

/// <summary>Tables of contacts and the communication plan, prefix <c>communication_</c>.</summary>
internal sealed class CommunicationMapping : IEntityTypeConfiguration<Contact>, IEntityTypeConfiguration<ContactEvent>, IEntityTypeConfiguration<PlanLine>, IEntityTypeConfiguration<PlanDone>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("communication_contacts");
        builder.Property(c => c.Name).HasMaxLength(Contact.NameLength);
        builder.Property(c => c.NameSort).HasMaxLength(120);
        builder.Property(c => c.Person).HasMaxLength(Contact.NameLength);
        builder.Property(c => c.Reach).HasMaxLength(Contact.NameLength);
        builder.Property(c => c.Topic).HasMaxLength(Contact.TextLength);
        builder.Property(c => c.Requirement).HasMaxLength(Contact.TextLength);
        builder.Property(c => c.Basis).HasMaxLength(Contact.TextLength);
        builder.Property(c => c.HowMet).HasMaxLength(Contact.TextLength);
        builder.HasIndex(c => new { c.NameSort, c.Id });
        builder.HasIndex(c => c.NextVerifyOn);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.OwnerId);
    }

    public void Configure(EntityTypeBuilder<ContactEvent> builder)
    {
        builder.ToTable("communication_contact_events");
        builder.Property(e => e.Words).HasMaxLength(Contact.TextLength);
        builder.HasIndex(e => new { e.ContactId, e.HeldOn });
        builder.HasOne<Contact>().WithMany().HasForeignKey(e => e.ContactId);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.EnteredById);
    }

    public void Configure(EntityTypeBuilder<PlanLine> builder)
    {
        builder.ToTable("communication_plan");
        builder.Property(l => l.What).HasMaxLength(PlanLine.TextLength);
        builder.Property(l => l.Audience).HasMaxLength(PlanLine.TextLength);
        builder.Property(l => l.Channel).HasMaxLength(PlanLine.TextLength);
        builder.Property(l => l.Process).HasMaxLength(PlanLine.TextLength);
        builder.Property(l => l.Occasion).HasMaxLength(PlanLine.TextLength);
        builder.HasIndex(l => l.NextOn);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.OwnerId);
    }

    public void Configure(EntityTypeBuilder<PlanDone> builder)
    {
        builder.ToTable("communication_plan_done");
        builder.Property(d => d.Words).HasMaxLength(PlanLine.TextLength);
        builder.HasIndex(d => new { d.LineId, d.DoneOn });
        builder.HasOne<PlanLine>().WithMany().HasForeignKey(d => d.LineId);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.EnteredById);
    }
}
