using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Library;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents;

/// <summary>How many documents are in force, which wait on their way, and which ought to have been reviewed.</summary>
internal sealed class DocumentsOverview(IsmsDbContext db, DocumentReach reach) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(DocumentPermissions.ReadAll))
            return [];
        var states = await DocumentRegister.Rows(db, reach, actor).GroupBy(r => new { r.State, r.ReviewOverdue }).Select(g => new { g.Key.State, g.Key.ReviewOverdue, Count = g.Count() }).ToListAsync(ct);
        int Of(VersionState state) => states.Where(s => s.State == state).Sum(s => s.Count);
        var late = states.Where(s => s.ReviewOverdue && s.State == VersionState.Effective).Sum(s => s.Count);
        OverviewPart Part(VersionState state, Tone tone) => new(Phrase.Of("documents.state." + state), Of(state), $"{DocumentPaths.Library}?filter.state={state}") { Tone = tone };
        return
        [
            new OverviewTile(Phase.Plan, Phrase.Of("documents.overview-effective"), Display.Count(Of(VersionState.Effective)), DocumentPaths.Library)
            {
                Unit = "/ " + Display.Count(states.Where(s => s.State is not (VersionState.Obsolete or VersionState.Destroyed)).Sum(s => s.Count)),
                Tone = late > 0 ? Tone.Bad : Tone.Neutral, Note = Phrase.Of(late > 0 ? "documents.overview-late" : "documents.overview-in-time", late),
                Parts = [Part(VersionState.Effective, Tone.Good), Part(VersionState.Approved, Tone.Info), Part(VersionState.InReview, Tone.Warn), Part(VersionState.Draft, Tone.Neutral)],
            },
        ];
    }
}
