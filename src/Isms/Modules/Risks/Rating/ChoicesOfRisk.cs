using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Modules.Risks.Libraries;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Rating;

/// <summary>What can be chosen when a risk is added by hand.</summary>
internal sealed class ChoicesOfRisk(IsmsDbContext db, RiskLibrary library)
{
    /// <summary>Beyond this many a list is no help; the rest are reached from the asset's page.</summary>
    private const int MostAssets = 2000;

    /// <summary>Assets in use that this person may rate: important ones first, those without a risk marked.</summary>
    public async Task<IReadOnlyList<FieldOption>> AssetsAsync(Actor actor, Guid assessmentId, CancellationToken ct)
    {
        var reach = actor.ReachOf(RiskPermissions.Edit);
        var (all, departments) = (reach.All, reach.Departments.ToList());
        var assets = await AssetViews.Summaries(db, actor).Where(a => a.Known && !a.Retired && (all || departments.Contains(a.DepartmentId)))
            .OrderByDescending(a => a.IsImportant).ThenBy(a => a.Number).Take(MostAssets)
            .Select(a => new { a.Id, a.Number, a.Name, a.IsImportant, Covered = db.Set<Risk>().Any(r => r.AssessmentId == assessmentId && r.AssetId == a.Id) }).ToListAsync(ct);
        return assets.ConvertAll(a => new FieldOption(a.Id.ToString(), $"{a.Number} {a.Name}{(a.Covered ? "" : Phrase.Of("risks.choice-uncovered"))}",
            Phrase.Of(a.IsImportant ? "risks.choice-important" : "risks.choice-other")));
    }

    public async Task<IReadOnlyList<FieldOption>> ThreatsAsync(Actor actor, CancellationToken ct) =>
        [.. (await library.ThreatsAsync(ct)).Where(t => !t.Retired).Select(t => new FieldOption(t.Code, $"{t.Title(actor.Culture)}  {t.Code}", t.Group(actor.Culture)))];

    public async Task<IReadOnlyList<FieldOption>> VulnerabilitiesAsync(Actor actor, CancellationToken ct) =>
        [.. (await library.VulnerabilitiesAsync(ct)).Where(v => !v.Retired).Select(v => new FieldOption(v.Code, $"{v.Title(actor.Culture)}  {v.Code}", v.Group(actor.Culture)))];
}
