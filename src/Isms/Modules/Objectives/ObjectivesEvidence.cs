using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Objectives.Results;
using Isms.Modules.Objectives.Sets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives;

/// <summary>The sets of objectives, and the results measured against them.</summary>
internal sealed class ObjectivesEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(ObjectivePermissions.See))
            return [];
        var sets = await db.Set<ObjectiveSet>().AsNoTracking().OrderByDescending(s => s.CreatedAt).Take(question.Most).ToListAsync(ct);
        var found = sets.ConvertAll(s => new EvidenceItem("objectives", s.Number, Phrase.In(actor.Culture, "objectives.menu"), s.State switch
        {
            SetState.Approved => EvidenceState.Live,
            SetState.Superseded => EvidenceState.Superseded,
            _ => EvidenceState.InPreparation,
        }, ObjectivesPaths.Set(s.Id))
        {
            Version = s.Label, Date = s.StartsOn,
            Open = (services, reader, token) => services.GetRequiredService<ExportObjectives>().RunAsync(reader, new ExportObjectivesRequest(s.Id, false), token),
        });
        var years = await ObjectiveViews.Results(db).GroupBy(r => r.PeriodEnd.Year).Select(g => new { Year = g.Key, Count = g.Count(), Last = g.Max(r => r.PeriodEnd) }).ToListAsync(ct);
        foreach (var (year, count, last) in years.OrderByDescending(y => y.Year).Take(question.Most).Select(y => (y.Year, y.Count, y.Last)))
        {
            found.AddRange(new[] { "objective-results", "measurement" }.Select(kind => new EvidenceItem(kind, "", $"{Phrase.In(actor.Culture, "objectives.menu")} {Ui.Display.Number(year)}", EvidenceState.Live, "/objectives")
            {
                Date = last, Count = count, Open = (services, reader, token) => services.GetRequiredService<ExportResults>().RunAsync(reader, year, token),
            }));
        }
        return found;
    }
}
