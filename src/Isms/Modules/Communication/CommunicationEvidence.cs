using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Communication.Announcements;
using Isms.Modules.Communication.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication;

/// <summary>The minutes of coordination meetings, and what management told the organization.</summary>
internal sealed class CommunicationEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(CommunicationPermissions.Read))
            return [];
        var meetings = await db.Set<Meeting>().AsNoTracking().OrderByDescending(m => m.HeldOn).Take(question.Most).Select(m => new { m.Id, m.Number, m.Title, m.HeldOn, m.State }).ToListAsync(ct);
        var announced = await db.Set<Announcement>().AsNoTracking().Where(a => a.State == AnnouncementState.Published).OrderByDescending(a => a.PublishedOn).Take(question.Most).Select(a => new { a.Id, a.Number, a.Title, a.PublishedOn }).ToListAsync(ct);
        return
        [
            .. announced.Select(a => new EvidenceItem("announcement", a.Number, a.Title, EvidenceState.Live, CommunicationPaths.Announcement(a.Id))
            {
                Date = a.PublishedOn, Open = (services, reader, token) => services.GetRequiredService<ExportAnnouncement>().RunAsync(reader, a.Id, token),
            }),
            .. meetings.Select(m => new EvidenceItem("communication", m.Number, m.Title, m.State == MeetingState.Signed ? EvidenceState.Live : EvidenceState.InPreparation, CommunicationPaths.Meeting(m.Id))
            {
                Date = m.HeldOn, Open = (services, reader, token) => services.GetRequiredService<ExportMinutes>().RunAsync(reader, m.Id, token),
            }),
        ];
    }
}
