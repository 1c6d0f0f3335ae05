using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Resources.Competence;
using Isms.Ui;

namespace Isms.Modules.Resources;

/// <summary>How many in office, within reach, meet what their office asks for.</summary>
internal sealed class ResourcesOverview(ReadCompetence competence) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if ((await competence.RunAsync(actor, null, ct)).Value is not { Posts.Count: > 0 } view)
            return [];
        var gaps = view.Posts.Sum(p => p.Gaps);
        return
        [
            new OverviewTile(Phase.Do, Phrase.Of("resources.competence"), Display.Count(view.Posts.Sum(p => p.Met)), ResourcesPaths.Competence)
            {
                Unit = "/ " + Display.Count(view.Posts.Sum(p => p.Holders)), Tone = gaps > 0 ? Tone.Bad : Tone.Good, Note = gaps > 0 ? Phrase.Of("resources.overview-gaps", gaps) : null,
using Microsoft.EntityFrameworkCore;
using Isms.Modules.Resources.Requests;
/// <summary>Requests for resources that wait for management's answer.</summary>
internal sealed class ResourcesOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
        if (!actor.May(ResourcePermissions.Read))
        var waiting = await RequestRegister.Rows(db, actor).Where(r => r.State == RequestState.InApproval).GroupBy(r => r.Late).Select(g => new { Late = g.Key, Count = g.Count() }).ToListAsync(ct);
        var late = waiting.Where(w => w.Late).Sum(w => w.Count);
            new OverviewTile(Phase.Do, Phrase.Of("resources.overview-waiting"), Display.Count(waiting.Sum(w => w.Count)), $"{ResourcesPaths.Requests}?filter.state={RequestState.InApproval}")
                Tone = late > 0 ? Tone.Bad : Tone.Good, Note = Phrase.Of(late > 0 ? "resources.overview-late" : "resources.overview-in-time", late),
            },
        ];
    }
}
