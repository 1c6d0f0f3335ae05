using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Inventory;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets;

/// <summary>How many assets there are, and how many departments have confirmed theirs.</summary>
internal sealed class AssetsOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(AssetPermissions.Read))
            return [];
        var counts = await db.Set<Asset>().VisibleTo(db, actor).Where(a => a.State == AssetState.Active).GroupBy(a => a.IsImportant)
            .Select(g => new { Important = g.Key, Count = g.Count() }).ToListAsync(ct);
        var important = counts.Where(c => c.Important).Sum(c => c.Count);
        var tiles = new List<OverviewTile>
        {
            new(Phase.Plan, Phrase.Of("assets.register"), Display.Count(counts.Sum(c => c.Count)), "/assets")
            {
                Parts =
                [
                    new OverviewPart(Phrase.Of("assets.overview-important"), important, "/assets?filter.state=active&filter.important=true") { Tone = Tone.Info },
                    new OverviewPart(Phrase.Of("assets.overview-other"), counts.Where(c => !c.Important).Sum(c => c.Count), "/assets?filter.state=active&filter.important=false"),
                ],
            },
        };
        if (await LatestCycleAsync(actor, ct) is { } cycle)
            tiles.Add(cycle);
        return tiles;
    }

    private async Task<OverviewTile?> LatestCycleAsync(Actor actor, CancellationToken ct)
    {
        var reach = actor.ReachOf(AssetPermissions.Read);
        var departments = reach.Departments.ToList();
        var states = await (
            from c in db.Set<DepartmentConfirmation>()
            join cycle in db.Set<ConfirmationCycle>() on c.CycleId equals cycle.Id
            where cycle.Id == db.Set<ConfirmationCycle>().OrderByDescending(x => x.OpenedAt).Select(x => x.Id).FirstOrDefault() && (reach.All || departments.Contains(c.DepartmentId))
            group c by new { cycle.Id, cycle.DueOn, c.State } into g
            select new { g.Key.Id, g.Key.DueOn, g.Key.State, Count = g.Count() }).ToListAsync(ct);
        if (states.Count == 0)
            return null;
        var (all, confirmed) = (states.Sum(s => s.Count), states.Where(s => s.State == ConfirmationState.Confirmed).Sum(s => s.Count));
        var (id, due) = (states[0].Id, states[0].DueOn);
        return new OverviewTile(Phase.Plan, Phrase.Of("assets.overview-confirmed"), Display.Count(confirmed), "/assets/confirmations/" + id)
        {
            Unit = "/ " + Display.Count(all),
            Tone = confirmed == all ? Tone.Good : due < actor.Today ? Tone.Bad : Tone.Warn,
            Note = Phrase.Of(confirmed == all ? "assets.overview-all-confirmed" : due < actor.Today ? "assets.overview-late" : "assets.overview-due", due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        };
    }
}
