using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Communication.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication;

/// <summary>The minutes of coordination meetings.</summary>
internal sealed class CommunicationEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(CommunicationPermissions.Read))
            return [];
        var meetings = await db.Set<Meeting>().AsNoTracking().OrderByDescending(m => m.HeldOn).Take(question.Most).Select(m => new { m.Id, m.Number, m.Title, m.HeldOn, m.State }).ToListAsync(ct);
        return [.. meetings.Select(m => new EvidenceItem("communication", m.Number, m.Title, m.State == MeetingState.Signed ? EvidenceState.Live : EvidenceState.InPreparation, CommunicationPaths.Meeting(m.Id))
        {
            Date = m.HeldOn, Open = (services, reader, token) => services.GetRequiredService<ExportMinutes>().RunAsync(reader, m.Id, token),
        })];
    }
}
