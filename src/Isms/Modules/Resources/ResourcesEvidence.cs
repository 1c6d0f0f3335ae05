using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Resources.Competence;
using Isms.Modules.Resources.Summary;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources;

/// <summary>What was asked for, granted and spent, year by year; and who has been found competent.</summary>
internal sealed class ResourcesEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.ReachOf(ResourcePermissions.Read).All)
            return [];
        var years = await ResourceViews.Requests(db).GroupBy(r => r.NeededOn.Year).Select(g => new { Year = g.Key, Count = g.Count(), Last = g.Max(r => r.NeededOn) }).ToListAsync(ct);
        var judged = await db.Set<CompetenceEvaluation>().GroupBy(e => 1).Select(g => new { Count = g.Count(), Last = g.Max(e => e.EvaluatedOn) }).FirstOrDefaultAsync(ct);
        List<EvidenceItem> competence = judged is null ? [] :
        [
            new EvidenceItem("competence", "", Phrase.In(actor.Culture, "resources.competence-title"), EvidenceState.Live, ResourcesPaths.Competence)
            {
                Date = judged.Last, Count = judged.Count, Open = (services, reader, token) => services.GetRequiredService<ExportCompetence>().RunAsync(reader, token),
            },
        ];
        return [.. competence, .. years.OrderByDescending(y => y.Year).Take(question.Most).Select(y => new EvidenceItem("resources", "", $"{Phrase.In(actor.Culture, "resources.menu")} {Ui.Display.Number(y.Year)}", EvidenceState.Live, "/resources/summary?year=" + Ui.Display.Number(y.Year))
        {
            Date = y.Last < actor.Today ? y.Last : actor.Today, Count = y.Count, Open = (services, reader, token) => services.GetRequiredService<ExportSummary>().RunAsync(reader, y.Year, token),
        })];
    }
}
