using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Reassessment;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks;

/// <summary>The risks of the assessment that counts today, by level, and whether they ought to be assessed again.</summary>
internal sealed class RisksOverview(IsmsDbContext db, CriteriaInForce criteria) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(RiskPermissions.Read))
            return [];
        var tiles = new List<OverviewTile>();
        // The last one completed says how things stand; until there is one, the one under way.
        var latest = await db.Set<Assessment>().Where(a => a.State != AssessmentState.Draft)
            .OrderByDescending(a => a.State == AssessmentState.Completed).ThenByDescending(a => a.CompletedAt).ThenByDescending(a => a.StartedAt).FirstOrDefaultAsync(ct);
        tiles.Add(latest is null ? Nothing() : await ByLevelAsync(actor, latest, ct));
        var prompts = await db.Set<ReassessmentPrompt>().CountAsync(p => p.State == PromptState.Open, ct);
        tiles.Add(new OverviewTile(Phase.Check, Phrase.Of("risks.reassessment"), Display.Count(prompts), "/risks/reassessment")
        {
            Tone = prompts > 0 ? Tone.Warn : Tone.Good, Note = Phrase.Of(prompts > 0 ? "risks.overview-prompts" : "risks.overview-no-prompts"),
        });
        return tiles;
    }

    private static OverviewTile Nothing() =>
        new(Phase.Plan, Phrase.Of("risks.menu"), "—", "/risks/assessments") { Tone = Tone.Bad, Note = Phrase.Of("risks.overview-none") };

    private async Task<OverviewTile> ByLevelAsync(Actor actor, Assessment assessment, CancellationToken ct)
    {
        var levels = await db.Set<Risk>().Where(r => r.AssessmentId == assessment.Id).VisibleTo(actor).GroupBy(r => r.Level)
            .Select(g => new { Level = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Level, g => g.Count, ct);
        var definition = (await criteria.FindAsync(assessment.CriteriaId, ct))!.Criteria.Definition;
        var address = $"/risks/assessments/{assessment.Id}";
        var above = levels.Where(l => l.Key > definition.AcceptableUpToLevel).Sum(l => l.Value);
        return new OverviewTile(Phase.Plan, $"{Phrase.Of("risks.field.risks")} · {assessment.Number}", Display.Count(levels.Values.Sum()), address)
        {
            Tone = above > 0 ? Tone.Warn : Tone.Good,
            Note = Phrase.Of("risks.overview-above", above, Phrase.Of("risks.state." + assessment.State)),
            Parts = [.. definition.Risk.Bands.Select(b => new OverviewPart(b.Word.In(actor.Culture), levels.GetValueOrDefault(b.Level), $"{address}/risks?filter.level={b.Level}")
            {
                Colour = LevelColour.Of(b.Level, definition.Risk.Bands.Count),
            })],
        };
    }
}
