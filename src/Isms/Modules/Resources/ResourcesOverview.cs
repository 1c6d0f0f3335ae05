using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Resources.Competence;
using Isms.Modules.Resources.Requests;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources;

/// <summary>How many in office, within reach, meet what their office asks for, and the requests for resources that wait for management's answer.</summary>
internal sealed class ResourcesOverview(IsmsDbContext db, ReadCompetence competence) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        var tiles = new List<OverviewTile>();
        if ((await competence.RunAsync(actor, null, ct)).Value is { Posts.Count: > 0 } view)
        {
            var gaps = view.Posts.Sum(p => p.Gaps);
            tiles.Add(new OverviewTile(Phase.Do, Phrase.Of("resources.competence"), Display.Count(view.Posts.Sum(p => p.Met)), ResourcesPaths.Competence)
            {
                Unit = "/ " + Display.Count(view.Posts.Sum(p => p.Holders)), Tone = gaps > 0 ? Tone.Bad : Tone.Good, Note = gaps > 0 ? Phrase.Of("resources.overview-gaps", gaps) : null,
            });
        }
        if (!actor.May(ResourcePermissions.Read))
            return tiles;

        var waiting = await RequestRegister.Rows(db, actor).Where(r => r.State == RequestState.InApproval).GroupBy(r => r.Late).Select(g => new { Late = g.Key, Count = g.Count() }).ToListAsync(ct);
        var late = waiting.Where(w => w.Late).Sum(w => w.Count);
        tiles.Add(new OverviewTile(Phase.Do, Phrase.Of("resources.overview-waiting"), Display.Count(waiting.Sum(w => w.Count)), $"{ResourcesPaths.Requests}?filter.state={RequestState.InApproval}")
        {
            Tone = late > 0 ? Tone.Bad : Tone.Good, Note = Phrase.Of(late > 0 ? "resources.overview-late" : "resources.overview-in-time", late),
        });
        return tiles;
    }
}
