using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities;

/// <summary>How many risks and opportunities of the system are planned for, and how many are late.</summary>
internal sealed class OpportunitiesOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(OpportunityPermissions.Read))
            return [];
        var today = actor.Today;
        var states = await db.Set<Matter>().GroupBy(m => m.State).Select(g => new
        {
            State = g.Key, Count = g.Count(),
            Late = g.Count(m => (m.State == MatterState.Acting && m.DueOn < today) || (m.State == MatterState.Checking && m.CheckOn < today)),
        }).ToListAsync(ct);
        var late = states.Sum(s => s.Late);
        return
        [
            new OverviewTile(Phase.Plan, Phrase.Of("opportunities.menu"), Display.Count(states.Sum(s => s.Count)), OpportunitiesPaths.All)
            {
                Tone = states.Count == 0 || late > 0 ? Tone.Warn : Tone.Good,
                Note = states.Count == 0 ? Phrase.Of("opportunities.overview-none") : late > 0 ? Phrase.Of("opportunities.overview-late", late) : Phrase.Of("opportunities.overview-in-time"),
                Parts = [.. states.OrderBy(s => s.State).Select(s => new OverviewPart(Phrase.Of("opportunities.state." + s.State), s.Count, $"{OpportunitiesPaths.All}?filter.state={s.State}") { Tone = Matters.MatterTone.Of(s.State) })],
            },
        ];
    }
}
