using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria;

/// <summary>Which criteria are in force.</summary>
internal sealed class CriteriaOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(CriteriaPermissions.Read))
            return [];
        var label = await db.Set<CriteriaVersion>().Where(v => v.State == CriteriaState.Approved).Select(v => v.VersionLabel).FirstOrDefaultAsync(ct);
        return
        [
            new OverviewTile(Phase.Plan, Phrase.Of("criteria.menu"), label ?? "—", "/criteria")
            {
                Tone = label is null ? Tone.Bad : Tone.Good, Note = Phrase.Of(label is null ? "criteria.overview-none" : "criteria.overview-in-force"),
            },
        ];
    }
}
