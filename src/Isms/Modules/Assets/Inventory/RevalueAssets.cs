using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Lists;
using Isms.Modules.Criteria;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Inventory;

/// <summary>The work that values the assets anew.</summary>
/// <param name="JobId">Where to watch; null when it is done.</param>
/// <param name="Outdated">How many assets had been valued with other criteria.</param>
public sealed record RevaluationStarted(Guid? JobId, int Outdated);

/// <summary>Values all assets in use by the criteria in force, after those changed.</summary>
internal sealed class RevalueAssets(IsmsDbContext db, CriteriaInForce criteria, Jobs jobs, Revaluation revaluation)
{
    private const int MostAtOnce = 1000;

    public async Task<Outcome<RevaluationStarted>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.DrawList) is { } no)
            return no;
        if (await criteria.CurrentAsync(ct) is not { } current)
            return ListSource.NoCriteria;
        var outdated = await db.Set<Asset>().CountAsync(a => a.State == AssetState.Active && a.CriteriaId != current.Id, ct);
        if (outdated > MostAtOnce)
        {
            var job = await jobs.StartAsync(actor, "assets.revalue", Phrase.Of("assets.revalue-job"), async (services, progress, token) =>
                new JobResult("/assets", (await services.GetRequiredService<Revaluation>().RunAllAsync(actor, progress, token)).Value), ct);
            return new RevaluationStarted(job, outdated);
        }
        await revaluation.RunAllAsync(actor, new JobProgress(), ct);
        return new RevaluationStarted(null, outdated);
    }
}

/// <summary>The valuing itself, in one transaction.</summary>
internal sealed class Revaluation(IsmsDbContext db, CriteriaInForce criteria, ConfirmedLists confirmed)
{
    private const int AtOnce = 500;

    public async Task<Outcome<RevaluationStarted>> RunAllAsync(Actor actor, JobProgress progress, CancellationToken ct)
    {
        await using var writing = await db.BeginAsync(ct);
        if (await criteria.CurrentAsync(ct) is not { } current)
            return ListSource.NoCriteria;
        var outdated = await db.Set<Asset>().Where(a => a.State == AssetState.Active && a.CriteriaId != current.Id).OrderBy(a => a.Id).Select(a => new { a.Id, a.DepartmentId }).ToListAsync(ct);
        var (done, unfit) = (0, 0);
        foreach (var chunk in outdated.Chunk(AtOnce))
        {
            var ids = Array.ConvertAll(chunk, c => c.Id);
            foreach (var asset in await db.Set<Asset>().Where(a => ids.Contains(a.Id)).ToListAsync(ct))
            {
                // Scores off the new scale stay as they are until somebody rates them anew; the register shows them as outdated.
                if (current.Criteria.Value(asset.Scores, CultureInfo.InvariantCulture).Result is { } valuation)
                    asset.Worth(current.Id, valuation);
                else
                    unfit++;
            }
            await db.SaveAsync(actor, "assets.revalue", ct);
            db.ChangeTracker.Clear();
            progress.Report(done += chunk.Length, outdated.Count);
        }
        await confirmed.ChangedAsync([.. outdated.Select(a => a.DepartmentId).Distinct()], ct);
        await criteria.MarkUsedAsync(current.Id, ct);
        await db.SaveAsync(actor, "assets.revalue", ct);
        await writing.CommitAsync(ct);
        return new RevaluationStarted(null, unfit);
    }
}
