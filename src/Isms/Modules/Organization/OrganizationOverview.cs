using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Organization.Offices;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization;

/// <summary>Whether every office that has to be held is, and whether duties are distributed.</summary>
internal sealed class OrganizationOverview(IsmsDbContext db, Vacancies vacancies) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(OrganizationPermissions.Read))
            return [];
        var vacant = (await vacancies.OnAsync(actor.Today, ct)).Count;
        var tiles = new List<OverviewTile>
        {
            new(Phase.Plan, Phrase.Of("organization.overview-vacant"), Display.Count(vacant), "/organization/offices")
            {
                Tone = vacant > 0 ? Tone.Bad : Tone.Good, Note = Phrase.Of(vacant > 0 ? "organization.overview-vacant-note" : "organization.overview-filled"),
            },
        };
        if (actor.May(ResponsibilityPermissions.Read))
        {
            var matrix = await ResponsibilityViews.Matrices(db).FirstOrDefaultAsync(m => m.State == MatrixState.Approved, ct);
            tiles.Add(new OverviewTile(Phase.Plan, Phrase.Of("organization.overview-matrix"), matrix?.VersionLabel ?? "—", ResponsibilityViews.Link)
            {
                Tone = matrix is null ? Tone.Warn : Tone.Good,
                Note = matrix is null ? Phrase.Of("organization.overview-no-matrix") : Phrase.Of("organization.overview-since", matrix.EffectiveOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            });
        }
        return tiles;
    }
}
