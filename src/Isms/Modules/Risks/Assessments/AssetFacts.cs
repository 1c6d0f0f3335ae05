using Isms.Kernel.Data;
using Isms.Modules.Assets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>An asset's part in a risk.</summary>
internal sealed record AssetPart(Guid Id, int Value, Guid DepartmentId);

/// <summary>Keeps the risks of an open assessment in step with their assets.</summary>
internal sealed class AssetFacts(IsmsDbContext db)
{
    /// <summary>Risks of the assessment whose asset has another value or department by now.</summary>
    public IQueryable<Risk> Outdated(Guid assessmentId) =>
        from r in db.Set<Risk>()
        where r.AssessmentId == assessmentId
        join a in AssetViews.Summaries(db) on r.AssetId equals a.Id
        where a.Value != r.AssetValue || a.DepartmentId != r.DepartmentId
        select r;

    /// <summary>Takes over value and department; the caller scores anew and saves. How many changed.</summary>
    /// <param name="risks">Of the assessment, as many as wanted.</param>
    public async Task<int> TakeOverAsync(Guid assessmentId, IReadOnlyCollection<Risk> risks, CancellationToken ct)
    {
        var parts = await AssetViews.Summaries(db).Where(a => db.Set<Risk>().Any(r => r.AssessmentId == assessmentId && r.AssetId == a.Id))
            .Select(a => new AssetPart(a.Id, a.Value, a.DepartmentId)).ToDictionaryAsync(a => a.Id, ct);
        var changed = 0;
        foreach (var risk in risks)
        {
            var asset = parts[risk.AssetId];
            if (asset.Value == risk.AssetValue && asset.DepartmentId == risk.DepartmentId)
                continue;
            (risk.AssetValue, risk.DepartmentId) = (asset.Value, asset.DepartmentId);
            changed++;
        }
        return changed;
    }
}
