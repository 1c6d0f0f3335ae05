using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;
using Isms.Modules.Resources.Requests;

namespace Isms.Modules.Resources;

/// <summary>Requests for resources that wait for management's answer.</summary>
internal sealed class ResourcesOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(ResourcePermissions.Read))
            return [];
        var waiting = await RequestRegister.Rows(db, actor).Where(r => r.State == RequestState.InApproval).GroupBy(r => r.Late).Select(g => new { Late = g.Key, Count = g.Count() }).ToListAsync(ct);
        var late = waiting.Where(w => w.Late).Sum(w => w.Count);
        return
        [
            new OverviewTile(Phase.Do, Phrase.Of("resources.overview-waiting"), Display.Count(waiting.Sum(w => w.Count)), $"{ResourcesPaths.Requests}?filter.state={RequestState.InApproval}")
            {
                Tone = late > 0 ? Tone.Bad : Tone.Good, Note = Phrase.Of(late > 0 ? "resources.overview-late" : "resources.overview-in-time", late),
            },
        ];
    }
}
