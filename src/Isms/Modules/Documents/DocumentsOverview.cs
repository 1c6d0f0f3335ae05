using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Reading;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents;

/// <summary>How many documents are in force, which wait on their way, and which ought to have been reviewed.</summary>
internal sealed class DocumentsOverview(IsmsDbContext db, DocumentReach reach, ShowCoverage coverage) : IContribute<OverviewQuestion, OverviewTile>
{
    private const int NamedLate = 5;

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
            .. await ReadingAsync(actor, ct),
            new OverviewTile(Phase.Plan, Phrase.Of("documents.overview-effective"), Display.Count(Of(VersionState.Effective)), DocumentPaths.Library)
            {
                Unit = "/ " + Display.Count(states.Where(s => s.State is not (VersionState.Obsolete or VersionState.Destroyed)).Sum(s => s.Count)),
                Tone = late > 0 ? Tone.Bad : Tone.Neutral, Note = Phrase.Of(late > 0 ? "documents.overview-late" : "documents.overview-in-time", late),
                Parts = [Part(VersionState.Effective, Tone.Good), Part(VersionState.Approved, Tone.Info), Part(VersionState.InReview, Tone.Warn), Part(VersionState.Draft, Tone.Neutral)],
            },
        ];
    }

    // The manual binds everybody once it is released: how many have confirmed that they read it, and who is late.
    private async Task<IReadOnlyList<OverviewTile>> ReadingAsync(Actor actor, CancellationToken ct)
    {
        var manual = await (
            from d in reach.Documents(actor)
            join k in db.Set<DocumentKind>() on d.KindId equals k.Id
            where k.NeedsReleaseOrder && d.Confirmed && db.Set<DocumentVersion>().Any(v => v.DocumentId == d.Id && v.State == VersionState.Effective)
            orderby d.Number
            select new { d.Id, d.TitleZh, d.TitleEn }).FirstOrDefaultAsync(ct);
        if (manual is null || (await coverage.RunAsync(actor, manual.Id, ct)).Value is not { Asked: > 0 } read)
            return [];
        var late = read.Open.Where(o => o.DueOn < actor.Today).Select(o => o.Name).ToList();
        return
        [
            new OverviewTile(Phase.Plan, Phrase.Of("documents.overview-read", new Kernel.Standards.Bilingual(manual.TitleZh, manual.TitleEn).In(actor.Culture)), $"{100 * read.Confirmed / read.Asked}%", DocumentPaths.Coverage(manual.Id))
            {
                Tone = late.Count > 0 ? Tone.Bad : read.Confirmed == read.Asked ? Tone.Good : Tone.Info,
                Note = late.Count == 0 ? Phrase.Of("documents.overview-read-n", read.Confirmed, read.Asked)
                    : Phrase.Of("documents.overview-read-late", string.Join(Phrase.Of("ui.list-comma"), late.Take(NamedLate)), late.Count),
            },
        ];
    }
}
