using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy;

/// <summary>Which version is in force, and by when it is reviewed.</summary>
internal sealed class PolicyOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(PolicyPermissions.Read))
            return [];
        var inForce = await PolicyViews.Policies(db).FirstOrDefaultAsync(v => v.State == PolicyState.Approved, ct);
        var late = inForce?.ReviewOn < actor.Today;
        return
        [
            new OverviewTile(Phase.Plan, Phrase.Of("policy.menu"), inForce?.VersionLabel ?? "—", inForce is null ? PolicyViews.Link : $"{PolicyViews.Link}/{inForce.Id}")
            {
                Tone = inForce is null ? Tone.Warn : late ? Tone.Bad : Tone.Good,
                Note = inForce is null ? Phrase.Of("policy.none") : Phrase.Of(late ? "policy.review-overdue-on" : "policy.review-by", inForce.ReviewOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            },
        ];
    }
}
