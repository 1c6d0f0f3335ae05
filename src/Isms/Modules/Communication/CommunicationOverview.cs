using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication;

/// <summary>Resolutions that are not carried out yet.</summary>
internal sealed class CommunicationOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(CommunicationPermissions.Read))
            return [];
        var today = actor.Today;
        var open = await CommunicationViews.Resolutions(db).Where(r => r.State == ResolutionState.Open).GroupBy(r => r.DueOn < today).Select(g => new { Late = g.Key, Count = g.Count() }).ToListAsync(ct);
        var late = open.Where(o => o.Late).Sum(o => o.Count);
        return
        [
            new OverviewTile(Phase.Act, Phrase.Of("communication.overview-open"), Display.Count(open.Sum(o => o.Count)), CommunicationPaths.Resolutions)
            {
                Tone = late > 0 ? Tone.Bad : Tone.Good, Note = Phrase.Of(late > 0 ? "communication.overview-late" : "communication.overview-in-time", late),
            },
        ];
    }
}
