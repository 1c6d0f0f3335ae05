using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>What was approved, by whom, over which content.</summary>
internal sealed class SignatureEvidence(IsmsDbContext db, Concealment concealment, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(SigningPermissions.SeeAll))
            return [];
        var zone = await settings.TimeZoneAsync(ct);
        var found = await concealment.Open(db.Set<Approval>().AsNoTracking(), actor, a => a.SubjectId).Where(a => a.State == ApprovalState.Approved).OrderByDescending(a => a.EndedAt).ThenByDescending(a => a.Id).Take(question.Most)
            .Select(a => new
            {
                a.Id, a.Number, a.Title, a.Kind, a.EndedAt, a.ContentHash,
                Signatures = a.Signatures.Select(s => new { s.Meaning, s.PersonName, s.Office, s.SignedAt, s.ContentHash, s.Comment }).ToList(),
            }).ToListAsync(ct);
        return found.ConvertAll(a => new EvidenceItem("signatures", a.Number, a.Title, EvidenceState.Live, "/approvals/" + a.Id) { Date = a.EndedAt?.DayIn(zone), Data = a });
    }
}
