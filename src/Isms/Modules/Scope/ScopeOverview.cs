using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Scope.Drawings;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope;

/// <summary>Which version is in force, and by when it is reviewed.</summary>
internal sealed class ScopeOverview(IsmsDbContext db, OldDrawings old) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(ScopePermissions.Read))
            return [];
        var inForce = await ScopeViews.Statements(db).FirstOrDefaultAsync(v => v.State == ScopeState.Approved, ct);
        var late = inForce?.ReviewOn < actor.Today;
        var outdated = inForce is null ? null : (await old.FindAsync(actor, ct)).GetValueOrDefault(inForce.Id);
        return
        [
            new OverviewTile(Phase.Plan, Phrase.Of("scope.menu"), inForce?.VersionLabel ?? "—", inForce is null ? ScopeViews.Link : $"{ScopeViews.Link}/{inForce.Id}")
            {
                Tone = inForce is null ? Tone.Warn : late ? Tone.Bad : outdated is null ? Tone.Good : Tone.Warn,
                Note = inForce is null ? Phrase.Of("scope.none") : outdated is not null && !late ? Phrase.Of("scope.network-old") : Phrase.Of(late ? "scope.review-late" : "scope.review-by", inForce.ReviewOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            },
        ];
    }
}
