using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria;

/// <summary>The versions of the criteria.</summary>
internal sealed class CriteriaEvidence(IsmsDbContext db, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(CriteriaPermissions.Read))
            return [];
        var zone = await settings.TimeZoneAsync(ct);
        var english = actor.Culture.TwoLetterISOLanguageName == "en";
        var found = await db.Set<CriteriaVersion>().AsNoTracking().OrderByDescending(v => v.Serial).Take(question.Most).ToListAsync(ct);
        return found.ConvertAll(v => new EvidenceItem("criteria", v.ResolutionNumber, english ? v.NameEn : v.Name, v.State switch
        {
            CriteriaState.Approved => EvidenceState.Live,
            CriteriaState.Superseded => EvidenceState.Superseded,
            _ => EvidenceState.InPreparation,
        }, "/criteria/" + v.Id)
        {
            Version = v.VersionLabel, Date = v.ApprovedAt?.DayIn(zone),
            Data = new { v.VersionLabel, v.State, v.ApprovedAt, v.ApprovedBy, v.LockedAt, Definition = JsonSerializer.Deserialize<JsonElement>(v.Definition) },
        });
    }
}
