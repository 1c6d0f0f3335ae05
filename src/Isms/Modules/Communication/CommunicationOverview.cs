using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Communication.Announcements;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication;

/// <summary>How far the latest announcement was read, whether the next is overdue, and resolutions that are not carried out yet.</summary>
internal sealed class CommunicationOverview(IsmsDbContext db, AnnouncementRhythm rhythm) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(CommunicationPermissions.Read))
            return [];
        var tiles = new List<OverviewTile>();
        var next = await rhythm.ReadAsync(ct);
        var overdue = next.DueOn < actor.Today;
        var latest = await AnnouncementRegister.Rows(db, actor).Where(a => a.State == AnnouncementState.Published).OrderByDescending(a => a.PublishedOn).ThenByDescending(a => a.Number).FirstOrDefaultAsync(ct);
        if (latest is not null || next.DueOn is not null)
        {
            tiles.Add(new OverviewTile(Phase.Do, Phrase.Of("communication.announcements"), latest is null ? "—" : Display.Count(latest.Percent), latest is null ? CommunicationPaths.Announcements : CommunicationPaths.Announcement(latest.Id))
            {
                Unit = latest is null ? null : "%", Tone = overdue ? Tone.Bad : latest is { Percent: 100 } ? Tone.Good : Tone.Neutral,
                Note = overdue ? Phrase.Of("communication.announce-overdue") : latest is null ? null : Phrase.Of("communication.overview-read", latest.Read, latest.Addressed),
            });
        }

        var today = actor.Today;
        var open = await CommunicationViews.Resolutions(db).Where(r => r.State == ResolutionState.Open).GroupBy(r => r.DueOn < today).Select(g => new { Late = g.Key, Count = g.Count() }).ToListAsync(ct);
        var late = open.Where(o => o.Late).Sum(o => o.Count);
        tiles.Add(new OverviewTile(Phase.Act, Phrase.Of("communication.overview-open"), Display.Count(open.Sum(o => o.Count)), CommunicationPaths.Resolutions)
        {
            Tone = late > 0 ? Tone.Bad : Tone.Good, Note = Phrase.Of(late > 0 ? "communication.overview-late" : "communication.overview-in-time", late),
        });
        return tiles;
    }
}
