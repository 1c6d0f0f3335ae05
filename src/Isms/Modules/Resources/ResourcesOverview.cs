using Isms.Kernel.Access;
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
            },
        ];
    }
}
