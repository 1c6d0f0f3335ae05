using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Documents;
using Isms.Modules.Applicability.Printing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability;

/// <summary>The versions of the statement, and how far the chosen controls are put in place.</summary>
internal sealed class SoaEvidence(IsmsDbContext db, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(SoaPermissions.Read))
            return [];
        var zone = await settings.TimeZoneAsync(ct);
        var versions = await db.Set<SoaVersion>().AsNoTracking().OrderByDescending(s => s.Major).ThenByDescending(s => s.Minor).Take(question.Most).ToListAsync(ct);
        var found = versions.ConvertAll(s => new EvidenceItem("soa", s.Number, SoaDocument.Title(actor.Culture), s.State switch
        {
            SoaState.Approved => EvidenceState.Live,
            SoaState.Superseded => EvidenceState.Superseded,
            _ => EvidenceState.InPreparation,
        }, SoaPages.Soa(s.Id))
        {
            Version = s.VersionLabel, Date = s.EffectiveOn ?? s.CreatedAt.DayIn(zone),
            Open = (services, reader, token) => services.GetRequiredService<PrintSoa>().RunAsync(reader, new PrintSoaRequest(s.Id, SoaFormat.Docx), token),
        });
        if (versions.Find(s => s.State == SoaState.Approved) is not { } inForce)
            return found;
        var statuses = await SoaViews.Decisions(db).Where(d => d.SoaId == inForce.Id && d.Standing == ControlStanding.Applicable)
            .GroupBy(d => d.Status).Select(g => new { Status = g.Key, Count = g.Count() }).ToListAsync(ct);
        var inPlace = statuses.Where(s => s.Status == ImplementationStatus.Implemented).Sum(s => s.Count);
        found.Add(new EvidenceItem("control-status", inForce.Number, Phrase.In(actor.Culture, "applicability.controls"), inPlace > 0 ? EvidenceState.Live : EvidenceState.InPreparation, SoaPages.Controls(inForce.Id))
        {
            Version = inForce.VersionLabel, Date = actor.Today, Count = Math.Max(1, inPlace), Data = statuses,
            Open = (services, reader, token) => services.GetRequiredService<PrintSoa>().RunAsync(reader, new PrintSoaRequest(inForce.Id, SoaFormat.Xlsx), token),
        });
        return found;
    }
}
