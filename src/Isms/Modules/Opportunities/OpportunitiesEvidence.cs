using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Opportunities.Matters;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities;

/// <summary>The register as a whole; besides, each matter that comes from a preventive action.</summary>
internal sealed class OpportunitiesEvidence(IsmsDbContext db, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(OpportunityPermissions.Read))
            return [];
        var zone = await settings.TimeZoneAsync(ct);
        var matters = await db.Set<Matter>().AsNoTracking().OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).ToListAsync(ct);
        if (matters.Count == 0)
            return [];
        return
        [
            new EvidenceItem("risks-opportunities", "", Phrase.In(actor.Culture, "opportunities.list-title"), matters.Exists(m => m.ApprovedAt is not null) ? EvidenceState.Live : EvidenceState.InPreparation, OpportunitiesPaths.All)
            {
                Date = matters.Max(LastOn), Count = matters.Count,
                Open = (services, reader, token) => services.GetRequiredService<ExportMatters>().RunAsync(reader, new RegisterQuery(), token),
            },
            .. matters.Where(m => m.Source == MatterSource.Prevention).Take(question.Most).Select(m => new EvidenceItem(
                "preventive-action", m.Number, m.Title, m.ApprovedAt is null ? EvidenceState.InPreparation : EvidenceState.Live, OpportunitiesPaths.Matter(m.Id))
            {
                Date = LastOn(m), Data = new { m.Number, m.Title, m.SourceWords, m.Action, m.DueOn, m.State, m.DoneOn, m.Outcome, m.CheckedOn, m.Finding },
            }),
        ];

        DateOnly LastOn(Matter m) => m.CheckedOn ?? m.DoneOn ?? (m.ApprovedAt ?? m.CreatedAt).DayIn(zone);
    }
}
